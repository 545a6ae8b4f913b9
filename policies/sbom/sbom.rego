# METADATA
# title: SBOM and vulnerabilities
# description: |
#   Decides whether an artefact may run, by its software bill of materials and the vulnerabilities that are known of what
#   is in it.
package icra.sbom

# METADATA
# description: the id of each run to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.runs
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(item) := limits_findings if limits_findings != set()

else := {found |
	some bill in accepted_bills(item)
	some found in bill_findings(bill)
} if {
	accepted_bills(item) != set()
}

else := {finding(
	"sbom.missing",
	{"artefact": text(item, "artefact")},
	$"There is no bill of materials of artefact {text(item, "artefact")} in an accepted format by an author who is believed.",
)}

limits_findings := set() if {
	is_number(input.maxCvss)
	is_number(input.maxScanAgeHours)
}

else := {finding(
	"sbom.limits-missing",
	{},
	"The request does not say how severe a vulnerability and how old a scan may be.",
)}

accepted_bills(item) := {bill |
	some bill in data.continuum.billsOfMaterials[item.artefact]
	is_string(bill.format)
	bill.format in input.formats
	is_string(bill.author)
	bill.author in input.authors
}

bill_findings(bill) := {found |
	some component in bill.components
	some found in component_findings(component)
} | scan_findings(bill) if {
	is_array(bill.components)
	count({component | some component in bill.components}) == bill.componentCount
	bill.componentCount > 0
}

else := {finding(
	"sbom.incomplete",
	{"format": bill.format},
	"The bill of materials is empty, or does not have as many components as it says there are.",
)}

# What lies between two numbers is a number.
scan_findings(bill) := set() if {
	now - (input.maxScanAgeHours * 3600) <= bill.scannedEpochS
	bill.scannedEpochS <= now
}

else := {finding(
	"sbom.scan-too-old",
	{"format": bill.format},
	$"What is in the bill of materials was not looked up in the last {input.maxScanAgeHours} hours.",
)}

component_findings(component) := {found |
	some vulnerability in component.vulnerabilities
	some found in vulnerability_findings(component, vulnerability)
} if {
	is_array(component.vulnerabilities)
	count({each | some each in component.vulnerabilities}) == component.vulnerabilityCount
}

else := {finding(
	"sbom.vulnerabilities-unknown",
	{"component": text(component, "component")},
	$"It is not known which vulnerabilities all component {text(component, "component")} has.",
)}

vulnerability_findings(component, vulnerability) := set() if is_justified(vulnerability)

else := {finding(
	"sbom.exploited",
	{"component": text(component, "component"), "vulnerability": text(vulnerability, "vulnerability")},
	$"Vulnerability {text(vulnerability, "vulnerability")} of component {text(component, "component")} is exploited, or it is not known that it is not.",
)} if {
	not is_quiet(vulnerability)
}

else := set() if cvss(vulnerability) <= input.maxCvss

else := {finding(
	"sbom.too-severe",
	{"component": text(component, "component"), "vulnerability": text(vulnerability, "vulnerability"), "cvss": $"{cvss(vulnerability)}", "most": $"{input.maxCvss}"},
	$"Vulnerability {text(vulnerability, "vulnerability")} of component {text(component, "component")} has a score of {cvss(vulnerability)}, more than {input.maxCvss}.",
)} if {
	cvss(vulnerability)
}

else := {finding(
	"sbom.severity-unknown",
	{"component": text(component, "component"), "vulnerability": text(vulnerability, "vulnerability")},
	$"It is not known how severe vulnerability {text(vulnerability, "vulnerability")} of component {text(component, "component")} is.",
)}

# Somebody who is believed says, with one of the reasons that VEX knows, that the artefact is not affected.
is_justified(vulnerability) if {
	vulnerability.status == "not_affected"
	vulnerability.justification in justifications
	is_string(vulnerability.statedBy)
	vulnerability.statedBy in input.authors
}

is_quiet(vulnerability) if vulnerability.exploited == false

cvss(vulnerability) := vulnerability.cvss if {
	is_number(vulnerability.cvss)
	vulnerability.cvss >= 0
}

justifications := {
	"component_not_present",
	"vulnerable_code_not_present",
	"vulnerable_code_not_in_execute_path",
	"vulnerable_code_cannot_be_controlled_by_adversary",
	"inline_mitigations_already_exist",
}

# Not text(item.name): a call with an argument that is undefined is undefined itself.
text(item, name) := item[name] if is_string(item[name])

else := "without a name"

finding(code, values, message) := {"code": code, "values": values, "message": message}

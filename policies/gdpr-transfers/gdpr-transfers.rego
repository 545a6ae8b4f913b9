# METADATA
# title: GDPR transfers
# description: |
#   Decides whether personal data may be sent to a country, by chapter V of Regulation (EU) 2016/679: within the European
#   Economic Area, by a decision of adequacy, or by an appropriate safeguard that the request accepts.
package icra.gdpr_transfers

# METADATA
# description: the id of each transfer to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.transfers
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(transfer) := set() if within_area(transfer)

else := set() if is_adequate(transfer)

else := set() if is_safeguarded(transfer)

else := country_findings(transfer) if country_findings(transfer) != set()

else := ground_findings(transfer)

within_area(transfer) if transfer.country in area

is_adequate(transfer) if {
	decision := adequacy[transfer.country]
	is_in_force(decision)
	is_covered(transfer, decision)
}

is_covered(_, decision) if decision.covers == "everybody"

# Some decisions cover only whom a list or a law names: the transfer says that the importer is one of these.
is_covered(transfer, decision) if transfer.importerCoveredBy == decision.decision

is_safeguarded(transfer) if {
	is_string(transfer.country)
	some safeguard in transfer.safeguards
	is_accepted(safeguard)
	is_referenced_and_in_force(safeguard)
	safeguard.assessment == "essentially-equivalent"
}

country_findings(transfer) := set() if is_string(transfer.country)

else := {finding("transfer.country-unknown", {}, "It is not known to which country the data goes.")}

ground_findings(transfer) := {finding(
	"transfer.no-ground",
	{},
	"Neither a decision of adequacy nor any safeguard is named for the transfer.",
)} if {
	count(grounds(transfer)) == 0
}

else := grounds(transfer)

grounds(transfer) := adequacy_findings(transfer) | {found |
	some safeguard in transfer.safeguards
	some found in safeguard_findings(safeguard)
}

adequacy_findings(transfer) := {finding(
	"transfer.adequacy-not-in-force",
	{"country": transfer.country, "decision": decision.decision},
	$"Decision {decision.decision} on {transfer.country} is not in force at the time asked about.",
)} if {
	decision := adequacy[transfer.country]
	not is_in_force(decision)
}

else := {finding(
	"transfer.importer-not-covered",
	{"country": transfer.country, "decision": decision.decision},
	$"Decision {decision.decision} on {transfer.country} covers only some, and it is not known that the importer is one of them.",
)} if {
	decision := adequacy[transfer.country]
}

else := set()

is_in_force(decision) if {
	decision.fromEpochS <= now
	now < decision.untilEpochS
}

safeguard_findings(safeguard) := {finding(
	"transfer.safeguard-not-accepted",
	{"kind": text(safeguard, "kind")},
	$"A safeguard of the kind \"{text(safeguard, "kind")}\" is not accepted.",
)} if {
	not is_accepted(safeguard)
}

else := {finding(
	"transfer.safeguard-not-in-force",
	{"kind": safeguard.kind},
	$"The safeguard of the kind \"{safeguard.kind}\" has no reference, or is not in force at the time asked about.",
)} if {
	not is_referenced_and_in_force(safeguard)
}

else := {finding(
	"transfer.not-assessed",
	{"kind": safeguard.kind},
	$"It is not known that the law of the country leaves the safeguard of the kind \"{safeguard.kind}\" its effect.",
)}

is_accepted(safeguard) if {
	safeguard.kind in input.accepts
	safeguard.kind in known_safeguards
}

is_referenced_and_in_force(safeguard) if {
	is_string(safeguard.reference)
	in_force(safeguard)
}

# Not text(item.name): a call with an argument that is undefined is undefined itself.
text(item, name) := item[name] if is_string(item[name])

else := "without a name"

# Articles 46(2) and 46(3), 47, and for those that begin with derogation, 49(1).
known_safeguards := {
	"standard-contractual-clauses",
	"binding-corporate-rules",
	"code-of-conduct",
	"certification",
	"derogation-consent",
	"derogation-contract",
	"derogation-legal-claims",
}

in_force(window) if {
	is_number(window.validFromEpochS)
	is_number(window.validUntilEpochS)
	window.validFromEpochS <= now
	now < window.validUntilEpochS
}

finding(code, values, message) := {"code": code, "values": values, "message": message}

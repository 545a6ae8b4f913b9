# METADATA
# title: Purpose and consent
# description: |
#   Decides whether a party may use personal data for a purpose, by the grounds on which the data was collected: each
#   with its purpose, its legal basis, and, where that is consent, the consent itself.
package icra.purpose

# METADATA
# description: the id of each use to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.uses
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(use) := set() if {
	some ground in data.continuum.grounds[use.data]
	ground_findings(use, ground) == set()
	is_string(use.purpose)
	is_string(use.party)
}

else := {found |
	some found in asked_findings(use)
} | {found |
	some ground in data.continuum.grounds[use.data]
	some found in ground_findings(use, ground)
} if {
	some _ in data.continuum.grounds[use.data]
}

else := asked_findings(use) | {finding(
	"purpose.no-ground",
	{"data": text(use, "data")},
	$"No ground is known on which {text(use, "data")} may be processed.",
)}

asked_findings(use) := set() if {
	is_string(use.purpose)
	is_string(use.party)
}

else := {finding("purpose.unasked", {}, "The request does not say who is to use the data, and for which purpose.")}

# What speaks against one ground. The data may be used where nothing speaks against one of its grounds.
ground_findings(use, ground) := union({
	purpose_findings(use, ground),
	party_findings(use, ground),
	basis_findings(ground),
	validity_findings(ground),
	category_findings(ground),
})

purpose_findings(use, ground) := set() if ground.purpose == use.purpose

# Article 6(4): a compatible purpose is one that an assessment names, never one that seems close.
else := set() if use.purpose in ground.compatiblePurposes

else := {finding(
	"purpose.other",
	{"purpose": text(use, "purpose")},
	$"The data was not collected for {text(use, "purpose")}, and no assessment names that as compatible.",
)}

party_findings(use, ground) := set() if use.party in ground.parties

else := {finding(
	"purpose.party-not-named",
	{"party": text(use, "party")},
	$"The ground does not name {text(use, "party")} among those who may use the data.",
)}

basis_findings(ground) := set() if ground.basis in {
	"contract",
	"legal-obligation",
	"vital-interests",
	"public-task",
}

else := set() if {
	ground.basis == "legitimate-interests"
	ground.balanced == true
}

else := set() if {
	ground.basis == "consent"
	ground.consent == "given"
}

else := {finding(
	"purpose.consent-missing",
	{},
	"The basis is consent, and it is not known that it is given.",
)} if {
	ground.basis == "consent"
}

else := {finding(
	"purpose.not-balanced",
	{},
	"The basis is legitimate interests, and it is not known that they were weighed against those of the people concerned.",
)} if {
	ground.basis == "legitimate-interests"
}

else := {finding("purpose.basis-unknown", {}, "The ground has no basis that Article 6(1) knows.")}

validity_findings(ground) := set() if in_force(ground)

else := {finding(
	"purpose.not-in-force",
	{},
	"The ground is not in force at the time asked about.",
)}

category_findings(ground) := set() if ground.specialCategories == false

else := set() if {
	ground.specialCategories == true
	ground.condition in {
		"explicit-consent",
		"employment-law",
		"vital-interests",
		"made-public",
		"legal-claims",
		"public-interest",
		"health-care",
		"public-health",
		"research",
	}
}

else := {finding(
	"purpose.special-category",
	{},
	"It is not known whether the data is of a special category, or it is, and no condition of Article 9(2) is named.",
)}

# Not text(item.name): a call with an argument that is undefined is undefined itself.
text(item, name) := item[name] if is_string(item[name])

else := "without a name"

in_force(window) if {
	is_number(window.validFromEpochS)
	is_number(window.validUntilEpochS)
	window.validFromEpochS <= now
	now < window.validUntilEpochS
}

finding(code, values, message) := {"code": code, "values": values, "message": message}

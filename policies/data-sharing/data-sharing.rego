# METADATA
# title: Data sharing
# description: |
#   Decides whether data may be given to a party: by an agreement with whoever holds them, or at the request of the user of
#   a connected product as chapter II of Regulation (EU) 2023/2854 has it.
package icra.data_sharing

# METADATA
# description: the id of each share to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.shares
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

# Any one ground that does is enough. Where none does, what stands against each of them is said.
findings(share) := set() if {
	some ground in grounds(share)
	ground_findings(share, ground) == set()
}

else := {found |
	some ground in grounds(share)
	some found in ground_findings(share, ground)
} if {
	grounds(share) != set()
}

else := {finding(
	"sharing.no-ground",
	{"data": text(share, "data"), "recipient": text(share, "recipient"), "purpose": text(share, "purpose")},
	$"No agreement and no request of a user that is in force lets {text(share, "data")} be given to {text(share, "recipient")} for the purpose {text(share, "purpose")}.",
)}

grounds(share) := {ground |
	some ground in data.continuum.dataProducts[share.data].grounds
	ground.kind in {"agreement", "user-request"}
	is_string(ground.reference)
	in_force(ground)
	is_string(share.recipient)
	ground.recipient == share.recipient
	is_string(share.purpose)
	share.purpose in ground.purposes
}

ground_findings(share, ground) := union({
	giver_findings(share, ground),
	personal_findings(share, ground),
	secret_findings(share, ground),
	user_findings(share, ground),
})

# Whoever holds the data gives them; somebody else passes them on, which has to be agreed: Article 6(2)(c).
giver_findings(share, ground) := set() if {
	is_string(share.giver)
	share.giver == data.continuum.dataProducts[share.data].holder
}

else := set() if {
	is_string(share.giver)
	share.giver in ground.mayBePassedOnBy
}

else := {finding(
	"sharing.not-the-holder",
	{"data": share.data},
	$"It is not agreed that {share.data} may be passed on by whoever is to give it.",
)}

# Article 5(7): personal data need a legal basis of their own, by Article 6(1) of Regulation (EU) 2016/679.
personal_findings(share, ground) := set() if data.continuum.dataProducts[share.data].personalData == false

else := set() if {
	data.continuum.dataProducts[share.data].personalData == true
	ground.legalBasis in legal_bases
}

else := {finding(
	"sharing.no-legal-basis",
	{"data": share.data},
	$"It is not known that {share.data} is free of personal data, and there is no legal basis for giving personal data.",
)}

legal_bases := {
	"consent",
	"contract",
	"legal-obligation",
	"vital-interests",
	"public-interest",
	"legitimate-interests",
}

# Article 5(9): trade secrets are given where the measures that keep them secret have been agreed.
secret_findings(share, ground) := set() if data.continuum.dataProducts[share.data].tradeSecrets == false

else := set() if {
	data.continuum.dataProducts[share.data].tradeSecrets == true
	is_string(ground.secrecyMeasures)
}

else := {finding(
	"sharing.secrets-unprotected",
	{"data": share.data},
	$"It is not known that {share.data} is free of trade secrets, and no measures that keep them secret have been agreed.",
)}

# What an agreement does not forbid it allows; at the request of a user the law forbids two things.
user_findings(share, ground) := set() if ground.kind == "agreement"

else := gatekeeper_findings(share) | competing_findings(share)

# Articles 5(3) and 6(2)(d).
gatekeeper_findings(share) := set() if data.continuum.parties[share.recipient].gatekeeper == false

else := {finding(
	"sharing.gatekeeper",
	{"recipient": share.recipient},
	$"It is not known that {share.recipient} is no gatekeeper, which gets no data at the request of a user.",
)}

# Article 6(2)(e).
competing_findings(share) := set() if share.forCompetingProduct == false

else := {finding(
	"sharing.competing-product",
	{"recipient": share.recipient},
	$"It is not stated that {share.recipient} does not use the data for a product that competes with where they come from.",
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

# METADATA
# title: Admission to a federation
# description: |
#   Decides whether a party may become a member of a federation, by what the federation asks: claims from issuers that it
#   believes, its rules in their current version, and members who vouch.
package icra.admission

# METADATA
# description: the id of each application to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.applications
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(application) := union({
	rules_findings(application, federation(application)),
	claims_findings(application, federation(application)),
	vouching_findings(application, federation(application)),
	endpoint_findings(application),
}) if {
	is_object(data.continuum.federations[application.federation])
	is_string(application.applicant)
}

else := {finding(
	"admission.federation-unknown",
	{},
	"It is not known who applies, or to which federation.",
)}

federation(application) := data.continuum.federations[application.federation]

rules_findings(application, federation) := set() if {
	is_string(federation.rulesSha256)
	application.acceptedRulesSha256 == federation.rulesSha256
}

else := {finding(
	"admission.rules-not-accepted",
	{},
	"The applicant did not accept the rules of the federation in their current version.",
)}

claims_findings(application, federation) := {found |
	some claim, issuers in federation.requiredClaims
	some found in claim_findings(application, claim, issuers)
} if {
	is_object(federation.requiredClaims)
	count(federation.requiredClaims) == federation.requiredClaimCount
}

else := {finding(
	"admission.claims-unknown",
	{},
	"It is not known which claims the federation asks for.",
)}

claim_findings(application, claim, issuers) := set() if {
	some credential in data.continuum.credentials[application.applicant]
	credential.claim == claim
	credential.issuer in issuers
	credential.status == "valid"
	in_force(credential)
}

else := {finding(
	"admission.claim-missing",
	{"claim": claim},
	$"No valid credential of an issuer that the federation believes has the claim {claim}.",
)}

# Each vouching member is a member itself, at the time asked about, and is not the applicant.
vouching_findings(application, federation) := set() if {
	is_number(federation.vouchingMembers)
	count(vouching(application)) >= federation.vouchingMembers
}

else := {finding(
	"admission.vouching-missing",
	{},
	"It is not known how many members must vouch, or too few do.",
)}

vouching(application) := {member |
	some member in application.vouchedBy
	member != application.applicant
	some membership in data.continuum.memberships[member]
	membership.federation == application.federation
	membership.status == "admitted"
	in_force(membership)
}

endpoint_findings(application) := set() if {
	is_string(application.catalogue)
	startswith(application.catalogue, "https://")
	is_string(application.catalogueKey)
}

else := {finding(
	"admission.catalogue-unknown",
	{},
	"The applicant names no catalogue behind HTTPS, or not the key that signs it.",
)}

in_force(window) if {
	is_number(window.validFromEpochS)
	is_number(window.validUntilEpochS)
	window.validFromEpochS <= now
	now < window.validUntilEpochS
}

finding(code, values, message) := {"code": code, "values": values, "message": message}

# METADATA
# title: Telemetry sharing
# description: |
#   Decides whether telemetry may be sent to a party, by terms that its owner gave: for what purpose, which attributes, how
#   fine, and kept for how long.
package icra.telemetry_sharing

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

findings(share) := personal_findings(share) | attributes_findings(share) if {
	is_string(share.recipient)
	stream(share).owner == share.recipient
}

else := (personal_findings(share) | attributes_findings(share)) | term_findings(share) if {
	is_string(share.recipient)
	is_string(stream(share).owner)
}

else := {finding(
	"telemetry.unknown",
	{},
	"It is not known which telemetry is to be sent, whose it is, or to whom.",
)}

stream(share) := data.continuum.telemetry[share.telemetry]

personal_findings(share) := set() if stream(share).personalData == false

else := {finding(
	"telemetry.personal-data",
	{"telemetry": share.telemetry},
	$"It is not known that {share.telemetry} is free of personal data: ask the policy purpose.",
)}

attributes_findings(share) := set() if {
	is_array(share.attributes)
	count(share.attributes) == share.attributeCount
	every attribute in share.attributes { is_string(attribute) }
}

else := {finding(
	"telemetry.attributes-incomplete",
	{},
	"The list of attributes that are to be sent is missing, or is not as long as it says.",
)}

# Any one term that does is enough. Where none does, what stands against each of them is said.
term_findings(share) := set() if {
	some term in terms(share)
	limit_findings(share, term) == set()
}

else := {found |
	some term in terms(share)
	some found in limit_findings(share, term)
} if {
	terms(share) != set()
}

else := {finding(
	"telemetry.no-term",
	{"telemetry": share.telemetry, "recipient": share.recipient, "purpose": text(share, "purpose")},
	$"No term that is in force lets {share.telemetry} be sent to {share.recipient} for the purpose {text(share, "purpose")}.",
)}

terms(share) := {term |
	some term in stream(share).terms
	in_force(term)
	term.recipient == share.recipient
	is_string(share.purpose)
	share.purpose in term.purposes
}

limit_findings(share, term) := union({
	attribute_findings(share, term),
	resolution_findings(share, term),
	retention_findings(share, term),
})

attribute_findings(share, term) := {finding(
	"telemetry.attribute-not-shared",
	{"telemetry": share.telemetry, "attribute": name},
	$"The term does not let the attribute {name} of {share.telemetry} be sent.",
) |
	some attribute in share.attributes
	not attribute in term.attributes
	name := named(attribute)
} if {
	is_array(term.attributes)
}

else := {finding(
	"telemetry.term-open",
	{"telemetry": share.telemetry},
	$"The term on {share.telemetry} does not say which attributes may be sent.",
)}

resolution_findings(share, term) := set() if {
	is_number(term.finestResolutionS)
	is_number(share.resolutionS)
	share.resolutionS >= term.finestResolutionS
}

else := {finding(
	"telemetry.too-fine",
	{"telemetry": share.telemetry},
	$"It is not known that {share.telemetry} is sent no finer than the term allows.",
)}

retention_findings(share, term) := set() if {
	is_number(term.maxRetentionDays)
	is_number(share.retentionDays)
	share.retentionDays <= term.maxRetentionDays
}

else := {finding(
	"telemetry.kept-too-long",
	{"telemetry": share.telemetry},
	$"It is not known that {share.telemetry} is kept no longer than the term allows.",
)}

named(attribute) := attribute if is_string(attribute)

else := "without a name"

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

# METADATA
# title: Encrypted links
# description: |
#   Decides whether a flow may take a path: what is confidential is encrypted from end to end, or on every link of the
#   path, by a protocol and an exchange of keys that the request accepts.
package icra.encrypted_links

# METADATA
# description: the id of each flow to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.flows
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(flow) := set() if flow.confidential == false

else := set() if {
	flow.confidential == true
	accepted(flow.endToEnd)
}

else := path_findings(flow) if flow.confidential == true

else := {finding(
	"encryption.confidentiality-unknown",
	{},
	"It is not known whether the flow is confidential.",
)}

path_findings(flow) := {found |
	some link in flow.links
	some found in link_findings(link)
} if {
	is_array(flow.links)
	count(flow.links) == flow.linkCount
	flow.linkCount > 0
}

else := {finding(
	"encryption.links-incomplete",
	{},
	"The list of links that the flow takes is missing or empty, or is not as long as it says.",
)}

# One layer that is accepted is enough, whatever is below it.
link_findings(link) := set() if {
	some protection in valid(data.continuum.links[link].protections)
	accepted(protection)
}

else := {finding(
	"encryption.not-accepted",
	{"link": link},
	$"Link {link} is not encrypted by a protocol with an exchange of keys that is accepted.",
)} if {
	valid(data.continuum.links[link].protections) != set()
}

else := {finding(
	"encryption.unattested",
	{"link": label(link)},
	$"No statement that is valid at the time asked about says how link {label(link)} is encrypted.",
)}

accepted(protection) if {
	some accept in input.accepts
	is_string(accept.protocol)
	accept.protocol == protection.protocol
	is_string(protection.keyExchange)
	protection.keyExchange in accept.keyExchanges
}

label(name) := name if is_string(name)

else := "without a name"

# The statements of a list that are valid at the time asked about.
valid(statements) := {statement |
	some statement in statements
	is_number(statement.validFromEpochS)
	is_number(statement.validUntilEpochS)
	statement.validFromEpochS <= now
	now < statement.validUntilEpochS
}

finding(code, values, message) := {"code": code, "values": values, "message": message}

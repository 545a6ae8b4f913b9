# METADATA
# title: Access
# description: |
#   Decides whether a principal may do something to a resource, by grants of roles that hold at the time asked about; what
#   is declared to need two people needs the approval of a second one who may approve.
package icra.access

# METADATA
# description: the id of each request to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.requests
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(request) := set() if {
	granted(request.principal, request.action, request.resource)
	approval_findings(request) == set()
}

else := approval_findings(request) if granted(request.principal, request.action, request.resource)

else := {finding(
	"access.not-granted",
	{"principal": text(request, "principal"), "action": text(request, "action"), "resource": text(request, "resource")},
	$"No grant that holds at the time asked about lets {text(request, "principal")} do {text(request, "action")} to {text(request, "resource")}.",
)}

granted(principal, action, resource) if {
	is_string(principal)
	is_string(action)
	some grant in data.continuum.grants[principal]
	in_force(grant)
	action in data.continuum.roles[grant.role].actions
	some scope in data.continuum.scopes[resource]
	scope == grant.scope
}

# How many people an action needs is a fact of its own: where it is not known, nobody may.
approval_findings(request) := set() if data.continuum.peopleNeeded[request.action] == 1

else := set() if {
	data.continuum.peopleNeeded[request.action] == 2
	request.approvedBy != request.principal
	granted(request.approvedBy, concat(":", ["approve", request.action]), request.resource)
}

else := {finding(
	"access.second-person-missing",
	{"action": request.action},
	$"The action {request.action} needs the approval of a second person who may give it.",
)} if {
	data.continuum.peopleNeeded[request.action] == 2
}

else := {finding(
	"access.people-unknown",
	{"action": text(request, "action")},
	$"It is not known how many people the action {text(request, "action")} needs.",
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

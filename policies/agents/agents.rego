# METADATA
# title: Agents
# description: |
#   Decides what an autonomous agent may do: read and propose; and write only what a person has approved as it stands, on
#   what it was proposed for, and on record.
package icra.agents

# METADATA
# description: the id of each act to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.acts
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

# What people do is for the policy access.
findings(act) := set() if is_person(act.principal)

else := responsible_findings(act) if {
	is_agent(act.principal)
	act.action in {"read", "propose"}
}

else := responsible_findings(act) | write_findings(act) if {
	is_agent(act.principal)
	act.action == "write"
}

else := {finding(
	"agent.action-unknown",
	{"agent": act.principal},
	$"It is not known what agent {act.principal} is to do: read, propose or write.",
)} if {
	is_agent(act.principal)
}

else := {finding(
	"agent.principal-unknown",
	{"principal": text(act, "principal")},
	$"It is not known whether {text(act, "principal")} is a person or an agent.",
)}

is_person(principal) if data.continuum.principals[principal].kind == "person"

is_agent(principal) if data.continuum.principals[principal].kind == "agent"

# Somebody answers for each agent, and can be asked.
responsible_findings(act) := set() if {
	agent := data.continuum.principals[act.principal]
	in_force(agent)
	is_person(agent.responsible)
}

else := {finding(
	"agent.nobody-responsible",
	{"agent": act.principal},
	$"No person is responsible for agent {act.principal} at the time asked about.",
)}

write_findings(act) := union({
	content_findings(act, proposal(act)),
	base_findings(act, proposal(act)),
	approval_findings(act, proposal(act)),
	record_findings(act),
}) if {
	is_string(act.resource)
	proposal(act).resource == act.resource
	proposal(act).proposedBy == act.principal
}

else := {finding(
	"agent.not-proposed",
	{"agent": act.principal},
	$"Agent {act.principal} has not proposed what it is to write there.",
)}

proposal(act) := data.continuum.proposals[act.proposal]

content_findings(act, proposal) := set() if {
	is_string(act.contentSha256)
	act.contentSha256 == proposal.contentSha256
}

else := {finding(
	"agent.not-what-was-proposed",
	{"agent": act.principal, "proposal": act.proposal},
	$"What agent {act.principal} is to write is not what proposal {act.proposal} has.",
)}

# What was good for what was there may be bad for what is there now.
base_findings(act, proposal) := set() if {
	is_string(act.baseRevision)
	act.baseRevision == proposal.baseRevision
}

else := {finding(
	"agent.base-changed",
	{"agent": act.principal, "proposal": act.proposal},
	$"What proposal {act.proposal} was made for has changed since, or it is not known that it has not.",
)}

# Only a person can approve, and of one content alone.
approval_findings(act, proposal) := set() if {
	some approval in proposal.approvals
	is_person(approval.approvedBy)
	is_string(approval.contentSha256)
	approval.contentSha256 == act.contentSha256
	in_force(approval)
}

else := {finding(
	"agent.unapproved",
	{"agent": act.principal, "proposal": act.proposal},
	$"No person has approved, for the time asked about, of what agent {act.principal} is to write.",
)}

record_findings(act) := set() if {
	is_string(act.recordedAs)
	act.attributedTo == act.principal
}

else := {finding(
	"agent.unrecorded",
	{"agent": act.principal},
	$"The write is not recorded as one of agent {act.principal}.",
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

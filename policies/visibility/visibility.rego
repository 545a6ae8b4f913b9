# METADATA
# title: Visibility
# description: |
#   Decides who may see a named graph or an offering: everyone, the members of its federations, the parties that it lists, or
#   its owner alone.
package icra.visibility

# METADATA
# description: the id of each view to a decision with every reason against it
# entrypoint: true
decisions := {item.id: decision(item) |
	some item in input.views
	is_string(item.id)
}

decision(item) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := time_findings | findings(item)
}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

# Each function below ends in an unconditional else, so that what is not known is a finding.

findings(view) := set() if may_see(view, data.continuum.visible[view.what])

else := {finding(
	"visibility.unknown",
	{"what": text(view, "what")},
	$"It is not known who may see {text(view, "what")}.",
)} if {
	not known(view)
}

else := {finding(
	"visibility.hidden",
	{"viewer": text(view, "viewer"), "what": view.what},
	$"{text(view, "viewer")} is not among those who may see {view.what}.",
)}

known(view) if data.continuum.visible[view.what].visibility in {"public", "federation", "parties", "owner"}

may_see(_, what) if what.visibility == "public"

may_see(view, what) if {
	what.visibility in {"federation", "parties", "owner"}
	is_string(view.viewer)
	view.viewer == what.owner
}

may_see(view, what) if {
	what.visibility == "parties"
	is_string(view.viewer)
	view.viewer in what.parties
}

may_see(view, what) if {
	what.visibility == "federation"
	some membership in data.continuum.memberships[view.viewer]
	in_force(membership)
	membership.status == "admitted"
	membership.federation in what.federations
}

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

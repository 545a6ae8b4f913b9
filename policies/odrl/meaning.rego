# METADATA
# title: The meaning of ODRL
# description: |
#   Decides one use by one policy that was read from ODRL 2.2. A condition is met ("yes"), not met ("no"), or cannot be judged
#   ("unknown"), because a fact is missing, is of another kind or unit, or has values of which some meet it. A permission
#   counts where everything about it is met; a prohibition counts unless something about it is not. So what is not known
#   never allows.
package icra.odrl.meaning

# METADATA
# description: whether the policy allows the use, what has to be done for it, and every reason against it
decision(policy, use) := {
	"allow": against == set(),
	"policy": policy.uid,
	"type": policy.type,
	"obligations": sort(obligations(policy, use)),
	"reasons": sort(against),
} if {
	against := reasons(policy, use)
}

# Which rules count

reasons(policy, use) := found if {
	found := use_findings(use)
	found != set()
}

else := set() if {
	ready(policy, use) != []
	policy.conflict == "perm"
}

else := (prohibition_findings(policy, use) | permission_findings(policy, use)) | conflict_findings(policy, use)

use_findings(use) := time_findings | action_findings(use)

time_findings := set() if now

else := {finding("time.unknown", "", {}, "The request does not say at what time it is to be decided.")}

# Kept apart from its comparisons: Rego orders values of different types, so that null is before every number.
now := input.nowEpochS if {
	is_number(input.nowEpochS)
	input.nowEpochS >= 0
}

action_findings(use) := set() if is_action(use)

else := {finding("odrl.action-unknown", "", {}, "The request names no action that the profile knows.")}

is_action(use) if included_in[use.action]

granted(policy, use) := [rule | some rule in policy.permissions; permits(rule, use) == "yes"]

# Those of which no duty is open: a duty has to be fulfilled before its permission counts.
ready(policy, use) := [rule |
	some rule in granted(policy, use)
	open_duties(rule, use) == []
]

blocking(policy, use) := [rule | some rule in policy.prohibitions; prohibits(rule, use) != "no"]

open_duties(rule, use) := [duty | some duty in rule.duties; state(duty, use) == "open"]

permits(rule, use) := conjunction(array.concat([concerns(rule, use, above(use.action))], truths(rule.constraints, use)))

# Who may do a thing may do all that it includes: to ask for it is to ask for what is prohibited within it.
prohibits(rule, use) := conjunction(array.concat(
	[concerns(rule, use, above(use.action) | below(use.action))],
	truths(rule.constraints, use),
))

# Whether a rule is about this action, this target and this party.
concerns(rule, use, actions) := conjunction([
	disjunction([truth |
		some action in rule.actions
		truth := conjunction(array.concat([answer(action.action in actions)], truths(action.refinements, use)))
	]),
	among(rule.targets, object.get(use, "target", null), object.get(use, "targetPartOf", []), use),
	among(rule.assignees, object.get(use, "party", null), object.get(use, "partyPartOf", []), use),
])

# A rule that names nobody is about everybody.
among(subjects, iri, wholes, use) := "yes" if subjects == []

else := "unknown" if not is_string(iri)

else := disjunction([truth |
	some subject in subjects
	truth := conjunction(array.concat(
		[answer(subject.iri in ({iri} | {whole | some whole in wholes}))],
		truths(subject.refinements, use),
	))
])

above(action) := graph.reachable(included_in, {action})

below(action) := {other | some other, _ in included_in; action in above(other)}

state(duty, use) := "not-due" if conjunction(truths(duty.constraints, use)) == "no"

else := "fulfilled" if duty.id in use.fulfilled

else := "open"

# Conditions

truths(constraints, use) := [holds(constraint, use) | some constraint in constraints]

holds(constraint, use) := conjunction([truth(each, use) | some each in constraint.and]) if constraint.and

else := disjunction([truth(each, use) | some each in constraint.or]) if constraint.or

else := exactly_one([truth(each, use) | some each in constraint.xone]) if constraint.xone

else := truth(constraint, use)

truth(constraint, use) := all_of(constraint, values) if {
	values := given(constraint, use)
	constraint.operator == "isAllOf"
}

# Where only some of several values meet a condition, it is neither met nor not met.
else := only({comparison(constraint, value) | some value in values}) if values := given(constraint, use)

else := "unknown"

all_of(constraint, values) := "unknown" if not well_typed(constraint, values)

else := answer(every_in(constraint.right, values))

every_in(wanted, values) if {
	every value in wanted { value in values }
}

else := false

# What a use says of an operand, as values; undefined where it says nothing that can be compared.
given(constraint, use) := [now] if constraint.operand == "dateTime"

else := [weekdays[(floor(now / 86400) + 3) % 7]] if constraint.operand == "dayOfWeek"

else := values if {
	not constraint.operand in {"dateTime", "dayOfWeek"}
	fact := use.facts[constraint.operand]
	values := values_of(fact, object.get(constraint, "unit", ""))
	values != []
}

# The first of January 1970 was a Thursday.
weekdays := ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

# A figure in one unit says nothing of another.
values_of(fact, unit) := listed(fact.value) if {
	is_object(fact)
	fact.unit == unit
}

else := listed(fact) if {
	not is_object(fact)
	unit == ""
}

listed(fact) := fact if is_array(fact)

else := [fact]

well_typed(constraint, values) if {
	every value in values { is_of(constraint.kind, value) }
}

is_of(kind, value) if {
	kind in {"number", "instant"}
	is_number(value)
}

is_of(kind, value) if {
	kind in {"name", "place"}
	is_string(value)
}

is_of("flag", value) if is_boolean(value)

comparison(constraint, value) := "unknown" if not is_of(constraint.kind, value)

else := compare(constraint.operator, value, constraint.right)

compare("eq", value, right) := answer(value == right[0])

compare("neq", value, right) := answer(value != right[0])

compare("lt", value, right) := answer(value < right[0])

compare("lteq", value, right) := answer(value <= right[0])

compare("gt", value, right) := answer(value > right[0])

compare("gteq", value, right) := answer(value >= right[0])

compare("isAnyOf", value, right) := answer(value in right)

compare("isNoneOf", value, right) := answer(not_in(value, right))

compare("isPartOf", value, right) := disjunction([lies_in(value, place) | some place in right])

compare("hasPart", value, right) := conjunction([lies_in(place, value) | some place in right])

not_in(value, right) if not value in right

else := false

# Every place that is known lies within itself.
lies_in(inner, outer) := answer(outer in data.continuum.places[inner]) if is_array(data.continuum.places[inner])

else := "unknown"

# Truth

answer(true) := "yes"

answer(false) := "no"

conjunction(truths) := "no" if {
	some truth in truths
	truth == "no"
} else := "unknown" if {
	some truth in truths
	truth == "unknown"
} else := "yes"

disjunction(truths) := "yes" if {
	some truth in truths
	truth == "yes"
} else := "unknown" if {
	some truth in truths
	truth == "unknown"
} else := "no"

exactly_one(truths) := "no" if {
	count([truth | some truth in truths; truth == "yes"]) > 1
} else := "unknown" if {
	some truth in truths
	truth == "unknown"
} else := disjunction(truths)

only(truths) := truth if {
	count(truths) == 1
	some truth in truths
} else := "unknown"

# Reasons

prohibition_findings(policy, use) := {found |
	some rule in blocking(policy, use)
	found := prohibition_finding(rule, prohibits(rule, use))
}

prohibition_finding(rule, "yes") := finding(
	"odrl.prohibited",
	rule.id,
	{"rule": rule.id},
	$"Prohibition {rule.id} forbids it.",
)

prohibition_finding(rule, "unknown") := finding(
	"odrl.prohibition-undecided",
	rule.id,
	{"rule": rule.id},
	$"It cannot be judged whether prohibition {rule.id} forbids it.",
)

conflict_findings(policy, use) := {finding(
	"odrl.conflict",
	policy.uid,
	{"policy": policy.uid},
	$"Policy {policy.uid} permits and forbids it, and is void where its rules conflict.",
)} if {
	policy.conflict == "invalid"
	granted(policy, use) != []
	blocking(policy, use) != []
}

else := set()

permission_findings(policy, use) := set() if ready(policy, use) != []

else := {finding(
	"odrl.not-permitted",
	policy.uid,
	{"policy": policy.uid},
	$"No permission of policy {policy.uid} allows it.",
)} | {found |
	some rule in policy.permissions
	is_about(rule, use)
	some found in (unmet_findings(rule, use) | duty_findings(rule, use))
}

# Whether a permission names the action and what else the use names, whatever it asks for.
is_about(rule, use) if {
	some action in rule.actions
	action.action in above(use.action)
	named(rule.targets, object.get(use, "target", null), object.get(use, "targetPartOf", []))
	named(rule.assignees, object.get(use, "party", null), object.get(use, "partyPartOf", []))
}

named([], _, _)

named(subjects, iri, wholes) if {
	some subject in subjects
	subject.iri in ({iri} | {whole | some whole in wholes})
}

unmet_findings(rule, use) := {found |
	some constraint in conditions(rule, use)
	found := unmet_finding(rule, constraint, holds(constraint, use))
}

conditions(rule, use) := {constraint | some constraint in rule.constraints} | {constraint |
	some refined in array.concat(
		array.concat(
			[action | some action in rule.actions; action.action in above(use.action)],
			rule.targets,
		),
		rule.assignees,
	)
	some constraint in refined.refinements
}

unmet_finding(rule, constraint, "no") := finding(
	"odrl.constraint-unmet",
	constraint.id,
	{"rule": rule.id, "constraint": constraint.text},
	$"Permission {rule.id} holds only where {constraint.text}.",
)

unmet_finding(rule, constraint, "unknown") := finding(
	"odrl.fact-unknown",
	constraint.id,
	{"rule": rule.id, "constraint": constraint.text},
	$"Permission {rule.id} holds only where {constraint.text}, which cannot be judged by what the request says.",
)

duty_findings(rule, use) := {found |
	some duty in open_duties(rule, use)
	found := finding(
		"odrl.duty-open",
		duty.id,
		{"rule": rule.id, "duty": duty.text},
		$"Permission {rule.id} counts when this is done: {duty.text}.",
	)
}

finding(code, requirement, values, message) := {
	"code": code,
	"requirement": requirement,
	"values": values,
	"message": message,
}

# Obligations

obligations(policy, use) := ({obligation("duty", rule.id, duty, use) |
	some rule in policy.permissions
	is_action(use)
	permits(rule, use) == "yes"
	some duty in rule.duties
} | {obligation("remedy", rule.id, duty, use) |
	is_action(use)
	some rule in blocking(policy, use)
	some duty in rule.remedies
}) | {obligation("obligation", policy.uid, duty, use) |
	some duty in policy.obligations
	among(duty.assignees, object.get(use, "party", null), object.get(use, "partyPartOf", []), use) != "no"
}

obligation(kind, rule, duty, use) := {
	"kind": kind,
	"rule": rule,
	"duty": duty.id,
	"actions": duty.actions,
	"text": duty.text,
	"state": state(duty, use),
	"consequences": [consequence.text | some consequence in duty.consequences],
}

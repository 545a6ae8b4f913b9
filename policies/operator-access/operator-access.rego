# METADATA
# title: Operator access
# description: |
#   Decides which component may run at which site, by which people of the operator can reach into it: from where, with
#   whose approval, for how long, and whether it is recorded.
package icra.operator_access

# METADATA
# description: component IRI, then site IRI, to a decision with every reason against it
# entrypoint: true
decisions := {component.id: by_site |
	some component in input.components
	is_string(component.id)
	by_site := {site: decision(component, site) | some site in asked_sites}
}

# METADATA
# description: For each component, in the order asked, the positions of the candidates that it may run at.
# entrypoint: true
eligible := [positions |
	some component in input.components
	positions := {candidate |
		now
		some candidate, _ in input.candidates
		every requirement in component { met[requirement][candidate] }
	}
]

# METADATA
# description: |
#   For each requirement, in the order asked, the positions of the candidates that meet it. A component may run where all
#   of its own are met, so each is judged once for each set of facts, and not once for each pair.
# entrypoint: true
met := [positions |
	some requirement in input.requirements
	positions := {i | some i, facts in input.candidates; findings(requirement, "", facts) == set()}
]

decision(component, site) := {"allow": reasons == set(), "reasons": sort(reasons)} if {
	reasons := (time_findings | list_findings(component)) | {reason |
		some requirement in component.requirements
		some found in findings(requirement, site, facts_of(site))
		reason := object.union(found, {"requirement": named(requirement)})
	}
}

asked_sites := {site | some site in input.sites; is_string(site)} if "sites" in object.keys(input)

else := object.keys(data.continuum.sites)

facts_of(site) := facts if facts := data.continuum.sites[site]

else := {}

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

now := input.nowEpochS if is_number(input.nowEpochS)

list_findings(component) := set() if is_array(component.requirements)

else := {finding("requirement.kind-unknown", {}, "The component does not list its requirements.")}

named(requirement) := requirement.id if is_string(requirement.id)

else := ""

findings(requirement, site, facts) := kind_findings(requirement) if kind_findings(requirement) != set()

else := parameter_findings(requirement) if parameter_findings(requirement) != set()

else := site_findings(requirement, site, facts)

kind_findings(requirement) := set() if requirement.kind == "operator-access"

else := {finding("requirement.kind-unknown", {}, "The requirement is not of the kind \"operator-access\".")}

# Each function below ends in an unconditional else, so that what is not known is a finding.

parameter_findings(requirement) := (places_findings(requirement) | approvals_findings(requirement)) | minutes_findings(requirement)

places_findings(requirement) := set() if {
	is_array(requirement.places)
	count(requirement.places) > 0
	every place in requirement.places { is_string(place) }
}

else := {finding("requirement.places-missing", {}, "The requirement names no place.")}

approvals_findings(requirement) := set() if {
	is_array(requirement.approvals)
	count(requirement.approvals) > 0
}

else := {finding("requirement.approvals-missing", {}, "The requirement does not say which approvals of access are enough.")}

minutes_findings(requirement) := set() if is_number(requirement.maxSessionMinutes)

else := {finding("requirement.minutes-missing", {}, "The requirement does not say how long one access may last.")}

site_findings(requirement, site, facts) := {found |
	some statement in valid(facts.access)
	some found in statement_findings(requirement, site, statement)
} if {
	valid(facts.access) != set()
}

else := {finding(
	"operator-access.unattested",
	{"site": site},
	$"No statement that is valid at the time asked about says who of the operator can access site {site}.",
)}

# The statements of a list that are valid at the time asked about.
valid(statements) := {statement |
	some statement in statements
	is_number(statement.validFromEpochS)
	is_number(statement.validUntilEpochS)
	statement.validFromEpochS <= now
	now < statement.validUntilEpochS
}

statement_findings(requirement, site, statement) := union({
	origins_findings(site, statement),
	{found | some origin in statement.origins; some found in origin_findings(requirement, site, origin)},
	approval_findings(requirement, site, statement),
	duration_findings(requirement, site, statement),
	record_findings(site, statement),
})

origins_findings(site, statement) := set() if {
	is_array(statement.origins)
	count({origin | some origin in statement.origins}) == statement.originCount
}

else := {finding(
	"operator-access.incomplete",
	{"site": site},
	$"It is not known from where all site {site} can be accessed.",
)}

origin_findings(requirement, site, origin) := set() if {
	some outer in data.continuum.places[origin]
	outer in requirement.places
}

else := {finding(
	"operator-access.outside",
	{"site": site, "country": origin, "places": concat(" or ", requirement.places)},
	$"Site {site} can be accessed from {origin}, which is not within {concat(" or ", requirement.places)}.",
)} if {
	is_array(data.continuum.places[origin])
}

else := {finding(
	"operator-access.country-unknown",
	{"site": site, "country": origin},
	$"Site {site} can be accessed from {origin}, of which nothing is known.",
)} if {
	is_string(origin)
}

else := {finding(
	"operator-access.country-unknown",
	{"site": site},
	$"Site {site} can be accessed from a country without a name.",
)}

approval_findings(requirement, site, statement) := set() if {
	is_string(statement.approval)
	statement.approval in requirement.approvals
}

else := {finding(
	"operator-access.approval-not-enough",
	{"site": site, "approval": statement.approval},
	$"Access to site {site} has the approval \"{statement.approval}\", which is not enough.",
)} if {
	is_string(statement.approval)
}

else := {finding(
	"operator-access.approval-unknown",
	{"site": site},
	$"It is not known who approves of access to site {site}.",
)}

duration_findings(requirement, site, statement) := set() if {
	is_number(statement.sessionMinutes)
	statement.sessionMinutes <= requirement.maxSessionMinutes
}

else := {finding(
	"operator-access.too-long",
	{"site": site, "minutes": $"{statement.sessionMinutes}", "most": $"{requirement.maxSessionMinutes}"},
	$"One access to site {site} may last {statement.sessionMinutes} minutes, more than {requirement.maxSessionMinutes}.",
)} if {
	is_number(statement.sessionMinutes)
}

else := {finding(
	"operator-access.duration-unknown",
	{"site": site},
	$"It is not known how long one access to site {site} may last.",
)}

record_findings(site, statement) := set() if statement.recordKept == true

else := {finding(
	"operator-access.unrecorded",
	{"site": site},
	$"It is not attested that a record of each access to site {site} is kept and given to the customer.",
)}

finding(code, values, message) := {"code": code, "requirement": "", "values": values, "message": message}

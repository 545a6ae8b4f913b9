# METADATA
# title: Sub-processors
# description: |
#   Decides which component may run at which site, by whom the site's operator lets process data for it, and whom these
#   let in turn: every one of them in an allowed place and, where the requirement says so, approved by name.
package icra.sub_processors

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

kind_findings(requirement) := set() if requirement.kind == "sub-processors"

else := {finding("requirement.kind-unknown", {}, "The requirement is not of the kind \"sub-processors\".")}

# Each function below ends in an unconditional else, so that what is not known is a finding.

site_findings(requirement, site, facts) := chain_findings(requirement, facts.operator) if is_string(facts.operator)

else := {finding("sub-processors.operator-unknown", {"site": site}, $"It is not known who operates site {site}.")}

parameter_findings(requirement) := places_findings(requirement) | approved_findings(requirement)

places_findings(requirement) := set() if {
	is_array(requirement.places)
	count(requirement.places) > 0
	every place in requirement.places { is_string(place) }
}

else := {finding("requirement.places-missing", {}, "The requirement names no place.")}

approved_findings(requirement) := set() if requirement.authorisation == "general"

else := set() if {
	requirement.authorisation == "specific"
	is_array(requirement.approved)
}

else := {finding(
	"requirement.authorisation-unknown",
	{},
	"The requirement does not say whether sub-processors need approval by name, or does not list who has it.",
)}

# The operator itself is the processor; whoever is reached from it is a sub-processor.
chain_findings(requirement, operator) := {found |
	some party in chain(operator)
	some found in list_findings_of(party)
} | {found |
	some party in chain(operator)
	some entry in entries_of[party]
	some found in entry_findings(requirement, party, entry)
}

# graph.reachable leaves out a start of which the graph knows nothing.
chain(operator) := graph.reachable(engaged, {operator}) | {operator}

# A party that nothing lists is there as well, for reachable to name it.
engaged := {party: {entry.party | some entry in entries_of[party]} | some party in parties}

parties := object.keys(entries_of) | {entry.party | some entries in entries_of; some entry in entries}

entries_of := {party: entries |
	some party, statements in valid
	entries := {entry | some statement in statements; some entry in statement.subProcessors}
}

valid := {party: statements |
	some party, all in data.continuum.processing
	statements := {statement |
		some statement in all
		is_number(statement.validFromEpochS)
		is_number(statement.validUntilEpochS)
		statement.validFromEpochS <= now
		now < statement.validUntilEpochS
	}
	statements != set()
}

list_findings_of(party) := {found | some statement in valid[party]; some found in count_findings(party, statement)} if {
	valid[party]
}

else := {finding(
	"sub-processors.unattested",
	{"party": name_of(party)},
	$"No statement that is valid at the time asked about lists the sub-processors of {name_of(party)}.",
)}

name_of(party) := party if is_string(party)

else := "a party without a name"

count_findings(party, statement) := set() if {
	is_array(statement.subProcessors)
	count({entry | some entry in statement.subProcessors}) == statement.subProcessorCount
}

else := {finding(
	"sub-processors.incomplete",
	{"party": party},
	$"The list of the sub-processors of {party} does not have as many as it says there are.",
)}

entry_findings(requirement, party, entry) := party_findings(requirement, party, entry) | place_findings(requirement, party, entry)

party_findings(requirement, party, entry) := set() if {
	requirement.authorisation == "general"
	is_string(entry.party)
}

else := set() if entry.party in approved(requirement)

else := {finding(
	"sub-processors.unapproved",
	{"party": party, "subProcessor": entry.party},
	$"{party} engages {entry.party}, which is not approved.",
)} if {
	is_string(entry.party)
}

else := {finding(
	"sub-processors.unnamed",
	{"party": party},
	$"{party} does not name one of its sub-processors.",
)}

approved(requirement) := {party | some party in requirement.approved; is_string(party)} if {
	requirement.authorisation == "specific"
}

place_findings(requirement, party, entry) := set() if {
	some outer in data.continuum.places[entry.country]
	outer in requirement.places
}

else := {finding(
	"sub-processors.outside",
	{"party": party, "country": entry.country, "places": concat(" or ", requirement.places)},
	$"A sub-processor of {party} processes in {entry.country}, which is not within {concat(" or ", requirement.places)}.",
)} if {
	is_array(data.continuum.places[entry.country])
}

else := {finding(
	"sub-processors.country-unknown",
	{"party": party},
	$"It is not known in which country a sub-processor of {party} processes, or nothing is known of that country.",
)}

finding(code, values, message) := {"code": code, "requirement": "", "values": values, "message": message}

# METADATA
# title: Sovereignty
# description: |
#   Decides which component of an application may run at which site, by where the site lies and by
#   who controls its operator through every attested owner. What is unknown is refused and named.
package icra.sovereignty

# METADATA
# description: component IRI, then site IRI, to a decision with every reason against it
# entrypoint: true
decisions := {component.id: by_site |
	some component in input.components
	is_string(component.id)
	by_site := {site: decision(component, site) | some site in asked_sites}
}

# METADATA
# description: |
#   For each component, in the order asked, the positions of the candidates that it may run at. Components are lists of
#   positions in input.requirements; candidates are sites by what is known of them. So what differs in nothing that is
#   read here needs to be asked about once.
# entrypoint: true
eligible := [positions |
	some component in input.components
	positions := positions_of(component)
]

# METADATA
# description: |
#   For each requirement, in the order asked, the positions of the candidates that meet it, or of the traits where it is
#   asked about these. A component may run where all of its own are met, so each is judged once for each set of facts,
#   and not once for each pair.
# entrypoint: true
met := positions_meeting

# METADATA
# description: |
#   For each candidate, in the order asked, by what it can meet requirements: its country, and all laws that its operator
#   falls under where these are known. It meets a requirement where one of its traits does.
# entrypoint: true
traits := [of_candidate |
	some candidate in input.candidates
	of_candidate := country_trait(candidate) | laws_trait(candidate)
]

country_trait(candidate) := {{"country": country}} if country := candidate.country

else := set()

laws_trait(candidate) := {{"laws": laws}} if laws := laws_of[candidate.operator]

else := set()

positions_of(component) := set() if not now

else := {candidate | some candidate, _ in input.candidates} if component == []

else := intersection({positions_meeting[requirement] | some requirement in component}) if {
	every requirement in component { positions_meeting[requirement] }
}

else := set()

decision(component, site) := {"allow": count(reasons) == 0, "reasons": sort(reasons)} if {
	reasons := request_findings(component, site) | {reason |
		some requirement in component.requirements
		some found in findings(requirement, site)
		reason := object.union(found, {"requirement": named(requirement)})
	}
}

asked_sites := {site | some site in input.sites; is_string(site)} if "sites" in object.keys(input)

else := object.keys(data.continuum.sites)

# Findings of the request as a whole, which concern no single requirement.
request_findings(component, site) := (time_findings | site_findings(site)) | list_findings(component)

time_findings := set() if now

else := {finding("time.unknown", {}, "The request does not say at what time it is to be decided.")}

# Kept apart from its comparisons: Rego orders values of different types, so that null is before every number.
now := input.nowEpochS if is_number(input.nowEpochS)

site_findings(site) := set() if known_site(site)

else := {finding("site.unknown", {"site": site}, $"Nothing is known about site {site}.")}

known_site(site) if is_object(data.continuum.sites[site])

list_findings(component) := set() if is_array(component.requirements)

else := {finding("requirement.kind-unknown", {}, "The component does not list its requirements.")}

# Each function below ends in an unconditional else: a requirement that no rule understands is a finding, never nothing.
findings(requirement, site) := (kind_findings(requirement) | places_findings(requirement)) | met_findings(requirement, site)

kind_findings(requirement) := set() if requirement.kind in {"location", "sovereignty"}

else := {finding(
	"requirement.kind-unknown",
	{"kind": kind},
	$"Requirement {label(requirement)} is of the unknown kind \"{kind}\".",
)} if {
	kind := requirement.kind
	is_string(kind)
}

else := {finding(
	"requirement.kind-unknown",
	{},
	$"Requirement {label(requirement)} has no kind.",
)}

places_findings(requirement) := set() if place_lists[requirement.places]

else := {finding(
	"requirement.places-missing",
	{},
	$"Requirement {label(requirement)} names no place.",
)}

# The lists of places that requirements name. What follows is computed once for each list, not for each pair.
place_lists := {places |
	some component in input.components
	some requirement in component.requirements
	places := requirement.places
	is_array(places)
	count(places) > 0
	every place in places { is_string(place) }
}

named(requirement) := requirement.id if is_string(requirement.id)

else := ""

label(requirement) := requirement.id if is_string(requirement.id)

else := "without a name"

# What cannot be judged is named by the findings above. The last else is a refusal, so that nothing slips through.
met_findings(requirement, site) := set() if not judgeable(requirement, site)

else := location_findings(requirement.places, site) if requirement.kind == "location"

else := control_findings[requirement.places][operator_of[site]] if operator_of[site]

else := {finding(
	"control.operator-unknown",
	{"site": site},
	$"It is not known who operates site {site}.",
)}

judgeable(requirement, site) if {
	requirement.kind == "location"
	place_lists[requirement.places]
	known_site(site)
}

judgeable(requirement, site) if {
	requirement.kind == "sovereignty"
	place_lists[requirement.places]
	known_site(site)
	now
}

# Residency

location_findings(places, site) := set() if lies_within(data.continuum.sites[site].country, places)

else := {finding(
	"residency.outside",
	{"site": site, "country": country, "places": listed(places)},
	$"Site {site} lies in {country}, which is not within {listed(places)}.",
)} if {
	country := data.continuum.sites[site].country
	known_place(country)
}

else := {finding(
	"residency.country-unknown",
	{"site": site, "country": country},
	$"Site {site} lies in {country}, of which nothing is known.",
)} if {
	country := data.continuum.sites[site].country
	is_string(country)
}

else := {finding("residency.country-unknown", {"site": site}, $"It is not known in which country site {site} lies.")}

lies_within(place, places) if {
	some outer in data.continuum.places[place]
	outer in places
}

known_place(place) if is_array(data.continuum.places[place])

# Control

operator_of := {site: operator |
	some site in asked_sites
	operator := data.continuum.sites[site].operator
	is_string(operator)
}

# For each list of places and each operator, what stands against the operator's whole chain of owners.
control_findings := {places: by_operator |
	some places in place_lists
	by_operator := {operator: against |
		some operator, parties in controlling
		against := {found |
			some party in parties
			some found in party_findings[places][party]
		}
	}
}

# Every party that an operator's attested chain of owners leads to, the operator itself included.
controlling := {operator: parties |
	some operator in {operator | some operator in operator_of}
	parties := chain(operator)
}

# Most chains are short, and are followed from their operator. The graph of all parties is made for longer ones alone.
chain(operator) := near if {
	first := owners_of(operator)
	second := owners_of_all(first)
	third := owners_of_all(second)
	near := (({operator} | first) | second) | third
	owners_of_all(third) - near == set()
}

else := graph.reachable(owned_by, {operator})

owners_of_all(parties) := {owner | some party in parties; some owner in owners_of(party)}

owners_of(party) := {owner |
	some attestation in valid_attestations(party)
	some owner in attestation.controllers
}

# Every party that is named anywhere, also one without an attestation of its own, and who controls it.
owned_by := {party: owners_of(party) | some party in (object.keys(data.continuum.attestations) | named_owners)}

named_owners := {owner |
	some attestations in data.continuum.attestations
	some attestation in attestations
	some owner in attestation.controllers
}

valid_attestations(party) := {attestation |
	some attestation in data.continuum.attestations[party]
	is_number(attestation.validFromEpochS)
	is_number(attestation.validUntilEpochS)
	attestation.validFromEpochS <= now
	now < attestation.validUntilEpochS
}

party_findings := {places: by_party |
	some places in place_lists
	by_party := {party: found |
		some party in {party | some parties in controlling; some party in parties}
		found := attested_findings(places, party)
	}
}

attested_findings(places, party) := {found |
	some attestation in valid
	some found in (owner_findings(party, attestation) | jurisdiction_findings(places, party, attestation))
} if {
	valid := valid_attestations(party)
	valid != set()
}

else := {finding(
	"control.unattested",
	{"party": name_of(party)},
	$"No attestation that is valid at the time asked about says who controls {name_of(party)}.",
)}

# An owner that is named by something else than an IRI is an owner still.
name_of(party) := party if is_string(party)

else := "a party without a name"

owner_findings(party, attestation) := set() if {
	lists_owners(attestation)
	owner_count(attestation) == attestation.ownerCount
}

else := {finding(
	"control.owners-incomplete",
	{"party": party, "credential": credential(attestation)},
	$"Credential {credential(attestation)} does not list the owners of {party}.",
)} if {
	not lists_owners(attestation)
}

else := {finding(
	"control.owners-incomplete",
	{
		"party": party,
		"credential": credential(attestation),
		"owners": $"{attestation.ownerCount}",
		"attested": $"{attested}",
	},
	$"Credential {credential(attestation)} names {attested} of the {attestation.ownerCount} owners of {party}.",
)} if {
	is_number(attestation.ownerCount)
	attested := owner_count(attestation)
}

else := {finding(
	"control.owners-incomplete",
	{"party": party, "credential": credential(attestation)},
	$"Credential {credential(attestation)} does not say how many owners {party} has.",
)}

jurisdiction_findings(places, party, attestation) := set() if lies_within(attestation.jurisdiction, places)

else := {finding(
	"control.outside",
	{
		"party": party,
		"credential": credential(attestation),
		"jurisdiction": attestation.jurisdiction,
		"places": listed(places),
	},
	$"{party} falls under the jurisdiction of {attestation.jurisdiction}, which is not within {listed(places)}.",
)} if {
	known_place(attestation.jurisdiction)
}

else := {finding(
	"control.jurisdiction-unknown",
	{"party": party, "credential": credential(attestation), "jurisdiction": jurisdiction},
	$"{party} falls under the jurisdiction of {jurisdiction}, of which nothing is known.",
)} if {
	jurisdiction := attestation.jurisdiction
	is_string(jurisdiction)
}

else := {finding(
	"control.jurisdiction-unknown",
	{"party": party, "credential": credential(attestation)},
	$"Credential {credential(attestation)} does not say under which jurisdiction {party} falls.",
)}

# A rule of its own: not is_array(x.y) is undefined, instead of true, where x has no y.
lists_owners(attestation) if is_array(attestation.controllers)

owner_count(attestation) := count({owner | some owner in attestation.controllers})

credential(attestation) := attestation.credential if is_string(attestation.credential)

else := "without a name"

finding(code, values, message) := {"code": code, "requirement": "", "values": values, "message": message}

listed(places) := concat(" or ", places)

# Eligibility of many at once: each requirement is judged once for each set of facts, not once for each pair.

positions_meeting := [positions |
	some requirement in input.requirements
	positions := met_by(requirement)
]

met_by(requirement) := {position |
	some place in requirement.places
	some position in positions_inside[place]
} if {
	requirement.kind == "location"
	names_places(requirement)
}

else := {position |
	within := {law | some place in requirement.places; some law in laws_inside[place]}
	some laws, positions in positions_under
	count(laws - within) == 0
	some position in positions
} if {
	requirement.kind == "sovereignty"
	names_places(requirement)
}

else := set()

names_places(requirement) if {
	is_array(requirement.places)
	count(requirement.places) > 0
	every place in requirement.places { is_string(place) }
}

# For each place that something lies within, what is asked about that lies there.
positions_inside[place] contains position if {
	some country, positions in positions_in
	some place in data.continuum.places[country]
	some position in positions
}

# For each place, the laws within it that something falls under.
laws_inside[place] contains law if {
	some law in {law | some laws, _ in positions_under; some law in laws}
	some place in data.continuum.places[law]
}

positions_in[country] contains i if {
	some i, candidate in input.candidates
	country := candidate.country
}

positions_in[country] contains i if {
	some i, trait in input.traits
	country := trait.country
}

# For each set of jurisdictions, the candidates whose operators' attested chains fall under exactly these.
positions_under[laws] contains i if {
	some i, candidate in input.candidates
	laws := laws_of[candidate.operator]
}

positions_under[laws] contains i if {
	some i, trait in input.traits
	is_array(trait.laws)
	laws := {law | some law in trait.laws}
}

# The jurisdictions of an operator's chain, for operators of which nothing is missing.
laws_of := {operator: laws |
	some operator in {candidate.operator | some candidate in input.candidates}
	parties := chain(operator)
	every party in parties { is_sound(party) }
	laws := {attestation.jurisdiction |
		some party in parties
		some attestation in valid_attestations(party)
	}
}

# Whether a party is attested, and every valid attestation of it lists all owners and names a jurisdiction.
is_sound(party) if {
	valid := valid_attestations(party)
	valid != set()
	every attestation in valid {
		lists_owners(attestation)
		owner_count(attestation) == attestation.ownerCount
		is_string(attestation.jurisdiction)
	}
}

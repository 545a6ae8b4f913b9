# METADATA
# title: Keys
# description: |
#   Decides which component may run at which site, by where the keys to its data lie, who holds them and who else may
#   use them.
package icra.keys

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

kind_findings(requirement) := set() if requirement.kind == "keys"

else := {finding("requirement.kind-unknown", {}, "The requirement is not of the kind \"keys\".")}

# Each function below ends in an unconditional else, so that what is not known is a finding.

parameter_findings(requirement) := places_findings(requirement) | holders_findings(requirement)

places_findings(requirement) := set() if {
	is_array(requirement.places)
	count(requirement.places) > 0
	every place in requirement.places { is_string(place) }
}

else := {finding("requirement.places-missing", {}, "The requirement names no place.")}

holders_findings(requirement) := set() if {
	is_array(requirement.holders)
	count(requirement.holders) > 0
}

else := {finding("requirement.holders-missing", {}, "The requirement names nobody who may hold a key.")}

site_findings(requirement, site, facts) := {found |
	some statement in valid(facts.keys)
	some found in (count_findings(site, statement) | {against |
		some key in statement.keys
		some against in key_findings(requirement, key)
	})
} if {
	valid(facts.keys) != set()
}

else := {finding(
	"keys.unattested",
	{"site": site},
	$"No statement that is valid at the time asked about lists the keys of site {site}.",
)}

# The statements of a list that are valid at the time asked about.
valid(statements) := {statement |
	some statement in statements
	is_number(statement.validFromEpochS)
	is_number(statement.validUntilEpochS)
	statement.validFromEpochS <= now
	now < statement.validUntilEpochS
}

# Without any key nothing is encrypted.
count_findings(site, statement) := set() if {
	is_array(statement.keys)
	count({key | some key in statement.keys}) == statement.keyCount
	statement.keyCount > 0
}

else := {finding(
	"keys.incomplete",
	{"site": site},
	$"The list of the keys of site {site} is empty, or does not have as many as it says there are.",
)}

key_findings(requirement, key) := (place_findings(requirement, key) | holder_findings(requirement, key)) | user_findings(requirement, key)

place_findings(requirement, key) := set() if within(key.country, requirement.places)

else := {finding(
	"keys.outside",
	{"key": label(key), "country": key.country, "places": listed(requirement)},
	$"Key {label(key)} lies in {key.country}, which is not within {listed(requirement)}.",
)} if {
	is_array(data.continuum.places[key.country])
}

else := {finding(
	"keys.country-unknown",
	{"key": label(key)},
	$"It is not known in which country key {label(key)} lies, or nothing is known of that country.",
)}

holder_findings(requirement, key) := set() if {
	is_string(key.holder)
	key.holder in requirement.holders
}

else := {finding(
	"keys.held-by-other",
	{"key": label(key), "holder": key.holder},
	$"Key {label(key)} is held by {key.holder}, who may not hold it.",
)} if {
	is_string(key.holder)
}

else := {finding(
	"keys.holder-unknown",
	{"key": label(key)},
	$"It is not known who holds key {label(key)}.",
)}

# Whoever may have data decrypted without holding the key, as an operator with a service of keys may.
user_findings(requirement, key) := {finding(
	"keys.used-by-other",
	{"key": label(key), "user": name},
	$"Key {label(key)} may be used by {name}, who may not hold it.",
) |
	some user in key.users
	not user in requirement.holders
	name := named_party(user)
} if {
	is_array(key.users)
	count({user | some user in key.users}) == key.userCount
}

else := {finding(
	"keys.users-unknown",
	{"key": label(key)},
	$"It is not known who all may use key {label(key)}.",
)}

within(country, places) if {
	some outer in data.continuum.places[country]
	outer in places
}

named_party(party) := party if is_string(party)

else := "somebody without a name"

label(key) := key.key if is_string(key.key)

else := "without a name"

listed(requirement) := concat(" or ", requirement.places)

finding(code, values, message) := {"code": code, "requirement": "", "values": values, "message": message}

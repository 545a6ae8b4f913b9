# METADATA
# title: NAME
# description: |
#   Decides at which sites components may run, by the places that the sites lie in. What is unknown
#   is refused and named.
package icra.NAME

# The places within which components may run.
places := {"https://w3id.org/dpv/loc#EU"}

# METADATA
# description: component IRI, then site IRI, to a decision with every reason against it
# entrypoint: true
decisions := {component.id: by_site |
	some component in input.components
	by_site := {site: decision(site) | some site in input.sites}
}

# METADATA
# description: for each component, the positions of the candidates that it may run at
# entrypoint: true
eligible := [positions |
	some _ in input.components
	positions := {position |
		some position, candidate in input.candidates
		within(candidate.country)
	}
]

decision(site) := {"allow": true, "reasons": []} if within(data.continuum.sites[site].country)

else := {"allow": false, "reasons": [{
	"code": "NAME.outside",
	"requirement": "",
	"values": {"site": site},
	"message": $"Site {site} is not known to lie within {concat(" or ", places)}.",
}]}

within(country) if {
	some place in data.continuum.places[country]
	place in places
}

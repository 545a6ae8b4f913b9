# METADATA
# title: NAME
# description: |
#   Lets a change in unless it raises a price of an offering by more than a tenth.
# custom:
#   decides: commits
package icra.NAME

# By how much of itself a price may rise in one commit.
rise_max_ratio := 0.1

prices := ["priceVcpuHourEuro", "priceGibHourEuro", "priceGpuHourEuro"]

# METADATA
# description: the IRI of each entity that is changed, to a decision with every reason against it
# entrypoint: true
decisions := {iri: {"allow": count(reasons) == 0, "reasons": reasons} |
	some iri, entity in input.entities
	reasons := steep_rises(entity)
}

steep_rises(entity) := [reason |
	some price in prices
	some before in entity.before[price]
	some after in entity.after[price]
	after > before * (1 + rise_max_ratio)
	reason := {
		"code": "NAME.steep-rise",
		"requirement": "",
		"values": {"price": price},
		"message": $"{price} would rise from {before} to {after}.",
	}
]

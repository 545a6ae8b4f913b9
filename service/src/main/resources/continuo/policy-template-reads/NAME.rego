# METADATA
# title: NAME
# description: |
#   Keeps the graphs of some owners from everyone but the operator until a day comes.
# custom:
#   decides: reads
package icra.NAME

# The second from which the graphs of an owner are shown, by the IRI of the owner: 2027-01-01T00:00:00Z.
shown_from_epoch_s := {"https://provider.example/party": 1798761600}

# METADATA
# description: the IRI of each graph that would be shown, to a decision with every reason against it
# entrypoint: true
decisions := {iri: {"allow": count(reasons) == 0, "reasons": reasons} |
	some iri, graph in input.graphs
	reasons := embargoes(graph)
}

embargoes(graph) := [reason |
	input.read.principal != "operator"
	input.nowEpochS < shown_from_epoch_s[graph.owner]
	reason := {
		"code": "NAME.embargoed",
		"requirement": "",
		"values": {"owner": graph.owner},
		"message": $"What {graph.owner} says is not shown yet.",
	}
]

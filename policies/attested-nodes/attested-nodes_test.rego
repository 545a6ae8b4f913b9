package icra.attested_nodes_test

import data.icra.attested_nodes

# Every file in cases/ is a test of its own; the build reads the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	attested_nodes.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

# What the batch says of a case is what the decisions say, where components list requirements.
test_batch_agrees[name] if {
	some name, case in data.cases
	components := [component | some component in case.input.components; is_string(component.id); is_array(component.requirements)]
	requirements := [requirement | some component in components; some requirement in component.requirements]
	sites := [site | some site, _ in case.data.continuum.sites]
	batch := {
		"nowEpochS": object.get(case.input, "nowEpochS", null),
		"requirements": requirements,
		"components": [[i | some i, requirement in requirements; requirement in component.requirements] |
			some component in components
		],
		"candidates": [case.data.continuum.sites[site] | some site in sites],
	}
	asked := object.union(case.input, {"sites": sites})
	eligible := attested_nodes.eligible with input as batch with data.continuum as case.data.continuum
	decisions := attested_nodes.decisions with input as asked with data.continuum as case.data.continuum
	every i, component in components {
		{sites[position] | some position in eligible[i]} == {site |
			some site in sites
			decisions[component.id][site].allow
		}
	}
}

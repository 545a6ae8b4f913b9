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
	sites := sites_of(case)
	asked := object.union(case.input, {"sites": sites})
	eligible := attested_nodes.eligible with input as batch_of(case) with data.continuum as case.data.continuum
	decisions := attested_nodes.decisions with input as asked with data.continuum as case.data.continuum
	every i, component in components_of(case) {
		{sites[position] | some position in eligible[i]} == {site |
			some site in sites
			decisions[component.id][site].allow
		}
	}
}

# A component may run where all of its requirements are met, once it is known at what time.
test_requirements_agree[name] if {
	some name, case in data.cases
	batch := batch_of(case)
	eligible := attested_nodes.eligible with input as batch with data.continuum as case.data.continuum
	met := attested_nodes.met with input as batch with data.continuum as case.data.continuum
	judged := [component | is_number(batch.nowEpochS); some component in batch.components]
	every i, component in judged {
		{position | some position in eligible[i]} == {position |
			some position, _ in batch.candidates
			every requirement in component { position in met[requirement] }
		}
	}
}

batch_of(case) := {
	"nowEpochS": object.get(case.input, "nowEpochS", null),
	"requirements": requirements,
	"components": [[i | some i, requirement in requirements; requirement in component.requirements] |
		some component in components_of(case)
	],
	"candidates": [case.data.continuum.sites[site] | some site in sites_of(case)],
} if {
	requirements := [requirement | some component in components_of(case); some requirement in component.requirements]
}

components_of(case) := [component | some component in case.input.components; is_string(component.id); is_array(component.requirements)]

sites_of(case) := [site | some site, _ in case.data.continuum.sites]

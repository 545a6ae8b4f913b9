package icra.sovereignty_test

import data.icra.sovereignty

# Every file in cases/ is a test of its own; the service's tests read the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	sovereignty.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

# What the batch says of a case is what the decisions say, where components list requirements and sites are known.
test_batch_agrees[name] if {
	some name, case in data.cases
	components := [component | some component in case.input.components; is_string(component.id); is_array(component.requirements)]
	requirements := [requirement | some component in components; some requirement in component.requirements]
	sites := [site | some site, facts in case.data.continuum.sites; is_object(facts)]
	batch := {
		"nowEpochS": object.get(case.input, "nowEpochS", null),
		"requirements": requirements,
		"components": [[i | some i, requirement in requirements; requirement in component.requirements] |
			some component in components
		],
		"candidates": [case.data.continuum.sites[site] | some site in sites],
	}
	asked := object.union(case.input, {"sites": sites})
	eligible := sovereignty.eligible with input as batch with data.continuum as case.data.continuum
	decisions := sovereignty.decisions with input as asked with data.continuum as case.data.continuum
	every i, component in components {
		{sites[position] | some position in eligible[i]} == {site |
			some site in sites
			decisions[component.id][site].allow
		}
	}
}

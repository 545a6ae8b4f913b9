package icra.sovereignty_test

import data.icra.sovereignty

# Every file in cases/ is a test of its own; the service's tests read the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	sovereignty.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

# What the batch says of a case is what the decisions say, where components list requirements.
test_batch_agrees[name] if {
	some name, case in data.cases
	sites := sites_of(case)
	asked := object.union(case.input, {"sites": sites})
	eligible := sovereignty.eligible with input as batch_of(case) with data.continuum as case.data.continuum
	decisions := sovereignty.decisions with input as asked with data.continuum as case.data.continuum
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
	eligible := sovereignty.eligible with input as batch with data.continuum as case.data.continuum
	met := sovereignty.met with input as batch with data.continuum as case.data.continuum
	judged := [component | is_number(batch.nowEpochS); some component in batch.components]
	every i, component in judged {
		{position | some position in eligible[i]} == {position |
			some position, _ in batch.candidates
			every requirement in component { position in met[requirement] }
		}
	}
}

# A candidate meets what one of its traits meets.
test_traits_agree[name] if {
	some name, case in data.cases
	batch := batch_of(case)
	met := sovereignty.met with input as batch with data.continuum as case.data.continuum
	traits := sovereignty.traits with input as batch with data.continuum as case.data.continuum
	known := [trait | some trait in {trait | some of_candidate in traits; some trait in of_candidate}]

	# A set that goes through the service comes back as an array.
	asked := {"nowEpochS": batch.nowEpochS, "requirements": batch.requirements, "traits": json.unmarshal(json.marshal(known))}
	by_trait := sovereignty.met with input as asked with data.continuum as case.data.continuum
	count(traits) == count(batch.candidates)
	every i, _ in batch.requirements {
		{position | some position in met[i]} == {position |
			some position, of_candidate in traits
			some trait in by_trait[i]
			known[trait] in of_candidate
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

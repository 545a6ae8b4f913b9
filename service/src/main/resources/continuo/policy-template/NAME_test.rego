package icra.NAME_test

import data.icra.NAME

# Every file in cases/ is a test of its own.
test_cases[name] if {
	some name, case in data.cases
	NAME.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

# What is eligible is what the decisions allow.
test_eligible_agrees[name] if {
	some name, case in data.cases
	sites := [site | some site in case.input.sites]
	batch := {
		"components": [[] | some _ in case.input.components],
		"candidates": [object.get(case.data.continuum.sites, site, {}) | some site in sites],
	}
	eligible := NAME.eligible with input as batch with data.continuum as case.data.continuum
	every i, component in case.input.components {
		{sites[position] | some position in eligible[i]} == {site |
			some site in sites
			case.want_result[component.id][site].allow
		}
	}
}

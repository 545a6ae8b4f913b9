package icra.agents_test

import data.icra.agents

# Every file in cases/ is a test of its own; the build reads the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	agents.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

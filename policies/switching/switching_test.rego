package icra.switching_test

import data.icra.switching

# Every file in cases/ is a test of its own; the build reads the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	switching.decisions == case.want_result with input as case.input
}

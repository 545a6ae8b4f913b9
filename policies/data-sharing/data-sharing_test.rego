package icra.data_sharing_test

import data.icra.data_sharing

# Every file in cases/ is a test of its own; the build reads the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	data_sharing.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

package icra.sovereignty_test

import data.icra.sovereignty

# Every file in cases/ is a test of its own; the service's tests read the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	sovereignty.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

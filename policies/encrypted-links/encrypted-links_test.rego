package icra.encrypted_links_test

import data.icra.encrypted_links

# Every file in cases/ is a test of its own; the build reads the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	encrypted_links.decisions == case.want_result with input as case.input with data.continuum as case.data.continuum
}

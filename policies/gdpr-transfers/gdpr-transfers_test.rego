package icra.gdpr_transfers_test

import data.icra.gdpr_transfers

# Every file in cases/ is a test of its own; the build reads the same files through WASM.
test_cases[name] if {
	some name, case in data.cases
	gdpr_transfers.decisions == case.want_result with input as case.input
}

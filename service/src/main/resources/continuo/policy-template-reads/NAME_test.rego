package icra.NAME_test

import data.icra.NAME

# Every file in cases/ is a test of its own.
test_cases[name] if {
	some name, case in data.cases
	NAME.decisions == case.want_result with input as case.input
}

package main

import "testing"

// Of each kind of change that this policy can bear, the tests notice all but what they do not ask about.
func TestMutantsNameWhatNoTestNotices(t *testing.T) {
	folder(t, map[string]string{
		"p/p.rego": "package p\n\nallow if {\n\tinput.age >= 18\n\tevery paper in input.papers { paper.valid }\n}\n\n" +
			"level := \"high\" if input.age > 60\n\nelse := \"low\"\n",
		"p/p_test.rego": "package p_test\n\nimport data.p\n\n" +
			"test_of_age if p.allow with input as {\"age\": 18, \"papers\": [{\"valid\": true}]}\n\n" +
			"test_too_young if not p.allow with input as {\"age\": 17, \"papers\": [{\"valid\": true}]}\n\n" +
			"test_papers if not p.allow with input as {\"age\": 18, \"papers\": [{\"valid\": true}, {}]}\n\n" +
			"test_low if p.level == \"low\" with input as {\"age\": 3}\n\n" +
			"test_high if p.level == \"high\" with input as {\"age\": 99}\n",
	})
	expect(t, call("mutants", "--threshold", "90", "p"), answer{1,
		"p/p.rego:8: survived: 61 for 60\n" +
			"    input.age > 60\n" +
			"p/p.rego:8: survived: gte for gt\n" +
			"    input.age > 60\n" +
			"11 mutants, 9 killed (81.8 %)\n", ""})
}

func TestMutantsNeedTestsThatPass(t *testing.T) {
	folder(t, map[string]string{
		"p/p.rego":      "package p\n\nallow if input.x == 1\n",
		"p/p_test.rego": "package p_test\n\nimport data.p\n\ntest_wrong if p.allow with input as {}\n",
	})
	expect(t, call("mutants", "p"), answer{2, "", "rego mutants: p: a mutant says nothing where the tests fail without it\n"})
}

func TestAnswersEachLineByItself(t *testing.T) {
	folder(t, map[string]string{
		"p.rego": "package p\n\nsum := input.x + data.y\n\ntwice := {k: v | some [k, v] in input.pairs}\n",
		"lines":  "{\"data\": {\"y\": 1}, \"input\": {\"x\": 2}}\n{\"data\": {}, \"input\": {\"x\": 2}}\n",
		"twice":  "{\"data\": {}, \"input\": {\"pairs\": [[1, 2], [1, 3]]}}\n",
		"wrong":  "{\"input\": 1}\n",
	})
	expect(t, call("answers", "-d", "p.rego", "-i", "lines", "data.p.sum"), answer{0, "{\"result\":3}\n{}\n", ""})
	expect(t, call("answers", "-d", "p.rego", "-i", "twice", "data.p.twice"), answer{0,
		"{\"error\":\"p.rego:5: eval_conflict_error: object keys must be unique\"}\n", ""})
	expect(t, call("answers", "-d", "p.rego", "-i", "wrong", "data.p.sum"), answer{2, "", "rego answers: a line has no data\n"})
	if got := call("answers", "-d", "p.rego", "data.p.sum"); got.status != 2 {
		t.Errorf("got %+v", got)
	}
}

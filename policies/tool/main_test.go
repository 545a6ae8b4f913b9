package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

type answer struct {
	status   int
	out, err string
}

func call(args ...string) answer {
	var out, err bytes.Buffer
	status := run(context.Background(), args, streams{&out, &err})
	return answer{status, out.String(), err.String()}
}

// folder writes files into a new folder, makes it the working directory, and so keeps paths in answers short.
func folder(t *testing.T, files map[string]string) {
	t.Helper()
	t.Chdir(t.TempDir())
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func expect(t *testing.T, got, want answer) {
	t.Helper()
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func capabilitiesPath(t *testing.T) string {
	t.Helper()
	path, err := filepath.Abs("../capabilities.json")
	if err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCheckPassesSoundPolicy(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\n\nallow if input.x == 1\n"})
	expect(t, call("check", "--strict", "p.rego"), answer{0, "", ""})
}

func TestCheckRefusesWithheldBuiltinByNameAndLine(t *testing.T) {
	capabilities := capabilitiesPath(t)
	folder(t, map[string]string{"p.rego": "package p\n\nseen := http.send({})\n\nside := rand.intn(\"coin\", 2)\n"})
	expect(t, call("check", "--strict", "--capabilities", capabilities, "p.rego"), answer{1, "",
		"p.rego:3: builtin http.send is refused: the answer of another machine cannot be replayed\n" +
			"    seen := http.send({})\n" +
			"p.rego:5: builtin rand.intn is refused: chance cannot be replayed\n" +
			"    side := rand.intn(\"coin\", 2)\n"})
}

// Each builtin of OPA's is either among the capabilities or refused for a reason.
func TestCapabilitiesAreThoseOfThisOpaWithoutTheRefused(t *testing.T) {
	written, err := os.ReadFile(capabilitiesPath(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := call("capabilities"); got.out != string(written) {
		t.Error("capabilities.json is another: run rego capabilities > capabilities.json")
	}
	refused := call("capabilities", "--refused")
	all := ast.CapabilitiesForThisVersion()
	if got := strings.Count(refused.out, "\n") + strings.Count(string(written), "\"decl\""); got != len(all.Builtins) {
		t.Errorf("%d builtins are refused or allowed, of %d", got, len(all.Builtins))
	}
}

func TestCheckTellsMisspelledNameFromWithheldBuiltin(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\n\nn := cuont([])\n"})
	expect(t, call("check", "p.rego"), answer{1, "", "p.rego:3: undefined function cuont\n    n := cuont([])\n"})
}

func TestCheckNamesLineThatCannotBeParsed(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\n\nallow if {\n"})
	expect(t, call("check", "p.rego"), answer{1, "", "p.rego:4: unexpected eof token\n"})
}

func TestCheckIsBrokenWithoutFiles(t *testing.T) {
	folder(t, map[string]string{"note.txt": ""})
	expect(t, call("check", "."), answer{2, "", "rego check: no .rego file in [.]\n"})
	if got := call("check", "nowhere"); got.status != 2 {
		t.Errorf("got %+v", got)
	}
}

var tested = map[string]string{
	"p.rego":              "package p\n\nallow if input.x == 1\n\nspare if input.x == 2\n",
	"p_test.rego":         "package p_test\n\ntest_cases[name] if {\n\tsome name, case in data.cases\n\tdata.p.allow == case.want with input as case.input\n}\n",
	"cases/good.json":     `{"input": {"x": 1}, "want": true}`,
	"cases/also-bad.json": `{"input": {"x": 3}, "want": true}`,
}

func TestTestNamesFailedCaseAndUncoveredLine(t *testing.T) {
	folder(t, tested)
	expect(t, call("test", "--coverage", "."), answer{1,
		"p_test.rego:3: data.p_test.test_cases/also-bad failed\n1 passed, 1 failed\n" +
			"80.0 % of the rules covered\np.rego:5: not covered\n    spare if input.x == 2\n", ""})
}

func TestTestReportsAsJSON(t *testing.T) {
	folder(t, tested)
	got := call("test", "--format", "json", ".")
	var report testReport
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatal(err)
	}
	want := testReport{Passed: 1, Failed: 1, Tests: []testOutcome{
		{Name: "data.p_test.test_cases/also-bad", File: "p_test.rego", Line: 3},
		{Name: "data.p_test.test_cases/good", File: "p_test.rego", Line: 3, Passed: true},
	}}
	if got.status != 1 || !reflect.DeepEqual(report, want) {
		t.Errorf("got %d %+v", got.status, report)
	}
}

func TestTestFailsBelowCoverageThreshold(t *testing.T) {
	folder(t, tested)
	if err := os.Remove("cases/also-bad.json"); err != nil {
		t.Fatal(err)
	}
	for threshold, want := range map[string]int{"60": 0, "100": 1} {
		if got := call("test", "--coverage", "--threshold", threshold, "."); got.status != want {
			t.Errorf("threshold %s: got %+v", threshold, got)
		}
	}
}

func TestTestIsBrokenWithoutTests(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\n"})
	expect(t, call("test", "."), answer{2, "", "rego test: no test in [.]\n"})
}

func TestFmtListsWritesAndIsThenContent(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\nallow   if input.x==1\n"})
	expect(t, call("fmt", "--list", "."), answer{1, "p.rego\n", ""})
	expect(t, call("fmt", "--write", "."), answer{0, "", ""})
	expect(t, call("fmt", "--list", "."), answer{0, "", ""})
	expect(t, call("fmt", "p.rego"), answer{0, "package p\n\nallow if input.x == 1\n", ""})
}

func TestBuildWritesBundleWithModule(t *testing.T) {
	folder(t, tested)
	expect(t, call("build", "-t", "wasm", "-e", "p/allow", "-o", "out/p.tar.gz", "."), answer{0, "", ""})
	bundle, err := os.ReadFile("out/p.tar.gz")
	if err != nil || !bytes.HasPrefix(bundle, []byte{0x1f, 0x8b}) {
		t.Errorf("no gzip: %v", err)
	}
}

func TestBuildRefusesWithheldBuiltinAndWritesNothing(t *testing.T) {
	capabilities := capabilitiesPath(t)
	folder(t, map[string]string{"p.rego": "package p\n\nnow := opa.runtime()\n"})
	got := call("build", "-e", "p/now", "-o", "p.tar.gz", "--capabilities", capabilities, "p.rego")
	if got.status != 1 || !strings.Contains(got.err, "p.rego:3: builtin opa.runtime is refused") {
		t.Errorf("got %+v", got)
	}
	if _, err := os.Stat("p.tar.gz"); !os.IsNotExist(err) {
		t.Errorf("a bundle was written: %v", err)
	}
}

func TestEvalAnswersAndExplains(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\n\ntwice := input.x * 2 if trace(\"doubling\")\n", "i.json": `{"x": 21}`})
	expect(t, call("eval", "-d", "p.rego", "-i", "i.json", "data.p.twice"), answer{0, "42\n", ""})
	got := call("eval", "--explain", "notes", "-d", "p.rego", "-i", "i.json", "data.p.twice")
	if got.status != 0 || got.out != "42\n" || !strings.Contains(got.err, `Note "doubling"`) {
		t.Errorf("got %+v", got)
	}
}

func TestEvalOfUndefinedIsNegative(t *testing.T) {
	folder(t, nil)
	expect(t, call("eval", "data.p.nothing"), answer{1, "", "undefined: no rule gives an answer\n"})
}

func TestEvalIsBrokenByInputThatIsNoJSON(t *testing.T) {
	folder(t, map[string]string{"i.json": "{"})
	expect(t, call("eval", "-i", "i.json", "input"), answer{2, "", "rego eval: i.json: not JSON\n"})
}

func TestWrongUseIsTwo(t *testing.T) {
	for _, args := range [][]string{
		{}, {"nonsense"}, {"check"}, {"check", "--nonsense", "."}, {"fmt", "--write", "--list", "."},
		{"build", "."}, {"eval"}, {"eval", "--explain", "nonsense", "1"}, {"version", "1"},
	} {
		if got := call(args...); got.status != 2 || got.out != "" || got.err == "" {
			t.Errorf("%v: got %+v", args, got)
		}
	}
}

func TestHelpIsAnAnswer(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"--help"}, {"check", "--help"}} {
		expect(t, call(args...), answer{0, usage, ""})
	}
}

// What the capabilities allow must be declared as OPA declares it, and nothing that hinders a replay may be among it.
func TestCapabilitiesAreASelectionOfOPAs(t *testing.T) {
	allowed, err := readCapabilities(capabilitiesPath(t))
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]*ast.Builtin{}
	for _, builtin := range ast.CapabilitiesForThisVersion().Builtins {
		known[builtin.Name] = builtin
	}
	for _, builtin := range allowed.Builtins {
		declared, found := known[builtin.Name]
		if !found || types.Compare(builtin.Decl, declared.Decl) != 0 {
			t.Errorf("%s is not declared as OPA declares it", builtin.Name)
		}
	}
	for _, name := range []string{"http.send", "rand.intn", "opa.runtime", "net.lookup_ip_addr", "uuid.rfc4122"} {
		if allowed.ContainsBuiltin(name) {
			t.Errorf("%s is allowed", name)
		}
	}
}

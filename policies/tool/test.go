package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
)

// testOutcome is one test rule, or one named case of a test rule.
type testOutcome struct {
	Name   string `json:"name"`
	File   string `json:"file"`
	Line   int    `json:"line"`
	Passed bool   `json:"passed"`
	Error  string `json:"error,omitempty"`
	Output string `json:"output,omitempty"`
}

type testReport struct {
	Tests    []testOutcome   `json:"tests"`
	Passed   int             `json:"passed"`
	Failed   int             `json:"failed"`
	Coverage *coverageReport `json:"coverage,omitempty"`
}

// testLimit is how long one test may take. A build gives more, since it may share its machine.
const testLimit = 10 * time.Second

// coverageReport leaves out the tests themselves, which would flatter the figure.
type coverageReport struct {
	Percent    float64          `json:"percent"`
	NotCovered map[string][]int `json:"notCovered,omitempty"`
}

// test runs the rules named test_… and the cases that they walk through. Tests may call every builtin;
// which ones a policy may call is for check to say.
func test(ctx context.Context, args []string, s streams) error {
	flags := newFlags("test")
	coverage := flags.Bool("coverage", false, "")
	threshold := flags.Float64("threshold", 0, "")
	limit := flags.Duration("limit", testLimit, "")
	outputFormat := textOrJSON()
	flags.Var(outputFormat, "format", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	capabilities := ast.CapabilitiesForThisVersion()
	loaded, err := load(paths, capabilities)
	if err != nil {
		return refused(err, capabilities, s)
	}
	report, err := runTests(ctx, loaded, *coverage, *limit)
	if err != nil {
		return refused(err, capabilities, s)
	}
	if len(report.Tests) == 0 {
		return fmt.Errorf("no test in %v", paths)
	}
	if outputFormat.value == "json" {
		err = writeJSON(s.out, report)
	} else {
		printReport(s.out, report)
	}
	tooLow := report.Coverage != nil && report.Coverage.Percent < *threshold
	if err == nil && (report.Failed > 0 || tooLow) {
		err = errNegative
	}
	return err
}

func runTests(ctx context.Context, loaded sources, coverage bool, limit time.Duration) (testReport, error) {
	store := inmem.NewFromObject(loaded.data)
	txn, err := store.NewTransaction(ctx, storage.WriteParams)
	if err != nil {
		return testReport{}, err
	}
	defer store.Abort(ctx, txn)

	runner := tester.NewRunner().
		SetTimeout(limit).
		SetCompiler(ast.NewCompiler().WithEnablePrintStatements(true)).
		SetStore(store).
		SetModules(loaded.modules).
		CapturePrintOutput(true).
		RaiseBuiltinErrors(true)
	tracer := cover.New()
	if coverage {
		runner = runner.SetCoverageQueryTracer(tracer)
	}
	results, err := runner.RunTests(ctx, txn)
	if err != nil {
		return testReport{}, err
	}
	report := testReport{Tests: []testOutcome{}}
	for result := range results {
		report.Tests = append(report.Tests, outcomes(result)...)
	}
	slices.SortFunc(report.Tests, func(a, b testOutcome) int { return strings.Compare(a.Name, b.Name) })
	for _, outcome := range report.Tests {
		if outcome.Passed {
			report.Passed++
		} else {
			report.Failed++
		}
	}
	if coverage {
		report.Coverage = covered(tracer, loaded.modules)
	}
	return report, nil
}

// outcomes lists the named cases of a rule such as test_cases[name], or the rule itself.
func outcomes(result *tester.Result) []testOutcome {
	whole := testOutcome{
		Name:   result.Package + "." + result.Name,
		File:   result.Location.File,
		Line:   result.Location.Row,
		Passed: result.Pass(),
		Output: string(result.Output),
	}
	if result.Error != nil {
		whole.Error = result.Error.Error()
	}
	if len(result.SubResults) == 0 || result.Error != nil {
		return []testOutcome{whole}
	}
	var found []testOutcome
	for _, name := range slices.Sorted(maps.Keys(result.SubResults)) {
		one := whole
		one.Name += "/" + name
		one.Passed = !result.SubResults[name].Fail
		found = append(found, one)
	}
	return found
}

func covered(tracer *cover.Cover, modules map[string]*ast.Module) *coverageReport {
	rules := map[string]*ast.Module{}
	for path, module := range modules {
		if !strings.HasSuffix(path, "_test.rego") {
			rules[path] = module
		}
	}
	measured := tracer.Report(rules)
	found := &coverageReport{Percent: measured.Coverage, NotCovered: map[string][]int{}}
	for path, file := range measured.Files {
		if rows := notCoveredRows(file); len(rows) > 0 {
			found.NotCovered[path] = rows
		}
	}
	return found
}

// notCoveredRows lists each row once, although two gaps may share it.
func notCoveredRows(file *cover.FileReport) []int {
	var rows []int
	for _, gap := range file.NotCovered {
		for row := gap.Start.Row; row <= gap.End.Row; row++ {
			rows = append(rows, row)
		}
	}
	slices.Sort(rows)
	return slices.Compact(rows)
}

func printReport(out io.Writer, report testReport) {
	for _, outcome := range report.Tests {
		if outcome.Passed {
			continue
		}
		fmt.Fprintf(out, "%s:%d: %s failed\n", outcome.File, outcome.Line, outcome.Name)
		for _, more := range []string{outcome.Error, outcome.Output} {
			if more != "" {
				fmt.Fprintf(out, "    %s\n", strings.ReplaceAll(strings.TrimSpace(more), "\n", "\n    "))
			}
		}
	}
	fmt.Fprintf(out, "%d passed, %d failed\n", report.Passed, report.Failed)
	if report.Coverage == nil {
		return
	}
	fmt.Fprintf(out, "%.1f %% of the rules covered\n", report.Coverage.Percent)
	for _, path := range slices.Sorted(maps.Keys(report.Coverage.NotCovered)) {
		for _, row := range report.Coverage.NotCovered[path] {
			fmt.Fprintf(out, "%s:%d: not covered\n    %s\n", path, row, sourceLine(path, row))
		}
	}
}

func writeJSON(out io.Writer, value any) error {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

package main

import (
	"context"
	"errors"
	"syscall"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

// timing is what it takes native OPA to answer a prepared query again and again.
type timing struct {
	Evaluations int     `json:"evaluations"`
	ElapsedMs   float64 `json:"elapsedMs"`
	CPUMs       float64 `json:"cpuMs"`
}

// timeQuery measures native OPA with parsed policy, data and input, as a server of its own would have them.
func timeQuery(ctx context.Context, args []string, s streams) error {
	flags := newFlags("time")
	var paths repeated
	flags.Var(&paths, "d", "")
	inputFile := flags.String("i", "", "")
	atLeastMs := flags.Int("ms", 1000, "")
	queries, err := parse(flags, args)
	if err != nil {
		return err
	}
	if len(queries) != 1 || *inputFile == "" {
		return usageError{"give exactly one query, and its input (-i)"}
	}
	capabilities := ast.CapabilitiesForThisVersion()
	loaded, err := load(paths, capabilities)
	if err != nil {
		return refused(err, capabilities, s)
	}
	input, err := readJSON(*inputFile)
	if err != nil {
		return err
	}
	options := []func(*rego.Rego){
		rego.Query(queries[0]),
		// Values as the evaluation uses them, so that no evaluation converts the data.
		rego.Store(inmem.NewFromObjectWithOpts(loaded.data, inmem.OptReturnASTValuesOnRead(true))),
	}
	for _, module := range loaded.modules {
		options = append(options, rego.ParsedModule(module))
	}
	prepared, err := rego.New(options...).PrepareForEval(ctx)
	if err != nil {
		return refused(err, capabilities, s)
	}
	measured, err := measure(ctx, prepared, ast.MustInterfaceToValue(input), time.Duration(*atLeastMs)*time.Millisecond)
	if err != nil {
		return err
	}
	return writeJSON(s.out, measured)
}

func measure(ctx context.Context, prepared rego.PreparedEvalQuery, input ast.Value, atLeast time.Duration) (timing, error) {
	evaluate := func() error {
		results, err := prepared.Eval(ctx, rego.EvalParsedInput(input))
		if err == nil && len(results) == 0 {
			err = errors.New("undefined: no rule gives an answer")
		}
		return err
	}
	if err := evaluate(); err != nil {
		return timing{}, err
	}
	found := timing{}
	start, cpu := time.Now(), cpuTime()
	for found.Evaluations == 0 || time.Since(start) < atLeast {
		if err := evaluate(); err != nil {
			return timing{}, err
		}
		found.Evaluations++
	}
	found.ElapsedMs = float64(time.Since(start).Microseconds()) / 1000
	found.CPUMs = float64((cpuTime() - cpu).Microseconds()) / 1000
	return found, nil
}

// cpuTime is that of all threads of the process, the collector's among them.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

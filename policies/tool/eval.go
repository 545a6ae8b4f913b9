package main

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
	"github.com/open-policy-agent/opa/v1/topdown/lineage"
)

var explanations = map[string]func([]*topdown.Event) []*topdown.Event{
	"full":  lineage.Full,
	"notes": lineage.Notes,
	"fails": lineage.Fails,
}

// eval answers a query and, when asked, says which steps led to the answer. An undefined
// answer is negative. A builtin that fails is undefined, as it is inside the service.
func eval(ctx context.Context, args []string, s streams) error {
	flags := newFlags("eval")
	explain := &choice{allowed: []string{"notes", "full", "fails"}}
	flags.Var(explain, "explain", "")
	outputFormat := textOrJSON()
	flags.Var(outputFormat, "format", "")
	var paths repeated
	flags.Var(&paths, "d", "")
	flags.Var(&paths, "data", "")
	inputFile := flags.String("i", "", "")
	queries, err := parse(flags, args)
	if err != nil {
		return err
	}
	if len(queries) != 1 {
		return usageError{"give exactly one query"}
	}
	capabilities := ast.CapabilitiesForThisVersion()
	loaded, err := load(paths, capabilities)
	if err != nil {
		return refused(err, capabilities, s)
	}
	options := []func(*rego.Rego){
		rego.Query(queries[0]),
		rego.Store(inmem.NewFromObject(loaded.data)),
	}
	for _, module := range loaded.modules {
		options = append(options, rego.ParsedModule(module))
	}
	if *inputFile != "" {
		input, err := readJSON(*inputFile)
		if err != nil {
			return err
		}
		options = append(options, rego.Input(input))
	}
	tracer := topdown.NewBufferTracer()
	if explain.value != "" {
		options = append(options, rego.QueryTracer(tracer))
	}
	results, err := rego.New(options...).Eval(ctx)
	if err != nil {
		return refused(err, capabilities, s)
	}
	if filter, asked := explanations[explain.value]; asked {
		topdown.PrettyTraceWithLocation(s.err, filter(*tracer))
	}
	return printResults(results, outputFormat.value, s)
}

func printResults(results rego.ResultSet, outputFormat string, s streams) error {
	if outputFormat == "json" {
		if err := writeJSON(s.out, map[string]any{"result": results}); err != nil {
			return err
		}
	} else {
		for _, result := range results {
			for _, expression := range result.Expressions {
				if err := writeJSON(s.out, expression.Value); err != nil {
					return err
				}
			}
		}
	}
	if len(results) == 0 {
		fmt.Fprintln(s.err, "undefined: no rule gives an answer")
		return errNegative
	}
	return nil
}

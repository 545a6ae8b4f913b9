package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/util"
)

// answers asks one query about many data and inputs, so that another engine can be compared with native OPA
// without a process for each: each line of the file is an object with data and input; each line of the answer is
// {"result": VALUE}, {} where no rule gives an answer, or {"error": MESSAGE}.
func answers(ctx context.Context, args []string, s streams) error {
	flags := newFlags("answers")
	var paths repeated
	flags.Var(&paths, "d", "")
	linesFile := flags.String("i", "", "")
	queries, err := parse(flags, args)
	if err != nil {
		return err
	}
	if len(queries) != 1 || len(paths) == 0 || *linesFile == "" {
		return usageError{"give exactly one query, the policy that it asks (-d) and the lines (-i)"}
	}
	capabilities := ast.CapabilitiesForThisVersion()
	modules, err := loadRego(paths, capabilities)
	if err != nil {
		return refused(err, capabilities, s)
	}
	store := inmem.New()
	options := []func(*rego.Rego){rego.Query(queries[0]), rego.Store(store)}
	for _, module := range modules {
		options = append(options, rego.ParsedModule(module))
	}
	prepared, err := rego.New(options...).PrepareForEval(ctx)
	if err != nil {
		return refused(err, capabilities, s)
	}
	file, err := os.Open(*linesFile)
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		answer, err := answerOne(ctx, prepared, store, lines.Bytes())
		if err != nil {
			return err
		}
		encoder := json.NewEncoder(out)
		encoder.SetEscapeHTML(false)
		if err := encoder.Encode(answer); err != nil {
			return err
		}
	}
	return lines.Err()
}

func answerOne(ctx context.Context, prepared rego.PreparedEvalQuery, store storage.Store, line []byte) (map[string]any, error) {
	var asked struct {
		Data  map[string]any `json:"data"`
		Input any            `json:"input"`
	}
	if err := util.UnmarshalJSON(line, &asked); err != nil {
		return nil, fmt.Errorf("a line is not an object with data and input: %w", err)
	}
	if asked.Data == nil {
		return nil, errors.New("a line has no data")
	}
	if err := storage.WriteOne(ctx, store, storage.ReplaceOp, storage.Path{}, asked.Data); err != nil {
		return nil, err
	}
	results, err := prepared.Eval(ctx, rego.EvalInput(asked.Input))
	switch {
	case err != nil:
		return map[string]any{"error": err.Error()}, nil
	case len(results) == 0:
		return map[string]any{}, nil
	default:
		return map[string]any{"result": results[0].Expressions[0].Value}, nil
	}
}

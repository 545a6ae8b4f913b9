package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/test/cases"
	"github.com/open-policy-agent/opa/v1/util"
)

// compiledCase is one of OPA's own test cases with its query compiled to WebAssembly.
type compiledCase struct {
	Group        string            `json:"group"`
	Note         string            `json:"note"`
	Wasm         []byte            `json:"wasm,omitempty"`
	Refused      []string          `json:"refused,omitempty"`
	Error        string            `json:"error,omitempty"`
	Excepted     string            `json:"excepted,omitempty"`
	Data         *map[string]any   `json:"data,omitempty"`
	Input        json.RawMessage   `json:"input,omitempty"`
	InputTerm    string            `json:"input_term,omitempty"`
	WantDefined  *bool             `json:"want_defined,omitempty"`
	WantResult   *[]map[string]any `json:"want_result,omitempty"`
	WantError    string            `json:"want_error,omitempty"`
	WantCode     string            `json:"want_error_code,omitempty"`
	StrictError  bool              `json:"strict_error,omitempty"`
	SortBindings bool              `json:"sort_bindings,omitempty"`
	IgnoreVars   bool              `json:"ignore_generated_vars,omitempty"`
}

// compileCases compiles the conformance cases of OPA, so that the service can be held against them: each line of the
// answer is a case as JSON. A case that calls a builtin which the capabilities leave out names it instead. A case that
// OPA itself excepts from what its WebAssembly has to pass has OPA's reason, where the file of these exceptions is named.
func compileCases(ctx context.Context, args []string, s streams) error {
	flags := newFlags("cases")
	capabilitiesFile := flags.String("capabilities", "", "")
	perGroup := flags.Int("per-group", 0, "")
	exceptionsFile := flags.String("exceptions", "", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	capabilities, err := readCapabilities(*capabilitiesFile)
	if err != nil {
		return err
	}
	exceptions, err := readExceptions(*exceptionsFile)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	for _, path := range paths {
		set, err := cases.Load(path)
		if err != nil {
			return err
		}
		inGroup := map[string]int{}
		for _, tc := range set.Cases {
			group := filepath.Base(filepath.Dir(tc.Filename))
			if inGroup[group]++; *perGroup > 0 && inGroup[group] > *perGroup {
				continue
			}
			compiled := compileCase(ctx, group, tc, capabilities)
			compiled.Excepted = exceptions[tc.Note]
			line, err := json.Marshal(compiled)
			if err != nil {
				return fmt.Errorf("%s: %w", tc.Note, err)
			}
			if _, err := out.Write(append(line, '\n')); err != nil {
				return err
			}
		}
	}
	return nil
}

// readExceptions reads which cases OPA excepts, and why: a map in YAML from the note of a case to the reason.
func readExceptions(file string) (map[string]string, error) {
	exceptions := map[string]string{}
	if file == "" {
		return exceptions, nil
	}
	written, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	return exceptions, util.Unmarshal(written, &exceptions)
}

func compileCase(ctx context.Context, group string, tc cases.TestCase, capabilities *ast.Capabilities) compiledCase {
	compiled := compiledCase{
		Group:        group,
		Note:         tc.Note,
		Data:         tc.Data,
		WantDefined:  tc.WantDefined,
		WantResult:   tc.WantResult,
		StrictError:  tc.StrictError,
		SortBindings: tc.SortBindings,
		IgnoreVars:   tc.IgnoreGeneratedVars,
	}
	for text, given := range map[*string]*string{
		&compiled.WantError: tc.WantError, &compiled.WantCode: tc.WantErrorCode, &compiled.InputTerm: tc.InputTerm,
	} {
		if given != nil {
			*text = *given
		}
	}
	if compiled.InputTerm != "" {
		compiled.InputTerm = regoText(ast.MustParseTerm(compiled.InputTerm))
	} else if tc.Input != nil {
		input, err := json.Marshal(*tc.Input)
		if err != nil {
			compiled.Error = err.Error()
			return compiled
		}
		compiled.Input = input
	}
	allowed := *capabilities
	if tc.ExperimentalKeywords {
		allowed.FutureKeywords = ast.CapabilitiesForThisVersion(ast.CapabilitiesExperimentalKeywords(true)).FutureKeywords
	}
	options := []func(*rego.Rego){rego.Query(tc.Query), rego.Capabilities(&allowed)}
	for i, module := range tc.Modules {
		options = append(options, rego.Module(fmt.Sprintf("module-%d.rego", i), module))
	}
	result, err := rego.New(options...).Compile(ctx)
	if err != nil {
		compiled.Error = err.Error()
		allowed.Builtins = ast.CapabilitiesForThisVersion().Builtins
		if _, err := rego.New(options...).Compile(ctx); err == nil {
			compiled.Refused = withheldIn(tc, capabilities)
		}
		return compiled
	}
	compiled.Wasm = bytes.Clone(result.Bytes)
	return compiled
}

var word = regexp.MustCompile(`[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+`)

// withheldIn lists the builtins that a case names, that OPA knows and the capabilities leave out.
func withheldIn(tc cases.TestCase, capabilities *ast.Capabilities) []string {
	var names []string
	for _, name := range word.FindAllString(tc.Query+"\n"+strings.Join(tc.Modules, "\n"), -1) {
		if isWithheld(name, capabilities) {
			names = append(names, name)
		}
	}
	return names
}

package main

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

// check parses and compiles policies and says what is wrong with them. With the schemas of what the service shows
// to policies it refuses a field that the service never shows.
func check(_ context.Context, args []string, s streams) error {
	flags := newFlags("check")
	strict := flags.Bool("strict", false, "")
	capabilitiesFile := flags.String("capabilities", "", "")
	schemasFile := flags.String("schemas", "", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	shown, err := readSchemas(*schemasFile)
	if err != nil {
		return err
	}
	capabilities, err := readCapabilities(*capabilitiesFile)
	if err != nil {
		return err
	}
	modules, err := loadRego(paths, capabilities)
	if err != nil {
		return refused(err, capabilities, s)
	}
	if len(modules) == 0 {
		return fmt.Errorf("no .rego file in %v", paths)
	}
	compiler := ast.NewCompiler().
		SetErrorLimit(0).
		WithStrict(*strict).
		WithCapabilities(capabilities).
		WithEnablePrintStatements(true).
		WithUseTypeCheckAnnotations(true)
	if compiler.Compile(modules); compiler.Failed() {
		return refused(compiler.Errors, capabilities, s)
	}
	if complaints := unknownFields(modules, shown); len(complaints) > 0 {
		return refused(complaints, capabilities, s)
	}
	return nil
}

package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/compile"
)

// build compiles policies to WebAssembly and writes an OPA bundle.
func build(ctx context.Context, args []string, s streams) error {
	flags := newFlags("build")
	target := &choice{value: compile.TargetWasm, allowed: []string{compile.TargetWasm}}
	flags.Var(target, "t", "")
	flags.Var(target, "target", "")
	var entrypoints repeated
	flags.Var(&entrypoints, "e", "")
	flags.Var(&entrypoints, "entrypoint", "")
	output := flags.String("o", "", "")
	capabilitiesFile := flags.String("capabilities", "", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	if len(entrypoints) == 0 || *output == "" {
		return usageError{"name at least one entrypoint (-e) and the bundle to write (-o)"}
	}
	capabilities, err := readCapabilities(*capabilitiesFile)
	if err != nil {
		return err
	}
	var bundle bytes.Buffer
	err = compile.New().
		WithTarget(target.value).
		WithCapabilities(capabilities).
		WithEntrypoints(entrypoints...).
		WithPaths(paths...).
		WithFilter(isNotPolicy).
		WithOutput(&bundle).
		Build(ctx)
	if err != nil {
		return refused(err, capabilities, s)
	}
	if err := os.MkdirAll(filepath.Dir(*output), 0o755); err != nil {
		return err
	}
	return os.WriteFile(*output, bundle.Bytes(), 0o644)
}

// isNotPolicy leaves tests and data out: a policy's data comes with each decision.
func isNotPolicy(_ string, info fs.FileInfo, _ int) bool {
	return !info.IsDir() && (!isRego(info.Name()) || strings.HasSuffix(info.Name(), "_test.rego"))
}

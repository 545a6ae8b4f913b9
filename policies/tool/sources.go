package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
	"github.com/open-policy-agent/opa/v1/util"
)

const casesFolder = "cases"

// sources are the Rego modules, by path, and the data below some paths.
type sources struct {
	modules map[string]*ast.Module
	data    map[string]any
}

// load reads Rego and data. OPA would merge the files of a cases folder into one object, in which
// they collide; here each is data.cases.NAME.
func load(paths []string, capabilities *ast.Capabilities) (sources, error) {
	loaded, err := loader.NewFileLoader().
		WithProcessAnnotation(true).
		WithCapabilities(capabilities).
		Filtered(paths, isCase)
	if err != nil {
		return sources{}, err
	}
	cases, err := loadCases(paths)
	if err != nil {
		return sources{}, err
	}
	if len(cases) > 0 {
		loaded.Documents[casesFolder] = cases
	}
	return sources{loaded.ParsedModules(), loaded.Documents}, nil
}

// loadRego reads Rego only.
func loadRego(paths []string, capabilities *ast.Capabilities) (map[string]*ast.Module, error) {
	loaded, err := loader.NewFileLoader().
		WithProcessAnnotation(true).
		WithCapabilities(capabilities).
		Filtered(paths, func(_ string, info fs.FileInfo, _ int) bool { return !info.IsDir() && !isRego(info.Name()) })
	if err != nil {
		return nil, err
	}
	return loaded.ParsedModules(), nil
}

func loadCases(paths []string) (map[string]any, error) {
	cases := map[string]any{}
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !isCasePath(path) {
				return err
			}
			name := strings.TrimSuffix(entry.Name(), ".json")
			if _, twice := cases[name]; twice {
				return fmt.Errorf("%s: another case is named %s", path, name)
			}
			cases[name], err = readJSON(path)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return cases, nil
}

func isRego(path string) bool { return filepath.Ext(path) == ".rego" }

func isCase(path string, info fs.FileInfo, _ int) bool { return !info.IsDir() && isCasePath(path) }

func isCasePath(path string) bool {
	return filepath.Ext(path) == ".json" && filepath.Base(filepath.Dir(path)) == casesFolder
}

// readJSON keeps numbers exact, as OPA does.
func readJSON(path string) (any, error) {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	if !json.Valid(bytes) {
		return nil, fmt.Errorf("%s: not JSON", path)
	}
	var value any
	if err := util.UnmarshalJSON(bytes, &value); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return value, nil
}

// readCapabilities reads which builtins a policy may call; without a file, all that OPA knows.
func readCapabilities(path string) (*ast.Capabilities, error) {
	if path == "" {
		return ast.CapabilitiesForThisVersion(), nil
	}
	capabilities, err := ast.LoadCapabilitiesFile(path)
	if err != nil {
		return nil, fmt.Errorf("capabilities: %w", err)
	}
	return capabilities, nil
}

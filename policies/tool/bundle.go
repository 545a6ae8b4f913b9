package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/bundle"
	"github.com/open-policy-agent/opa/v1/compile"
)

// bundlePolicy writes the OPA bundle of one policy folder: the compiled module, the sources, and in the
// manifest's metadata what an engine does not need: tests and cases, and what the rule for batches reads.
func bundlePolicy(ctx context.Context, args []string, s streams) error {
	flags := newFlags("bundle")
	output := flags.String("o", "", "")
	revision := flags.String("revision", "", "")
	key := flags.String("signing-key", "", "")
	algorithm := flags.String("signing-alg", "ES256", "")
	keyID := flags.String("key-id", "", "")
	capabilitiesFile := flags.String("capabilities", "", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	if len(paths) != 1 || *output == "" {
		return usageError{"name one folder of a policy and the bundle to write (-o)"}
	}
	if (*key == "") != (*keyID == "") {
		return usageError{"a signature needs a key (--signing-key) and the name of it (--key-id)"}
	}
	capabilities, err := readCapabilities(*capabilitiesFile)
	if err != nil {
		return err
	}
	made, err := policyBundle(ctx, paths[0], capabilities)
	if err != nil {
		return refused(err, capabilities, s)
	}
	if *revision != "" {
		made.Manifest.Revision = *revision
	}
	if *key != "" {
		config := bundle.NewSigningConfig(*key, *algorithm, "")
		if err := made.GenerateSignature(config, *keyID, false); err != nil {
			return err
		}
		// The plugin's name is OPA's own and says nothing to who verifies.
		made.Signatures.Plugin = ""
	}
	var written bytes.Buffer
	if err := bundle.NewWriter(&written).DisableFormat(true).Write(made); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(*output), 0o755); err != nil {
		return err
	}
	return os.WriteFile(*output, written.Bytes(), 0o644)
}

func policyBundle(ctx context.Context, folder string, capabilities *ast.Capabilities) (bundle.Bundle, error) {
	absolute, err := filepath.Abs(folder)
	if err != nil {
		return bundle.Bundle{}, err
	}
	name := filepath.Base(absolute)
	sources, tests, err := policyFiles(folder)
	if err != nil {
		return bundle.Bundle{}, err
	}
	if len(sources) == 0 {
		return bundle.Bundle{}, fmt.Errorf("no .rego file in %s", folder)
	}
	about, err := decides(folder, name, capabilities)
	if err != nil {
		return bundle.Bundle{}, err
	}
	metadata := map[string]any{"policy": name, "tests": tests, "decides": about}
	entrypoints := []string{"icra/" + name + "/decisions"}
	if about == "pairs" {
		batch := "icra/" + name + "/eligible"
		entrypoints = append(entrypoints, batch)
		// Traits stand for candidates in what met is asked, and mean nothing without it.
		for _, rule := range []string{"met", "traits"} {
			there, err := isEntrypoint(folder, name, rule, capabilities)
			if err != nil {
				return bundle.Bundle{}, err
			}
			if !there {
				break
			}
			entrypoints = append(entrypoints, "icra/"+name+"/"+rule)
		}
		metadata["reads"], err = readsAt([]string{folder}, batch, capabilities)
		if err != nil {
			return bundle.Bundle{}, err
		}
	}
	var compiled bytes.Buffer
	err = compile.New().
		WithTarget(compile.TargetWasm).
		WithCapabilities(capabilities).
		WithEntrypoints(entrypoints...).
		WithPaths(folder).
		WithFilter(isNotPolicy).
		WithOutput(&compiled).
		Build(ctx)
	if err != nil {
		return bundle.Bundle{}, err
	}
	module, err := bundle.NewReader(&compiled).Read()
	if err != nil {
		return bundle.Bundle{}, err
	}
	made := bundle.Bundle{
		Manifest: bundle.Manifest{
			Revision:      digest(sources),
			Roots:         &[]string{"icra/" + name},
			WasmResolvers: module.Manifest.WasmResolvers,
			RegoVersion:   module.Manifest.RegoVersion,
			Metadata:      metadata,
		},
		Data:        map[string]any{},
		WasmModules: []bundle.WasmModuleFile{{URL: "/policy.wasm", Path: "/policy.wasm", Raw: module.WasmModules[0].Raw}},
	}
	for _, path := range slices.Sorted(maps.Keys(sources)) {
		made.Modules = append(made.Modules, bundle.ModuleFile{URL: "/" + path, Path: "/" + path, Raw: []byte(sources[path])})
	}
	return made, nil
}

// decides is what the policy decides about, as its package says in the annotation custom.decides: whether
// components may run at sites (pairs), which is meant where it says nothing, whether a change may be committed,
// which graphs somebody sees (reads), or what a party may do with an asset (uses).
func decides(folder, name string, capabilities *ast.Capabilities) (string, error) {
	modules, err := loadRego([]string{folder}, capabilities)
	if err != nil {
		return "", err
	}
	for _, module := range modules {
		if module.Package.Path.String() == "data.icra."+name {
			if about, err := decidesOf(module); about != "" || err != nil {
				return about, err
			}
		}
	}
	return "pairs", nil
}

// decidesOf is what a module says itself; empty where it says nothing.
func decidesOf(module *ast.Module) (string, error) {
	about := ""
	for _, annotations := range module.Annotations {
		said, there := annotations.Custom["decides"]
		if annotations.Scope != "package" || !there {
			continue
		}
		if said != "pairs" && said != "commits" && said != "reads" && said != "uses" {
			return "", fmt.Errorf("%s: custom.decides is %v; it is pairs, commits, reads or uses", annotations.Location, said)
		}
		about = said.(string)
	}
	return about, nil
}

// isEntrypoint tells whether the policy has the rule and annotates it as an entrypoint.
func isEntrypoint(folder, name, rule string, capabilities *ast.Capabilities) (bool, error) {
	modules, err := loadRego([]string{folder}, capabilities)
	if err != nil {
		return false, err
	}
	for _, module := range modules {
		if module.Package.Path.String() != "data.icra."+name {
			continue
		}
		for _, each := range module.Rules {
			for _, annotations := range each.Annotations {
				if each.Head.Ref().String() == rule && len(each.Head.Args) == 0 && annotations.Entrypoint {
					return true, nil
				}
			}
		}
	}
	return false, nil
}

// policyFiles are the sources of a folder, and its tests and cases, by path within the folder.
func policyFiles(folder string) (sources, tests map[string]string, err error) {
	sources, tests = map[string]string{}, map[string]string{}
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !(isRego(path) || isCasePath(path)) {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		if isRego(path) && !strings.HasSuffix(path, "_test.rego") {
			sources[filepath.ToSlash(relative)] = string(text)
		} else {
			tests[filepath.ToSlash(relative)] = string(text)
		}
		return nil
	})
	return sources, tests, err
}

func digest(files map[string]string) string {
	hash := sha256.New()
	for _, path := range slices.Sorted(maps.Keys(files)) {
		fmt.Fprintf(hash, "%s\n%d\n%s", path, len(files[path]), files[path])
	}
	return hex.EncodeToString(hash.Sum(nil))[:12]
}

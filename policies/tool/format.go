package main

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/open-policy-agent/opa/v1/ast"
	opaformat "github.com/open-policy-agent/opa/v1/format"
)

// format prints policies as OPA formats them, or writes them back, or lists those that differ.
func format(_ context.Context, args []string, s streams) error {
	flags := newFlags("fmt")
	write := flags.Bool("write", false, "")
	list := flags.Bool("list", false, "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	if *write && *list {
		return usageError{"choose --write or --list"}
	}
	files, err := regoFiles(paths)
	if err != nil {
		return err
	}
	differs := false
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		formatted, err := opaformat.Source(file, source)
		if err != nil {
			return refused(err, ast.CapabilitiesForThisVersion(), s)
		}
		same := bytes.Equal(source, formatted)
		switch {
		case *list && !same:
			differs = true
			fmt.Fprintln(s.out, file)
		case *write && !same:
			if err := os.WriteFile(file, formatted, 0o644); err != nil {
				return err
			}
		case !*list && !*write:
			s.out.Write(formatted)
		}
	}
	if differs {
		return errNegative
	}
	return nil
}

func regoFiles(paths []string) ([]string, error) {
	var files []string
	for _, root := range paths {
		err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && isRego(path) {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

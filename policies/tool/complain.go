package main

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/loader"
)

// refused prints what is wrong with Rego sources, each with file, line, message and the source line.
// An error that is not about the sources is handed back, since then something is broken.
func refused(err error, allowed *ast.Capabilities, s streams) error {
	complaints := regoErrors(err)
	if len(complaints) == 0 {
		return err
	}
	slices.SortStableFunc(complaints, func(a, b *ast.Error) int { return a.Location.Compare(b.Location) })
	for _, complaint := range complaints {
		fmt.Fprintln(s.err, describe(complaint, allowed))
	}
	return errNegative
}

func regoErrors(err error) []*ast.Error {
	var found []*ast.Error
	var many ast.Errors
	var one *ast.Error
	var files loader.Errors
	switch {
	case errors.As(err, &many):
		found = append(found, many...)
	case errors.As(err, &one):
		found = append(found, one)
	case errors.As(err, &files):
		for _, file := range files {
			found = append(found, regoErrors(file)...)
		}
	}
	return found
}

var undefinedFunction = regexp.MustCompile(`^undefined function (\S+)$`)

func describe(complaint *ast.Error, allowed *ast.Capabilities) string {
	message := complaint.Message
	if match := undefinedFunction.FindStringSubmatch(message); match != nil && isWithheld(match[1], allowed) {
		message = fmt.Sprintf("builtin %s is refused: %s", match[1], whyWithheld(match[1]))
	}
	where := complaint.Location
	if where == nil {
		return message
	}
	text := fmt.Sprintf("%s:%d: %s", where.File, where.Row, message)
	if line := sourceLine(where.File, where.Row); line != "" {
		text += "\n    " + line
	}
	return text
}

// isWithheld tells a builtin that OPA knows and the capabilities leave out from a misspelled name.
func isWithheld(name string, allowed *ast.Capabilities) bool {
	return ast.CapabilitiesForThisVersion().ContainsBuiltin(name) && !allowed.ContainsBuiltin(name)
}

func whyWithheld(name string) string {
	if reason, found := refusalOf(name, nil); found {
		return reason
	}
	return "it is not among the capabilities"
}

func sourceLine(file string, row int) string {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return ""
	}
	lines := strings.Split(string(bytes), "\n")
	if row < 1 || row > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[row-1])
}

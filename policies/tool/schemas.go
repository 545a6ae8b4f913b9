package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// schema is what these checks need of a JSON Schema: which fields there are below a place. OPA's own check by schemas
// is not enough here: it takes a map from names to values, which most of what policies read is, for anything at all.
type schema struct {
	Ref        string             `json:"$ref"`
	Properties map[string]*schema `json:"properties"`
	// Others is what lies under names that are not listed; false where there are none.
	Others json.RawMessage `json:"additionalProperties"`
	Items  *schema         `json:"items"`
	Type   any             `json:"type"`
}

// schemas are those of one document, by name.
type schemas struct {
	Defs map[string]*schema `json:"$defs"`
}

// readSchemas reads the document; without a file nothing is known and nothing refused.
func readSchemas(path string) (schemas, error) {
	if path == "" {
		return schemas{}, nil
	}
	bytes, err := os.ReadFile(path)
	if err != nil {
		return schemas{}, err
	}
	var read schemas
	if err := json.Unmarshal(bytes, &read); err != nil {
		return schemas{}, fmt.Errorf("%s: %w", path, err)
	}
	if len(read.Defs) == 0 {
		return schemas{}, fmt.Errorf("%s: no schema under $defs", path)
	}
	return read, nil
}

// asked are the rules that the service asks, by what a policy decides about, with the schemas of input and data.
var asked = map[string][]struct{ rule, input, data string }{
	"pairs":   {{"decisions", "pairs", "data"}, {"eligible", "batch", "data"}, {"met", "batch", "data"}},
	"commits": {{"decisions", "commits", "nothing"}},
	"reads":   {{"decisions", "reads", "nothing"}},
}

// unknownFields says of each field that a policy reads and the service never shows where it is read, and which names
// there are. Rules that the service does not ask are not looked at.
func unknownFields(modules map[string]*ast.Module, shown schemas) ast.Errors {
	var complaints ast.Errors
	if len(shown.Defs) == 0 {
		return nil
	}
	rules := map[string]*ast.Module{}
	for path, module := range modules {
		if !strings.HasSuffix(path, "_test.rego") {
			rules[path] = module.Copy()
		}
	}
	compiler := ast.NewCompiler()
	if compiler.Compile(rules); compiler.Failed() {
		return compiler.Errors
	}
	seen := map[string]bool{}
	for _, path := range slices.Sorted(maps.Keys(rules)) {
		about, err := decidesOf(modules[path])
		if err != nil {
			return ast.Errors{ast.NewError(ast.CompileErr, modules[path].Package.Location, "%s", err.Error())}
		}
		packagePath := modules[path].Package.Path
		if about == "" && len(compiler.GetRulesExact(packagePath.Append(ast.StringTerm("eligible")))) > 0 {
			about = "pairs"
		}
		for _, each := range asked[about] {
			entrypoint := packagePath.Append(ast.StringTerm(each.rule))
			if len(compiler.GetRulesExact(entrypoint)) == 0 {
				continue
			}
			r := follow(compiler, entrypoint)
			roots := map[string]*schema{"input": shown.Defs[each.input], "data": shown.Defs[each.data]}
			for step := range r.steps {
				complaint := shown.complaint(roots, step)
				// What two rules read is said once.
				if complaint != nil && !seen[complaint.Error()] {
					seen[complaint.Error()] = true
					complaints = append(complaints, complaint)
				}
			}
		}
	}
	slices.SortFunc(complaints, func(a, b *ast.Error) int { return strings.Compare(a.Error(), b.Error()) })
	return complaints
}

func (s schemas) complaint(roots map[string]*schema, step readStep) *ast.Error {
	path := strings.Split(step.place, separator)
	at := roots[path[0]]
	for _, name := range path[1:] {
		// What lies below a field that is refused already, or below what the schema leaves open.
		if at = s.below(at, name); at == nil {
			return nil
		}
	}
	if at = s.resolved(at); at == nil || !at.isClosed() || s.below(at, step.name) != nil {
		return nil
	}
	names := slices.Sorted(maps.Keys(at.Properties))
	what := "has no fields"
	if at.Items != nil {
		what = "is a list, of which each item is read as [_]"
	} else if len(names) > 0 {
		slices.SortStableFunc(names, func(a, b string) int { return distance(step.name, a) - distance(step.name, b) })
		what = "has " + strings.Join(names, ", ")
	}
	return &ast.Error{
		Code:     ast.TypeErr,
		Location: ast.NewLocation(nil, step.file, step.row, 1),
		Message:  fmt.Sprintf("the service never shows %s.%s: %s %s", strings.Join(path, "."), step.name, strings.Join(path, "."), what),
	}
}

// isClosed tells whether every field that there may be is known.
func (s *schema) isClosed() bool {
	return s.Items != nil || string(s.Others) == "false" || (s.Type != nil && s.Type != "object" && s.Type != "array")
}

func (s schemas) resolved(of *schema) *schema {
	for of != nil && of.Ref != "" {
		of = s.Defs[strings.TrimPrefix(of.Ref, "#/$defs/")]
	}
	return of
}

// below is the schema of what lies under a name; nothing where it has none.
func (s schemas) below(of *schema, name string) *schema {
	of = s.resolved(of)
	switch {
	case of == nil:
		return nil
	case of.Properties[name] != nil:
		return s.resolved(of.Properties[name])
	case name == "*" && of.Items != nil:
		return s.resolved(of.Items)
	case of.Items != nil || len(of.Others) == 0 || of.Others[0] != '{':
		return nil
	}
	var others schema
	if json.Unmarshal(of.Others, &others) != nil {
		return nil
	}
	return s.resolved(&others)
}

// distance is how many letters have to be changed, put in or left out to make one name of the other (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			here := row[j+1]
			if a[i] == b[j] {
				row[j+1] = before
			} else {
				row[j+1] = 1 + min(before, here, row[j])
			}
			before = here
		}
	}
	return row[len(b)]
}

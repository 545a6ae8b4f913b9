package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// readPath is a place in the input or in the data that a policy reads. "*" is any key or index. Of
// a shape only the type and the keys or the length are read.
type readPath struct {
	Path  []string `json:"path"`
	Shape bool     `json:"shape,omitempty"`
}

// readSet is what one entrypoint reads, so that a caller may leave out the rest, and may take for
// equal what differs only there.
type readSet struct {
	Input []readPath `json:"input"`
	Data  []readPath `json:"data"`
}

// reads prints, for each entrypoint, every path of the input and of the data that it may read.
func reads(_ context.Context, args []string, s streams) error {
	flags := newFlags("reads")
	var entrypoints repeated
	flags.Var(&entrypoints, "e", "")
	flags.Var(&entrypoints, "entrypoint", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	capabilities := ast.CapabilitiesForThisVersion()
	found := map[string]readSet{}
	for _, entrypoint := range entrypoints {
		found[entrypoint], err = readsAt(paths, entrypoint, capabilities)
		var wrong usageError
		if errors.As(err, &wrong) || errors.Is(err, errNoRule) {
			return err
		}
		if err != nil {
			return refused(err, capabilities, s)
		}
	}
	return writeJSON(s.out, found)
}

var errNoRule = errors.New("no rule")

// readsAt finds what one entrypoint of the policies below some paths reads.
func readsAt(paths []string, entrypoint string, capabilities *ast.Capabilities) (readSet, error) {
	modules, err := loadRego(paths, capabilities)
	if err != nil {
		return readSet{}, err
	}
	maps.DeleteFunc(modules, func(path string, _ *ast.Module) bool { return strings.HasSuffix(path, "_test.rego") })
	compiler := ast.NewCompiler().WithCapabilities(capabilities)
	if compiler.Compile(modules); compiler.Failed() {
		return readSet{}, compiler.Errors
	}
	ref, err := ast.PtrRef(ast.DefaultRootDocument, entrypoint)
	if err != nil {
		return readSet{}, usageError{err.Error()}
	}
	if len(compiler.GetRulesExact(ref)) == 0 {
		return readSet{}, fmt.Errorf("%w %s", errNoRule, entrypoint)
	}
	return readsOf(compiler, ref), nil
}

// aliases are the places that a variable may stand for.
type aliases map[string]bool

// reader follows variables from the place that they were bound to up to where their value counts.
// A value that is compared, kept, answered or handed to a builtin counts as read as a whole; one that
// is only stepped into by its shape, for that it is there, and has such keys, decides as well. So the
// analysis may name too much and never too little.
type reader struct {
	compiler *ast.Compiler
	bound    map[ast.Var]aliases
	reached  map[*ast.Rule]bool
	whole    map[string]bool
	shape    map[string]bool
	changed  bool
	// steps are the names that are read of each place, with where the source says so.
	steps map[readStep]bool
	// at is the expression that is being followed.
	at *ast.Location
}

// readStep is one name that is read of a place.
type readStep struct {
	place, name string
	file        string
	row         int
}

const (
	separator = "\x00"
	// mostSteps ends places that grow by recursion: the whole of what lies there is read.
	mostSteps = 16
)

// shapeOnly are builtins that look at the type, the length or the keys of their operand.
var shapeOnly = map[string]bool{
	"is_array": true, "is_object": true, "is_string": true, "is_number": true, "is_boolean": true,
	"is_set": true, "is_null": true, "type_name": true, "count": true, "object.keys": true,
}

func readsOf(compiler *ast.Compiler, entrypoint ast.Ref) readSet {
	r := follow(compiler, entrypoint)
	return readSet{Input: r.under("input"), Data: r.under("data")}
}

func follow(compiler *ast.Compiler, entrypoint ast.Ref) *reader {
	r := &reader{
		compiler: compiler,
		bound:    map[ast.Var]aliases{},
		reached:  map[*ast.Rule]bool{},
		whole:    map[string]bool{},
		shape:    map[string]bool{},
		steps:    map[readStep]bool{},
	}
	for r.changed = true; r.changed; {
		r.changed = false
		r.reach(compiler.GetRulesExact(entrypoint))
		for _, rule := range slices.Collect(maps.Keys(r.reached)) {
			r.rule(rule)
		}
	}
	return r
}

func (r *reader) under(root string) []readPath {
	found := []readPath{}
	for _, path := range slices.Sorted(maps.Keys(r.whole)) {
		if steps := strings.Split(path, separator); steps[0] == root {
			found = append(found, readPath{Path: steps[1:]})
		}
	}
	for _, path := range slices.Sorted(maps.Keys(r.shape)) {
		if steps := strings.Split(path, separator); steps[0] == root && !r.whole[path] {
			found = append(found, readPath{Path: steps[1:], Shape: true})
		}
	}
	return found
}

func (r *reader) reach(rules []*ast.Rule) {
	for _, rule := range rules {
		for ; rule != nil; rule = rule.Else {
			if !r.reached[rule] {
				r.reached[rule], r.changed = true, true
			}
		}
	}
}

func (r *reader) mark(set map[string]bool, paths aliases) {
	for path := range paths {
		if !set[path] {
			set[path], r.changed = true, true
		}
	}
}

func (r *reader) bind(v ast.Var, paths aliases) {
	if r.bound[v] == nil {
		r.bound[v] = aliases{}
	}
	for path := range paths {
		if strings.Count(path, separator) > mostSteps {
			r.mark(r.whole, aliases{path: true})
		} else if !r.bound[v][path] {
			r.bound[v][path], r.changed = true, true
		}
	}
}

func (r *reader) rule(rule *ast.Rule) {
	r.at = rule.Location
	for _, parameter := range rule.Head.Args {
		if _, plain := parameter.Value.(ast.Var); !plain {
			r.escape(parameter)
		}
	}
	r.body(rule.Body)
	r.at = rule.Location
	if rule.Head.Key != nil {
		r.escape(rule.Head.Key)
	}
	if rule.Head.Value != nil {
		r.escape(rule.Head.Value)
	}
	for _, term := range rule.Head.Reference[1:] {
		r.escape(term)
	}
}

func (r *reader) body(body ast.Body) {
	written := map[ast.Var]int{}
	for _, expr := range body {
		if v, _ := binding(expr); v != "" {
			written[v]++
		}
	}
	for _, expr := range body {
		r.expr(expr, written)
	}
}

// binding gives the variable that an expression binds to a reference.
func binding(expr *ast.Expr) (ast.Var, *ast.Term) {
	if expr.Negated || (!expr.IsEquality() && !expr.IsAssignment()) {
		return "", nil
	}
	left, right := expr.Operand(0), expr.Operand(1)
	for _, pair := range [][2]*ast.Term{{left, right}, {right, left}} {
		v, isVar := pair[0].Value.(ast.Var)
		if _, isRef := pair[1].Value.(ast.Ref); isVar && isRef {
			return v, pair[1]
		}
	}
	return "", nil
}

func (r *reader) expr(expr *ast.Expr, written map[ast.Var]int) {
	if expr.Location != nil {
		r.at = expr.Location
	}
	for _, with := range expr.With {
		r.escape(with.Target)
		r.escape(with.Value)
	}
	switch terms := expr.Terms.(type) {
	case *ast.Term:
		r.escape(terms)
	case *ast.Every:
		if v, isVar := terms.Value.Value.(ast.Var); isVar {
			r.bind(v, r.stepped(terms.Domain))
		}
		r.body(terms.Body)
	case []*ast.Term:
		v, ref := binding(expr)
		if v == "" {
			r.call(expr.Operator(), expr.Operands())
			return
		}
		paths := r.place(ref)
		r.mark(r.shape, paths)
		_, isParameter := r.bound[v]
		r.bind(v, paths)
		// Bound where it had a value already, and so compared.
		if written[v] > 1 || (isParameter && !r.subset(paths, v)) {
			r.mark(r.whole, r.bound[v])
		}
	}
}

// subset tells whether a variable stands for these places and no others.
func (r *reader) subset(paths aliases, v ast.Var) bool {
	return len(r.bound[v]) == len(paths)
}

func (r *reader) call(operator ast.Ref, operands []*ast.Term) {
	if rules := r.compiler.GetRulesExact(operator.GroundPrefix()); len(rules) > 0 {
		r.reach(rules)
		for _, rule := range rules {
			for ; rule != nil; rule = rule.Else {
				r.arguments(rule, operands)
			}
		}
		return
	}
	for i, operand := range operands {
		if paths := r.place(operand); shapeOnly[operator.String()] && i == 0 && len(paths) > 0 {
			r.mark(r.shape, paths)
		} else {
			r.escape(operand)
		}
	}
}

func (r *reader) arguments(rule *ast.Rule, operands []*ast.Term) {
	for i, operand := range operands {
		if i < len(rule.Head.Args) {
			if parameter, isVar := rule.Head.Args[i].Value.(ast.Var); isVar {
				if paths := r.place(operand); len(paths) > 0 {
					r.mark(r.shape, paths)
					r.bind(parameter, paths)
					continue
				}
			}
		}
		r.escape(operand)
	}
}

// stepped gives the places of what lies directly in a term.
func (r *reader) stepped(term *ast.Term) aliases {
	found := aliases{}
	paths := r.place(term)
	r.mark(r.shape, paths)
	for path := range paths {
		found[path+separator+"*"] = true
	}
	return found
}

// place gives where a term lies in the input or the data; nothing for what a rule computes.
func (r *reader) place(term *ast.Term) aliases {
	switch value := term.Value.(type) {
	case ast.Var:
		if value.Equal(ast.InputRootDocument.Value) {
			return aliases{"input": true}
		}
		return r.bound[value]
	case ast.Ref:
		return r.refPlace(value)
	default:
		r.nested(term)
		return nil
	}
}

func (r *reader) refPlace(ref ast.Ref) aliases {
	for _, operand := range ref[1:] {
		if _, plain := operand.Value.(ast.String); !plain {
			r.escape(operand)
		}
	}
	if ref.HasPrefix(ast.DefaultRootRef) {
		if rules := r.compiler.GetRulesDynamic(ref); len(rules) > 0 {
			r.reach(rules)
			if len(r.compiler.GetRulesForVirtualDocument(ref.ConstantPrefix())) == 0 {
				// A computed name may be that of a rule or of a datum.
				r.mark(r.whole, aliases{"data": true})
			}
			return nil
		}
	}
	head, isVar := ref[0].Value.(ast.Var)
	if !isVar {
		r.escape(ref[0])
		return nil
	}
	places := r.bound[head]
	if head.Equal(ast.InputRootDocument.Value) || head.Equal(ast.DefaultRootDocument.Value) {
		places = aliases{string(head): true}
	}
	found := aliases{}
	for place := range places {
		for _, operand := range ref[1:] {
			if key, plain := operand.Value.(ast.String); plain {
				r.step(place, string(key), operand.Location)
				place += separator + string(key)
				continue
			}
			// Which keys there are decides what is stepped into.
			r.mark(r.shape, aliases{place: true})
			place += separator + "*"
		}
		found[place] = true
	}
	return found
}

// step notes a name that is read of a place, on the line that has it.
func (r *reader) step(place, name string, at *ast.Location) {
	if at == nil || at.Row == 0 {
		at = r.at
	}
	if at != nil {
		r.steps[readStep{place, name, at.File, at.Row}] = true
	}
}

// escape notes that the value of a term counts.
func (r *reader) escape(term *ast.Term) {
	r.mark(r.whole, r.place(term))
}

// nested follows what stands inside of a composite term.
func (r *reader) nested(term *ast.Term) {
	switch value := term.Value.(type) {
	case *ast.Array:
		value.Foreach(r.escape)
	case ast.Set:
		value.Foreach(r.escape)
	case ast.Object:
		value.Foreach(func(k, v *ast.Term) {
			r.escape(k)
			r.escape(v)
		})
	case *ast.ArrayComprehension:
		r.body(value.Body)
		r.escape(value.Term)
	case *ast.SetComprehension:
		r.body(value.Body)
		r.escape(value.Term)
	case *ast.ObjectComprehension:
		r.body(value.Body)
		r.escape(value.Key)
		r.escape(value.Value)
	case ast.Call:
		r.call(value[0].Value.(ast.Ref), value[1:])
	}
}

package main

import (
	"context"
	"fmt"
	"maps"
	"math/rand"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
)

// mutant is a policy with one thing changed; the policy's tests should notice.
type mutant struct {
	File   string `json:"file"`
	Line   int    `json:"line"`
	Change string `json:"change"`
	Was    string `json:"was"`
}

type mutantCount struct {
	Mutants int `json:"mutants"`
	Killed  int `json:"killed"`
}

type mutantReport struct {
	mutantCount
	Policies map[string]*mutantCount `json:"policies"`
	Survived []mutant                `json:"survived"`
}

// mutants changes policies in small ways, one at a time, and runs each policy's tests on each: what no test
// notices has survived. Each PATH is a policy of its own. What a change makes of a policy may not compile;
// that is no mutant.
func mutants(ctx context.Context, args []string, s streams) error {
	flags := newFlags("mutants")
	atMost := flags.Int("at-most", 0, "")
	seed := flags.Int64("seed", 1, "")
	threshold := flags.Float64("threshold", 0, "")
	outputFormat := textOrJSON()
	flags.Var(outputFormat, "format", "")
	paths, err := parsePaths(flags, args)
	if err != nil {
		return err
	}
	report, err := mutate(ctx, paths, *atMost, *seed, s)
	if err != nil {
		return err
	}
	if outputFormat.value == "json" {
		err = writeJSON(s.out, report)
	} else {
		printMutants(s, report)
	}
	if err == nil && float64(100*report.Killed) < *threshold*float64(report.Mutants) {
		err = errNegative
	}
	return err
}

func printMutants(s streams, report mutantReport) {
	for _, one := range report.Survived {
		fmt.Fprintf(s.out, "%s:%d: survived: %s\n    %s\n", one.File, one.Line, one.Change, one.Was)
	}
	percent := 0.0
	if report.Mutants > 0 {
		percent = 100 * float64(report.Killed) / float64(report.Mutants)
	}
	fmt.Fprintf(s.out, "%d mutants, %d killed (%.1f %%)\n", report.Mutants, report.Killed, percent)
}

// place is where a policy can be changed: the policy with its tests, the file, and which of the file's changes.
type place struct {
	policy sources
	path   string
	file   string
	index  int
}

func places(paths []string, s streams) ([]place, error) {
	var found []place
	for _, path := range paths {
		capabilities := ast.CapabilitiesForThisVersion()
		policy, err := load([]string{path}, capabilities)
		if err != nil {
			return nil, refused(err, capabilities, s)
		}
		for _, file := range slices.Sorted(maps.Keys(policy.modules)) {
			if strings.HasSuffix(file, "_test.rego") {
				continue
			}
			for index := range changesOf(policy.modules[file].Copy()) {
				found = append(found, place{policy, path, file, index})
			}
		}
	}
	return found, nil
}

// mutate makes at most so many mutants of all policies together, at places that the seed chooses; 0 is no limit.
func mutate(ctx context.Context, paths []string, atMost int, seed int64, s streams) (mutantReport, error) {
	report := mutantReport{Policies: map[string]*mutantCount{}, Survived: []mutant{}}
	all, err := places(paths, s)
	if err != nil {
		return report, err
	}
	rand.New(rand.NewSource(seed)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	limits := map[string]time.Duration{}
	for _, one := range all {
		if atMost > 0 && report.Mutants == atMost {
			break
		}
		if limits[one.path] == 0 {
			began := time.Now()
			untouched, err := runTests(ctx, one.policy, false, 12*testLimit)
			if err != nil {
				return report, err
			}
			if untouched.Failed > 0 || untouched.Passed == 0 {
				return report, fmt.Errorf("%s: a mutant says nothing where the tests fail without it", one.path)
			}
			// On a busy machine tests are slow, and no mutant is killed by that.
			limits[one.path] = max(testLimit, 20*time.Since(began))
			report.Policies[one.path] = &mutantCount{}
		}
		changed := one.policy.modules[one.file].Copy()
		change := changesOf(changed)[one.index]
		was, _, _ := strings.Cut(string(change.at.Text), "\n")
		change.apply()
		modules := maps.Clone(one.policy.modules)
		modules[one.file] = changed
		result, err := runTests(ctx, sources{modules, one.policy.data}, false, limits[one.path])
		if err != nil {
			continue
		}
		of := report.Policies[one.path]
		report.Mutants++
		of.Mutants++
		if result.Failed > 0 {
			report.Killed++
			of.Killed++
		} else {
			report.Survived = append(report.Survived, mutant{one.file, change.at.Row, change.what, strings.TrimSpace(was)})
		}
	}
	return report, nil
}

// change is one way in which one place of a module can be made wrong.
type change struct {
	at    *ast.Location
	what  string
	apply func()
}

// swapped names for each comparison the one that a tired author would write.
var swapped = map[string]string{
	"equal": "neq", "neq": "equal",
	"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt",
	"plus": "minus", "minus": "plus", "and": "or", "or": "and",
}

// changesOf lists the same changes in the same order for equal modules.
func changesOf(module *ast.Module) []change {
	var found []change
	for _, rule := range module.Rules {
		for each := rule; each != nil; each = each.Else {
			if each.Else != nil {
				found = append(found, change{each.Else.Location, "drop the else", func() { each.Else = nil }})
			}
		}
		// The walk follows each else by itself.
		ast.NewGenericVisitor(func(node any) bool {
			switch node := node.(type) {
			case *ast.Rule:
				found = append(found, changesOfBody(&node.Body)...)
			case *ast.SetComprehension:
				found = append(found, changesOfBody(&node.Body)...)
			case *ast.ArrayComprehension:
				found = append(found, changesOfBody(&node.Body)...)
			case *ast.ObjectComprehension:
				found = append(found, changesOfBody(&node.Body)...)
			case *ast.Every:
				found = append(found, changesOfBody(&node.Body)...)
			}
			return false
		}).Walk(rule)
	}
	return found
}

func changesOfBody(body *ast.Body) []change {
	var found []change
	for i, expression := range *body {
		if expression.Generated || expression.Location == nil {
			continue
		}
		at := expression.Location
		if len(*body) > 1 && !expression.IsAssignment() {
			found = append(found, change{at, "drop the expression", func() {
				*body = slices.Delete(slices.Clone(*body), i, i+1)
				for j, left := range *body {
					left.Index = j
				}
			}})
		}
		switch terms := expression.Terms.(type) {
		case *ast.Every:
			found = append(found, change{at, "some for every", func() { *body = someFor(*body, i, terms) }})
		case *ast.SomeDecl:
		case *ast.Term:
			if !isTrue(terms) {
				found = append(found, negation(at, expression))
			}
		case []*ast.Term:
			if !expression.IsAssignment() {
				found = append(found, negation(at, expression))
			}
			found = append(found, changesOfCall(at, terms)...)
		}
	}
	return found
}

func isTrue(term *ast.Term) bool { return term.Equal(ast.BooleanTerm(true)) }

func negation(at *ast.Location, expression *ast.Expr) change {
	return change{at, "negate", func() { expression.Negated = !expression.Negated }}
}

// changesOfCall swaps operators and changes constants, also in the calls within a call.
func changesOfCall(at *ast.Location, terms []*ast.Term) []change {
	var found []change
	if other, known := swapped[terms[0].String()]; known {
		operator := terms[0]
		found = append(found, change{at, other + " for " + operator.String(), func() {
			operator.Value = ast.Ref{ast.VarTerm(other)}
		}})
	}
	for _, term := range terms[1:] {
		switch value := term.Value.(type) {
		case ast.Call:
			found = append(found, changesOfCall(at, value)...)
		case ast.Boolean:
			found = append(found, constant(at, term, ast.Boolean(!value)))
		case ast.String:
			found = append(found, constant(at, term, value+"x"))
		case ast.Number:
			if n, whole := value.Int(); whole {
				found = append(found, constant(at, term, ast.Number(fmt.Sprint(n+1))))
			}
		case ast.Set:
			value.Foreach(func(item *ast.Term) {
				found = append(found, change{at, "leave out " + item.String(), func() {
					term.Value = value.Diff(ast.NewSet(item))
				}})
			})
		}
	}
	return found
}

func constant(at *ast.Location, term *ast.Term, other ast.Value) change {
	return change{at, other.String() + " for " + term.String(), func() { term.Value = other }}
}

// someFor asks of one item what was asked of every.
func someFor(body ast.Body, i int, every *ast.Every) ast.Body {
	member := ast.Member.Call(every.Value, every.Domain)
	if every.Key != nil {
		member = ast.MemberWithKey.Call(every.Key, every.Value, every.Domain)
	}
	some := ast.NewExpr(&ast.SomeDecl{Location: every.Location, Symbols: []*ast.Term{member}})
	some.Location = every.Location
	changed := slices.Concat(slices.Clone(body[:i]), ast.Body{some}, slices.Clone(every.Body), slices.Clone(body[i+1:]))
	for j, expression := range changed {
		expression.Index = j
	}
	return changed
}

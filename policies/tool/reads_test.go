package main

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// Each rule reads of input and data what is listed: a place, and with "#" only its keys or its length.
func TestReadsNamesEveryPlaceThatDecides(t *testing.T) {
	for name, c := range map[string]struct {
		rules string
		want  []string
	}{
		"a value that is compared":   {`r if input.a.b == data.c`, []string{"input.a.b", "data.c"}},
		"one that is only there":     {"r if {\n\tx := input.a\n}", []string{"input.a#"}},
		"one compared after binding": {"r if {\n\tx := input.a\n\tx == input.b\n}", []string{"input.a", "input.b"}},
		"a member of each":           {"r if {\n\tsome s in input.s\n\ts.on\n}", []string{"input.s.*.on", "input.s#", "input.s.*#"}},
		"of each, only that it is":   {"r if {\n\tsome _ in input.s\n}", []string{"input.s#", "input.s.*#"}},
		"the names of members":       {"r contains k if {\n\tsome k, _ in input.s\n}", []string{"input.s#", "input.s.*#"}},
		"a length":                   {`r if count(input.s) > 1`, []string{"input.s#"}},
		"every":                      {"r if {\n\tevery s in input.s {\n\t\ts.on\n\t}\n}", []string{"input.s.*.on", "input.s#"}},
		"what a function steps into": {"r if f(input.a)\n\nf(x) if x.b", []string{"input.a.b", "input.a#"}},
		"what a function leaves":     {"r if f(input.a)\n\nf(_) := true", []string{"input.a#"}},
		"a computed key":             {`r := data.law[input.key].v`, []string{"input.key", "data.law.*.v", "data.law#"}},
		"a computed rule or datum":   {"r := data[input.key].v", []string{"input.key", "data.*.v", "data#"}},
		"what a builtin is given":    {`r := concat(",", input.names)`, []string{"input.names"}},
		"what a pattern takes apart": {"r := x if [x, _] = input.pair", []string{"input.pair"}},
		"in a comprehension":         {`r := {s.id | some s in input.s; not s.off}`, []string{"input.s.*.id", "input.s.*.off", "input.s#", "input.s.*#"}},
		"through another rule":       {"r if q\n\nq if input.a", []string{"input.a"}},
		"of another branch":          {"r := 1 if {\n\tinput.a\n} else := input.b", []string{"input.a", "input.b"}},
		"nothing of what it is not":  {"r := 1\n\nq := input.a", []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			folder(t, map[string]string{"p.rego": "package p\n\n" + c.rules + "\n"})
			got := call("reads", "-e", "p/r", "p.rego")
			if got.status != 0 {
				t.Fatal(got)
			}
			var sets map[string]readSet
			if err := json.Unmarshal([]byte(got.out), &sets); err != nil {
				t.Fatal(err)
			}
			found := map[string]bool{}
			note := func(root string, paths []readPath) {
				for _, path := range paths {
					place := strings.Join(append([]string{root}, path.Path...), ".")
					if path.Shape {
						place += "#"
					}
					found[place] = true
				}
			}
			note("input", sets["p/r"].Input)
			note("data", sets["p/r"].Data)
			want := map[string]bool{}
			for _, place := range c.want {
				want[place] = true
			}
			if !reflect.DeepEqual(found, want) {
				t.Errorf("got %v, want %v", found, want)
			}
		})
	}
}

func TestReadsRefusesAnEntrypointThatIsNoRule(t *testing.T) {
	folder(t, map[string]string{"p.rego": "package p\n\nr := 1\n"})
	expect(t, call("reads", "-e", "p/q", "p.rego"), answer{2, "", "rego reads: no rule p/q\n"})
}

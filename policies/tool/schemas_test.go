package main

import (
	"strings"
	"testing"
)

const shownToPolicies = `{"$defs": {
  "data": {"type": "object", "additionalProperties": false, "properties": {"continuum": {
    "type": "object", "additionalProperties": false, "properties": {
      "places": {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
      "sites": {"type": "object", "additionalProperties": {"$ref": "#/$defs/site"}}}}}},
  "nothing": {"type": "object", "additionalProperties": false},
  "site": {"type": "object", "additionalProperties": false,
    "properties": {"country": {"type": "string"}, "operator": {"type": "string"}}},
  "pairs": {"type": "object", "additionalProperties": false, "properties": {
    "nowEpochS": {"type": "integer"}, "sites": {"type": "array", "items": {"type": "string"}},
    "components": {"type": "array", "items": {"type": "object", "additionalProperties": false,
      "properties": {"id": {"type": "string"}}}}}},
  "batch": {"type": "object", "additionalProperties": false, "properties": {
    "components": {"type": "array"}, "candidates": {"type": "array", "items": {"$ref": "#/$defs/site"}}}},
  "commits": {"type": "object", "additionalProperties": false, "properties": {
    "entities": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": false,
      "properties": {"before": {"type": "object", "additionalProperties": {"type": "array"}}}}}}}
}}`

func complaints(t *testing.T, rego string) string {
	t.Helper()
	folder(t, map[string]string{"schemas.json": shownToPolicies, "trial.rego": rego})
	got := call("check", "--schemas", "schemas.json", "trial.rego")
	return got.out + got.err
}

const pairs = "package icra.trial\n\neligible := []\n\n"

func TestCheckRefusesFieldThatTheServiceNeverShows(t *testing.T) {
	for name, one := range map[string]struct{ rego, says string }{
		"of the input": {
			pairs + "decisions := {c.id: {} | some c in input.component}",
			"trial.rego:5: the service never shows input.component: input has components, nowEpochS, sites",
		},
		"of what is iterated": {
			pairs + "decisions := {c.idd: {} | some c in input.components}",
			"trial.rego:5: the service never shows input.components.*.idd: input.components.* has id",
		},
		"of what lies under a name that is not known": {
			pairs + "decisions := {s: data.continuum.sites[s].contry | some s in input.sites}",
			"trial.rego:5: the service never shows data.continuum.sites.*.contry: data.continuum.sites.* has country, operator",
		},
		"of the argument of a function": {
			pairs + "decisions := {s: f(data.continuum.sites[s]) | some s in input.sites}\n\nf(site) := g(site)\n\ng(site) := site.oprator",
			"trial.rego:9: the service never shows data.continuum.sites.*.oprator: data.continuum.sites.* has operator, country",
		},
		"of a list": {
			pairs + "decisions := {c.id: {} | c := input.components.first}",
			"trial.rego:5: the service never shows input.components.first: input.components is a list, of which each item is read as [_]",
		},
		"of a text": {
			pairs + "decisions := {s: 1 | some s in input.sites; s.iri}",
			"trial.rego:5: the service never shows input.sites.*.iri: input.sites.* has no fields",
		},
		"of the batch": {
			"package icra.trial\n\ndecisions := {}\n\neligible := [c | some c in input.candidates; c.operatr]",
			"trial.rego:5: the service never shows input.candidates.*.operatr: input.candidates.* has operator, country",
		},
		"of a commit": {
			"# METADATA\n# custom:\n#   decides: commits\npackage icra.trial\n\ndecisions := {iri: e.befor.name | some iri, e in input.entities}",
			"trial.rego:6: the service never shows input.entities.*.befor: input.entities.* has before",
		},
		"of data where there are none": {
			"# METADATA\n# custom:\n#   decides: commits\npackage icra.trial\n\ndecisions := {s: 1 | some s, _ in data.continuum.sites}",
			"trial.rego:6: the service never shows data.continuum: data has no fields",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if said := complaints(t, one.rego); !strings.Contains(said, one.says+"\n") {
				t.Errorf("got %q, want %q", said, one.says)
			}
		})
	}
}

func TestCheckPassesWhatTheServiceShows(t *testing.T) {
	for name, rego := range map[string]string{
		"every field":                    pairs + "decisions := {s: [site.country, site.operator, data.continuum.places[site.country]] | some s in input.sites; site := data.continuum.sites[s]}",
		"any name of a map":              "# METADATA\n# custom:\n#   decides: commits\npackage icra.trial\n\ndecisions := {iri: e.before.priceVcpuHourEuro | some iri, e in input.entities}",
		"what a rule computes":           pairs + "decisions := {s: table[s].anything | some s in input.sites}\n\ntable := {\"a\": {\"anything\": 1}}",
		"a policy about its own subject": "package icra.trial\n\ndecisions := {s.id: {} | some s in input.whatever}",
		"a rule that nobody asks":        pairs + "decisions := {}\n\nother := input.whatever",
		"what goes round in circles":     pairs + "decisions := {s: walked(data.continuum.sites[s]) | some s in input.sites}\n\nwalked(site) := {k | some k, _ in site}",
	} {
		t.Run(name, func(t *testing.T) {
			if said := complaints(t, rego); said != "" {
				t.Errorf("got %q", said)
			}
		})
	}
}

func TestCheckIsBrokenBySchemasThatAreNone(t *testing.T) {
	for name, text := range map[string]string{"no JSON": "{", "a list": "[]", "no schema": "{}", "null": "null"} {
		t.Run(name, func(t *testing.T) {
			folder(t, map[string]string{"schemas.json": text, "trial.rego": pairs + "decisions := {}"})
			if got := call("check", "--schemas", "schemas.json", "trial.rego"); got.status != 2 || !strings.Contains(got.err, "schemas.json") {
				t.Errorf("got %+v", got)
			}
		})
	}
	if got := call("check", "--schemas", "nowhere.json", "trial.rego"); got.status != 2 || !strings.Contains(got.err, "nowhere.json") {
		t.Errorf("got %+v", got)
	}
}

func TestDistanceCountsChangedLetters(t *testing.T) {
	for _, one := range []struct {
		a, b string
		want int
	}{{"", "", 0}, {"abc", "", 3}, {"", "abc", 3}, {"site", "sites", 1}, {"kitten", "sitting", 3}} {
		if got := distance(one.a, one.b); got != one.want {
			t.Errorf("distance(%q, %q) = %d, want %d", one.a, one.b, got, one.want)
		}
	}
}

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// refusals say why a builtin of OPA's is not among those that a policy may call.
var refusals = map[string]string{
	"http.send":          "the answer of another machine cannot be replayed",
	"net.lookup_ip_addr": "the answer of another machine cannot be replayed",
	"rand.intn":          "chance cannot be replayed",
	"uuid.rfc4122":       "chance cannot be replayed",
	"opa.runtime":        "the machine that decides is no part of a decision",

	"io.jwt.encode_sign":                "a policy holds no secret key",
	"io.jwt.encode_sign_raw":            "a policy holds no secret key",
	"providers.aws.sign_req":            "a policy holds no secret key",
	"crypto.parse_private_keys":         "a policy holds no secret key",
	"crypto.x509.parse_keypair":         "a policy holds no secret key",
	"crypto.x509.parse_rsa_private_key": "a policy holds no secret key",

	"crypto.x509.parse_certificates":                         "certificates are verified before a policy sees what they say",
	"crypto.x509.parse_certificate_request":                  "certificates are verified before a policy sees what they say",
	"crypto.x509.parse_and_verify_certificates":              "certificates are verified before a policy sees what they say",
	"crypto.x509.parse_and_verify_certificates_with_options": "certificates are verified before a policy sees what they say",

	"graphql.*":               "it is not supplied: no policy here reads GraphQL",
	"yaml.*":                  "it is not supplied: policies read JSON",
	"regex.globs_match":       "it is not supplied",
	"strings.render_template": "it is not supplied: use $\"template {strings}\"",
	"rego.parse_module":       "it is not supplied: a policy does not read policies",
	"internal.test_case":      "it is OPA's own, for tests",
}

// refusalOf gives the reason for which a builtin is refused.
func refusalOf(name string, builtin *ast.Builtin) (string, bool) {
	if builtin != nil && builtin.IsDeprecated() {
		return "it is deprecated", true
	}
	if reason, found := refusals[name]; found {
		return reason, true
	}
	family, _, _ := strings.Cut(name, ".")
	reason, found := refusals[family+".*"]
	return reason, found
}

// printCapabilities prints the builtins that a policy may call: all of OPA's but those that are refused.
func printCapabilities(_ context.Context, args []string, s streams) error {
	flags := newFlags("capabilities")
	list := flags.Bool("refused", false, "")
	if rest, err := parse(flags, args); err != nil || len(rest) > 0 {
		return usageError{"takes no arguments"}
	}
	capabilities := ast.CapabilitiesForThisVersion()
	if *list {
		for _, builtin := range capabilities.Builtins {
			if reason, found := refusalOf(builtin.Name, builtin); found {
				fmt.Fprintf(s.out, "%s\t%s\n", builtin.Name, reason)
			}
		}
		return nil
	}
	capabilities.Builtins = slices.DeleteFunc(capabilities.Builtins, func(b *ast.Builtin) bool {
		_, found := refusalOf(b.Name, b)
		return found
	})
	// Nothing is fetched while a policy is checked.
	capabilities.AllowNet = []string{}
	written, err := json.Marshal(capabilities)
	if err != nil {
		return err
	}
	var undescribed any
	if err := json.Unmarshal(written, &undescribed); err != nil {
		return err
	}
	dropProse(undescribed)
	encoder := json.NewEncoder(s.out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(undescribed)
}

// dropProse takes descriptions and categories away: OPA's manual holds them, and no check reads them.
func dropProse(value any) {
	switch value := value.(type) {
	case map[string]any:
		delete(value, "description")
		delete(value, "categories")
		for _, member := range value {
			dropProse(member)
		}
	case []any:
		for _, member := range value {
			dropProse(member)
		}
	}
}

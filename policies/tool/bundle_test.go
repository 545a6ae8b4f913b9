package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"os"
	"testing"

	"github.com/open-policy-agent/opa/v1/bundle"
)

const trial = `package icra.trial

decisions := {}

eligible := [[] | some _ in input.components]
`

func TestBundleIsVerifiedByOPAAndHoldsSourcesAndTests(t *testing.T) {
	signing, verification := keyPair(t)
	_, others := keyPair(t)
	folder(t, map[string]string{
		"trial/trial.rego":        trial,
		"trial/trial_test.rego":   "package icra.trial_test\n\ntest_it if data.icra.trial.decisions == {}\n",
		"trial/cases/a-case.json": "{}",
		"key.pem":                 signing,
	})
	expect(t, call("bundle", "-o", "trial.tar.gz", "--signing-key", "key.pem", "--key-id", "desk", "trial"), answer{0, "", ""})
	written, err := os.ReadFile("trial.tar.gz")
	if err != nil {
		t.Fatal(err)
	}
	keys := map[string]*bundle.KeyConfig{"desk": {Key: verification, Algorithm: "ES256"}}
	read, err := bundle.NewReader(bytes.NewReader(written)).
		WithBundleVerificationConfig(bundle.NewVerificationConfig(keys, "", "", nil)).
		Read()
	if err != nil {
		t.Fatal(err)
	}
	if len(read.Modules) != 1 || string(read.Modules[0].Raw) != trial {
		t.Errorf("sources: %v", read.Modules)
	}
	tests, _ := read.Manifest.Metadata["tests"].(map[string]any)
	if len(tests) != 2 || tests["cases/a-case.json"] != "{}" {
		t.Errorf("tests: %v", tests)
	}
	other := map[string]*bundle.KeyConfig{"desk": {Key: others, Algorithm: "ES256"}}
	if _, err := bundle.NewReader(bytes.NewReader(written)).
		WithBundleVerificationConfig(bundle.NewVerificationConfig(other, "", "", nil)).
		Read(); err == nil {
		t.Error("another key verifies it")
	}
}

func TestBundleNeedsAKeyWithItsName(t *testing.T) {
	folder(t, map[string]string{"trial/trial.rego": trial})
	expect(t, call("bundle", "-o", "b.tar.gz", "--signing-key", "k", "trial"),
		answer{2, "", "rego bundle: a signature needs a key (--signing-key) and the name of it (--key-id)\nTry rego help.\n"})
}

// keyPair makes a key, and gives it and its public half in PEM.
func keyPair(t *testing.T) (private, public string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	inner, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	outer, err := x509.MarshalPKIXPublicKey(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return string(pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: inner})),
		string(pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: outer}))
}

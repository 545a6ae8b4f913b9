// Command rego checks, tests, formats, compiles and evaluates policies written in Rego.
//
// It is OPA as a library with the defaults of this project, so that an author and the build
// need one small program whose version stands in go.mod. Exit status: 0 done, 1 a negative
// answer (refused, failed, differs), 2 wrong use or something broken.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/open-policy-agent/opa/v1/version"
)

const usage = `rego checks, tests, formats, compiles and evaluates policies written in Rego.

  rego check [--strict] [--capabilities FILE] [--schemas FILE] PATH...
  rego test  [--coverage [--threshold PERCENT]] [--limit 10s] [--format text|json] PATH...
  rego fmt   [--write | --list] PATH...
  rego build -t wasm -e ENTRYPOINT... -o BUNDLE [--capabilities FILE] PATH...
  rego bundle -o BUNDLE [--revision NAME] [--signing-key FILE --key-id NAME [--signing-alg ES256]] [--capabilities FILE] FOLDER
  rego eval  [--explain notes|full|fails] [--format text|json] [-d PATH...] [-i INPUT] QUERY
  rego answers -d PATH... -i LINES QUERY
  rego mutants [--at-most NUMBER] [--seed NUMBER] [--threshold PERCENT] [--format text|json] PATH...
  rego reads -e ENTRYPOINT... PATH...
  rego time [--ms LEAST] [-d PATH...] -i INPUT QUERY
  rego capabilities [--refused]
  rego cases [--capabilities FILE] [--per-group NUMBER] [--exceptions FILE] FOLDER...
  rego call  [--now NANOSECONDS] < LINES
  rego version

A PATH is a .rego file or a folder. Files in a folder named cases stand as data.cases.NAME.
Exit status: 0 done, 1 a negative answer, 2 wrong use or something broken.
`

// errNegative says that the command ran and that its answer is no; the answer is already printed.
var errNegative = errors.New("negative answer")

// usageError is a call that no command understands.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }

// streams are where a command writes: answers to out, complaints to err.
type streams struct{ out, err io.Writer }

type command func(ctx context.Context, args []string, s streams) error

var commands = map[string]command{
	"answers":      answers,
	"bundle":       bundlePolicy,
	"call":         callBuiltins,
	"cases":        compileCases,
	"capabilities": printCapabilities,
	"check":        check,
	"test":         test,
	"fmt":          format,
	"build":        build,
	"eval":         eval,
	"mutants":      mutants,
	"reads":        reads,
	"time":         timeQuery,
	"version":      printVersion,
}

func main() {
	// A command lives for seconds and makes much that is garbage at once: rather memory than time, up to a gibibyte.
	debug.SetGCPercent(400)
	debug.SetMemoryLimit(1 << 30)
	os.Exit(run(context.Background(), os.Args[1:], streams{os.Stdout, os.Stderr}))
}

func run(ctx context.Context, args []string, s streams) int {
	if len(args) == 0 {
		fmt.Fprint(s.err, usage)
		return 2
	}
	if args[0] == "help" || args[0] == "--help" || args[0] == "-h" {
		fmt.Fprint(s.out, usage)
		return 0
	}
	chosen, known := commands[args[0]]
	if !known {
		fmt.Fprintf(s.err, "rego: no command %q\n\n%s", args[0], usage)
		return 2
	}
	return status(chosen(ctx, args[1:], s), args[0], s)
}

func status(err error, name string, s streams) int {
	var wrong usageError
	switch {
	case err == nil:
		return 0
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(s.out, usage)
		return 0
	case errors.Is(err, errNegative):
		return 1
	case errors.As(err, &wrong):
		fmt.Fprintf(s.err, "rego %s: %s\nTry rego help.\n", name, wrong.message)
		return 2
	default:
		fmt.Fprintf(s.err, "rego %s: %s\n", name, err)
		return 2
	}
}

func printVersion(_ context.Context, args []string, s streams) error {
	if len(args) > 0 {
		return usageError{"takes no arguments"}
	}
	fmt.Fprintf(s.out, "rego on OPA %s, %s\n", version.Version, runtime.Version())
	return nil
}

package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// errStop ends a builtin that gave its value.
var errStop = errors.New("stop")

// callBuiltins evaluates builtins of OPA, so that those of the service can be compared with them: each line
// of the standard input is a name, a tab and an array of operands; each line of the answer is the
// value, or "undefined".
func callBuiltins(_ context.Context, args []string, s streams) error {
	flags := newFlags("call")
	now := flags.Int64("now", 0, "")
	if rest, err := parse(flags, args); err != nil || len(rest) > 0 {
		return usageError{"takes operands from the standard input"}
	}
	out := bufio.NewWriter(s.out)
	defer out.Flush()
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		name, operands, _ := strings.Cut(lines.Text(), "\t")
		value, err := callBuiltin(name, operands, time.Unix(0, *now))
		switch {
		case err == nil && value != nil:
			fmt.Fprintln(out, regoText(value))
		case errors.As(err, new(usageError)):
			return err
		default:
			fmt.Fprintln(out, "undefined")
		}
	}
	return lines.Err()
}

func callBuiltin(name, operands string, now time.Time) (value *ast.Term, err error) {
	builtin := topdown.GetBuiltin(name)
	if builtin == nil {
		return nil, usageError{"no builtin " + name}
	}
	terms, err := ast.ParseTerm(operands)
	if err != nil {
		return nil, usageError{fmt.Sprintf("%s: %s", operands, err)}
	}
	array, ok := terms.Value.(*ast.Array)
	if !ok {
		return nil, usageError{"operands are an array"}
	}
	var list []*ast.Term
	array.Foreach(func(t *ast.Term) { list = append(list, t) })
	nanoseconds := ast.NewTerm(ast.Number(fmt.Sprint(now.UnixNano())))
	bctx := topdown.BuiltinContext{
		Context: context.Background(),
		Time:    nanoseconds,
		Seed:    rand.New(rand.NewSource(1)),
		// No schema may refer to another machine.
		Capabilities: &ast.Capabilities{AllowNet: []string{}},
	}
	defer func() {
		// OPA itself makes an error of a builtin's panic.
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	err = builtin(bctx, list, func(t *ast.Term) error {
		value = t
		return errStop
	})
	if errors.Is(err, errStop) {
		err = nil
	}
	return value, err
}

// regoText is JSON with sets, which every reader of this project understands.
func regoText(term *ast.Term) string {
	var out bytes.Buffer
	writeRego(&out, term)
	return out.String()
}

func writeRego(out *bytes.Buffer, term *ast.Term) {
	switch value := term.Value.(type) {
	case ast.String:
		out.WriteString(jsonString(string(value)))
	case *ast.Array:
		writeList(out, "[", "]", func(each func(*ast.Term)) { value.Foreach(each) })
	case ast.Set:
		if value.Len() == 0 {
			out.WriteString("set()")
			return
		}
		writeList(out, "{", "}", func(each func(*ast.Term)) { value.Foreach(each) })
	case ast.Object:
		separator := "{"
		value.Foreach(func(k, v *ast.Term) {
			out.WriteString(separator)
			writeRego(out, k)
			out.WriteString(": ")
			writeRego(out, v)
			separator = ", "
		})
		if value.Len() == 0 {
			out.WriteString("{")
		}
		out.WriteString("}")
	default:
		io.WriteString(out, term.String())
	}
}

func writeList(out *bytes.Buffer, open, shut string, items func(func(*ast.Term))) {
	separator := open
	items(func(t *ast.Term) {
		out.WriteString(separator)
		writeRego(out, t)
		separator = ", "
	})
	if separator == open {
		out.WriteString(open)
	}
	out.WriteString(shut)
}

func jsonString(text string) string {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		return `""`
	}
	return strings.TrimSuffix(out.String(), "\n")
}

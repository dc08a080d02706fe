// Command peers judges the exported cases by CEL (cel-go) and by OPA (Rego), one case at a time, in one goroutine.
//
//	peers ENGINE FOLDER PASSES     ENGINE: cel, opa
//
// It prints {"engine", "version", "sets": {"three": {"counts", "ns"}, "six": …}}: ns is the least time of a case over the passes.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"time"
)

type result struct {
	Counts map[string]int `json:"counts"`
	Ns     float64        `json:"ns"`
}

// judge answers one case: it adds one to the count of each card on the table.
type judge func(i int, counts map[string]int) error

func measure(n, passes int, j judge) (result, error) {
	var r result
	for pass := 0; pass <= passes; pass++ { // the first warms up
		counts := map[string]int{}
		from := time.Now()
		for i := 0; i < n; i++ {
			if err := j(i, counts); err != nil {
				return r, err
			}
		}
		ns := float64(time.Since(from).Nanoseconds()) / float64(n)
		if pass == 1 || (pass > 1 && ns < r.Ns) {
			r.Ns = ns
		}
		r.Counts = counts
	}
	return r, nil
}

func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, d := range info.Deps {
		if d.Path == module {
			return d.Version
		}
	}
	return ""
}

func run(engine, folder string, passes int) error {
	o, err := load(folder)
	if err != nil {
		return err
	}
	makers := map[string]struct {
		name, module string
		make         func(o *office, set string) (judge, error)
	}{
		"cel": {"CEL (cel-go)", "cel.dev/cel-go", newCel},
		"opa": {"OPA (Rego, Go)", "github.com/open-policy-agent/opa", newOpa},
	}
	m, ok := makers[engine]
	if !ok {
		return fmt.Errorf("no engine %q: cel or opa", engine)
	}
	sets := map[string]result{}
	for _, set := range []string{"three", "six"} {
		j, err := m.make(o, set)
		if err != nil {
			return err
		}
		if sets[set], err = measure(len(o.cases), passes, j); err != nil {
			return err
		}
	}
	return json.NewEncoder(os.Stdout).Encode(map[string]any{"engine": m.name, "version": version(m.module), "sets": sets})
}

func main() {
	if len(os.Args) != 4 {
		fmt.Fprintln(os.Stderr, "peers cel|opa FOLDER PASSES")
		os.Exit(2)
	}
	passes, err := strconv.Atoi(os.Args[3])
	if err == nil {
		err = run(os.Args[1], os.Args[2], passes)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

package main

import (
	_ "embed"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
)

// One expression a paragraph, headed by its card.
//
//go:embed rules/six.cel
var celRules string

type celRule struct {
	card    string
	program cel.Program
}

func celPrograms(set string) ([]celRule, error) {
	env, err := cel.NewEnv(cel.Variable("c", cel.MapType(cel.StringType, cel.DynType)), cel.Variable("item", cel.MapType(cel.StringType, cel.DynType)))
	if err != nil {
		return nil, err
	}
	var out []celRule
	for _, paragraph := range strings.Split(strings.TrimSpace(celRules), "\n\n") {
		head, text, _ := strings.Cut(paragraph, "\n")
		card := strings.TrimSuffix(strings.TrimPrefix(head, "// "), ":")
		if set == "three" && card > "S4" {
			continue
		}
		ast, issues := env.Compile(text)
		if issues.Err() != nil {
			return nil, issues.Err()
		}
		program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
		if err != nil {
			return nil, err
		}
		out = append(out, celRule{card, program})
	}
	return out, nil
}

func newCel(o *office, set string) (judge, error) {
	rules, err := celPrograms(set)
	if err != nil {
		return nil, err
	}
	inputs := make([]cel.Activation, len(o.cases))
	for i, c := range o.cases {
		if inputs[i], err = cel.NewActivation(map[string]any{
			"c":    types.DefaultTypeAdapter.NativeToValue(c),
			"item": types.DefaultTypeAdapter.NativeToValue(o.items[c["item"].(string)]),
		}); err != nil {
			return nil, err
		}
	}
	return func(i int, counts map[string]int) error {
		for _, r := range rules {
			shown, _, err := r.program.Eval(inputs[i])
			if err != nil {
				return err
			}
			if shown == types.True {
				counts[r.card]++
			}
		}
		return nil
	}, nil
}

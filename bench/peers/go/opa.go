package main

import (
	"context"
	_ "embed"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

//go:embed rules/three.rego
var regoThree string

//go:embed rules/rest.rego
var regoRest string

func newOpa(o *office, set string) (judge, error) {
	ctx := context.Background()
	options := []func(*rego.Rego){
		rego.Query("data.six.cards"),
		rego.Module("three.rego", regoThree),
		rego.Store(inmem.NewFromObjectWithOpts(map[string]any{"items": o.items}, inmem.OptReturnASTValuesOnRead(true))),
	}
	if set == "six" {
		options = append(options, rego.Module("rest.rego", regoRest))
	}
	query, err := rego.New(options...).PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	inputs := make([]ast.Value, len(o.cases)) // parsed beforehand, as for the others
	for i, c := range o.cases {
		if inputs[i], err = ast.InterfaceToValue(c); err != nil {
			return nil, err
		}
	}
	return func(i int, counts map[string]int) error {
		answers, err := query.Eval(ctx, rego.EvalParsedInput(inputs[i]))
		if err != nil || len(answers) == 0 {
			return err
		}
		for _, card := range answers[0].Expressions[0].Value.([]any) {
			counts[card.(string)]++
		}
		return nil
	}, nil
}

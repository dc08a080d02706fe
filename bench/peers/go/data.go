package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// office is what the exporter wrote, parsed once. Each item has a "place" besides: the place of each step's name in its flow.
type office struct {
	cases []map[string]any
	items map[string]any // by code
}

func load(folder string) (*office, error) {
	items, err := lines(filepath.Join(folder, "items.ndjson"))
	if err != nil {
		return nil, err
	}
	o := &office{items: map[string]any{}}
	for _, item := range items {
		place := map[string]any{}
		for i, name := range item["flow"].([]any) {
			place[name.(string)] = int64(i)
		}
		item["place"] = place
		o.items[item["item"].(string)] = item
	}
	o.cases, err = lines(filepath.Join(folder, "cases.ndjson"))
	return o, err
}

func lines(path string) ([]map[string]any, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	var out []map[string]any
	for decoder.More() {
		var row map[string]any
		if err := decoder.Decode(&row); err != nil {
			return nil, err
		}
		out = append(out, whole(row).(map[string]any))
	}
	return out, nil
}

// whole makes int64 (or float64) of the numbers.
func whole(v any) any {
	switch x := v.(type) {
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n
		}
		f, _ := x.Float64()
		return f
	case map[string]any:
		for k := range x {
			x[k] = whole(x[k])
		}
	case []any:
		for i := range x {
			x[i] = whole(x[i])
		}
	}
	return v
}

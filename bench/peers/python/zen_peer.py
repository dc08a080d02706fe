"""Judges the exported cases by ZEN, one case at a time: zen_peer.py decision|expression FOLDER PASSES

The engine is Rust; of its bindings the Python one is taken, which waits for no event loop. `decision` is a decision graph with one
expression node, as its editor makes it, prepared once: a case goes in as a dict, its cards come out as one, and each evaluation goes
through the engine's own thread pool. `expression` is the same texts as one compiled expression that gives a list, without the graph:
the least that ZEN can be asked to do.
"""
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import zen


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def decision(cards):
    """The graph input -> expressions -> output, prepared: a function from a case to the truth of each card."""
    expressions = [{"id": card, "key": card.replace(".", "_"), "value": text} for card, text in cards.items()]
    nodes = [{"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
             {"id": "rules", "name": "rules", "type": "expressionNode", "position": {"x": 0, "y": 0}, "content": {"expressions": expressions}},
             {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 0, "y": 0}}]
    edges = [{"id": f"{a}-{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "rules"), ("rules", "out"))]
    prepared = zen.ZenEngine().create_decision(zen.ZenDecisionContent(json.dumps({"nodes": nodes, "edges": edges})))
    keys = [e["key"] for e in expressions]

    def judge(case):
        shown = prepared.evaluate(case)["result"]
        return [shown[key] for key in keys]
    return judge


def expression(cards):
    return zen.compile_expression("[" + ", ".join(f"({text})" for text in cards.values()) + "]").evaluate


WAYS = {"decision": ("ZEN, decision graph (Rust, by Python)", decision), "expression": ("ZEN, compiled expression (Rust, by Python)", expression)}


def measure(cases, cards, prepare, passes):
    judge = prepare(cards)
    least = float("inf")
    for done in range(passes + 1):  # the first pass warms up
        counts = [0] * len(cards)
        began = time.perf_counter()
        for case in cases:
            for k, shown in enumerate(judge(case)):
                counts[k] += shown
        if done:
            least = min(least, time.perf_counter() - began)
    return {"counts": dict(zip(cards, counts)), "ns": least / len(cases) * 1e9}


def main():
    (name, prepare), folder, passes = WAYS[sys.argv[1]], Path(sys.argv[2]), int(sys.argv[3])
    items = {item["item"]: item for item in lines(folder / "items.ndjson")}
    for item in items.values():
        item["place"] = {step: place for place, step in enumerate(item["flow"])}
    cases = [{**case, "item": items[case["item"]]} for case in lines(folder / "cases.ndjson")]
    cards = json.loads(Path(__file__).with_name("expressions.json").read_text(encoding="utf-8"))
    three = {card: text for card, text in cards.items() if card < "S4"}
    sets = {"three": measure(cases, three, prepare, passes), "six": measure(cases, cards, prepare, passes)}
    print(json.dumps({"engine": name, "version": version("zen-engine"), "sets": sets}))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Fills a corpus with the project's own files: seeds.py FUZZER ROOT CORPUS PACKS

syntax: rule files (whole ones up to 4 KB, and their top-level declarations) and fenced blocks of docs/language.md.
binding: the lines of examples, cut into files of a few records, behind the byte that chooses format and record kind.
bytecode: the *.zsb of the folder PACKS.
and of each what once crashed it: tests/fuzz/found/FUZZER.
Beside the corpus stands, where it helps, a dictionary of words: CORPUS.dict
"""
import csv
import io
import json
import re
import sys
from pathlib import Path

KIND = {"办件": 0, "评价": 4}      # see fuzz_binding.cpp
FORMAT = {"csv": 0, "ndjson": 1, "json": 2}


def syntax(root, add):
    for path in sorted(p for d in ("stdlib", "rules", "examples") for p in (root / d).rglob("*.zs")):
        text = path.read_text(encoding="utf-8")
        if len(text.encode()) <= 4096:
            add(path.name, text.encode())
        for n, part in enumerate(re.split(r"\n(?=\S+ [^\n]*\{)", text)):
            if len(part) > 40:
                add(f"{path.stem}-{n}", part.encode()[:4096])
    page = (root / "docs/language.md").read_text(encoding="utf-8")
    for n, block in enumerate(re.findall(r"```zs[^\n]*\n(.*?)```", page, re.S)):
        add(f"language-{n}", block.encode())


def as_csv(records):
    columns = list(dict.fromkeys(k for r in records for k in r))
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for r in records:
        writer.writerow(["" if r.get(c) is None else r[c] if isinstance(r[c], str) else json.dumps(r[c], ensure_ascii=False)
                         for c in columns])
    return out.getvalue()


def binding(root, add):
    for record, name in (("办件", "cases"), ("评价", "reviews")):
        for path in sorted((root / "examples").glob(f"*/{name}.ndjson")):
            lines = path.read_text(encoding="utf-8").splitlines()
            for n in range(0, len(lines), 12):
                part = lines[n:n + 3]
                add(f"{path.parent.name}-{name}-{n}.ndjson", bytes([KIND[record] + FORMAT["ndjson"]]) + "\n".join(part).encode())
                records = []
                for line in part:
                    try:
                        records.append(json.loads(line))
                    except ValueError:
                        pass
                add(f"{path.parent.name}-{name}-{n}.csv", bytes([KIND[record] + FORMAT["csv"]]) + as_csv(records).encode())
                add(f"{path.parent.name}-{name}-{n}.json",
                    bytes([KIND[record] + FORMAT["json"]]) + json.dumps(records, ensure_ascii=False).encode())


def bytecode(packs, add):
    for path in sorted(packs.glob("*.zsb")):
        add(path.name, path.read_bytes())


def keywords(root):
    """Both spellings of every keyword as a dictionary of libFuzzer's."""
    words = set()
    for line in (root / "grammar/keywords.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            words.update(line.split("\t")[:2])
    return "".join('"' + "".join(f"\\x{b:02x}" for b in w.encode()) + '"\n' for w in sorted(words) if w)


def main(fuzzer, root, corpus, packs):
    def add(name, data):
        (corpus / ("seed-" + name)).write_bytes(data)

    for path in sorted((root / "tests/fuzz/found" / fuzzer).glob("*")):
        add("found-" + path.name, path.read_bytes())
    if fuzzer == "syntax":
        syntax(root, add)
        corpus.with_suffix(".dict").write_text(keywords(root), encoding="ascii")
    elif fuzzer == "binding":
        binding(root, add)
    elif fuzzer == "bytecode":
        bytecode(packs, add)


if __name__ == "__main__":
    main(sys.argv[1], *map(Path, sys.argv[2:5]))

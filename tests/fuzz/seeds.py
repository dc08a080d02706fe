#!/usr/bin/env python3
"""Fills a corpus with the project's own files: seeds.py FUZZER ROOT CORPUS

syntax: rule files (whole ones up to 16 KB, and their top-level declarations) and fenced blocks of docs/language.md.
binding: the lines of examples, cut into files of a few records, behind the byte that chooses format and record kind.
bytecode: packs made by `zs build`; build/release/zs must be there.
"""
import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path

KIND = {"办件": 0, "评价": 4}      # see fuzz_binding.cpp
FORMAT = {"csv": 0, "ndjson": 1, "json": 2}


def syntax(root, add):
    for path in sorted(p for d in ("stdlib", "rules", "examples") for p in (root / d).rglob("*.zs")):
        text = path.read_text(encoding="utf-8")
        if len(text.encode()) <= 16_384:
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


def bytecode(root, add):
    page = (root / "docs/language.md").read_text(encoding="utf-8")
    small = root / "build/fuzz/small.zs"
    small.write_text(re.search(r"```zs\n(.*?)```", page, re.S).group(1), encoding="utf-8")
    packs = [small] + sorted((root / "tests/fuzz/packs").glob("*.zs"))
    for path in packs:
        out = root / "build/fuzz" / (path.stem + ".zsb")
        subprocess.run([root / "build/release/zs", "build", path, "-o", out], check=True, stdin=subprocess.DEVNULL)
        add(out.name, out.read_bytes())


def main(fuzzer, root, corpus):
    def add(name, data):
        (corpus / ("seed-" + name)).write_bytes(data)

    {"syntax": syntax, "binding": binding, "bytecode": bytecode}[fuzzer](root, add)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

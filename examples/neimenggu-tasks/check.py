#!/usr/bin/env python3
"""Judges this folder's data by rules/neimenggu/2021-tasks, as the rules are and with each 口径 of a 统计指标 set to its other
option, and compares what `zs run` writes with expected/. Python 3 standard library only.

    python3 check.py ZS            # ZS: the program; says what differs, exit 1
    python3 check.py ZS --update   # writes expected/ anew: work the changes out by hand before you keep them
"""
import csv
import io
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
PACK = HERE.parent.parent / "rules" / "neimenggu" / "2021-tasks"
KINDS = {"事项": "items", "办事指南": "guides", "权责事项": "powers", "指南检查": "inspections", "评价": "reviews"}
REFS = {"事项": "items", "办事指南": "guides", "基本目录": "directory"}
END = "2022-03-01T09:00:00+08:00"
# name of the expected file, 口径 and its other option, the instant
RUNS = [
    ("2021-03-31-end", None, "2021-03-31T23:59:59+08:00"),
    ("2021-04-01-begin", None, "2021-04-01T00:00:00+08:00"),
    ("2021-12-31-end", None, "2021-12-31T23:59:59+08:00"),
    ("2022-01-01-begin", None, "2022-01-01T00:00:00+08:00"),
    ("2022-03-01", None, END),
    ("缩减-逐项达标", ("缩减", "逐项达标"), END),
    ("没写法定时限-不计", ("没写法定时限", "不计"), END),
    ("分母-依申请六类", ("分母", "依申请六类"), END),
    ("深度占比-恰为该级", ("深度占比", "恰为该级"), END),
    ("深度考核-按部门", ("深度考核", "按部门"), END),
    ("发布数量-各单位分别", ("发布数量", "各单位分别"), END),
    ("怎样算关联-关联了又已发布", ("怎样算关联", "关联了又已发布"), "2022-01-01T00:00:00+08:00"),
    ("占比范围-各级部门", ("占比范围", "各级部门"), END),
]
COLUMNS = ["record", "key", "indicator", "card", "onset", "cleared"]


def chosen(folder, choice):
    """A copy of the rule set with the 口径 set to its other option."""
    pack = Path(folder) / "pack"
    shutil.rmtree(pack, ignore_errors=True)
    shutil.copytree(PACK, pack)
    name, option = choice
    pattern = re.compile(rf"口径 {name} = (\S+) 可选 {option}(?=\s)")
    changed = 0
    for path in pack.glob("*.zs"):
        text, n = pattern.subn(rf"口径 {name} = {option} 可选 \1", path.read_text(encoding="utf-8"))
        changed += n
        path.write_text(text, encoding="utf-8")
    if changed != 1:
        sys.exit(f"no 口径 {name} with the option {option} in {PACK}")
    return pack


def judged(zs, pack, as_of, folder):
    found, open_ = Path(folder) / "findings.csv", Path(folder) / "undecided.csv"
    command = [zs, "run", str(pack), "--as-of", as_of, "--out", str(found), "--indeterminate", str(open_), "--progress", "never"]
    for option, files in (("--cases", KINDS), ("--refs", REFS)):
        command += [option] + [f"{kind}={HERE / (name + '.ndjson')}" for kind, name in files.items()]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path, card in ((found, None), (open_, "无法判定")):
        with open(path, encoding="utf-8-sig", newline="") as f:
            for row in csv.DictReader(f):
                writer.writerow([row[c] if c in row else (card if c == "card" else "") for c in COLUMNS])
    return out.getvalue()


def main(args):
    zs, update, differ = args[0], "--update" in args, []
    with tempfile.TemporaryDirectory() as folder:
        for name, choice, as_of in RUNS:
            text = judged(zs, chosen(folder, choice) if choice else PACK, as_of, folder)
            path = HERE / "expected" / f"{name}.csv"
            if update:
                path.write_text(text, encoding="utf-8")
            elif path.read_text(encoding="utf-8") != text:
                differ.append(name)
                wanted = path.read_text(encoding="utf-8").splitlines()
                for line in sorted(set(wanted) ^ set(text.splitlines())):
                    print(f"{name}: {'missing' if line in wanted else 'not expected'}: {line}", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else __doc__)

"""Cases of every sort, explained as pages: for the browser test and for scripts/screenshots-explain."""
import json
import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ZS = os.environ.get("ZS", str(ROOT / "build/release/zs"))

HENAN = ["rules/henan/2019", "--cases", "examples/henan/cases.ndjson", "--refs", "事项=examples/henan/items.ndjson", "--as-of", "2025-10-20T12:00:00+08:00"]
NEIMENGGU = ["rules/neimenggu/2024", "--cases", "examples/neimenggu/cases.ndjson", "--refs", "事项=examples/neimenggu/items.ndjson", "--as-of", "2024-10-15T12:00:00+08:00"]

# A year of a case: accepted in spring, 220 working days, a correction in summer, three years over by now.
YEAR = {"办件编号": "Y1", "受理时间": "2024-03-04 10:00:00", "收件时间": "2024-03-01 09:00:00", "承诺时限": 220, "承诺时限单位": "工作日", "办件类型": "承诺件", "行政区划": "410403",
        "需补正时间": "2024-07-01 09:00:00", "补正": [{"告知时间": "2024-07-02 09:00:00", "补正材料": ["可行性研究报告"], "补齐确认时间": "2024-08-15 16:00:00"}]}
# Done while the applicant waited.
MINUTES = {"办件编号": "M1", "收件时间": "2025-09-09 10:12:00", "受理时间": "2025-09-09 10:15:54", "办结时间": "2025-09-09 10:31:20", "承诺时限": 30, "承诺时限单位": "分钟", "办件类型": "即办件", "行政区划": "410403"}
# Neither the case nor the item says how long it may take.
UNKNOWN = {"办件编号": "U1", "收件时间": "2025-09-09 09:12:00", "受理时间": "2025-09-10 10:15:54", "实施编码": "11410403MB1501462X4000133009999", "办件类型": "承诺件", "行政区划": "410403"}

CASES = {  # name: arguments; '+' writes the record first
    "on-time": [*HENAN, "--case", "41040325000002"],
    "late-paused": [*HENAN, "--case", "41040325000001"],
    "open": [*HENAN, "--case", "41040325000085", "--as-of", "2025-09-26T10:00:00+08:00"],
    "undecided": ["rules/henan/2019", "--cases", UNKNOWN, "--case", "U1", "--as-of", "2025-09-19T12:00:00+08:00"],
    "counter": [*HENAN, "--case", "41040325000019", "--indicator", "HN8-1"],
    "minutes": ["rules/henan/2019", "--cases", MINUTES, "--case", "M1", "--indicator", "HN8-1", "--as-of", "2025-09-12T09:00:00+08:00"],
    "year": ["rules/henan/2019", "--cases", YEAR, "--case", "Y1", "--as-of", "2025-02-10T12:00:00+08:00"],
    "years-later": ["rules/henan/2019", "--cases", YEAR, "--case", "Y1", "--indicator", "HN8-1", "--as-of", "2029-06-01T12:00:00+08:00"],
    "neimenggu": [*NEIMENGGU, "--case", "1501002024000160"],
}


def explain(name, language, folder, form="html"):
    """Writes the case's page into the folder; gives its path."""
    arguments = []
    for argument in CASES[name]:
        if argument == "--as-of" and "--as-of" in arguments:
            at = arguments.index("--as-of")
            del arguments[at:at + 2]
        if isinstance(argument, dict):
            file = Path(folder) / f"{name}.ndjson"
            file.write_text(json.dumps(argument, ensure_ascii=False) + "\n", encoding="utf-8")
            argument = str(file)
        arguments.append(argument)
    done = subprocess.run([ZS, "explain", *arguments, "--format", form, "--lang", language], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"zs explain for {name} ended with {done.returncode}: {done.stderr}")
    page = Path(folder) / f"{name}.{language}.{'html' if form == 'html' else 'txt'}"
    page.write_text(done.stdout, encoding="utf-8")
    return page

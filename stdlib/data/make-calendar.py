#!/usr/bin/env python3
"""Makes stdlib/国务院办公日历.zs from holidays.csv (date,kind,name; kind is off or work).

Usage: make-calendar.py [--check] [holidays.csv] [calendar.zs]
With --check nothing is written: exit 1 if the calendar file differs from what the table gives.
Days that follow one another with the same kind and name become one range; names are kept as written.
"""
import csv
import datetime
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
HEAD = """\
// 国务院办公日历：国务院办公厅历年“部分节假日安排的通知”，{first}–{last}年。
// 本文件由 data/make-calendar.py 依 data/holidays.csv 生成；改日历请改表，再重新生成。
// 休 = 放假；班 = 调休上班；其余各日依周一至周五。办公时间 09:00-17:00，一个工作日合 8 工作小时。

日历 国务院办公日历 {{
  版本 「国务院办公厅部分节假日安排通知，{first}至{last}年」
  工作 周一、周二、周三、周四、周五
  办公 09:00-17:00
  覆盖 {first} 至 {last}
"""
KIND = {"off": "休", "work": "班"}


def read(path):
    """The table's rows as (date, kind, name), sorted; a day written twice or an unknown kind is an error."""
    rows = {}
    with open(path, encoding="utf-8", newline="") as f:
        for line in csv.DictReader(f):
            day = datetime.date.fromisoformat(line["date"])
            if line["kind"] not in KIND:
                sys.exit(f"{path}: {day}: kind must be off or work, not {line['kind']!r}")
            if day in rows:
                sys.exit(f"{path}: {day} stands there twice")
            rows[day] = (line["kind"], line["name"].strip())
    return sorted((day, kind, name) for day, (kind, name) in rows.items())


def ranges(rows):
    """Runs of days that follow one another with the same kind and name, within one year."""
    out = []
    for day, kind, name in rows:
        if out:
            first, last, k, n = out[-1]
            if (k, n) == (kind, name) and day - last == datetime.timedelta(1) and day.year == first.year:
                out[-1] = (first, day, k, n)
                continue
        out.append((day, day, kind, name))
    return out


def word(name):
    """A bare name holds letters only; any other is written in 〔〕."""
    return name if re.fullmatch(r"[^\W\d_]\w*", name) else f"〔{name}〕"


def render(rows):
    years = [day.year for day, _, _ in rows]
    text = HEAD.format(first=min(years), last=max(years))
    year = None
    for first, last, kind, name in ranges(rows):
        if first.year != year:
            year = first.year
            text += f"\n  // {year}年\n"
        span = f"{first}" if first == last else f"{first} 至 {last}"
        text += f"  {KIND[kind]} {span} {word(name)}\n"
    return text + "}\n"


def main(args):
    check = "--check" in args
    paths = [pathlib.Path(a) for a in args if a != "--check"]
    table = paths[0] if paths else HERE / "holidays.csv"
    target = paths[1] if len(paths) > 1 else HERE.parent / "国务院办公日历.zs"
    text = render(read(table))
    if not check:
        target.write_text(text, encoding="utf-8")
        return 0
    if target.exists() and target.read_text(encoding="utf-8") == text:
        return 0
    print(f"{target} is not what {table} gives; run {pathlib.Path(__file__).name}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

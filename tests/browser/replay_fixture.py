#!/usr/bin/env python3
"""Made-up data for the report of a replay, whose sums agree with its rows.

    replay_fixture.py COUNT OUT.json [--hostile] [--no-reasons] [--lang en]

COUNT rows of changes; the unchanged cases exist as numbers only. The same arguments give the same data.
"""
import argparse
import json
import random
from collections import Counter
from datetime import date, timedelta
from itertools import accumulate

CARDS = ["预警", "黄牌", "红牌"]
KINDS = ["gained", "lost", "raised", "lowered", "moved", "decided", "undecided"]
DAY = 86400
FIRST = date(2024, 1, 1)
BEGIN = (FIRST - date(1970, 1, 1)).days * DAY
DAYS = 366
AS_OF = BEGIN + 365 * DAY            # 2024-12-31
HOLIDAYS = [("2024-01-01", "元旦", 1), ("2024-02-10", "春节", 8), ("2024-04-04", "清明节", 3), ("2024-05-01", "劳动节", 5),
            ("2024-06-10", "端午节", 1), ("2024-09-15", "中秋节", 3), ("2024-10-01", "国庆节", 7)]
WORKED = [("2024-02-04", "春节"), ("2024-02-18", "春节"), ("2024-04-07", "清明节"), ("2024-04-28", "劳动节"), ("2024-05-11", "劳动节"),
          ("2024-09-14", "中秋节"), ("2024-09-29", "国庆节"), ("2024-10-12", "国庆节")]

# code, name, status, clause, weight of its changes, its conditions old -> new
INDICATORS = [
    ("HN8-1", "业务办理时限监察", "changed", "第八条（一）", 34, [("已用 超过 承诺时限", "已用 超过 承诺时限 减 1工作日"), ("剩余 不超过 2工作日", "剩余 不超过 3工作日")]),
    ("HN8-5", "证照监察", "changed", "第八条（五）", 22, [("办结时间 后 3个工作日内 证照上传时间 未发生", "办结时间 后 2个工作日内 证照上传时间 未发生")]),
    ("HN8-2", "补正监察", "changed", "第八条（二）", 14, [("补正次数 > 1", "补正次数 >= 1")]),
    ("HN8-3", "特别程序监察", "changed", "第八条（三）", 8, [("特别程序.申请天数 > 45日", "特别程序.申请天数 > 30日")]),
    ("HN9-1", "评价按期整改监察", "changed", "第九条（一）", 7, [("评价时间 后 15个工作日内 整改时间 未发生", "评价时间 后 10个工作日内 整改时间 未发生")]),
    ("HN8-9", "受理程序监察", "changed", "第八条（九）", 5, [("申请时间 后 5个工作日内 受理时间 未发生", "收件时间 后 5个工作日内 受理时间 未发生")]),
    ("HN10-2", "即办件监察", "new", "第十条（二）", 6, [("", "事项.办件类型 = 即办件 且 办结时间 晚于 受理日末")]),
    ("HN8-4", "收费（税）监察", "gone", "第八条（四）", 4, [("收费金额 > 收费标准", "")]),
    ("HN8-6", "办件数据完整性监察", "wording", "第八条（六）", 0, []),
    ("HN8-7", "办件数据及时性监察", "same", "第八条（七）", 0, []),
    ("HN8-8", "办件数据一致性监察", "same", "第八条（八）", 0, []),
    ("HN9-2", "差评回访监察", "same", "第九条（二）", 0, []),
    ("HN9-3", "评价真实性监察", "same", "第九条（三）", 0, []),
    ("HN9-10", "申诉时限监察", "same", "第九条（十）", 0, []),
]
REGIONS = ["410100 郑州市", "410200 开封市", "410300 洛阳市", "410400 平顶山市", "410500 安阳市", "410600 鹤壁市", "410700 新乡市", "410800 焦作市",
           "410900 濮阳市", "411000 许昌市", "411100 漯河市", "411200 三门峡市", "411300 南阳市", "411400 商丘市", "411500 信阳市", "411600 周口市", "411700 驻马店市", "419001 济源市"]
OFFICES = ["市场监督管理局", "住房和城乡建设局", "自然资源和规划局", "公安局", "人力资源和社会保障局", "卫生健康委员会", "交通运输局", "生态环境局", "民政局", "教育局", "农业农村局", "应急管理局"]
ITEMS = ["食品经营许可", "药品零售许可", "建筑工程施工许可", "不动产登记", "户口迁移", "社会保险登记", "医疗机构执业登记", "道路运输经营许可", "排污许可",
         "社会团体登记", "民办学校办学许可", "种子生产经营许可", "危险化学品经营许可", "特种设备使用登记", "公共场所卫生许可", "取水许可", "城市道路占用许可", "企业设立登记"]
OFF = {(date.fromisoformat(first) + timedelta(k)).isoformat() for first, _, n in HOLIDAYS for k in range(n)}
# How busy each day is: offices rest on weekends and holidays, and hurry before the end of a quarter.
BUSY = [(0.06 if day.isoformat() in OFF or (day.weekday() >= 5 and day.isoformat() not in dict(WORKED)) else 1) * (1.9 if day.month % 3 == 0 and day.day > 20 else 1)
        * (0.8 + 0.04 * day.month) for day in (FIRST + timedelta(k) for k in range(DAYS))]
DAYS_OF_CHANGE = range(8, DAYS - 8)
BUSY_SO_FAR = list(accumulate(BUSY[8:DAYS - 8]))
HOSTILE = ["</script><script>window.hacked = 1</script>", "\"><img src=x onerror='window.hacked = 2'>", "=HYPERLINK(\"http://例.invalid\",\"点\")",
           "a,\"b\"\r\nc", "<!-- <script>", "{0} {1} $& $1", "\u202e反\u202c 🈶 \u2028 行", "<b>粗</b>&amp;", "]]> --> ${7*7}", "constructor", "__proto__", "  空 格  "]


def instant(rng, day):
    """Midnight mostly, as whole-day rules have it; else within office hours."""
    return BEGIN + day * DAY + (0 if rng.random() < 0.8 else rng.randrange(9 * 3600, 17 * 3600))


def later(rng, at, days):
    return None if rng.random() < 0.35 or at + days * DAY > AS_OF else at + days * DAY


def card_spans(rng, card, at):
    """The card from `at` on, and sometimes what it grew out of before."""
    spans = []
    if card > 0 and rng.random() < 0.5:
        spans += [card - 1, at - rng.randint(1, 5) * DAY, at]
    return spans + [card, at, later(rng, at, rng.randint(1, 60))]


def make_row(rng, status):
    kind = {"new": 0, "gone": 1}.get(status)
    if kind is None:
        kind = rng.choices(range(7), (30, 14, 12, 7, 24, 5, 8))[0]
    at = instant(rng, rng.choices(DAYS_OF_CHANGE, cum_weights=BUSY_SO_FAR)[0])
    card = rng.choices(range(3), (60, 28, 12))[0]
    spans = card_spans(rng, card, at)
    if kind == 0:
        return kind, [], spans
    if kind == 1:
        return kind, spans, []
    if kind in (2, 3):
        card = min(card, 1)
        low = [card, at, later(rng, at, 20)]
        high = [card, at, at + 3 * DAY, card + 1, at + 3 * DAY, None]
        return (kind, low, high) if kind == 2 else (kind, high, low)
    if kind == 4:
        shift = rng.choice((-3, -2, -1, -1, 1, 2)) * DAY
        return kind, spans, [x if i % 3 == 0 or x is None else x + shift for i, x in enumerate(spans)]
    undecided = [-1, at if rng.random() < 0.6 else None, None]
    return (kind, undecided, []) if kind == 5 else (kind, [], undecided)


def on_table(spans, at):
    return {spans[i] for i in range(0, len(spans), 3) if spans[i + 1] <= at and (spans[i + 2] is None or at < spans[i + 2])}


def parts_at(old, new):
    """The first instant at which the two do not show the same; None where one of them has no instant of its own."""
    spans = old + new
    if None in spans[1::3]:
        return None
    instants = sorted({s for i, s in enumerate(spans) if i % 3 and s is not None})
    return next((at for at in instants if on_table(old, at) != on_table(new, at)), None)


def first_onsets(spans):
    out = {}
    for i in range(0, len(spans), 3):
        if spans[i] >= 0:
            out.setdefault(spans[i], spans[i + 1])
    return out


def rule_text(code, name, clause, conditions, new):
    body = [f"  当 {c[new] or '……'}，发 {card}" for c, card in zip(conditions or [("办结时间 早于 受理时间",) * 2], ("预警", "红牌"))]
    return [f"指标 {code} {name} 对 办件 {{", "  归类 业务办理时限/超期监察", "  适用 结果类型 = 证照 且 办结结果 = 正常办结",
            f"  依据 {clause}「超过承诺时限的，系统自动发牌」", *body,
            "  // 超过就是超过，后来办结也不消除。", "  当 预警 持续 超过 3个工作日，发 红牌", "  理由 「承诺时限{承诺时限}，已用{办理时限的已用}」", "}"]


def rule_diff(indicator):
    code, name, status, clause, _, conditions = indicator
    old, new = rule_text(code, name, clause, conditions, 0), rule_text(code, name, clause, conditions, 1)
    if status == "new":
        return [{"op": "+", "text": line} for line in new]
    if status == "gone":
        return [{"op": "-", "text": line} for line in old]
    if status == "wording":
        new[5] = new[5].replace("也不消除", "不予消除")
    out, k = [], 0
    while k < len(old):
        run = k
        while run < len(old) and old[run] != new[run]:
            run += 1
        out += [{"op": "-", "text": t} for t in old[k:run]] + [{"op": "+", "text": t} for t in new[k:run]]
        if run == k:
            out.append({"op": "=", "text": old[k]})
            run += 1
        k = run
    return out


class Tally:
    """old, gained, lost, moved, new of each card, counted by whoever shows it."""

    def __init__(self):
        self.rows = [dict.fromkeys(("old", "gained", "lost", "moved", "new"), 0) for _ in CARDS]

    def unchanged(self, card, n):
        self.rows[card]["old"] += n
        self.rows[card]["new"] += n

    def changed(self, old, new):
        for card in set(old) | set(new):
            row = self.rows[card]
            row["old"] += card in old
            row["new"] += card in new
            row["gained"] += card not in old
            row["lost"] += card not in new
            row["moved"] += card in old and card in new and old[card] != new[card]

    def cards(self):
        return [{"card": i, **row} for i, row in enumerate(self.rows)]


def make_reason(rng, spans):
    if not spans:
        return ""
    if spans[0] < 0:
        return "无法判定：承诺时限未填，事项也没有"
    used = rng.randint(3, 60)
    return f"承诺时限{used - rng.randint(1, 3)}工作日，已用{used}工作日，最迟应于2024-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}办结"


def generate(count, hostile=False, reasons=True, lang="zh", seed=7):
    rng = random.Random(seed * 1000003 + count)
    cases = max(count * 14 + 37, 5000)
    live = [i for i, x in enumerate(INDICATORS) if x[4]]
    weights = [INDICATORS[i][4] for i in live]
    condition_ids, conditions = {}, []
    for i, x in enumerate(INDICATORS):
        for k, (old, new) in enumerate(x[5]):
            condition_ids[i, k] = len(conditions)
            conditions.append({"id": len(conditions), "old": old, "new": new, "line_old": 12 + 3 * k if old else None, "line_new": 13 + 3 * k if new else None, "cases": 0})

    dims = [("行政区划", REGIONS), ("部门", OFFICES), ("事项", ITEMS)]
    names = [list(values) for _, values in dims]
    if hostile:
        names[0][1], names[1][0] = HOSTILE[0], HOSTILE[1]
    columns = {name: [] for name in ("key", "indicator", "kind", "condition", "day", "old", "new", "old_reason", "new_reason", "missing_old", "missing_new")}
    codes = [[] for _ in dims]

    totals, by_indicator = Tally(), [Tally() for _ in INDICATORS]
    undecided = [dict.fromkeys(("old", "gained", "lost", "new"), 0) for _ in INDICATORS]
    changed_of = [0] * len(INDICATORS)
    groups = [[[0, Tally()] for _ in values] for values in names] + [[[0, Tally()] for _ in range(12)]]
    onsets = [{"card": c, "old": [0] * DAYS, "new": [0] * DAYS} for c in range(3)]
    kind_totals, changed = [0] * 7, 0

    def close(case):
        """Counts a finished case: once in the totals and in each of its groups."""
        nonlocal changed
        changed += 1
        kind_totals[min(case["kinds"])] += 1
        totals.changed(case["old"], case["new"])
        for g, code in enumerate(case["codes"]):
            groups[g][code][0] += 1
            groups[g][code][1].changed(case["old"], case["new"])

    case = None
    for n in range(count):
        i = rng.choices(live, weights)[0]
        again = case is not None and n % 40 == 39 and i != case["indicator"]
        if not again:
            if case:
                close(case)
            key = HOSTILE[n % len(HOSTILE)] + str(n // len(HOSTILE) or "") if hostile and n < 30 else f"4101{rng.randrange(10000):04}24{n:07}"
            picked = [min(int(rng.expovariate(1 / (len(v) / 4))), len(v) - 1) for v in names]
            case = {"key": key, "indicator": i, "kinds": [], "old": {}, "new": {}, "codes": picked + [rng.randrange(12)]}
        kind, old, new = make_row(rng, INDICATORS[i][2])
        old_first, new_first = first_onsets(old), first_onsets(new)
        for side, first in (("old", old_first), ("new", new_first)):
            for card, onset in first.items():
                case[side].setdefault(card, onset)
            spans = old if side == "old" else new
            for k in range(0, len(spans), 3):
                if spans[k] >= 0:
                    onsets[spans[k]][side][(spans[k + 1] - BEGIN) // DAY] += 1
        case["kinds"].append(kind)
        by_indicator[i].changed(old_first, new_first)
        changed_of[i] += 1
        if kind == 5:
            undecided[i]["old"] += 1
            undecided[i]["lost"] += 1
        if kind == 6:
            undecided[i]["new"] += 1
            undecided[i]["gained"] += 1
        condition = condition_ids[i, rng.randrange(len(INDICATORS[i][5]))] if rng.random() < 0.97 else -1
        if condition >= 0:
            conditions[condition]["cases"] += 1
        for name, value in zip(columns, (case["key"], i, kind, condition, parts_at(old, new), old, new, make_reason(rng, old), make_reason(rng, new),
                                         "承诺时限" if kind == 5 else "", "补正.补齐确认时间" if kind == 6 else "")):
            columns[name].append(value)
        for g in range(len(dims)):
            codes[g].append(case["codes"][g])
    if case:
        close(case)

    # The cases that did not change, as numbers.
    for i, (_, _, status, _, weight, _) in enumerate(INDICATORS):
        if status in ("new", "gone"):
            continue
        for card in range(3):
            n = int(cases * (0.004 + 0.0006 * weight) * (1, 0.35, 0.12)[card] * rng.uniform(0.6, 1.4))
            by_indicator[i].unchanged(card, n)
            totals.unchanged(card, n)
            for values in groups:
                lot = max(1, n // 2000)
                for code, k in Counter(rng.choices(range(len(values)), [len(values) + 2 - k / 2 for k in range(len(values))], k=n // lot)).items():
                    values[code][1].unchanged(card, k * lot)
                values[0][1].unchanged(card, n % lot)
            each = max(1, n // 4000)
            for day in rng.choices(range(DAYS), BUSY, k=n // each):
                onsets[card]["old"][day] += each
                onsets[card]["new"][day] += each
        standing = int(cases * 0.0015 * rng.random())
        undecided[i]["old"] += standing
        undecided[i]["new"] += standing

    def group(name, rows, values, **more):
        base, extra = divmod(cases, len(values))
        return {"name": name, **more, "rows": [{"value": v, "cases": max(base + (k < extra), rows[k][0]), "changed": rows[k][0], "cards": rows[k][1].cards()} for k, v in enumerate(values)]}

    strange = HOSTILE if hostile else None
    pack = lambda version, title, settings: {"path": f"rules/henan/{version}", "code": "henan.supervision", "version": version, "title": title,
                                             "hash": ("2c2b4d46217f30ca6eb25d26e00f4e80da99f212ca6c10053b52273b5ff999c3" if version == "2019" else "9f1de0c7a5b3846512f09c7d8e6a4b3c2d1e0f9a8b7c6d5e4f3a2b1c0d9e8f7a"),
                                             "calendars": [{"name": "国务院办公日历", "version": "国务院办公厅部分节假日安排通知，2013至2026年"}], "settings": settings}
    holidays = [[(date.fromisoformat(first) + timedelta(k)).isoformat(), name, False] for first, name, n in HOLIDAYS for k in range(n)]
    holidays += [[day, name, True] for day, name in WORKED]
    data = {
        "lang": lang, "title": strange[0] if hostile else "河南省政务服务电子监察：2019版与2025征求意见稿对照",
        "provenance": {"engine": "0.1.0", "as_of": "2024-12-31T00:00:00+08:00",
                       "old": pack("2019", strange[1] if hostile else "河南省政务服务电子监察", []),
                       "new": pack("2025", strange[4] if hostile else "河南省政务服务电子监察（征求意见稿）", ["计时=按整日", "预警提前=3工作日"]),
                       "data": [{"record": "办件", "files": ["cases-2024.ndjson.gz"], "read": cases + 12, "judged": cases, "rejected": 12, "fingerprint": "b1946ac92492d2347c6235b4d2611184a3f5c0de8b7e6d5c4b3a29181706f5e4"}]},
        "cards": CARDS,
        "totals": {"cases": cases, "changed": changed, "kinds": dict(zip(KINDS, kind_totals)), "cards": totals.cards()},
        "indicators": [{"code": x[0], "name": strange[7] if hostile and i == 0 else x[1], "status": x[2], "cards": by_indicator[i].cards(), "undecided": undecided[i],
                        "changed": changed_of[i], "clauses": [x[3]], "diff": rule_diff(x), "conditions": [conditions[condition_ids[i, k]] for k in range(len(x[5]))]}
                       for i, x in enumerate(INDICATORS)],
        "statistics": [{"code": "HN-T1", "name": "按期办结率低于九成", "group": region, "asked": "2024-12-31",
                        "old": rng.choice(("无", "黄牌", "无")), "new": rng.choice(("无", "黄牌", "红牌", "无法判定"))} for region in REGIONS],
        "groups": [group(name, groups[g], names[g]) for g, (name, _) in enumerate(dims)] + [group("月", groups[-1], [f"2024-{m:02}" for m in range(1, 13)], kind="month")],
        "days": {"first": FIRST.isoformat(), "cards": onsets},
        "holidays": holidays,
        "changes": {"count": count, "record": {"values": ["办件"], "codes": [0] * count}, **columns,
                    "dims": [{"name": name, "values": names[g], "codes": codes[g]} for g, (name, _) in enumerate(dims)]},
    }
    if hostile:
        data["indicators"][0]["conditions"][0]["new"] = strange[0]
        data["indicators"][0]["diff"].append({"op": "+", "text": strange[1]})
        data["holidays"][0][1] = strange[1]
        data["changes"]["new_reason"] = [strange[k % len(strange)] for k in range(count)]
    if not reasons:
        for name in ("old_reason", "new_reason", "missing_old", "missing_new"):
            del data["changes"][name]
    return data


def dump(data, path):
    with open(path, "w", encoding="utf-8") as f:
        json.dump(data, f, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out")
    parser.add_argument("--hostile", action="store_true")
    parser.add_argument("--no-reasons", action="store_true")
    parser.add_argument("--lang", default="zh")
    given = parser.parse_args()
    dump(generate(given.count, given.hostile, not given.no_reasons, given.lang), given.out)

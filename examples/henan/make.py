#!/usr/bin/env python3
"""Writes the example records of a county's service hall in Henan, 8 September to 20 October 2025.

Usage: make.py [--check]      (with --check nothing is written: exit 1 if a file differs)

The records are invented, with a fixed seed: the same files come out every time. They are written as the office's
system would export them at noon of 20 October 2025: nothing later than that stands in them. National Day and the
Mid-Autumn Festival (1 to 8 October, with 28 September and 11 October worked) lie in the middle of the month.
"""
import datetime as dt
import json
import pathlib
import sys

from hall_hours import add_workdays, into_office, later, office, rng, works
from hall_items import ITEM_ROWS, item_named, limit_days

HERE = pathlib.Path(__file__).resolve().parent
EXPORTED = dt.datetime(2025, 10, 20, 12, 0, 0)

# ---- a case as it should be ---------------------------------------------------------------------------------------

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
FIRMS = "餐饮管理 商贸 建筑安装 物流 医疗服务 教育科技 环保科技 农业开发 置业 人力资源服务".split()
STAFF = "邢科员 曹科员 袁科员 段科员 贺科员 龚科员".split()


def stamp(moment):
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def applicant(row):
    if "身份证" in row["事项名称"] or "社会保障卡" in row["事项名称"]:
        return rng.choice(SURNAMES) + "某" + rng.choice("某甲乙丙")
    return f"示范县{rng.choice(SURNAMES)}记{rng.choice(FIRMS)}有限公司"


def phone():
    return f"1380000{rng.randrange(10000):04d}"


def good_case(index=None, received=None, use=None):
    """A case as it should be, from receipt to the licence's upload; use = working days from acceptance to the end."""
    index = rng.randrange(len(ITEM_ROWS)) if index is None else index
    row = ITEM_ROWS[index]
    if received is None:
        received = office(add_workdays(dt.date(2025, 9, 8), rng.randrange(26)))
    limit = limit_days(row)
    accepted = later(received, rng.choice([0, 0, 0, 1]) if limit > 1 else 0)
    if use is None:
        use = rng.randrange(0, max(1, limit - 2)) if limit > 2 else 0
    ended = later(accepted, use)
    case = {
        "办件编号": "", "实施编码": row["实施编码"], "行政区划": "410403",
        "受理部门": row["实施主体"], "办件类型": row["办件类型"],
        "申报来源": rng.choices(["窗口", "电脑端", "移动端"], [5, 4, 2])[0],
        "申请人名称": applicant(row), "申请人联系方式": phone(),
        "收件时间": received, "受理意见时间": accepted, "受理意见": "受理", "受理时间": accepted,
        "办结时间": ended, "办结结果": "正常办结",
        "承诺时限": row["承诺时限"], "承诺时限单位": row["承诺时限单位"],
        "环节": steps_of(row, accepted, ended), "材料": [{"材料名称": m, "收取时间": received} for m in row["必要材料"]],
        "受理数据接收时间": accepted + dt.timedelta(minutes=rng.randrange(1, 90)),
        "办结数据接收时间": ended + dt.timedelta(minutes=rng.randrange(1, 90))}
    if rng.random() < 0.3:
        case["材料"].append({"材料名称": row["全部材料"][-1], "收取时间": received})
    if row["收费项目"]:
        due = {"居民身份证工本费": 40, "不动产登记费": 80, "社会保障卡工本费": 20}[row["收费项目"][0]]
        case["收费"] = [{"收费项目": row["收费项目"][0], "收费金额": due, "应收金额": due,
                         "收费依据": "豫发改收费〔2019〕116号", "收费时间": accepted + dt.timedelta(minutes=5)}]
    if row["结果类型"] == "证照":
        case["证照上传时间"] = later(ended, rng.choice([0, 0, 1, 2]))
        case["证照信息完整"] = True
    return case


def spread(first, last, n):
    """n instants of office hours from first to last, in order: where one step ends and the next begins."""
    cuts, now = [], first
    for share in sorted(rng.uniform(0.05, 0.95) for _ in range(n)):
        now = max(now + dt.timedelta(seconds=rng.randrange(180, 1500)), into_office((first + (last - first) * share).replace(microsecond=0)))
        cuts.append(min(now, last))
    return cuts


def steps_of(row, accepted, ended, procedure=None):
    """The item's flow from acceptance to the end; the step that a special procedure belongs to lasts as long as it does."""
    names = row["流程环节"]
    known = {"专家评审": "专家评审", "批前公示": "公示", "检测": "现场核查", "检验": "现场核查"}
    at = names.index(known[procedure["种类"]]) if procedure and known.get(procedure["种类"]) in names else None
    if at is None:
        starts = [accepted] + spread(accepted, ended, len(names) - 1)
    else:
        begin, until = procedure["开始时间"], min(procedure["结束时间"], ended)
        starts = [accepted] + spread(accepted, begin, at - 1) + [begin] + spread(until, ended, len(names) - at - 2)
        starts.insert(at + 1, until)
        starts = starts[:len(names)]
    ends = starts[1:] + [ended]
    person = rng.choice(STAFF)
    return [{"序号": i + 1, "环节名称": n, "开始时间": s, "结束时间": e,
             "开始数据接收时间": s + dt.timedelta(minutes=rng.randrange(1, 40)),
             "结束数据接收时间": e + dt.timedelta(minutes=rng.randrange(1, 40)), "处理人": person}
            for i, (n, s, e) in enumerate(zip(names, starts, ends))]


def row_of(case):
    return next(r for r in ITEM_ROWS if r["实施编码"] == case["实施编码"])


def unfinish(case):
    """The same case without its end: open."""
    for name in ("办结时间", "办结结果", "办结数据接收时间", "证照上传时间", "证照信息完整"):
        case.pop(name, None)
    case["环节"] = case["环节"][:2]
    if len(case["环节"]) == 2:
        for name in ("结束时间", "结束数据接收时间"):
            case["环节"][1].pop(name, None)
    return case


def long_item(least=5):
    return rng.choice([i for i, r in enumerate(ITEM_ROWS) if limit_days(r) >= least])


def licence_item():
    return rng.choice([i for i, r in enumerate(ITEM_ROWS) if r["结果类型"] == "证照" and limit_days(r) >= 3])


def started(workdays_ago):
    """An instant of receipt so many working days before the export."""
    day = EXPORTED.date()
    while workdays_ago > 0:
        day -= dt.timedelta(1)
        workdays_ago -= works(day)
    return office(day)


def in_september():
    return office(add_workdays(dt.date(2025, 9, 8), rng.randrange(8)))


# ---- what goes wrong ----------------------------------------------------------------------------------------------
# Each maker gives one case; how often it is called stands in the table below.


def on_time():
    return good_case()


def open_fresh():
    return unfinish(good_case(long_item(), started(rng.randrange(1, 3))))


def open_near_limit():
    index = long_item()
    return unfinish(good_case(index, started(max(1, limit_days(ITEM_ROWS[index]) - rng.randrange(0, 2)))))


def open_overdue():
    index = long_item(3)
    return unfinish(good_case(index, started(limit_days(ITEM_ROWS[index]) + rng.randrange(2, 6))))


def ended_late():
    index = long_item(3)
    return good_case(index, in_september(), limit_days(ITEM_ROWS[index]) + rng.randrange(1, 4))


def corrected(late_notice=False, again=None, waiting=False):
    """Material wanting: noticed, supplied, accepted after it; the clock stands still in between."""
    index = long_item()
    row = ITEM_ROWS[index]
    case = good_case(index, in_september(), max(1, limit_days(row) - 2))
    found = later(case["收件时间"], 0)
    notice = later(found, 7) if late_notice else later(found, rng.randrange(0, 2))
    wanted = row["必要材料"][:1]
    rows = [{"告知时间": notice, "补正材料": wanted}]
    confirmed = later(notice, rng.randrange(2, 6))
    if again is not None:
        rows[0]["补齐确认时间"] = confirmed
        second = later(confirmed, 1)
        confirmed = later(second, 2)
        rows.append({"告知时间": second, "补正材料": wanted if again == "same" else wanted + row["全部材料"][-1:]})
    case["需补正时间"] = found
    case["补正"] = rows
    if waiting:
        return unfinish(case)
    rows[-1]["补齐确认时间"] = confirmed
    return shift_end(case, rng.randrange(2, 6))


def shift_end(case, workdays):
    """The end comes so many working days later, with all that follows it."""
    ended = later(case["办结时间"], workdays)
    case["办结时间"] = ended
    case["办结数据接收时间"] = ended + dt.timedelta(minutes=20)
    case["环节"] = steps_of(row_of(case), case["受理时间"], ended, *case.get("特别程序", []))
    if "证照上传时间" in case:
        case["证照上传时间"] = later(ended, 1)
    return case


def with_procedure(kind, days, took, limit=True, item=None):
    """A special procedure of so many days that took so many."""
    index = item if item is not None else rng.choice(
        [i for i, r in enumerate(ITEM_ROWS) if kind in r["允许特别程序"]])
    case = good_case(index, in_september())
    begin = later(case["受理时间"], 1)
    procedure = {"种类": kind, "开始时间": begin, "结束时间": later(begin, took)}
    if kind == "批前公示":
        procedure["公示到期日"] = add_workdays(begin.date(), days)
    elif limit:
        procedure["时限"], procedure["时限单位"] = days, "工作日"
    case["特别程序"] = [procedure]
    return shift_end(case, took + 1)


def procedure_allowed():
    return with_procedure(rng.choice(["专家评审", "检测", "听证", "检验"]), 8, rng.randrange(2, 6))


def procedure_late():
    return with_procedure(rng.choice(["专家评审", "检测"]), 5, rng.randrange(5, 8))


def publicity_in_time():
    return with_procedure("批前公示", 5, 5)


def publicity_late():
    return with_procedure("批前公示", 5, rng.randrange(7, 10))


def procedure_without_limit():
    return with_procedure("专家评审", 0, 3, limit=False)


def procedure_not_allowed():
    return with_procedure("专家评审", 6, 3, item=rng.choice([item_named("施工许可"), item_named("货物运输"), item_named("林木")]))


def refused(reason=True):
    case = unfinish(good_case())
    case.update({"受理意见": "不予受理"})
    for name in ("受理时间", "受理数据接收时间", "环节", "收费", "承诺时限", "承诺时限单位"):
        case.pop(name, None)
    if reason:
        case["不受理原因"] = rng.choice(["申请事项不属于本机关职权范围", "经营场所不在本辖区", "该事项依法不需要取得许可"])
    return case


def ended_otherwise(reason=True):
    case = good_case(received=in_september())
    case["办结结果"] = rng.choice(["退件", "撤回", "作废"])
    for name in ("证照上传时间", "证照信息完整"):
        case.pop(name, None)
    if reason:
        case["非正常办结原因"] = rng.choice(["申请人主动撤回申请", "逾期未补正材料", "重复申报"])
    return case


def not_permitted():
    case = good_case(long_item(), in_september())
    case["办结结果"] = "不予许可"
    for name in ("证照上传时间", "证照信息完整"):
        case.pop(name, None)
    return case


def licence(upload=None, complete=True, completed=None, ministry=None):
    """The licence uploaded so many working days after the end (None: not yet), complete or not."""
    case = good_case(licence_item(), in_september())
    for name in ("证照上传时间", "证照信息完整"):
        case.pop(name, None)
    if ministry is not None:
        case["证照信息部委确定"] = True
        case["部委信息确定时间"] = later(case["办结时间"], ministry)
    if upload is not None:
        case["证照上传时间"] = later(case["办结时间"], upload)
        if complete is not None:
            case["证照信息完整"] = complete
        if completed is not None:
            case["证照信息补全时间"] = later(case["证照上传时间"], completed)
    return case


def wrong_steps(fixed=None):
    case = good_case(long_item(), in_september())
    if rng.random() < 0.5:
        del case["环节"][1]
    else:
        case["环节"][1]["环节名称"] = rng.choice(["初审", "会签", "领导审批"])
    if fixed is not None:
        case["环节补齐时间"] = later(case["办结时间"], fixed)
    return case


def no_contact(fixed=None):
    case = good_case(received=in_september())
    del case[rng.choice(["申请人联系方式", "申请人名称"])]
    if fixed is not None:
        case["信息补齐时间"] = later(case["办结时间"], fixed)
    return case


def wrong_materials(fixed=None):
    case = good_case(received=in_september())
    if rng.random() < 0.5:
        del case["材料"][0]
    else:
        case["材料"].append({"材料名称": rng.choice(["无违法犯罪记录证明", "银行流水", "村（居）委会证明"]), "收取时间": case["收件时间"]})
    if fixed is not None:
        case["材料重传时间"] = later(case["办结时间"], fixed)
    return case


def fee(change):
    case = good_case(item_named(rng.choice(["身份证", "不动产", "社会保障卡"])))
    change(case["收费"][0], case)
    return case


def fee_without_basis():
    return fee(lambda row, _: row.pop("收费依据"))


def fee_too_high():
    return fee(lambda row, _: row.update({"收费金额": row["收费金额"] + 0.5}))


def fee_due_unknown():
    return fee(lambda row, _: row.pop("应收金额"))


def fee_not_listed():
    return fee(lambda row, case: case["收费"].append(
        {"收费项目": "加急服务费", "收费金额": 50, "应收金额": 0, "收费依据": "窗口告知", "收费时间": case["受理时间"]}))


def fee_reduced(basis):
    def change(row, _):
        row.update({"减免金额": row["收费金额"] / 2, "收费金额": row["收费金额"] / 2})
        if basis:
            row["减免依据"] = "持低保证减半"
    return fee(change)


def unanswered(days):
    case = unfinish(good_case(received=started(days)))
    for name in ("受理意见时间", "受理意见", "受理时间", "受理数据接收时间", "环节", "收费"):
        case.pop(name, None)
    return case


def answered_late():
    case = good_case(long_item(), in_september())
    return slide(case, 4)


def slide(case, workdays):
    """Acceptance and all that follows come later; the receipt stays."""
    gap = later(case["受理时间"], workdays) - case["受理时间"]
    received = case["收件时间"]

    def move(value):
        if isinstance(value, dt.datetime):
            return value if value == received else value + gap
        if isinstance(value, list):
            return [move(v) for v in value]
        if isinstance(value, dict):
            return {k: move(v) for k, v in value.items()}
        return value
    return move(case)


def no_limit_unit():
    case = good_case(long_item())
    del case["承诺时限单位"]
    return case


def item_unknown():
    case = good_case(licence_item())
    case["实施编码"] = "11410403MB0000000X4000199999000"
    for name in ("承诺时限", "承诺时限单位"):
        del case[name]
    return case


def limit_from_item():
    case = good_case(long_item())
    for name in ("承诺时限", "承诺时限单位", "办件类型"):
        del case[name]
    return case


PLAN = [
    (70, on_time), (22, open_fresh), (14, open_near_limit), (12, open_overdue), (10, ended_late),
    (16, corrected), (6, lambda: corrected(late_notice=True)), (3, lambda: corrected(again="same")),
    (5, lambda: corrected(again="new")), (6, lambda: corrected(waiting=True)),
    (7, procedure_allowed), (4, procedure_late), (4, publicity_in_time), (4, publicity_late),
    (2, procedure_without_limit), (4, procedure_not_allowed),
    (4, refused), (3, lambda: refused(False)), (4, ended_otherwise), (4, lambda: ended_otherwise(False)), (3, not_permitted),
    (4, lambda: licence(5)), (4, lambda: licence(9)), (4, licence), (3, lambda: licence(1, False)),
    (3, lambda: licence(1, False, 2)), (2, lambda: licence(1, False, 6)), (2, lambda: licence(2, None)),
    (3, lambda: licence(7, ministry=5)), (3, lambda: licence(ministry=2)),
    (4, wrong_steps), (3, lambda: wrong_steps(2)), (2, lambda: wrong_steps(6)),
    (4, no_contact), (3, lambda: no_contact(1)), (4, wrong_materials), (3, lambda: wrong_materials(2)),
    (3, fee_without_basis), (2, fee_too_high), (2, fee_due_unknown), (2, fee_not_listed),
    (2, lambda: fee_reduced(True)), (2, lambda: fee_reduced(False)),
    (3, lambda: unanswered(1)), (4, lambda: unanswered(4)), (3, lambda: unanswered(9)), (5, answered_late),
    (2, no_limit_unit), (2, item_unknown), (8, limit_from_item),
]

# ---- writing ------------------------------------------------------------------------------------------------------


def pruned(value):
    """Without what came after the export; None where nothing is left."""
    if isinstance(value, dt.datetime):
        return None if value > EXPORTED else value
    if isinstance(value, dict):
        out = {k: pruned(v) for k, v in value.items()}
        out = {k: v for k, v in out.items() if v is not None}
        had = any(isinstance(v, dt.datetime) for v in value.values())
        has = any(isinstance(v, dt.datetime) for v in out.values())
        return None if had and not has else out
    if isinstance(value, list):
        return [v for v in map(pruned, value) if v is not None]
    return value


def plain(value):
    if isinstance(value, dt.datetime):
        return stamp(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list):
        return [plain(v) for v in value]
    return value


def close(case):
    """What belongs to an end that has not come is not known either."""
    if "办结时间" not in case:
        for name in ("办结结果", "非正常办结原因"):
            case.pop(name, None)
    if "证照上传时间" not in case:
        case.pop("证照信息完整", None)
    if "受理意见时间" not in case:
        for name in ("受理意见", "不受理原因"):
            case.pop(name, None)
    for row in case.get("环节", []):
        if "结束时间" not in row:
            row.pop("结束数据接收时间", None)
    return case


def line(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


CODES = {"办件编号": "project_no", "实施编码": "task_code", "收件时间": "apply_date", "受理时间": "accept_date",
         "办结时间": "result_date", "承诺时限": "promise_day", "承诺时限单位": "promise_type", "办件类型": "project_type",
         "申请人名称": "applyer_name", "申请人联系方式": "contact_mobile"}


def another_system(case):
    """The same record as another system writes it: ASCII field names, codes, compact instants."""
    out = {CODES.get(k, k): v for k, v in case.items()}
    out["project_type"] = {"即办件": 1, "承诺件": 2}[out.get("project_type", "承诺件")]
    if out.get("promise_type") == "工作日":
        out["promise_type"] = "G"
    for name in ("apply_date", "accept_date"):
        if name in out:
            out[name] = out[name].replace("-", "").replace(":", "").replace(" ", "")
    return out


def cases():
    made = [maker() for count, maker in PLAN for _ in range(count)]
    made = [c for c in (pruned(c) for c in made) if c and c["收件时间"] <= EXPORTED]
    made.sort(key=lambda c: c["收件时间"])
    for i, case in enumerate(made):
        case["办件编号"] = f"41040325{i + 1:06d}"
    records = [plain(close(c)) for c in made]
    lines = [line(another_system(r) if i % 17 == 5 else r) for i, r in enumerate(records)]
    return lines, records


def dirty(records):
    """Six lines that must be rejected, as exports have them: each says why in README.md."""
    def copy(i, number, **change):
        return line({**records[i], "办件编号": number, **change})
    return [
        copy(3, "41040325900001", 受理时间="2025-09-31 10:00:00"),
        copy(4, "41040325900002", 办件类型="加急件"),
        line(records[5]),
        copy(6, "41040325900004", 行政区划="卫东区"),
        copy(7, "41040325900005", 补正=[{"补正材料": ["营业执照"]}]),
        copy(8, "41040325900006")[:180],
    ]


def reviews(records):
    """One review for about a quarter of the ended cases; a few of them bad, some still to be judged by a person."""
    ended = [r for r in records if "办结时间" in r and r.get("实施编码")]
    chosen = sorted(rng.sample(ended, 70), key=lambda r: r["办结时间"])
    bad = [
        {"满意度": "不满意", "理由": "材料交齐后又被要求重填三次", "理由适当": True},
        {"满意度": "非常不满意", "理由": "到了承诺的日子还没有办好", "理由适当": True, "时限评价": "超过承诺时限"},
        {"满意度": "不满意", "理由": "大厅附近不好停车", "理由适当": False},
        {"满意度": "不满意"},
        {"满意度": "不满意", "理由": "窗口午间无人值班"},
        {"多收材料": True}, {"多收材料": True, "满意度": "基本满意"},
        {"多收费": True}, {"强制中介": True}, {"强制中介": True},
        {"时限评价": "超过法定时限"}, {"时限评价": "超过承诺时限"},
        {"跑动次数": 3}, {"跑动次数": 2},
        {"服务态度": "态度差", "理由": "咨询时工作人员一直在打电话", "理由适当": True},
        {"服务态度": "态度差"},
        {"办事环境": "环境差", "理由": "等候区没有座位", "理由适当": True},
        {"办事环境": "环境差", "理由": "大厅空调太冷"},
        {"其他问题": "网上提交时系统多次报错，电话无人接听", "认定异常": True},
        {"其他问题": "希望延长周六办公时间", "认定异常": False},
        {"其他问题": "叫号屏故障"},
    ]
    out = []
    for i, case in enumerate(chosen):
        ended_at = dt.datetime.strptime(case["办结时间"], "%Y-%m-%d %H:%M:%S")
        review = {"评价编号": f"PJ2025{i + 1:05d}", "办件编号": case["办件编号"], "实施编码": case["实施编码"],
                  "评价时间": min(ended_at + dt.timedelta(minutes=rng.randrange(10, 2000)), EXPORTED)}
        if i % 2 == 0 and i // 2 < len(bad):
            review.update(bad[i // 2])
        else:
            review.update({"满意度": rng.choice(["非常满意", "非常满意", "满意", 5]), "跑动次数": rng.choice([0, 1])})
            if rng.random() < 0.3:
                del review["跑动次数"]
        if review.get("满意度") in ("不满意", "非常不满意") and i % 4 == 0:
            review["回访核实时间"] = later(review["评价时间"], 1)
            review["整改完成时间"] = later(review["评价时间"], 4)
        out.append(plain(pruned(review)))
    out.sort(key=lambda r: (r["评价时间"], r["评价编号"]))
    return out


def appeals(reviewed):
    """Appeals against cases judged the day after a bad review: in time, late, reviewed again, investigated, waiting."""
    quiet = {"评价编号", "办件编号", "实施编码", "评价时间", "满意度", "跑动次数"}
    judged_ones = [r for r in reviewed if set(r) - quiet]
    out = []
    plans = [(2, 3), (5, 9), (9, None), (12, 2), (14, None), (1, None), (3, 14), (4, None), (11, 5), (6, 1), (None, None), (8, None)]
    for i, (wait, again) in enumerate(plans):
        review = judged_ones[i]
        judged = later(dt.datetime.strptime(review["评价时间"], "%Y-%m-%d %H:%M:%S"), 1)
        row = {"申诉编号": f"SS2025{i + 1:04d}", "办件编号": review["办件编号"], "判定异常时间": judged}
        if wait is not None:
            row["申诉时间"] = later(judged, wait)
            if again is not None:
                row["二次评价时间"] = later(row["申诉时间"], again)
                row["二次评价结果"] = rng.choice(["维持", "撤销"])
            elif i % 4 == 1:
                row["调查核实时间"] = later(row["申诉时间"], 6)
        row = pruned(row)
        if "二次评价时间" not in row:
            row.pop("二次评价结果", None)
        out.append(plain(row))
    return out


def files():
    lines, records = cases()
    bad = dirty(records)
    for at, text in zip((20, 60, 100, 140, 180), bad):
        lines.insert(at, text)
    lines.append(bad[5])
    reviewed = reviews(records)
    return {
        "items.ndjson": [line(r) for r in ITEM_ROWS],
        "cases.ndjson": lines,
        "reviews.ndjson": [line(r) for r in reviewed],
        "appeals.ndjson": [line(r) for r in appeals(reviewed)],
    }


def main(args):
    differ = []
    for name, lines in files().items():
        text = "\n".join(lines) + "\n"
        path = HERE / name
        if "--check" not in args:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            differ.append(name)
    if differ:
        print("not what make.py writes: " + ", ".join(differ), file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

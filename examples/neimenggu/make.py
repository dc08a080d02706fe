#!/usr/bin/env python3
"""Writes this folder's data: a made-up month (9 September to 15 October 2024) of a government service
centre in Hohhot, with the faults that real ones have. Same seed, same files. Python 3 standard library only.

    python3 make.py            # rewrites the .ndjson files beside this script
"""
import csv
import json
import random
from datetime import datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
HOLIDAYS = HERE.parent.parent / "stdlib" / "data" / "holidays.csv"
rng = random.Random(20240509)

AS_OF = datetime(2024, 10, 15, 12, 0, 0)   # what had happened by then is in the files
FIRST, LAST = datetime(2024, 9, 9), datetime(2024, 10, 14)

# ---- the office's calendar -----------------------------------------------------------------------------------

with open(HOLIDAYS, encoding="utf-8") as f:
    EXCEPTIONS = {row["date"]: row["kind"] == "work" for row in csv.DictReader(f)}


def works(day):
    return EXCEPTIONS.get(day.strftime("%Y-%m-%d"), day.weekday() < 5)


def next_working_morning(t):
    t = t.replace(hour=9, minute=0, second=0)
    while not works(t):
        t += timedelta(days=1)
    return t


def after_work(t, hours):
    """The instant `hours` of office time (09:00-17:00) after t."""
    left = timedelta(hours=hours)
    while True:
        if not works(t) or t.hour >= 17:
            t = next_working_morning(t + timedelta(days=1))
        elif t.hour < 9:
            t = t.replace(hour=9, minute=0, second=0)
        close = t.replace(hour=17, minute=0, second=0)
        if close - t >= left:
            return t + left
        left -= close - t
        t = close


def office_hours(a, b):
    """Hours of office time in [a, b)."""
    total, day = timedelta(), a.replace(hour=0, minute=0, second=0)
    while day < b:
        if works(day):
            total += max(timedelta(), min(b, day.replace(hour=17)) - max(a, day.replace(hour=9)))
        day += timedelta(days=1)
    return total / timedelta(hours=1)


def shake(t):
    return t + timedelta(seconds=rng.randint(0, 59))


def in_office(first=FIRST, last=LAST):
    """A random instant of office time."""
    while True:
        day = first + timedelta(days=rng.randint(0, (last - first).days))
        if works(day):
            return day + timedelta(seconds=rng.randint(9 * 3600, 17 * 3600 - 1))


def chance(p):
    return rng.random() < p


# ---- how instants are written: several systems feed the centre ------------------------------------------------

FORMATS = ["%Y-%m-%dT%H:%M:%S+08:00", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y%m%d%H%M%S"]


def stamp(t, how=0):
    return t.strftime(FORMATS[how])


def known(record, how=0):
    """The record as of AS_OF: later events are dropped, instants written in the sender's format."""
    out = {}
    for key, value in record.items():
        if isinstance(value, datetime):
            if value <= AS_OF:
                out[key] = stamp(value, how)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            rows = [known(row, how) for row in value if happened(row)]
            if rows:
                out[key] = rows
        elif value is not None:
            out[key] = value
    return out


def happened(row):
    events = [v for v in row.values() if isinstance(v, datetime)]
    return not events or min(events) <= AS_OF


# ---- 事项 ----------------------------------------------------------------------------------------------------

FLOW = ["受理", "审查", "决定", "办结"]
SURVEY = ["受理", "审查", "现场勘验", "决定", "办结"]
SHORT = ["受理", "办结"]
# name, department, 办件类型, limit, unit, 结果类型, allowed procedures, flow
ITEMS = [
    ("食品经营许可新办", "市市场监督管理局", "承诺件", 7, "工作日", "证照", [], SURVEY),
    ("公共场所卫生许可", "市卫生健康委员会", "承诺件", 10, "工作日", "证照", ["检验", "检测"], SURVEY),
    ("取水许可审批", "市水务局", "承诺件", 15, "工作日", "证照", ["听证", "专家评审", "批前公示"], SURVEY),
    ("劳务派遣经营许可", "市人力资源和社会保障局", "承诺件", 8, "工作日", "证照", [], FLOW),
    ("道路货物运输经营许可", "市交通运输局", "承诺件", 4, "工作日", "证照", [], FLOW),
    ("医疗机构执业登记", "市卫生健康委员会", "承诺件", 12, "工作日", "证照", ["专家评审"], SURVEY),
    ("社会团体成立登记", "市民政局", "承诺件", 20, "自然日", "批文", ["批前公示"], FLOW),
    ("户外广告设施设置审批", "市城市管理综合执法局", "承诺件", 5, "工作日", "批文", [], SURVEY),
    ("城镇污水排入排水管网许可", "市住房和城乡建设局", "承诺件", 6, "工作日", "证照", ["检测"], SURVEY),
    ("临时占用城市道路审批", "市城市管理综合执法局", "承诺件", 3, "工作日", "批文", [], FLOW),
    ("出版物零售经营许可", "市新闻出版局", "承诺件", 32, "工作小时", "证照", [], FLOW),
    ("个体工商户登记", "市市场监督管理局", "即办件", None, None, "证照", [], SHORT),
    ("就业失业登记", "市人力资源和社会保障局", "即办件", None, None, "其他", [], SHORT),
    ("老年人优待证办理", "市民政局", "即办件", 1, "工作日", "证照", [], SHORT),
    ("参保证明出具", "市社会保险事业服务中心", "即办件", None, None, "其他", [], SHORT),
    ("涉密测绘成果提供使用审批", "市自然资源局", "承诺件", 9, "工作日", "批文", [], FLOW),
]


def task_code(i):
    return f"1115010001{i + 1:04d}4000125{i * 37 % 1000:03d}{i + 1:02d}00"


def make_items():
    out = []
    for i, (name, dept, kind, limit, unit, result, allowed, flow) in enumerate(ITEMS):
        item = {"实施编码": task_code(i), "事项名称": name, "办件类型": kind, "实施主体": dept,
                "行使层级": "市", "结果类型": result, "流程环节": flow, "进驻政务大厅": True}
        if limit is not None:
            item |= {"承诺时限": limit, "承诺时限单位": unit}
        if allowed or i % 3:            # some departments leave the list out, most write it empty
            item["允许特别程序"] = allowed
        if i in (0, 2, 8):              # the others fall back on 受理、办结
            item["必要环节"] = ["受理", "决定", "办结"]
        out.append(item)
    out[15] |= {"进驻政务大厅": False, "未进驻豁免原因": "涉密"}
    out[7] |= {"进驻政务大厅": False}   # 应进未进
    out[12].pop("进驻政务大厅")          # nobody says: 无法判定
    return out


# ---- 办件 ----------------------------------------------------------------------------------------------------

PROBLEMS = ["统一社会信用代码位数不对", "联系电话为空", "材料清单缺收取方式", "环节处理人为空"]
SURNAMES = "王李张刘陈杨赵包白云孟乌高郭林"
COMPANIES = ["青城商贸有限公司", "敕勒川餐饮管理有限公司", "大青山物流有限公司", "昭君文化传媒有限公司", "土默川农牧业有限公司"]


def applicant(i):
    return rng.choice(COMPANIES) if i % 3 == 0 else rng.choice(SURNAMES) + "某某"


def received(t, late_share):
    """When the supervision system got a datum: within the hour, or a day or more later, or not at all."""
    if chance(late_share):
        return None if chance(0.15) else t + timedelta(hours=rng.choice([25, 27, 30, 40, 49, 60, 75]), seconds=rng.randint(0, 3599))
    return t + timedelta(seconds=rng.randint(20, 3000))


def make_steps(flow, accepted, ended, fault):
    """The flow's steps spread over the handling; faults: an order upset, a step lost, a step of nobody's flow."""
    names = list(flow)
    span = office_hours(accepted, min(ended, AS_OF)) / max(1, len(names) - 1)
    rows = []
    for i, name in enumerate(names):
        start = accepted if i == 0 else ended if i == len(names) - 1 else after_work(accepted, span * i).replace(microsecond=0)
        end = min(start + timedelta(minutes=rng.randint(2, 90)), ended) if i else start + timedelta(minutes=5)
        rows.append({"sn": i + 1, "process_name": name, "event_start_time": start, "event_end_time": end,
                     "handle_user_name": rng.choice(SURNAMES) + "某"})
    if fault == "order" and len(rows) > 2:
        a, b = rows[1], rows[2]
        a["event_start_time"], b["event_start_time"] = b["event_start_time"], a["event_start_time"]
        a["event_end_time"], b["event_end_time"] = b["event_end_time"], a["event_end_time"]
    if fault == "lost":
        rows.pop()
    if fault == "strange":
        rows.insert(1, dict(rows[0], sn=9, process_name="领导批示", event_start_time=rows[0]["event_start_time"] + timedelta(minutes=9),
                            event_end_time=rows[0]["event_start_time"] + timedelta(minutes=20)))
    return rows


def special_procedure(item, accepted):
    kinds = item[6] if item[6] and chance(0.85) else ["专家评审", "听证"]
    begin = shake(after_work(accepted, rng.randint(4, 24)))
    row = {"special_name": rng.choice(kinds), "special_time": begin}
    if chance(0.8):
        row["end_time"] = shake(after_work(begin, rng.randint(8, 50)))
    return row


def correction(accepted):
    notice = shake(after_work(accepted, rng.randint(2, 16)))
    row = {"notice_time": notice, "notice_materials": rng.sample(["章程", "身份证明", "场地证明", "设备清单", "健康证"], 2)}
    if chance(0.8):
        row["confirmed_time"] = shake(after_work(notice, rng.randint(4, 40)))
    return row


def pace(kind, limit, unit):
    """Office hours from acceptance to the end: mostly in time, some at the brink, some late, some still open."""
    if kind == "即办件":
        return rng.choices([0.3, 1.5, 5.0, 6.8, 9.5, 30], [40, 25, 15, 10, 7, 3])[0] * rng.uniform(0.8, 1.2)
    days = limit or 10
    if unit == "自然日":
        days = days * 5 / 7
    if unit == "工作小时":
        days = days / 8
    return 8 * days * rng.choices([0.3, 0.55, 0.8, 0.95, 1.3], [30, 25, 20, 15, 10])[0] * rng.uniform(0.9, 1.1)


def make_case(n):
    i = rng.choices(range(len(ITEMS)), [9, 6, 5, 6, 8, 4, 3, 6, 5, 6, 4, 14, 12, 6, 10, 2])[0]
    item = ITEMS[i]
    name, dept, kind, limit, unit, result, _, flow = item
    accepted = shake(in_office())
    case = {
        "project_no": f"1501002024{n:06d}", "task_code": task_code(i), "region_code": "150100", "org_name": dept,
        "project_type": {"即办件": "1", "承诺件": "2"}[kind] if chance(0.7) else kind if chance(0.6) else None,
        "apply_type": rng.choice(["1", "2", "3", "窗口"]),
        "applyer_name": applicant(n), "contact_mobile": f"138****{rng.randint(0, 9999):04d}",
        "apply_date": accepted - timedelta(minutes=rng.randint(3, 2000)),
        "accept_date": accepted, "accept_received_time": received(accepted, 0.06),
    }
    if limit is not None and chance(0.6):      # the others fall back on the item's
        case |= {"promise_day": limit, "promise_type": {"工作日": rng.choice(["1", "G", "工作日"]), "自然日": "Z"}.get(unit, unit)}
    if chance(0.05):
        case["data_problems"] = rng.sample(PROBLEMS, rng.randint(1, 2))

    hours = pace(kind, limit, unit)
    ended = shake(after_work(accepted, hours))
    if kind == "承诺件" and chance(0.14):
        case["correction"] = [correction(accepted)]
        back = case["correction"][0].get("confirmed_time")
        ended = shake(after_work(back, hours)) if back else datetime(2030, 1, 1)
    if kind == "承诺件" and chance(0.10):
        case["special_procedure"] = [special_procedure(item, accepted)]
        back = case["special_procedure"][0].get("end_time")
        ended = max(ended, shake(after_work(back, hours * 0.7))) if back else datetime(2030, 1, 1)

    fault = rng.choices(["", "order", "lost", "strange"], [86, 5, 5, 4])[0]
    case["process"] = make_steps(flow, accepted, ended, fault)
    for step in case["process"]:
        for mark in ("start", "end"):
            step[f"{mark}_received_time"] = received(step[f"event_{mark}_time"], 0.008)
    case["result_date"] = ended
    if ended <= AS_OF:
        case["result_type"] = rng.choices(["正常办结", "不予许可", "退件", "撤回", None], [80, 6, 3, 3, 8])[0]
        case["result_received_time"] = received(ended, 0.04)
        if result == "证照" and case["result_type"] in ("正常办结", None):
            lag = rng.choices([1, 9, 20, 28, 44, None], [45, 25, 12, 8, 5, 5])[0]
            case["lic_upload_time"] = shake(after_work(ended, lag)) if lag else None
    return case


def make_cases():
    cases = [make_case(n) for n in range(1, 261)]
    cases.sort(key=lambda c: c["accept_date"])
    # Handed in and not yet accepted.
    for k in range(6):
        t = in_office(datetime(2024, 10, 10), datetime(2024, 10, 14))
        cases.append({"project_no": f"1501002024{900 + k:06d}", "task_code": task_code(k), "apply_date": shake(t), "applyer_name": applicant(k)})
    # What cannot be decided: an item nobody knows, a number without its unit, no limit anywhere.
    cases[20] |= {"task_code": "11150100999999999999999990000", "project_type": "2"}
    cases[41] |= {"project_type": "2", "promise_day": 10, "promise_type": None}
    cases[62] |= {"task_code": None, "project_type": "2", "promise_day": None, "promise_type": None, "result_date": datetime(2030, 1, 1)}
    cases[83] |= {"task_code": None, "project_type": None}
    # Accepted before the rules were in force: counted, not judged.
    for k in (5, 6):
        old = dict(cases[k], project_no=f"1501002023{k:06d}")
        for key, value in old.items():
            if isinstance(value, datetime):
                old[key] = value - timedelta(days=200)
        old["process"] = [{a: b - timedelta(days=200) if isinstance(b, datetime) else b for a, b in r.items()} for r in old["process"]]
        for key in ("correction", "special_procedure"):
            old.pop(key, None)
        cases.append(old)
    lines = [json.dumps(known(c, n % 4), ensure_ascii=False) for n, c in enumerate(cases)]
    return lines + dirty_lines(lines)


def dirty_lines(lines):
    """Five records that cannot be read as declared; each is rejected, and says why."""
    def spoiled(k, key, value, no):
        return json.dumps(json.loads(lines[k]) | {"project_no": no, key: value}, ensure_ascii=False)
    return [
        spoiled(3, "accept_date", "2024-09-31 10:00:00", "1501002024000991"),    # no such day
        spoiled(4, "project_type", "上报件", "1501002024000992"),                 # not in the enumeration
        spoiled(7, "promise_day", "十", "1501002024000993"),                      # not a number
        lines[9],                                                                # the same key twice
        spoiled(11, "region_code", "呼和浩特", "1501002024000995"),                # not digits
    ]


# ---- the other records ---------------------------------------------------------------------------------------

OPTIONS = ["207", "208", "209", "108", "109", "110", "其他"]


def make_reviews():
    out = []
    for n in range(1, 81):
        t = shake(in_office(FIRST, datetime(2024, 10, 12)))
        i = rng.randrange(len(ITEMS) - 1)
        stars = rng.choices([5, 4, 3, 2, 1, None], [45, 20, 10, 12, 8, 5])[0]
        review = {"assess_no": f"HCP2024{n:05d}", "project_no": f"1501002024{rng.randint(1, 260):06d}", "task_code": task_code(i),
                  "assess_time": t, "satisfaction": stars}
        if stars in (1, 2):
            pool = OPTIONS[:3] + ["其他"] if stars == 2 else OPTIONS[3:]
            review["eval_detail"] = rng.sample(pool, rng.choices([0, 1, 2], [20, 60, 20])[0])
            days = rng.choices([3, 8, 14, 18, 40], [30, 30, 10, 15, 15])[0]
            review["done_time"] = shake(t + timedelta(days=days))
        elif stars is None and chance(0.5):
            review["eval_detail"] = [rng.choice(OPTIONS)]
        out.append(known(review))
    # two that nobody has put right: one is on the table, the other turns red by itself
    for at, stars, detail in ((datetime(2024, 9, 18, 10, 26, 41), 1, "110"), (datetime(2024, 10, 8, 15, 3, 12), 2, "209")):
        out.append(known({"assess_no": f"HCP2024{len(out) + 1:05d}", "project_no": f"1501002024{100 + at.day:06d}", "task_code": task_code(at.day % 9),
                          "assess_time": at, "satisfaction": stars, "eval_detail": [detail]}))
    return out


def make_bundles():
    out = []
    for n in range(1, 31):
        parts = []
        start = shake(in_office(FIRST, datetime(2024, 10, 10)))
        for k, i in enumerate(rng.sample(range(0, 11), rng.randint(2, 4))):
            limit, unit = ITEMS[i][3], ITEMS[i][4]
            accepted = start + timedelta(minutes=7 * k)
            ended = shake(after_work(accepted, pace("承诺件", limit, unit)))
            part = {"project_no": f"YJS{n:04d}-{k + 1}", "task_code": task_code(i), "accept_date": accepted}
            if chance(0.7):
                part |= {"promise_day": limit, "promise_type": unit}
            bad = rng.choices(["", "不予受理", "不予审批"], [92, 3, 5])[0]
            if bad == "不予受理":
                part.pop("accept_date")
            if bad:
                part |= {"outcome_time": ended}
                if ended <= AS_OF:
                    part["outcome"] = bad
            else:
                part["result_date"] = ended
            parts.append(part)
        out.append(known({"chain_no": f"YJS2024{n:04d}", "parts": parts}))
    # a sub-item of which neither the bundle nor the catalogue says how long it may take
    out.append(known({"chain_no": "YJS20240031", "parts": [
        {"project_no": "YJS0031-1", "task_code": task_code(0), "accept_date": datetime(2024, 9, 25, 9, 41, 7), "result_date": datetime(2024, 9, 29, 16, 2, 55)},
        {"project_no": "YJS0031-2", "accept_date": datetime(2024, 9, 25, 9, 48, 30)}]}))
    return [b for b in out if "parts" in b]


STAGES = ["受理", "审查", "决定", "办结"]


def make_construction():
    out = []
    for n in range(1, 46):
        handled = shake(in_office())
        limit = rng.choice([5, 7, 10, 15])
        ended = shake(after_work(handled, 8 * limit * rng.choices([0.4, 0.8, 1.4], [50, 35, 15])[0]))
        case = {"project_no": f"GG2024{n:05d}", "handle_time": handled, "accept_date": handled,
                "gg_upload_time": handled + timedelta(seconds=rng.choice([40, 300, 599, 600, 601, 1500, 7200])) if chance(0.93) else None,
                "result_date": ended, "promise_day": limit, "promise_type": "G",
                "gg_status_time": shake(after_work(handled, rng.choice([1, 8, 8 * limit + 9]))) if chance(0.94) else None,
                "application_shared_time": shake(after_work(handled, 2)) if chance(0.85) else shake(after_work(ended, 5)) if chance(0.5) else None,
                "approval_shared_time": ended if chance(0.7) else shake(after_work(ended, 6)) if chance(0.6) else None,
                "expected_steps": STAGES}
        steps = make_steps(STAGES, handled, ended, "lost" if chance(0.08) else "")
        if chance(0.93):
            case["process"] = steps
        if n == 17:
            case |= {"promise_day": None, "promise_type": None}
        out.append(known(case, n % 2))
    return out


CENTRES = ["呼和浩特市政务服务中心", "赛罕区政务服务中心", "新城区政务服务中心", "回民区政务服务中心", "玉泉区政务服务中心", "土默特左旗政务服务中心"]
FINDINGS = ["应进未进", "明进暗不进", "体外循环", "多头受理", "额外增加环节", "额外增加材料", "未执行首问负责", "未一次性告知", "未限时办结", "吃拿卡要", "未受审分离", "未综合窗口"]


def make_inspections():
    out = []
    for n in range(1, 25):
        record = {"检查编号": f"XC2024{n:04d}", "政务服务中心": rng.choice(CENTRES), "检查时间": shake(in_office())}
        if chance(0.6):
            record["实施编码"] = task_code(rng.randrange(len(ITEMS)))
        found = rng.sample(FINDINGS, rng.choices([0, 1, 2], [50, 38, 12])[0])
        if found:
            record["问题"] = found
        out.append(known(record))
    out.append(known({"检查编号": "XC20240025", "政务服务中心": CENTRES[0], "实施编码": task_code(4), "检查时间": datetime(2024, 10, 9, 10, 12, 0), "问题": ["应进未进"]}))
    return out


LICENCES = ["食品经营许可证", "公共场所卫生许可证", "取水许可证", "劳务派遣经营许可证", "道路运输经营许可证", "医疗机构执业许可证", "社会团体法人登记证书",
            "城镇污水排入排水管网许可证", "出版物经营许可证", "营业执照", "老年人优待证", "残疾人证", "不动产权证书", "草原使用权证", "海域使用权证书"]


def make_licence_types():
    out = []
    for n, name in enumerate(LICENCES):
        record = {"证照类型代码": f"1115000000{n + 1:04d}", "证照类型": name, "国家清单": name != "草原使用权证", "本区适用": name != "海域使用权证书",
                  "已纳入证照库": n not in (10, 11, 14)}
        if n in (0, 3, 6, 9, 11):
            record["标准发布时间"] = datetime(2024, 9, 2, 9, 0) + timedelta(days=2 * n)
            if n in (0, 6):
                record["标准化配置时间"] = after_work(record["标准发布时间"], 8 * (6 if n == 0 else 13))
        out.append(known(record))
    return out


def make_licences():
    return [{"证照编号": f"NM15010020{n:05d}", "证照类型代码": f"1115000000{rng.randint(1, 13):04d}"}
            | ({"符合标准": chance(0.88)} if chance(0.95) else {}) for n in range(1, 61)]


def write(name, lines):
    text = "".join((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in lines)
    (HERE / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(lines)}")


write("items.ndjson", make_items())
write("cases.ndjson", make_cases())
write("reviews.ndjson", make_reviews())
write("bundles.ndjson", make_bundles())
write("construction.ndjson", make_construction())
write("inspections.ndjson", make_inspections())
write("licence-types.ndjson", make_licence_types())
write("licences.ndjson", make_licences())

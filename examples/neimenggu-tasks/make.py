#!/usr/bin/env python3
"""Writes this folder's data: the item catalogue, the guides, the list of powers and the inspections of an invented
banner-and-league district, built so that ratios lie exactly on the thresholds and just beside them.
README.md works them out by hand. Python 3 standard library only.

    python3 make.py            # rewrites the .ndjson files beside this script
    python3 make.py --check    # compares them
"""
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


# ---- items: RW-1 to RW-6 -------------------------------------------------------------------------------------

def items():
    rows = []

    def item(office, level, kind, promise, limit, depth, visits, published="2021-03-15", sort="行政许可", **more):
        row = {"实施编码": f"S{len(rows) + 1:02}", "事项名称": f"{office}事项{len(rows) + 1}", "实施主体": office, "行使层级": level, "办件类型": kind,
               "事项类型": sort, "网上办理深度": depth, "到办事现场次数": visits, "指南发布日期": published}
        for name, span in (("承诺时限", promise), ("法定时限", limit)):
            if span is not None:
                row[name], row[name + "单位"] = span[0], span[1]
        row.update(more)
        rows.append({k: v for k, v in row.items() if v is not None})

    day, natural = "工作日", "自然日"
    # 市住建局: 10 of 20 days, one of five at once: both exactly on the threshold.
    item("市住建局", "市", "即办件", (1, day), (2, day), "Ⅳ", 0)
    for promise, limit, depth in ((2, 6, "Ⅳ"), (3, 4, "Ⅲ"), (2, 4, "Ⅲ"), (2, 4, "Ⅱ")):
        item("市住建局", "市", "承诺件", (promise, day), (limit, day), depth, {"Ⅳ": 0, "Ⅲ": 1, "Ⅱ": 2}[depth])
    # 市水务局: 41 office hours of ten days, that is 5.125 of 10; one of six at once.
    item("市水务局", "市", "即办件", (1, "工作小时"), (1, day), "Ⅳ", 0)
    item("市水务局", "市", "承诺件", (1, day), (1, day), "Ⅳ", 1)            # Ⅳ and still a visit
    for depth, visits in (("Ⅲ", 1), ("Ⅱ", 2), ("Ⅱ", 2), ("Ⅱ", 2)):
        item("市水务局", "市", "承诺件", (1, day), (2, day), depth, visits)
    # 旗教育局: one limit is not stated.
    item("旗教育局", "县", "即办件", (1, day), (5, day), "Ⅳ", 0)
    item("旗教育局", "县", "承诺件", (5, day), None, "Ⅱ", 3)                 # Ⅱ and three visits
    # 旗民政局: one limit in calendar days; each item has been cut by half. One guide came a day too late.
    item("旗民政局", "县", "即办件", (1, day), (10, day), "Ⅳ", 0, sort="公共服务")
    item("旗民政局", "县", "承诺件", (30, natural), (60, natural), "Ⅳ", 0, published="2021-04-01")
    item("旗民政局", "县", "承诺件", (5, day), (10, day), "Ⅳ", 0, published="2021-04-02")
    # 自治区水利厅 is not of the two levels; two items below level Ⅱ, one not yet published.
    item("自治区水利厅", "省", "承诺件", (20, day), (20, day), "Ⅰ", 4)
    item("自治区水利厅", "省", "承诺件", (20, day), (20, day), "Ⅰ", 4, published=None)
    item("自治区水利厅", "省", "承诺件", (20, day), (20, day), "Ⅱ", 2)
    item("自治区水利厅", "省", "承诺件", (20, day), (20, day), "Ⅳ", 0)
    return rows


# ---- guides, directory: RW-8, RW-10 to RW-24 --------------------------------------------------------------------

DIRECTORY = [
    {"基本编码": "000119001000", "事项名称": "取水许可", "事项类型": "行政许可", "设定依据": "中华人民共和国水法第四十八条", "受理条件": "取用水资源"},
    {"基本编码": "002001001000", "事项名称": "图书借阅", "事项类型": "公共服务", "设定依据": "中华人民共和国公共图书馆法第三十三条"},
]


def guides():
    rows = []

    def guide(office, level, entry=DIRECTORY[1], published="2021-06-01 09:00:00", sorted_by_case=False, **more):
        row = {"指南编号": f"G{len(rows) + 1:03}", "实施主体": office, "行使层级": level, "发布时间": published, "分情形展示材料": sorted_by_case,
               **{k: v for k, v in entry.items()},
               "法定时限": 20, "法定时限单位": "工作日", "承诺时限": 5, "承诺时限单位": "工作日",
               "办理地点": "新华东街1号政务服务中心205室3号窗口", "办理时间": "星期一至星期五：09:00-17:00", "咨询方式": "0471-4825000",
               "涉及中介": False, "到办事现场次数": 1,
               "办理流程": [{"环节名称": "受理", "办理时限": 1, "办理时限单位": "工作日", "审查标准": "材料齐全", "办理结果": "受理通知书"}],
               "申请材料": [{"材料名称": "申请表", "材料类型": "原件", "材料形式": "纸质和电子", "份数": 1, "来源渠道": "申请人自备",
                         "需申请人填写": True, "空白表格": "blank.docx", "示例样表": "sample.pdf"}]}
        row.update(more)
        rows.append({k: v for k, v in row.items() if v is not None})

    # 市文旅局 with its library: 12 and 8 public service guides, the last of them in the last second of the year; 4 of 12 and 2 of 8 by case.
    for i in range(12):
        guide("市文旅局", "市", sorted_by_case=i < 4)
    for i in range(8):
        guide("市图书馆", "市", sorted_by_case=i < 2, 主管部门="市文旅局", published="2021-12-31 23:59:59" if i == 7 else "2021-06-01 09:00:00")
    # 旗文旅局: twenty, but the last was published at the first instant of the new year, two seconds after the last in time; 6 of 20 by case.
    for i in range(20):
        guide("旗文旅局", "县", sorted_by_case=i < 6, published="2022-01-01 00:00:01" if i == 19 else "2021-06-01 09:00:00")
    # 自治区水利厅: a guide whose code the directory does not have, one with another name, one with other conditions.
    guide("自治区水利厅", "省", DIRECTORY[0])
    guide("自治区水利厅", "省", DIRECTORY[0], 基本编码="000119099000")
    guide("市水务局", "市", DIRECTORY[0], sorted_by_case=True, 事项名称="取水许可证核发")
    guide("市水务局", "市", DIRECTORY[0], sorted_by_case=None, 受理条件="取用地下水")
    # One guide with everything wrong, of a town: not of the three levels.
    guide("某苏木党群服务中心", "镇", 法定时限单位=None, 承诺时限=21, 办理地点="政务服务大厅", 办理时间="工作时间", 咨询方式="12345", 涉及中介=True, 到办事现场次数=None,
          办理流程=[{"环节名称": "受理"}], 申请材料=[{"材料名称": "申请表", "需申请人填写": True}])
    return rows


# ---- powers: RW-7a, RW-9 --------------------------------------------------------------------------------------

def powers():
    rows = []

    def power(office, links, kind="行政许可", clickable=True, **more):
        row = {"权责编码": f"P{len(rows) + 1:02}", "权责名称": f"权责{len(rows) + 1}", "事项类型": kind, "实施主体": office, "行使层级": "市",
               "关联": [{"指南编号": g} for g in links], "清单页可办理": clickable}
        row.update(more)
        rows.append({k: v for k, v in row.items() if v is not None})

    # Ten powers of the six kinds that count, nine of them linked; one of the nine to a guide published a second late.
    for i in range(6):
        power("市水务局", [f"G{43 + i % 2:03}"])
    power("市水务局", ["G043", "G044"], kind="行政确认")
    power("旗文旅局", ["G040"], kind="其他行政权力")                          # published 2022-01-01 00:00:01
    power("旗文旅局", ["G021", "G040"], kind="行政给付", clickable=None)       # one to several; nobody has clicked
    power("旗文旅局", [], kind="行政奖励", clickable=False)                    # not linked
    power("旗文旅局", [], kind="行政处罚", clickable=False)                    # not of the six kinds
    power("旗文旅局", [], kind="其他行政权力", clickable=False, 依申请=False)    # not on application
    return rows


INSPECTIONS = [
    {"检查编号": "X1", "指南编号": "G041", "检查时间": "2021-11-03 10:00:00", "问题": ["法定时限不准确", "要素未动态调整"]},
    {"检查编号": "X2", "指南编号": "G042", "检查时间": "2021-11-03 10:30:00", "问题": ["办理地点不准确"], "整改时间": "2021-12-20 09:00:00"},
    {"检查编号": "X3", "实施主体": "旗教育局", "检查时间": "2022-01-12 15:00:05", "问题": ["未拆分业务办理项"], "整改时间": "2022-02-01 11:00:00"},
    {"检查编号": "X4", "指南编号": "G001", "检查时间": "2022-01-12 16:00:00"},
]

REVIEWS = [
    {"评价编号": "V1", "办件编号": "B1", "实施编码": "S13", "评价时间": "2022-01-20 10:00:00", "满意度": "满意", "跑动次数": 3},
    {"评价编号": "V2", "办件编号": "B2", "实施编码": "S03", "评价时间": "2022-01-20 10:00:00", "满意度": "满意", "跑动次数": 1},
    {"评价编号": "V3", "办件编号": "B3", "实施编码": "S01", "评价时间": "2021-11-20 10:00:00", "满意度": "基本满意", "跑动次数": 1},
]


def main(args):
    differ = []
    for name, rows in (("items", items()), ("directory", DIRECTORY), ("guides", guides()), ("powers", powers()), ("inspections", INSPECTIONS), ("reviews", REVIEWS)):
        text = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
        path = HERE / f"{name}.ndjson"
        if "--check" not in args:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            differ.append(path.name)
    if differ:
        print("not what make.py writes: " + ", ".join(differ), file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

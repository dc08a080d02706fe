#!/usr/bin/env python3
"""The tables of examples/exchange, and the same cases as NDJSON, from one list: made-up cases."""
import csv
import json
import pathlib

HERE = pathlib.Path(__file__).parent
ITEMS = ["11410403MB1500000X4000131001000", "11410403MB1500731X4000132002000"]  # of examples/henan/items.ndjson
TYPES = {"即办件": "1", "承诺件": "2"}

# number, kind, applied, accepted, ended, ending, steps (name, from, to), special procedures (name, from, to)
CASES = [
    ("EX-0001", "承诺件", "2024-05-06 09:10:00", "2024-05-06 10:00:00", "2024-05-10 16:30:00", "正常办结",
     [("受理", "2024-05-06 10:00:00", "2024-05-06 10:05:00"), ("审查", "2024-05-07 09:00:00", "2024-05-09 17:00:00"),
      ("决定", "2024-05-10 09:00:00", "2024-05-10 16:00:00"), ("办结", "2024-05-10 16:00:00", "2024-05-10 16:30:00")], []),
    ("EX-0002", "承诺件", "2024-05-06 14:00:00", "2024-05-20 09:00:00", "2024-06-28 11:00:00", "正常办结",
     [("受理", "2024-05-20 09:00:00", "2024-05-20 09:10:00"), ("办结", "2024-06-28 10:00:00", "2024-06-28 11:00:00")],
     [("专家评审", "2024-05-23 09:00:00", "2024-06-03 12:00:00")]),
    ("EX-0003", "即办件", "2024-05-08 10:00:00", "2024-05-08 10:00:00", "2024-05-13 10:00:00", "退件",
     [("受理", "2024-05-08 10:00:00", "2024-05-08 10:01:00"), ("办结", "2024-05-13 09:30:00", "2024-05-13 10:00:00")], []),
    ("EX-0004", "承诺件", "2024-05-09 15:00:00", "2024-05-10 15:00:00", "", "", [("受理", "2024-05-10 15:00:00", "2024-05-10 15:20:00")], []),
    ("EX-0005", "承诺件", "2024-05-13 08:40:00", "2024-05-13 09:00:00", "2024-05-31 17:00:00", "不予许可",
     [("受理", "2024-05-13 09:00:00", "2024-05-13 09:10:00"), ("决定", "2024-05-31 15:00:00", "2024-05-31 16:00:00"),
      ("办结", "2024-05-31 16:00:00", "2024-05-31 17:00:00")], []),
]


def table(name, columns, rows):
    with open(HERE / "tables" / f"{name}.csv", "w", newline="", encoding="utf-8") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def main():
    accept, result, process, special, material, records = [], [], [], [], [], []
    for i, (no, kind, applied, accepted, ended, ending, steps, specials) in enumerate(CASES, 1):
        item = ITEMS[i % 2]
        accept.append([f"a{i}", no, item, "示例市审批局", TYPES[kind], "1", f"申请人{i}", f"1380000000{i}", applied, accepted, "I"])
        record = {"办件编号": no, "实施编码": item, "受理部门": "示例市审批局", "办件类型": kind, "申报来源": "窗口", "申请人名称": f"申请人{i}",
                  "申请人联系方式": f"1380000000{i}", "收件时间": applied, "受理时间": accepted}
        if ended:
            result.append([f"r{i}", no, ended, ending, "", "I"])
            record |= {"办结时间": ended, "办结结果": ending}
        # The table is not in the order of time; the binding sorts each case's rows.
        for k, (name, begin, end) in reversed(list(enumerate(steps))):
            process.append([f"p{i}-{k}", no, name, begin, end, "经办人", "I"])
        record["环节"] = [{"环节名称": n, "开始时间": b, "结束时间": e, "处理人": "经办人"} for n, b, e in steps]
        for k, (name, begin, end) in enumerate(specials):
            special.append([f"s{i}-{k}", no, name, begin, end, "依规定"])
        if specials:
            record["特别程序"] = [{"种类": n, "开始时间": b, "结束时间": e} for n, b, e in specials]
        material.append([f"m{i}", no, "申请表"])
        record["材料"] = [{"材料名称": "申请表"}]
        records.append(record)
    table("up_pro_accept", ["row_guid", "project_no", "task_code", "org_name", "project_type", "apply_type", "applyer_name", "contact_mobile", "apply_date", "accept_date", "cd_operation"], accept)
    table("up_pro_result", ["row_guid", "project_no", "result_date", "result_type", "result_explain", "cd_operation"], result)
    table("up_pro_process", ["row_guid", "project_no", "process_name", "event_start_time", "event_end_time", "handle_user_name", "cd_operation"], process)
    table("up_pro_special_procedure", ["row_guid", "project_no", "special_name", "special_time", "end_time", "special_reason"], special)
    table("up_pro_material", ["row_guid", "project_no", "material_name"], material)
    with open(HERE / "cases.ndjson", "w", encoding="utf-8") as f:
        for r in records:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()

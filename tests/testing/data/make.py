# Writes 用例.xlsx beside itself with openpyxl; the file is checked in, so that tests need no Python.
import datetime
import pathlib

import openpyxl

book = openpyxl.Workbook()
sheet = book.active
sheet.title = "说明"
sheet.append(["这一页不是测试"])
cases = book.create_sheet("用例")
cases.append(["测试", "受理时间", "办结时间", "承诺时限", "承诺时限单位", "截至", "备注", "T-1", "T-2", "环节"])
cases.append(["三个工作日", datetime.datetime(2024, 9, 27, 15, 0, 0), None, None, None, None, "国庆", "预警 自 2024-10-09 00:00", None, None])
cases.append(["当日办结", datetime.datetime(2024, 9, 27, 15, 0, 0), datetime.datetime(2024, 9, 27, 16, 30, 5), 0.5, "小时", datetime.date(2024, 9, 28), None, "不亮牌", None, '[{"名称": "审查", "开始": "2024-09-27 15:10"}]'])
cases.append([None, datetime.datetime(2024, 9, 27, 15, 0, 0), None, 10, "工作日", None, None, None, "不亮牌", None])
book.save(pathlib.Path(__file__).parent / "用例.xlsx")

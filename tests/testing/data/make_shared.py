# Writes 富文本.xlsx beside itself with XlsxWriter: shared strings, rich text, the 1904 calendar, booleans, a formula. Checked in.
import datetime
import pathlib

import xlsxwriter

book = xlsxwriter.Workbook(pathlib.Path(__file__).parent / "富文本.xlsx", {"date_1904": True})
sheet = book.add_worksheet("表&一")
bold = book.add_format({"bold": True})
moment = book.add_format({"num_format": 'yyyy"年"m"月"d"日" hh:mm'})
money = book.add_format({"num_format": '[Red]"¥"#,##0.00'})
sheet.write_row(0, 0, ["测试", "受理时间", "费用", "事项.免费", "T-1"])
sheet.write_rich_string(1, 0, "一半", bold, "粗体", " 的名字 ")
sheet.write_datetime(1, 1, datetime.datetime(2024, 5, 13, 10, 0, 1), moment)
sheet.write_number(1, 2, 1234.5, money)
sheet.write_boolean(1, 3, True)
sheet.write_formula(1, 4, '="红牌"', None, "红牌")
sheet.write_string(3, 0, "隔一行")
sheet.write_number(3, 2, 1e15)
book.close()

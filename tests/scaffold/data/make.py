# Writes the Word and Excel files beside itself with python-docx and openpyxl, the tools that offices' own scripts use. The files are
# checked in, so that tests need neither.
import pathlib

import docx
import openpyxl

here = pathlib.Path(__file__).parent


def fill(table, row, texts):
    for column, text in enumerate(texts):
        if text is not None:
            table.cell(row, column).text = text


# Headings in two rows, cells merged over rows and columns, line breaks, a page that goes on without headings, the headings again, a remark,
# a table that is none of indicators.
paper = docx.Document()
paper.add_paragraph("附件2")
paper.add_paragraph("示例市政务服务效能监督判断规则")
paper.add_paragraph("")
t = paper.add_table(rows=7, cols=6)
fill(t, 0, ["序号", "监督指标", None, "指标说明\n（判断规则）", "发牌类型", "责任单位"])
fill(t, 1, [None, "一级指标", "二级指标", None, None, None])
fill(t, 2, ["一", "事项办理指标", "业务办理\n超时", "办理时间＞承诺办理\n时限", "红牌", "各部门"])
fill(t, 3, [None, None, "必要审批流程完整", "是否缺失受理、办结等必要环节数据。", "发黄牌", None])
fill(t, 4, ["二", "电子证照指标", "", "在办结之日起3个工作日未上传证照系统的。", "黄牌", "数据局"])
fill(t, 5, [None, None, "存量证照改造", "存量电子证照数据中，存在不符合电子证照工程 标准的数据", "黄牌、红牌", None])
fill(t, 6, ["注：本表自印发之日起执行。", None, None, None, None, None])
t.cell(0, 1).merge(t.cell(0, 2))
for column in (0, 3, 4, 5):
    t.cell(0, column).merge(t.cell(1, column))
for top, bottom in ((2, 3), (4, 5)):
    for column in (0, 1, 5):
        t.cell(top, column).merge(t.cell(bottom, column))
t.cell(6, 0).merge(t.cell(6, 5))
paper.add_paragraph("")
t = paper.add_table(rows=3, cols=6)
fill(t, 0, ["序号", "一级指标", "二级指标", "指标说明（判断规则）", "发牌类型", "责任单位"])
fill(t, 1, ["三", "“好差评”指标", "差评\n整改情况", "未在14个自然日内对差评进行整改「一次」", "红牌", "各部门"])
fill(t, 2, ["", "", "", "", "视情况而定发牌", ""])
paper.add_paragraph("")
t = paper.add_table(rows=1, cols=6)
fill(t, 0, ["四", "窗口服务情况", "", "未按照受审分离的模式提供“一站式”服务的情况", "黄牌", "政务中心"])
paper.add_paragraph("以下为签发栏。")
t = paper.add_table(rows=1, cols=3)
fill(t, 0, ["拟稿", "核稿", "签发"])
paper.save(here / "判断规则.docx")

# A workbook: a page of explanations, a title over the table, merged levels, numbers as numbers, a column of its own.
book = openpyxl.Workbook()
sheet = book.active
sheet.title = "填表说明"
sheet.append(["请各单位认真填写"])
sheet = book.create_sheet("任务清单")
sheet.append(["政务服务事项标准化建设重点工作任务清单"])
sheet.merge_cells("A1:E1")
sheet.append([])
sheet.append(["序 号", "一级指标", "三级指标", "重 点 任 务", "完成时限"])
sheet.append([1, "服务\n满意度", "减时间", "承诺时限在法定时限基础上缩减的比例达到50%。", "2021年12月31日"])
sheet.append([2, None, "即办程度", "即办件的数量占比达到20%。", "2021年12月31日"])
sheet.append([3, "指南准确度", "基本信息", "准确标注该事项的法定期限。", "2021年12月31日"])
sheet.append([4, None, None, "办事指南100%发布，\n动态调整完善。", None])
sheet.append([None, None, None, "合计", 4])
sheet.merge_cells("B4:B5")
sheet.merge_cells("B6:B7")
book.save(here / "任务清单.xlsx")

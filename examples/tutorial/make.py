# Writes the table of the tutorial beside itself with python-docx: an excerpt of Inner Mongolia's judgement rules of 2024, cells merged as in the
# original. The file is checked in.
import pathlib

import docx

rows = [
    ["序号", "监督指标", "一级指标", "二级指标", "指标说明", "发牌类型"],
    ["2", "事项办理指标", "办理时限", "业务办理超时", "办理时间>承诺办理时限", "红牌"],
    ["", "", "特别程序", "异常特别程序", "以自治区政务服务事项平台中的办理流程为标准，对不允许实施特别程序但实际业务办理时出现特别程序", "黄牌"],
    ["3", "电子证照指标", "汇聚情况", "汇聚数量情况", "政务服务事项办理结果为证照类型的，其办件在办结之日起3个工作日未上传证照系统的。", "黄牌"],
    ["4", "政务服务“好差评”指标", "差评整改情况", "", "未在14个自然日内对差评进行整改", "红牌"],
    ["注：节选，全表见原文件。", "", "", "", "", ""],
]
paper = docx.Document()
paper.add_paragraph("政务服务效能监督判断规则（节选）")
table = paper.add_table(rows=len(rows), cols=6)
table.style = "Table Grid"
for r, texts in enumerate(rows):
    for c, text in enumerate(texts):
        table.cell(r, c).text = text
for column in (0, 1):
    table.cell(1, column).merge(table.cell(2, column)).text = rows[1][column]
table.cell(5, 0).merge(table.cell(5, 5)).text = rows[5][0]
paper.save(pathlib.Path(__file__).parent / "判断规则-节选.docx")

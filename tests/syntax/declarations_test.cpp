// Declarations: what is written and the tree it makes.
#include "helpers.h"

#include <gtest/gtest.h>

namespace zs::test {
namespace {

struct Row {
  const char *name, *written, *tree;
};
class Declarations : public testing::TestWithParam<Row> {};
TEST_P(Declarations, MakeTheTree) {
  const Parsed p = parse_text(GetParam().written);
  EXPECT_EQ(p.codes(), "") << p.messages();
  EXPECT_EQ(ast::dump(p.file), GetParam().tree);
}

const Row kRows[] = {
    {"import", "导入 「标准库/办件.zs」", "import \"标准库/办件.zs\"\n"},
    {"rule_set",
     "规则集 henan.supervision 版本 2019 地区 41 施行 2019-03-21 {\n名称 「河南」\n文件 「豫\"放管服\"〔2019〕2号」\n原文 「a.txt」\n勘误 「时问」 改 「时间」\n"
     "废止 2024年5月9日\n牌 预警 < 异常 < 红牌\n日历 国务院办公日历 }",
     "ruleset henan.supervision version 2019 region 41\n  title \"河南\"\n  document \"豫\"放管服\"〔2019〕2号\"\n  source \"a.txt\"\n  erratum \"时问\" \"时间\"\n"
     "  in-force 17976\n  repealed 19852\n  cards 预警 异常 红牌\n  calendar 国务院办公日历\n"},
    {"record",
     "记录 办件 case 常态 { 键 办件编号 no 文本 实施编码 task 文本 引用 事项 ? 人数 n 整数 费 fee 小数 折扣 d 百分比 好 b 布尔 日 day 日期 计划 p 时刻 时 t 时刻 事件 ?\n"
     "理由 reason 文本 格式 「[0-9]+」 ? 型 k 枚举 型号 ? 缺省 事项的型 级 l 枚举 有序 {甲 < 乙} 限 lim 期限 单位 限单位 limu ? 缺省 5个工作日\n"
     "标签 tags 列表 文本 ? 缺省 {「受理」、办结} 类 c 列表 枚举 {甲 = 1、A；乙} 行 rows 列表 { 时限 x 整数 结果 y 文本 ? } ? 治理 时 }",
     "record 办件 case standing\n  governing 时\n  field 办件编号 no type0 key\n  field 实施编码 task type0 optional\n    reference 事项\n  field 人数 n type1\n  field 费 fee type2\n"
     "  field 折扣 d type3\n  field 好 b type4\n  field 日 day type5\n  field 计划 p type6\n  field 时 t type7 optional\n  field 理由 reason type0 optional\n    pattern \"[0-9]+\"\n"
     "  field 型 k type8 optional\n    enum 型号\n    default (path 型 (name 事项))\n  field 级 l type8 ordered\n      label 甲\n      label 乙\n  field 限 lim type9 optional\n    unit 限单位 limu\n"
     "    default (span 5 unit0)\n  field 标签 tags type10 optional\n    default (set (text \"受理\") (name 办结))\n  field 类 c type11\n      label 甲 =1 =A\n      label 乙\n  field 行 rows type12 optional\n"
     "    field 时限 x type1\n    field 结果 y type0 optional\n"},
    {"enumeration", "枚举 时限单位 { 工作日 = 1、G；自然日 = Z；小时；〔带的〕 = 「x y」 }", "enum 时限单位\n  label 工作日 =1 =G\n  label 自然日 =Z\n  label 小时\n  label 带的 =x y\n"},
    {"ordered", "枚举 深度 有序 { Ⅰ < Ⅱ < Ⅲ }", "enum 深度 ordered\n  label Ⅰ\n  label Ⅱ\n  label Ⅲ\n"},
    {"calendar",
     "日历 两班 { 版本 「一号」 工作 周一、周日 办公 09:00-12:00、13：00-17:30 覆盖 2013 至 2026 休 2013-01-01 元旦 休 2013-02-09 至 2013-02-15 国庆节、中秋节 班 2013-02-16 }",
     "calendar 两班 2013 2026\n  version \"一号\"\n  works 0\n  works 6\n  office 32400 43200\n  office 46800 63000\n  off 15706 15706 元旦\n  off 15745 15751 国庆节、中秋节\n  work 15752 15752 \n"},
    {"clock",
     "时限 办理 对 办件 { 自 甲 至 最早（乙、丙） 限 承诺时限 缺省 8工作小时 当 类型 = 即办件 日历 历 计法 精确 当 计 = 精确 起算 当日 顺延 否 口径 计停 = 停 可选 无 说明「文」\n"
     "暂停 逐 补正 自 告知 至 确认 当 计停 = 停 暂停 自 丁 至 戊 }",
     "clock 办理\n  record 办件\n  start(name 甲)\n  end(earliest (name 乙) (name 丙))\n  limit(default (name 承诺时限) (guard (span 8 unit3) (compare (name 类型) = (name 即办件))))\n  calendar 历\n"
     "  pause\n    each 补正\n    from(name 告知)\n    to(name 确认)\n    when(compare (name 计停) = (name 停))\n  pause\n    from(name 丁)\n    to(name 戊)\n"
     "  setting 0 true\n   when(compare (name 计) = (name 精确))\n  setting 1 true\n  setting 2 false\n  reading 计停 = 停 | 无\n   why \"文\"\n"},
    {"condition", "条件 迟（多久、乙） 对 办件 = 自 甲 至 乙 超过 多久", "condition 迟\n  record 办件\n  parameters 多久 乙\n  body(span-over (name 甲) (name 乙) (name 多久))\n"},
    {"words", "词表 模糊词 = {「其他」、有关}", "words 模糊词\n word \"其他\"\n word \"有关\"\n"},
    {"pattern", "句式 厅名 = 「××[盟|市]厅」、「乙」", "pattern 厅名\n alternative \"××[盟|市]厅\"\n alternative \"乙\"\n"},
    {"indicator",
     "指标 HN8-5 证照监察 对 办件 {\n依据 第八条 （五）「文」\n归类 系统内部监察/收费（税）监察/进驻的事项 取代 NM1-1、示例-1\n口径 特别程序 = 不计入 可选 计入\n适用 甲 = 乙\n"
     "情形 未上传 逐 补正 { 参数 及时 = 5天 条件 丙 = 丁 为空 当 丙，发 预警，处置 人工监察、督办 理由 「{甲的乙}x{钟的已用}」 }\n当 钟 超期，发 红牌 }",
     "indicator HN8-5 证照监察 办件\n  category 系统内部监察 收费（税）监察 进驻的事项\n  supersedes NM1-1 示例-1\n  reading 特别程序 = 不计入 | 计入\n  situation \n    quote 第八条（五） \"文\"\n"
     "    applies (compare (name 甲) = (name 乙))\n    card 红牌\n     when (overdue (name 钟))\n  situation 未上传\n    each 补正\n    parameter 及时 (span 5 unit7)\n"
     "    condition 丙\n      body(is-empty (name 丁))\n    card 预警 人工监察 督办\n     when (name 丙)\n    reason \"{甲的乙}x{钟的已用}\"\n     (path 乙 (name 甲))\n     \"x\"\n     (used (name 钟))\n"},
    {"statistic", "统计指标 RW-1 减 对 事项 按 实施主体、甲的乙 { 依据 1「文」 范围 甲 = 乙 截至 2021年12月31日 截至 每年末 当 计数 > 3，发 未达标 }",
     "statistic RW-1 减 事项\n  by(name 实施主体)\n  by(path 乙 (name 甲))\n  quote 1 \"文\"\n  range(compare (name 甲) = (name 乙))\n  at false 18992\n  at true 0\n  card 未达标\n   when (compare (count) > (number 3))\n"},
    {"test",
     "测试 “国庆” { 给定 办件 { 编号 \"A1\" 时间 2024年9月7日 15:00 结果 证照 数 -5 完整 否 限 10  小时 8 补正 [ {告知 2024-09-28 材料 [甲、乙]} ] }\n截至 2024-12-31 24:00\n"
     "期望 证照: 预警 自 2024-10-09 00:00 至 2024-10-13\n期望 HN8-1：红牌 自 2024-10-09 在案\n期望 示例-1: 无\n期望 HN8-1: 无法判定 缺 甲、事项的乙 }",
     "test \"国庆\"\n  as-of 1735689600\n  given 办件 {编号:\"A1\" 时间:\"2024-09-07 15:00\" 结果:\"证照\" 数:\"-5\" 完整:\"否\" 限:\"10\" 小时:\"8\" 补正:[{告知:\"2024-09-28\" 材料:[\"甲\" \"乙\" ] } ] }\n"
     "  expect 证照 0 预警 from 1728432000 until 1728777600\n  expect HN8-1 0 红牌 from 1728432000 open\n  expect 示例-1 1 \n  expect HN8-1 2 \n   missing 甲 事项的乙\n"},
};
INSTANTIATE_TEST_SUITE_P(All, Declarations, testing::ValuesIn(kRows), [](const auto& i) { return std::string(i.param.name); });

TEST(Declarations, EnglishAndChineseMakeTheSameTree) {
  const Parsed zh = parse_text("时限 钟 对 办件 { 自 甲 至 乙 限 3个工作日 暂停 逐 丙 自 丁 至 戊 }\n指标 X-1 一 对 办件 { 当 钟 超期 且 非 甲 未发生，发 红牌，处置 督办 }");
  const Parsed en = parse_text("clock 钟 for 办件 { from 甲 to 乙 limit 3 workdays pause each 丙 from 丁 to 戊 }\nindicator X-1 一 for 办件 { when 钟 overdue and not 甲 not_happened, issue 红牌, action 督办 }");
  EXPECT_EQ(en.codes(), "") << en.messages();
  EXPECT_EQ(ast::dump(zh.file), ast::dump(en.file));
}

TEST(Recovery, ManyErrorsInOnePass) {
  const Parsed p = parse_text(
      "指标 X-1 一 对 办件 {\n  事用 甲 = 乙\n  当 甲 超其，发 红牌\n  当 甲 未发生 发 红牌\n  适用 甲 且 乙 或 丙\n  当 乙 已发生，发 预警\n}\n"
      "指标 X-2 二 对 办件 {\n  适用 = 3\n  当 限 超过 3周，发 红牌\n}\n参数 丁 = 2024-02-30\n参数 戊 = 4\n");
  EXPECT_EQ(p.codes().find("E0102"), std::string::npos);
  for (const char* code : {"E0105", "E0107", "E0111", "E0101", "E0106", "E0113"}) EXPECT_NE(p.codes().find(code), std::string::npos) << code << "\n" << p.messages();
  EXPECT_EQ(p.sink.error_count(), 7u) << p.messages();
  EXPECT_EQ(p.file.items.size(), 4u);
}

}  // namespace
}  // namespace zs::test

// Official tables: what is an indicator, what it inherits, what is left and said.
#include "scaffold/cards.h"
#include "scaffold/headings.h"
#include "scaffold/official.h"
#include "scaffold/source.h"
#include "scaffold/words.h"
#include "tests/cli/process.h"

#include <filesystem>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::scaffold {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kData = ZS_SOURCE_DIR "/tests/scaffold/data/";
const std::string kRules = ZS_SOURCE_DIR "/rules/";

/// code name | levels | cards | record | description | other columns
std::string line(const Entry& e) {
  std::string others;
  for (const auto& [heading, text] : e.others) others += " " + heading + "=" + one_line(text);
  return fmt::format("{} {} | {} | {} | {} | {}{}", e.code, e.name, fmt::join(e.levels, "/"), fmt::join(e.cards, "、"), e.record, one_line(e.description), others);
}
std::vector<std::string> lines(const Outline& o) {
  std::vector<std::string> out;
  for (const auto& e : o.entries) out.push_back(line(e));
  return out;
}
std::vector<std::string> left(const Outline& o) {
  std::vector<std::string> out;
  for (const auto& l : o.left) out.push_back(l.zh);
  return out;
}

Outline read(const std::string& path, const std::string& prefix) {
  auto s = read_source(path);
  EXPECT_TRUE(s) << (s ? "" : s.error().zh);
  return s ? outline_of(*s, prefix) : Outline();
}
Outline pasted(const std::string& text, const std::string& prefix = "ZB") {
  Source s;
  s.text = text;
  s.grids = grids_of(text);
  return outline_of(s, prefix);
}

TEST(Words, NumbersBlanksAndCards) {
  EXPECT_EQ(number_of("12"), 12);
  EXPECT_EQ(number_of("（十二）"), 12);
  EXPECT_EQ(number_of("二十一、"), 21);
  EXPECT_EQ(number_of("第 三 条"), 3);
  EXPECT_EQ(number_of("１．"), 1);
  for (const char* no : {"", "一二", "NM1-1", "3天", "合计"}) EXPECT_EQ(number_of(no), 0) << no;
  EXPECT_EQ(one_line(" 服务\n 满意度　A B\r\nC "), "服务满意度A B C");
  EXPECT_THAT(cards_in("黄牌、红牌"), ElementsAre("黄牌", "红牌"));
  EXPECT_THAT(cards_in("发黄 牌"), ElementsAre("黄牌"));
  EXPECT_THAT(cards_in("视情况另行研究决定"), IsEmpty());
  EXPECT_THAT(ranked({"红牌", "预警", "特别牌", "黄牌"}), ElementsAre("特别牌", "预警", "黄牌", "红牌"));
}

TEST(Headings, KnowTheirVariants) {
  EXPECT_EQ(role_of("序　号"), Role::kOrdinal);
  EXPECT_EQ(role_of("指标说明\n（判断规则）"), Role::kDescription);
  EXPECT_EQ(role_of("重 点 任 务"), Role::kDescription);
  EXPECT_EQ(role_of("三级指标"), Role::kLevel);
  EXPECT_EQ(role_of("发牌类型"), Role::kCard);
  EXPECT_EQ(role_of("法律依据"), Role::kBasis);
  EXPECT_EQ(role_of("责任单位"), std::nullopt);
  EXPECT_EQ(role_of("办件数据不符合规定的数据要求的，发牌"), std::nullopt);
}

// ---- the shipped regulations

TEST(Regulations, TheTableOf2024) {
  const Outline o = read(kRules + "neimenggu/2024/sources/效能监督判断规则-2024.txt", "NM");
  EXPECT_EQ(o.title, "内蒙古自治区政务服务效能监督判断规则(2024年版)");
  EXPECT_THAT(o.cards, ElementsAre("黄牌", "红牌"));
  EXPECT_THAT(left(o), IsEmpty());
  const auto all = lines(o);
  ASSERT_EQ(all.size(), 32u);
  EXPECT_EQ(all[1], "NM1-2 数据提交严重超时 | 数据推送指标/数据提交时效性/数据提交严重超时 | 红牌 | 办件 | 电子监察系统接收到办件数据的实际时间和受理时间、环节开始时间、环节结束时间、办结时间超出48小时的");
  EXPECT_THAT(all[2], testing::StartsWith("NM1-3 数据完整性 | 数据推送指标/数据完整性 | 黄牌 | 办件 |")) << "a new level above, and none of its own";
  EXPECT_EQ(all[3], "NM2-1 业务办理预警 | 事项办理指标/办理时限/业务办理预警 | 黄牌 | 办件 | 以自治区政务服务事项平台中的承诺时限为标准。即办件：6小时≤办理时间≤8小时。承诺件：1.承诺时间大于5天的：承诺时限-3天≤办理时间≤承诺时限；2.承诺时间小于5天的：承诺时限*50%≤办理时间≤承诺时限。");
  EXPECT_EQ(all[18], "NM4-7 差评整改情况 | 政务服务“好差评”指标/差评整改情况 | 红牌 | 评价 | 未在14个自然日内对差评进行整改");
  EXPECT_EQ(all[24], "NM6-4 材料缺失 | 工程建设项目审批指标/办件要素/材料缺失 | 黄牌 | 工程办件 | 结果材料缺失：未将批复材料共享至自治区工改系统。");
  EXPECT_EQ(all[27], "NM6-7 审批环节缺失 | 工程建设项目审批指标/办件要素/审批环节缺失 | 黄牌 | 工程办件 | 办件环节缺失");
  EXPECT_THAT(all[31], testing::StartsWith("NM7-4 规范设置综窗情况及实际运行情况 | 政务服务中心运行指标/窗口服务情况/"));
}

TEST(Regulations, TheTaskListOf2021) {
  const Outline o = read(kRules + "neimenggu/2021-tasks/sources/重点工作任务清单-2021.txt", "RW");
  EXPECT_EQ(o.title, "政务服务事项标准化建设重点工作任务清单");
  EXPECT_FALSE(o.cards_known);
  EXPECT_THAT(left(o), IsEmpty());
  const auto all = lines(o);
  ASSERT_EQ(all.size(), 24u);
  EXPECT_THAT(all[1], testing::StartsWith("RW-2 即办程度 | 在线服务成效度/服务满意度/即办程度 |  | 事项 | 盟旗两级部门政务服务事项即办件的数量占比达到20%。 完成时限=2021年12月31日"));
  EXPECT_THAT(all[4], HasSubstr("RW-5 材料核验（Ⅲ级） | 办理成熟度/事项办理深度/材料核验（Ⅲ级） |"));
  EXPECT_THAT(all[4], HasSubstr("Ⅲ级:该事项已经实现申请材料在线核验。"));
  EXPECT_THAT(all[23], testing::StartsWith("RW-24 样表下载服务 | 指南准确度/表格及样表下载/样表下载服务 |"));
}

TEST(Regulations, ClausesWithHeadings) {
  const Outline o = read(kRules + "henan/2019/sources/河南省政务服务电子监察工作规则.txt", "HN");
  EXPECT_EQ(o.tables, 0u);
  const auto all = lines(o);
  ASSERT_EQ(all.size(), 20u);
  EXPECT_THAT(all[0], testing::StartsWith("HN8-1 业务办理时限监察 | 系统内部监察规则描述/业务办理时限监察 | 预警、红牌 | 办件 | 业务办理时限监察是对办件从受理到办结所用时限的监察。"));
  EXPECT_EQ(o.entries[4].code, "HN8-5");
  EXPECT_EQ(o.entries[4].clause, "第八条（五）");
  EXPECT_THAT(o.entries[4].description, HasSubstr("信息不完整的,视为异常情况,监察系统发出预警;预警发出后3个工作日内未补充完整的,监察系统发红牌。")) << "every paragraph of it";
  EXPECT_THAT(all[19], testing::StartsWith("HN9-10 异常办件申诉及二次评价 |"));
  EXPECT_THAT(o.cards, ElementsAre("预警", "异常", "红牌"));
}

TEST(Regulations, ProseWithoutHeadingsHasNoIndicator) {
  for (const char* file : {"neimenggu/2024/sources/效能监督办法-2024.txt", "neimenggu/2021-standardization/sources/政务服务标准化管理办法-2021.txt"})
    EXPECT_THAT(lines(read(kRules + file, "BZ")), IsEmpty()) << file;
}

// ---- made by other tools

TEST(WordTables, MergedCellsTwoRowsOfHeadingsPagesAndRemarks) {
  const Outline o = read(kData + "判断规则.docx", "SL");
  EXPECT_EQ(o.title, "示例市政务服务效能监督判断规则");
  EXPECT_THAT(lines(o), ElementsAre("SL1-1 业务办理超时 | 事项办理指标/业务办理超时 | 红牌 | 办件 | 办理时间＞承诺办理时限 责任单位=各部门",
                                    "SL1-2 必要审批流程完整 | 事项办理指标/必要审批流程完整 | 黄牌 | 办件 | 是否缺失受理、办结等必要环节数据。 责任单位=各部门",
                                    "SL2-1 电子证照指标 | 电子证照指标 | 黄牌 | 办件 | 在办结之日起3个工作日未上传证照系统的。 责任单位=数据局",
                                    "SL2-2 存量证照改造 | 电子证照指标/存量证照改造 | 黄牌、红牌 | 存量证照 | 存量电子证照数据中，存在不符合电子证照工程标准的数据 责任单位=数据局",
                                    "SL3-1 差评整改情况 | “好差评”指标/差评整改情况 | 红牌 | 评价 | 未在14个自然日内对差评进行整改「一次」 责任单位=各部门",
                                    "SL4-1 窗口服务情况 | 窗口服务情况 | 黄牌 | 大厅巡查 | 未按照受审分离的模式提供“一站式”服务的情况 责任单位=政务中心"));
  EXPECT_THAT(left(o), ElementsAre("表 4：1 行，认不出列名，没有读；第一行是：拟稿 | 核稿 | 签发", "表 1 第 7 行：附注或合计，不是指标：注：本表自印发之日起执行。", "表 2 第 3 行：只有一格有字，不是指标：视情况而定发牌"));
}

TEST(Workbooks, MergedLevelsAndNumbers) {
  const Outline o = read(kData + "任务清单.xlsx", "RW");
  EXPECT_EQ(o.title, "政务服务事项标准化建设重点工作任务清单");
  EXPECT_THAT(lines(o), ElementsAre("RW-1 减时间 | 服务满意度/减时间 |  | 事项 | 承诺时限在法定时限基础上缩减的比例达到50%。 完成时限=2021年12月31日",
                                    "RW-2 即办程度 | 服务满意度/即办程度 |  | 办件 | 即办件的数量占比达到20%。 完成时限=2021年12月31日",
                                    "RW-3 基本信息 | 指南准确度/基本信息 |  | 办事指南 | 准确标注该事项的法定期限。 完成时限=2021年12月31日",
                                    "RW-4 指南准确度 | 指南准确度 |  | 办事指南 | 办事指南100%发布，动态调整完善。"));
  EXPECT_THAT(left(o), testing::Contains(HasSubstr("填表说明：1 行，认不出列名")));
  EXPECT_THAT(left(o), testing::Contains(HasSubstr("任务清单 第 8 行：附注或合计，不是指标：合计")));
}

TEST(Pasted, TabsAsCopiedFromASheet) {
  const Outline o = pasted("序号\t监督指标\t指标说明\t发牌类型\n1\t时效\t\"超出24小时的，\n或者\"\"未接收\"\"的\"\t黄牌\n\t\t超出48小时的\t红牌\n2\t完整性\t\t黄牌\n");
  EXPECT_THAT(lines(o), ElementsAre("ZB1-1 时效 | 时效 | 黄牌 | 办件 | 超出24小时的，或者\"未接收\"的", "ZB1-2 时效 | 时效 | 红牌 | 办件 | 超出48小时的", "ZB2-1 完整性 | 完整性 | 黄牌 | 办件 | "));
}

TEST(Pasted, MarkdownAndCodesOfItsOwn) {
  const Outline o = pasted("前言\n\n| 编号 | 指标名称 | 判断规则 | 依据 |\n|---|:--:|---|---|\n| SX-1 | 超时 | 办理时间 \\| 用时<br>超过承诺时限 | 第七条（二） |\n| SX-2 | 缺环节 | 缺少必要环节 | 《行政许可法》要求 |\n");
  EXPECT_THAT(lines(o), ElementsAre("SX-1 超时 | 超时 |  | 办件 | 办理时间|用时超过承诺时限", "SX-2 缺环节 | 缺环节 |  | 办件 | 缺少必要环节"));
  EXPECT_EQ(o.entries[0].clause, "第七条（二）");
  EXPECT_THAT(o.entries[1].quotes, ElementsAre("《行政许可法》要求"));
}

TEST(Pasted, RaggedCommasWithATitleAndTwoRowsOfHeadings) {
  const Outline o = pasted("监督判断规则,,\n序号,指标,,指标说明,发牌\n,一级指标,二级指标,,\n1,时效,超时,超过时限的,红牌,多出的一格\n,,提前,快到时限的,预警\n备注：试行,,\n1,时效,重号,又一个1,预警\n");
  EXPECT_THAT(lines(o), ElementsAre("ZB1-1 超时 | 时效/超时 | 红牌 | 办件 | 超过时限的 第 6 列=多出的一格", "ZB1-2 提前 | 时效/提前 | 预警 | 办件 | 快到时限的", "ZB1-3 重号 | 时效/重号 | 预警 | 办件 | 又一个1"));
  EXPECT_THAT(left(o), ElementsAre("第 1 行：列名以前的文字：监督判断规则", "第 6 行：附注或合计，不是指标：备注：试行"));
}

TEST(Pasted, WithoutADescriptionColumnTheLongestTextsAreTaken) {
  const Outline o = pasted("序号,一级指标,怎么看\n1,时效,超过承诺时限仍未办结的办件\n2,完整,缺少必要环节数据的那些办件\n");
  ASSERT_EQ(o.entries.size(), 2u);
  EXPECT_EQ(o.entries[0].description, "超过承诺时限仍未办结的办件");
  EXPECT_THAT(left(o), ElementsAre(HasSubstr("怎么看")));
}

TEST(Pasted, TextThatIsNoTable) {
  for (const char* text : {"", "\n\n", "今天开会，讨论指标。\n", "\t\t\t\n", "|\n||\n", "序号\n1\n", "a,b,c\n1,2,3\n", "序号,一级指标,指标说明,发牌类型\n1,,,红牌\n"}) EXPECT_THAT(lines(pasted(text)), IsEmpty()) << text;
}

// ---- files that are something else

class Hostile : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& bytes) {
    const std::string path = testing::TempDir() + "/zs-scaffold-" + std::to_string(getpid()) + name;
    test::write_file(path, bytes);
    made_.push_back(path);
    return path;
  }
  /// A .docx whose document part is made by a Python expression.
  std::string document(const std::string& name, const std::string& expression) {
    const std::string path = file(name, "");
    test::Call call;
    call.arguments = {"/usr/bin/env", "python3", "-c", "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as z: z.writestr('word/document.xml', " + expression + ")", path};
    EXPECT_EQ(test::run_process(testing::TempDir(), call).exit, 0);
    return path;
  }
  void TearDown() override {
    for (const auto& p : made_) std::filesystem::remove(p);
  }
  Error refused(const std::string& path) {
    auto s = read_source(path);
    EXPECT_FALSE(s) << path;
    return s ? Error() : s.error();
  }

 private:
  std::vector<std::string> made_;
};

TEST_F(Hostile, OldOfficeFilesAndPicturesAreNamedWithTheWayOut) {
  EXPECT_THAT(refused(file("a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")).zh, HasSubstr("另存为 .docx"));
  EXPECT_THAT(refused(file("a.pdf", "%PDF-1.7\n")).zh, HasSubstr("PDF"));
  EXPECT_THAT(refused(file("a.png", std::string("\x89PNG\0\0\0", 7))).zh, HasSubstr("不是文本"));
  EXPECT_THAT(refused(file("a.txt", "\xFF\xFF\xFF\xFF")).zh, HasSubstr("GB18030"));
  EXPECT_EQ(refused("/nowhere/a.docx").kind, ErrorKind::kIo);
  EXPECT_EQ(refused(testing::TempDir()).kind, ErrorKind::kUsage);
}

TEST_F(Hostile, ZipsThatAreNoDocumentsOrUnpackWithoutEnd) {
  EXPECT_THAT(refused(file("b.docx", "PK\x03\x04 and nothing")).zh, HasSubstr("不是能读的 Word 文档"));
  EXPECT_THAT(refused(document("bomb.docx", "'<w:document><w:body>' + ' ' * (65 << 20) + '</w:body></w:document>'")).zh, HasSubstr("不是能读的 Word 文档"));
  EXPECT_EQ(refused(document("deep.docx", "'<w:document><w:body>' + '<w:tbl><w:tr><w:tc>' * 20000 + '</w:tc></w:tr></w:tbl>' * 20000 + '</w:body></w:document>'")).kind, ErrorKind::kLimit);
  EXPECT_EQ(refused(document("wide.docx", "'<w:document><w:body><w:tbl><w:tr>' + '<w:tc/>' * 300 + '</w:tr></w:tbl></w:body></w:document>'")).kind, ErrorKind::kLimit);
}

TEST_F(Hostile, OddSpansAndMergesDoNoHarm) {
  const auto s = read_source(document("odd.docx",
      "'<w:document><w:body><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
      "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr></w:tc><w:tc><w:tcPr><w:gridSpan w:val=\"-3\"/><w:vMerge w:val=\"restart\"/></w:tcPr></w:tc></w:tr></w:tbl></w:body></w:document>'"));
  ASSERT_TRUE(s) << s.error().zh;
  EXPECT_THAT(lines(outline_of(*s, "X")), IsEmpty());
}

}  // namespace
}  // namespace zs::scaffold

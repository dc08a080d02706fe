// zs new as users call it: what it writes compiles, is laid out, and the steps it prints work.
#include "tests/cli/cli_test.h"

#include <filesystem>

namespace zs::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

const std::string kData = kRoot + "/tests/scaffold/data/";
const std::string kTable2024 = kRoot + "/rules/neimenggu/2024/sources/效能监督判断规则-2024.txt";
const std::string kText2024 = kRoot + "/rules/neimenggu/2024/sources/效能监督办法-2024.txt";

class NewTest : public CliTest {
 protected:
  /// Runs every "  zs …" line of a text as a user would type it.
  void follow(const std::string& text, const std::string& folder) {
    size_t steps = 0;
    for (const auto& line : lines_of(text)) {
      const size_t at = line.find_first_not_of(' ');
      if (at < 2 || at == std::string::npos || line.compare(at, 3, "zs ") != 0) continue;
      ++steps;
      const auto ran = shell("cd '" + at_or(folder) + "' && PATH=" ZS_BUILD_DIR ":$PATH " + line.substr(at));
      EXPECT_EQ(ran.exit, 0) << line << "\n" << ran.out << ran.err;
    }
    EXPECT_GE(steps, 2u) << text;
  }
  std::string at_or(const std::string& folder) const { return folder.empty() ? at(".") : at(folder); }
  Ran made(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "new");
    const auto ran = zs(std::move(arguments));
    EXPECT_EQ(ran.exit, 0) << ran.err;
    return ran;
  }
};

TEST_F(NewTest, TheStarterWorksAsPrinted) {
  const auto ran = made({"my-rules"});
  follow(ran.out, "");
  follow(text("my-rules/README.md"), "my-rules");
  EXPECT_EQ(zs({"fmt", "--check", "my-rules"}).out, "");
  EXPECT_THAT(zs({"check", "my-rules"}).out, HasSubstr("2 个指标，1 个待编写：\n  my-rules/1-证照.zs:"));
  EXPECT_EQ(zs({"test", "my-rules"}).out, "4 个测试通过，0 个未通过\n");
  const auto judged = zs({"run", "my-rules", "--cases", "my-rules/cases/办件.csv", "--as-of", "2024-10-20"});
  EXPECT_THAT(judged.out, HasSubstr("办件,B2,EX-1,证照上传,预警,2024-10-09T00:00:00+08:00,2024-10-10T09:20:00+08:00,已消除"));
  EXPECT_THAT(judged.out, HasSubstr("办件,B3,EX-1,证照上传,红牌,2024-10-13T00:00:00+08:00,,在案"));
  EXPECT_THAT(judged.out, Not(HasSubstr("B1,")));
  EXPECT_THAT(judged.out, Not(HasSubstr("B4,")));
}

TEST_F(NewTest, TheTestsOfTheStarterNoticeAChange) {
  made({"r", "--code", "ZJ", "--title", "某市证照监察"});
  EXPECT_THAT(text("r/0-规则集.zs"), HasSubstr("名称 「某市证照监察」"));
  EXPECT_THAT(text("r/tests/1-证照.zs"), HasSubstr("期望 ZJ-1: 无"));
  file("r/1-证照.zs", with(text("r/1-证照.zs"), "办结时间 后 3个工作日内", "办结时间 后 4个工作日内"));
  EXPECT_EQ(zs({"test", "r"}).exit, 1);
}

TEST_F(NewTest, NothingIsOverwrittenAndNothingIsLeftBehind) {
  file("full/a.txt", "mine");
  file("plain", "mine");
  for (const char* taken : {"full", "plain", "full/"}) {
    const auto ran = zs({"new", taken});
    EXPECT_EQ(ran.exit, 2) << taken;
    EXPECT_THAT(ran.err, HasSubstr("已经存在，不覆盖"));
  }
  EXPECT_EQ(zs({"new", "nowhere/deep"}).exit, 5);
  EXPECT_EQ(zs({"new"}).exit, 2);
  EXPECT_EQ(zs({"new", "x", "--code", "号"}).exit, 2);
  EXPECT_EQ(zs({"new", "x", "--text", kText2024}).exit, 2);
  EXPECT_EQ(zs({"new", "x", "--from", "absent.docx"}).exit, 5);
  EXPECT_EQ(zs({"new", "x", "--from", kText2024}).exit, 2) << "prose without a table";
  EXPECT_THAT(names(), ElementsAre("full", "plain"));
  fs::create_directory(at("empty"));
  made({"empty"});
  EXPECT_TRUE(exists("empty/0-规则集.zs"));
}

TEST_F(NewTest, AnyFolderNameWillDo) {
  for (const char* name : {"规则", "2024", "a b", "it's", "when", "NM.2024-x", "x_1"}) {
    const auto ran = made({name});
    follow(ran.out, "");
    EXPECT_EQ(zs({"fmt", "--check", name}).exit, 0) << name;
  }
}

/// Every regulation that has a table or headings becomes a rule set that compiles, whose quotes were found, and whose steps work.
TEST_F(NewTest, TheShippedRegulations) {
  struct Row { std::string name, table, code; int count; };
  const std::vector<Row> rows = {{"nm", kTable2024, "NM", 32},
                                 {"rw", kRoot + "/rules/neimenggu/2021-tasks/sources/重点工作任务清单-2021.txt", "RW", 24},
                                 {"hn", kRoot + "/rules/henan/2019/sources/河南省政务服务电子监察工作规则.txt", "HN", 20}};
  for (const auto& row : rows) {
    const auto ran = made({row.name, "--from", row.table, "--text", kText2024, "--code", row.code});
    follow(ran.out, "");
    const auto checked = zs({"check", row.name});
    const std::string n = std::to_string(row.count);
    EXPECT_THAT(checked.out, HasSubstr(n + " 个指标，" + n + " 个待编写：")) << row.name;
    EXPECT_THAT(checked.err, HasSubstr(row.name + "：没有错误")) << row.name;
    EXPECT_EQ(zs({"fmt", "--check", row.name}).out, "") << row.name;
  }
  EXPECT_THAT(text("nm/3-电子证照指标.zs"), HasSubstr("指标 NM3-2 汇聚数量情况 对 办件 {\n"
                                                    "  依据 序号3「政务服务事项办理结果为证照类型的，其办件在办结之日起3个工作日未上传证照系统的。」\n"
                                                    "  归类 电子证照指标/汇聚情况/汇聚数量情况\n"
                                                    "  待编写 「黄牌」\n}\n"));
  EXPECT_THAT(text("nm/0-规则集.zs"), HasSubstr("牌 黄牌 < 红牌"));
  EXPECT_THAT(text("rw/1-在线服务成效度.zs"), HasSubstr("  // 完成时限：2021年12月31日\n"));
  EXPECT_THAT(text("hn/2-系统外部评价规则描述.zs"), HasSubstr("指标 HN9-10 异常办件申诉及二次评价 对 申诉 {\n  依据 第九条（十）「"));
}

TEST_F(NewTest, WordExcelAndGb18030SayWhatWasNotRead) {
  const auto word = made({"w", "--from", kData + "判断规则.docx", "--code", "SL"});
  EXPECT_THAT(word.err, HasSubstr("表 1 第 7 行：附注或合计，不是指标：注：本表自印发之日起执行。"));
  EXPECT_THAT(word.err, HasSubstr("表 4：1 行，认不出列名，没有读"));
  EXPECT_THAT(word.out, HasSubstr("读了 2 张表、8 行，得到 6 个指标"));
  EXPECT_THAT(text("w/sources/判断规则.txt"), HasSubstr("拟稿\t核稿\t签发")) << "nothing of the document is lost";
  follow(word.out, "");
  const auto excel = made({"x", "--from", kData + "任务清单.xlsx", "--code", "RW", "--lang", "en"});
  EXPECT_THAT(excel.err, HasSubstr("填表说明: 1 rows without known headings, not read"));
  EXPECT_THAT(excel.err, HasSubstr("the cards are not said"));
  follow(excel.out, "");
  file("表.csv", gb18030("序号,一级指标,指标说明,发牌类型\r\n1,时效,\"超出24小时的，\r\n「或者」未接收的\",红牌\r\n2,〔完整〕性 的,缺要素的,特别牌\r\n"));
  made({"c", "--from", "表.csv"});
  EXPECT_THAT(text("c/1-指标.zs"), HasSubstr("依据 序号1「超出24小时的，“或者”未接收的」"));
  EXPECT_THAT(text("c/1-指标.zs"), HasSubstr("指标 ZB-2 〔(完整)性的〕 对 办件 {"));
  EXPECT_EQ(zs({"fmt", "--check", "w", "x", "c"}).out, "");
}

TEST_F(NewTest, AWrittenStubJudges) {
  Call input;
  input.input = kTable2024;
  EXPECT_EQ(zs_with({"new", "nm", "--from", "-", "--code", "NM"}, input).exit, 0);
  file("nm/3-电子证照指标.zs", with(text("nm/3-电子证照指标.zs"), "归类 电子证照指标/汇聚情况/汇聚数量情况\n  待编写 「黄牌」", "归类 电子证照指标/汇聚情况/汇聚数量情况\n  适用 结果类型 = 证照\n  当 办结时间 后 3个工作日内 证照上传时间 未发生，发 黄牌\n  理由 「{办结时间}办结」"));
  file("c.csv", "办件编号,受理时间,办结时间,结果类型\nA,2024-09-20,2024-09-27 15:00,证照\n");
  const auto ran = zs({"run", "nm", "--cases", "c.csv", "--as-of", "2024-12-01", "--summary", "s.json"});
  EXPECT_THAT(ran.out, HasSubstr("办件,A,NM3-2,汇聚数量情况,黄牌,2024-10-09T00:00:00+08:00,"));
  EXPECT_THAT(ran.err, HasSubstr("32 个指标中有 31 个待编写，不作判断"));
  EXPECT_THAT(text("s.json"), HasSubstr("\"code\": \"NM3-1\""));
}

}  // namespace
}  // namespace zs::test

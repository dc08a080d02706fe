// Codes, silencers, choosing lints; the shapes of JSON and SARIF.
#include "compiler/diagnostics/render.h"
#include "tests/lint/examples.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace zs::lint::test {
namespace {

using ::testing::HasSubstr;

const std::string kLate = "指标 A-1 未上传 对 办件 {\n  当 办结时间 后 72小时 内 证照上传时间 未发生，发 预警\n  理由 「{办结时间}办结」\n}\n";
Options hours() { return {{find_rule("L034")->code, find_rule("L001")->code, find_rule("L002")->code}, {}, true, std::nullopt}; }

std::string with_comment(const std::string& comment, bool above) {
  std::string text = kLate;
  const std::string line = "发 预警\n";
  if (above) text.insert(text.find("  当"), "  // " + comment + "\n");
  else text.insert(text.find(line) + line.size() - 1, "  // " + comment);
  return text;
}

TEST(Lints, CodesAreFrozen) {
  // Rows are added at the end of their range and never changed: silencers in rule files name them.
  std::istringstream lines(read_file(ZS_SOURCE_DIR "/tests/lint/codes.txt"));
  std::vector<std::string> frozen, now;
  for (std::string line; std::getline(lines, line);) frozen.push_back(line);
  for (const Rule& r : rules()) now.push_back(std::string(diag::row(r.code).id) + " " + std::string(diag::row(r.code).name));
  EXPECT_EQ(now, frozen);
  EXPECT_GE(now.size(), 30u);
  EXPECT_TRUE(std::is_sorted(now.begin(), now.end()));
}

TEST(Lints, RowsAreWhole) {
  for (const Rule& r : rules()) {
    const auto& row = diag::row(r.code);
    EXPECT_EQ(diag::find_row(row.id), &row);
    EXPECT_EQ(find_rule(row.id), &r);
    EXPECT_NE(row.severity, diag::Severity::kError) << row.id;
    EXPECT_FALSE(row.zh.empty() || row.en.empty() || row.help_zh.empty() || row.help_en.empty() || r.title_zh.empty() || r.title_en.empty()) << row.id;
  }
  EXPECT_EQ(find_rule("L999"), nullptr);
  EXPECT_EQ(find_rule("E0101"), nullptr);
}

TEST(Silencers, AtTheEndOfTheLineOrAbove) {
  EXPECT_EQ(codes_of(lint(kLate, {}, hours())), "L034");
  for (const bool above : {false, true})
    for (const char* words : {"容许 L034 因为 与上级约定按钟表算", "allow L034 because agreed", "容许 L034、L016 因为：约定", "容许 L016，L034 因为 约定"})
      EXPECT_EQ(codes_of(lint(with_comment(words, above), {}, hours())), "") << words;
}

TEST(Silencers, OfAnotherLineOrLintDoNotCount) {
  std::string far = kLate;
  far.insert(far.find("  理由"), "  // 容许 L034 因为 写错了地方\n");
  EXPECT_EQ(codes_of(lint(far, {}, hours())), "L034 L001");
  EXPECT_EQ(codes_of(lint(with_comment("容许 L016 因为 另一种", false), {}, hours())), "L034");
  EXPECT_EQ(codes_of(lint(with_comment("容许带病作业", false), {}, hours())), "L034");
}

TEST(Silencers, SeveralCommentLinesAboveCountTogether) {
  std::string text = kLate;
  text.insert(text.find("  当"), "  // 容许 L034 因为 与上级约定\n  // 原文没有写节假日。\n");
  EXPECT_EQ(codes_of(lint(text, {}, hours())), "");
}

TEST(Silencers, WithoutAReasonOrWithAWrongCodeAreFindings) {
  EXPECT_EQ(codes_of(lint(with_comment("容许 L034", false), {}, hours())), "L034 L002");
  EXPECT_EQ(codes_of(lint(with_comment("容许 L034 因为", false), {}, hours())), "L034 L002");
  EXPECT_EQ(codes_of(lint(with_comment("容许 L034、L998 因为 约定", false), {}, hours())), "L002");
}

TEST(Silencers, NameTheirSubjects) {
  const std::string text = "第一条 总则。\n第二条 办结后3个工作日内未上传证照的，发预警。\n第三条 附则。\n";
  const auto rules = [&](const std::string& comment) {
    std::string out = whole("指标 A-1 未上传 对 办件 {\n  依据 第二条「办结后3个工作日内未上传证照的，发预警。」\n  当 办结时间 后 3个工作日内 证照上传时间 未发生，发 预警\n}\n", text);
    out.insert(out.find("  原文"), comment);
    return out;
  };
  const Options clauses{{find_rule("L013")->code, find_rule("L001")->code}, {}, true, std::nullopt};
  EXPECT_EQ(lint(rules(""), text, clauses).size(), 2u);
  EXPECT_EQ(lint(rules("  // 容许 L013（第一条） 因为 总则\n"), text, clauses).size(), 1u);
  EXPECT_EQ(lint(rules("  // 容许 L013（第一条） 因为 总则\n  // 容许 L013（第三条） 因为 附则\n"), text, clauses).size(), 0u);
  EXPECT_EQ(lint(rules("  // 容许 L013（第一条、第二条（一）、第三条） 因为 没有要求\n"), text, clauses).size(), 0u);
  EXPECT_EQ(codes_of(lint(rules("  // 容许 L013（第一条、第三条） 因为 没有要求\n  // 容许 L013（第九条） 因为 没有\n"), text, clauses)), "L001");
}

TEST(Lints, OnlyAndExcept) {
  const diag::Code hours = find_rule("L034")->code;
  EXPECT_EQ(codes_of(lint(kLate, {}, {{hours}, {}, true, {}})), "L034");
  EXPECT_EQ(codes_of(lint(kLate, {}, {{hours}, {hours}, true, {}})), "");
  // The silencer of a lint that did not run is not called idle.
  EXPECT_EQ(codes_of(lint(with_comment("容许 L016 因为 约定", false), {}, {{}, {hours, find_rule("L016")->code, find_rule("L018")->code}, true, {}})), "");
}

TEST(Lints, TheDayDecidesAboutTheCalendar) {
  Options o{{find_rule("L042")->code}, {}, true, static_cast<Day>(20'788)};  // 2026-12-01; the built-in calendar ends with 2026
  const Compilation c = compile_text("x.zs", whole(kLate, {}));
  ASSERT_TRUE(c.program);
  const int last = c.program->calendars[0].last_year;
  ASSERT_EQ(last, 2026) << "the calendar has grown: move the days of this test";
  EXPECT_EQ(codes_of(findings(c, o)), "");
  o.today = static_cast<Day>(20'789);
  EXPECT_EQ(codes_of(findings(c, o)), "L042");
  o.today = std::nullopt;
  EXPECT_EQ(codes_of(findings(c, o)), "");
}

TEST(Lints, JsonAndSarifSayHint) {
  const Compilation c = compile_text("x.zs", whole(kLate, {}));
  diag::Sink sink;
  run(c, hours(), sink);
  EXPECT_THAT(diag::render_json(c.sources, sink), HasSubstr("\"severity\": \"hint\""));
  const std::string sarif = diag::render_sarif(c.sources, sink, {diag::Language::kEnglish, false, 160});
  EXPECT_THAT(sarif, HasSubstr("\"ruleId\": \"L034\""));
  EXPECT_THAT(sarif, HasSubstr("\"level\": \"note\""));
  EXPECT_THAT(diag::render_human(c.sources, sink, {}), HasSubstr("提示[L034]"));
}

TEST(Lints, NothingIsSaidOfAPackWithErrors) {
  diag::Sink sink;
  run(compile_text("x.zs", whole("指标 A-1 错 对 办件 { 当 没有这个字段 已发生，发 预警 }", {})), {}, sink);
  EXPECT_TRUE(sink.all().empty());
}

}  // namespace
}  // namespace zs::lint::test

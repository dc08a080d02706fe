// The formatter over every rule file there is: it loses nothing, it settles at once, and keywords come back.
#include "helpers.h"

#include "compiler/ast/print.h"

#include "compiler/syntax/scanner.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <sstream>

namespace zs::test {
namespace {
namespace fs = std::filesystem;
using Keywords = ast::PrintOptions::Keywords;

struct Sample {
  std::string name, text;
};

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream s;
  s << in.rdbuf();
  return s.str();
}

std::vector<Sample> rule_files() {
  std::vector<Sample> out;
  for (const char* folder : {"stdlib", "rules", "examples"}) {
    const fs::path root = fs::path(ZS_SOURCE_DIR) / folder;
    if (!fs::exists(root)) continue;
    for (const auto& e : fs::recursive_directory_iterator(root))
      if (e.path().extension() == ".zs") out.push_back({e.path().lexically_relative(ZS_SOURCE_DIR).string(), read(e.path())});
  }
  return out;
}

/// The blocks of docs/language.md: ```zs, ```zs 声明, ```zs 条件 (a condition a line) and ```text (a rule set).
std::vector<Sample> snippets() {
  std::vector<Sample> out;
  std::istringstream in(read(fs::path(ZS_SOURCE_DIR) / "docs/language.md"));
  std::string line, kind, text;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.starts_with("```")) {
      if (kind == "```zs 条件" && !line.empty()) out.push_back({"docs/language.md:" + std::to_string(number), "条件 例 对 办件 = " + line + "\n"});
      text += line + "\n";
      continue;
    }
    if (kind.starts_with("```zs") && kind != "```zs 条件") out.push_back({"docs/language.md:" + std::to_string(number), text});
    kind = kind.empty() ? line : "";
    text.clear();
  }
  return out;
}

std::string printed(const std::string& text, Keywords keywords) {
  const Parsed p = parse_text(text);
  return ast::print(*p.sources, p.file, {keywords, 2});
}

std::vector<std::string> comments(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  bool quoted = false;
  for (std::string line; std::getline(in, line);) {
    for (size_t i = 0; i < line.size(); ++i) {
      if (line.compare(i, 3, "「") == 0) quoted = true;
      if (line.compare(i, 3, "」") == 0) quoted = false;
      if (quoted || line.compare(i, 2, "//") != 0) continue;
      const size_t end = line.find_last_not_of(" \t\r");
      out.push_back(line.substr(i, end + 1 - i));
      break;
    }
  }
  return out;
}

void check(const Sample& s) {
  SCOPED_TRACE(s.name);
  const Parsed first = parse_text(s.text, s.name);
  ASSERT_EQ(first.codes(), "") << first.messages();
  const std::string tree = ast::dump(first.file);

  const std::string once = ast::print(*first.sources, first.file);
  const Parsed again = parse_text(once);
  EXPECT_EQ(again.codes(), "") << again.messages();
  EXPECT_EQ(ast::dump(again.file), tree) << once;
  EXPECT_EQ(ast::print(*again.sources, again.file), once);
  EXPECT_EQ(comments(once), comments(s.text));

  const std::string zh = printed(s.text, Keywords::kChinese), en = printed(zh, Keywords::kEnglish);
  const Parsed english = parse_text(en);
  EXPECT_EQ(english.codes(), "") << english.messages();
  EXPECT_EQ(ast::dump(english.file), tree) << en;
  EXPECT_EQ(printed(en, Keywords::kEnglish), en);
  EXPECT_EQ(printed(en, Keywords::kChinese), zh);
}

TEST(RoundTrip, RuleFiles) {
  const auto all = rule_files();
  EXPECT_GT(all.size(), 20u);
  for (const Sample& s : all) check(s);
}

TEST(RoundTrip, Documentation) {
  const auto all = snippets();
  EXPECT_GT(all.size(), 30u);
  for (const Sample& s : all) check(s);
}

/// The file with something else between its words: what `between` says for the boundary's number and what stands there.
std::string respaced(const std::string& text, const std::function<std::string(size_t, std::string_view)>& between) {
  syntax::Sources sources;
  diag::Sink sink;
  const int file = sources.add("规则.zs", text);
  const auto scan = syntax::scan(sources, file, sink);
  std::string out;
  uint32_t at = 0;
  for (size_t i = 0; i + 1 < scan.lexemes.size(); ++i) {
    const auto& l = scan.lexemes[i];
    const std::string_view gap = std::string_view(text).substr(at, l.begin - at);
    out += gap.find("//") != std::string_view::npos ? std::string(gap) : between(i, gap);
    out += text.substr(l.begin, l.end - l.begin);
    at = l.end;
  }
  return out + text.substr(at);
}

TEST(RoundTrip, CommentsBetweenAnyTwoWords) {
  for (const Sample& s : rule_files())
    for (const size_t part : {0u, 1u, 2u}) {
      const std::string text = respaced(s.text, [&](size_t i, std::string_view gap) { return i > 0 && i % 3 == part ? " // 注" + std::to_string(i) + "\n" : std::string(gap); });
      if (parse_text(text).codes().empty()) check({s.name + " with comments", text});
    }
}

TEST(RoundTrip, AnyBlanksBetweenWords) {
  unsigned seed = 7;
  const auto next = [&] { return seed = seed * 1664525u + 1013904223u, seed >> 16; };
  static const char* const kBlanks[] = {" ", "  ", "\n", "\n\n\n", "\t", "\n      "};
  for (const Sample& s : rule_files()) {
    const std::string text = respaced(s.text, [&](size_t, std::string_view gap) { return gap.empty() ? std::string() : kBlanks[next() % std::size(kBlanks)]; });
    if (parse_text(text).codes().empty()) check({s.name + " with other blanks", text});
  }
}

TEST(RoundTrip, TextThatDoesNotParseIsLeftAlone) {
  const std::string broken = "指标   X-1 {{{ 当\n";
  EXPECT_EQ(printed(broken, Keywords::kAsWritten), broken);
}

TEST(Layout, IsCanonical) {
  EXPECT_EQ(printed("// 头\n\n\n\n指标 X-1 一 对 办件{\n\n依据 第八条(一) 「甲」\n  当  (甲 为空 或 乙>=3工作日)且 丙 未发生 , 发 红牌,处置 提醒、督办   // 尾\n// 末\n}\n参数 〔甲乙〕=-3天\n参数 〔时限〕 = 24个小时", Keywords::kAsWritten),
            "// 头\n\n指标 X-1 一 对 办件 {\n  依据 第八条（一）「甲」\n  当 （甲 为空 或 乙 ≥ 3个工作日） 且 丙 未发生，发 红牌，处置 提醒、督办  // 尾\n  // 末\n}\n参数 甲乙 = -3天\n参数 〔时限〕 = 24小时\n");
}

TEST(Layout, OneLineStaysOneLine) {
  EXPECT_EQ(printed("情形\n", Keywords::kAsWritten), "情形\n");
  EXPECT_EQ(printed("指标 X-1 一 对 办件 {情形 甲 逐 乙 {当 丙 属于 { 丁 、 戊 },发 红牌}}", Keywords::kAsWritten), "指标 X-1 一 对 办件 { 情形 甲 逐 乙 { 当 丙 属于 {丁、戊}，发 红牌 } }\n");
}

TEST(Layout, LineBreaksInsideClausesAreKept) {
  EXPECT_EQ(printed("条件 甲 = 乙 为空\n且 丙 为空\n或者", Keywords::kAsWritten), "条件 甲 = 乙 为空\n且 丙 为空\n或者");
  EXPECT_EQ(printed("条件 甲 = 乙 为空\n且 丙 为空", Keywords::kAsWritten), "条件 甲 = 乙 为空\n    且 丙 为空\n");
}

TEST(Layout, EnglishKeywords) {
  EXPECT_EQ(printed("指标 X-1 一 对 办件 {\n  当 办结时间 后 3个工作日内 证照上传时间 未发生，发 预警，处置 提醒\n  理由 「{钟的已用}」\n}\n", Keywords::kEnglish),
            "indicator X-1 一 for 办件 {\n  when 办结时间 then 3 workdays within 证照上传时间 not_happened, issue 预警, action 提醒\n  reason 「{钟的已用}」\n}\n");
}

}  // namespace
}  // namespace zs::test

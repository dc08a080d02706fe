// Documents of the shipped packs: links lead somewhere, the table is the official one, sentences say what the rules say.
#include "publish/document.h"

#include "compiler/diagnostics/render.h"
#include "publish/book.h"
#include "publish/needs.h"
#include "tests/sema/pack.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace zs::publish {
namespace {

const std::string kRoot = ZS_SOURCE_DIR;
const std::vector<std::string> kPacks = {"rules/henan/2019", "rules/neimenggu/2024", "rules/neimenggu/2024-procedure", "rules/neimenggu/2021-tasks", "rules/neimenggu/2021-standardization", "examples/permit-log/rules"};

const Compilation& pack(const std::string& path) {
  static std::map<std::string, Compilation> all;
  auto [it, added] = all.try_emplace(path);
  if (added) it->second = compile(kRoot + "/" + path);
  return it->second;
}

Book book(const std::string& path, Language language = Language::kChinese) {
  return Book(pack(path), kRoot + "/" + path, language, read_coverage(kRoot + "/" + path).value());
}

/// What stands between the two marks, each time. (Regular expressions would take minutes over these files.)
std::vector<std::string> between(const std::string& text, const std::string& open, char close) {
  std::vector<std::string> out;
  for (size_t at = 0; (at = text.find(open, at)) != std::string::npos;) {
    at += open.size();
    out.push_back(text.substr(at, text.find(close, at) - at));
  }
  return out;
}

/// Every link of every file leads to a file of the document and a place in it.
void links_resolve(const std::vector<File>& files, const std::string& ending, const std::string& open, char close) {
  std::map<std::string, std::set<std::string>> places;
  for (const auto& f : files) {
    auto& ids = places[f.name];
    for (auto& id : between(f.text, "id=\"", '"')) ids.insert(id);
  }
  size_t seen = 0;
  for (const auto& f : files) {
    if (!f.name.ends_with(ending)) continue;
    for (const auto& to : between(f.text, open, close)) {
      if (to.starts_with("data:")) continue;
      const size_t hash = to.find('#');
      const std::string file = to.substr(0, hash).empty() ? f.name : to.substr(0, hash);
      ++seen;
      ASSERT_TRUE(places.count(file)) << f.name << " links to " << to;
      if (hash != std::string::npos) EXPECT_TRUE(places[file].count(to.substr(hash + 1))) << f.name << " links to " << to;
    }
  }
  EXPECT_GT(seen, 10u);
}

TEST(Document, EveryLinkOfEveryPackLeadsSomewhereInBothForms) {
  for (const auto& path : kPacks)
    for (const Language language : {Language::kChinese, Language::kEnglish}) {
      SCOPED_TRACE(path);
      const Compilation& c = pack(path);
      ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
      const auto files = document(c, kRoot + "/" + path, {language, true, true});
      ASSERT_TRUE(files) << files.error().en;
      links_resolve(*files, ".html", "href=\"", '"');
      links_resolve(*files, ".md", "](", ')');
      for (const auto& f : *files) {
        EXPECT_EQ(f.text.find("http://"), std::string::npos) << f.name << " reaches out";
        EXPECT_EQ(f.text.find("https://"), std::string::npos) << f.name << " reaches out";
        EXPECT_EQ(f.text.find("{{"), std::string::npos) << f.name;
      }
    }
}

TEST(Document, EveryIdOfAPageStandsOnce) {
  for (const auto& path : kPacks) {
    const auto files = document(pack(path), kRoot + "/" + path, {});
    for (const auto& f : files.value()) {
      std::set<std::string> ids;
      for (const auto& id : between(f.text, " id=\"", '"')) EXPECT_TRUE(ids.insert(id).second) << path << " " << f.name << " " << id;
    }
  }
}

// ---- beside the official tables ---------------------------------------------------------------------------------

/// Cells of a table in a text: a line that begins with a tab begins a cell, others go on with it.
struct OfficialCell {
  uint32_t begin = 0, end = 0;
  std::string text;
};
std::vector<OfficialCell> cells(std::string_view text) {
  std::vector<OfficialCell> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    if (line.starts_with('\t')) out.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end), std::string(line.substr(1))});
    else if (!out.empty() && !line.empty()) out.back().text += line, out.back().end = static_cast<uint32_t>(end);
    at = end + 1;
  }
  return out;
}

std::string bare(std::string s) {
  for (const std::string blank : {" ", "\t", "\u3000", "\r"})
    for (size_t at; (at = s.find(blank)) != std::string::npos;) s.erase(at, blank.size());
  return s;
}

int source_named(const Compilation& c, const std::string& name) {
  for (const int file : c.regulation_files)
    if (c.sources.name(file).find(name) != std::string::npos) return file;
  return -1;
}

/// The subjects that quote a passage.
std::vector<const Subject*> quoting(const Book& b, int file, const OfficialCell& cell) {
  std::vector<const Subject*> out;
  for (const auto& part : b.pack.covered) {
    if (part.src.file != file || part.src.begin >= cell.end || part.src.end <= cell.begin) continue;
    for (const auto& s : b.subjects)
      for (const auto& q : s.quotes)
        if (q.src.file == part.quote.file && q.src.begin == part.quote.begin) out.push_back(&s);
  }
  return out;
}

/// A row of the official table of 2024 is: …, 二级指标, 指标说明, 发牌类型. Each has its row in ours: the same words, the same card, the same
/// group where the official cell says one.
TEST(Document, TheTableOf2024IsTheOfficialOne) {
  const Book b = book("rules/neimenggu/2024");
  const int file = source_named(b.pack, "判断规则");
  ASSERT_GE(file, 0);
  const auto official = cells(b.pack.sources.text(file));
  size_t rows = 0;
  std::set<std::string> found_codes;
  for (size_t n = 3; n < official.size(); ++n) {
    const std::string card = bare(official[n].text);
    if (card != "黄牌" && card != "红牌") continue;
    ++rows;
    const auto& words = official[n - 1];
    const std::string second = bare(official[n - 2].text);
    const auto ours = quoting(b, file, words);
    ASSERT_FALSE(ours.empty()) << "no row for " << words.text;
    bool same_card = false, same_group = second.empty();
    for (const Subject* s : ours) {
      found_codes.insert(s->code);
      for (const auto& [index, actions] : s->cards) same_card |= b.program.cards[static_cast<size_t>(index)] == card;
      for (const auto& group : s->category) same_group |= bare(group).find(second) != std::string::npos;
      same_group |= second.find("审批服务过程中") == 0;  // one cell holds a sentence where a name should stand
    }
    EXPECT_TRUE(same_card) << card << " " << words.text;
    EXPECT_TRUE(same_group) << second << " " << words.text;
  }
  EXPECT_EQ(rows, 32u);
  EXPECT_EQ(found_codes.size(), b.subjects.size()) << "a row of ours has no official one";
  // Seven 监督指标, numbered as the official table numbers them.
  std::vector<std::string> families;
  for (const auto& s : b.subjects)
    if (families.empty() || families.back() != s.category[0]) families.push_back(s.category[0]);
  EXPECT_EQ(families.size(), 7u);
  EXPECT_EQ(families.front(), "数据推送指标");
  EXPECT_EQ(families.back(), "政务服务中心运行指标");
}

/// The 24 tasks of 2021: the cell before the 完成时限.
TEST(Document, TheTableOfTasksHasEveryOfficialTask) {
  const Book b = book("rules/neimenggu/2021-tasks");
  const int file = source_named(b.pack, "任务清单");
  ASSERT_GE(file, 0);
  const auto official = cells(b.pack.sources.text(file));
  size_t rows = 0;
  for (size_t n = 1; n < official.size(); ++n) {
    const std::string due = bare(official[n].text);
    if (!due.starts_with("2021年") || !due.ends_with("日")) continue;
    ++rows;
    EXPECT_FALSE(quoting(b, file, official[n - 1]).empty()) << "no row for " << official[n - 1].text;
  }
  EXPECT_EQ(rows, 24u);
}

TEST(Document, RowsOfOneGroupShareItsCell) {
  const Page page = table_page(book("rules/neimenggu/2024"));
  const Table* t = nullptr;
  for (const auto& block : page.blocks)
    if (block.kind == Block::Kind::kTable) t = &block.table;
  ASSERT_NE(t, nullptr);
  ASSERT_EQ(t->head, (std::vector<std::string>{"序号", "监督指标", "一级指标", "二级指标", "指标说明", "发牌类型", "编号"}));
  EXPECT_EQ(t->rows[0][0].line[0].text, "1");
  EXPECT_EQ(t->rows[0][1].rows, 3) << "数据推送指标 has three rows";
  EXPECT_EQ(t->rows[1][1].rows, 0);
  EXPECT_EQ(t->rows[0][2].rows, 2) << "数据提交时效性 has two";
  EXPECT_EQ(t->rows[0][3].line[0].text, "数据提交超时");
  // What cells reach over adds up, column by column.
  for (size_t column = 0; column < t->head.size(); ++column) {
    int rows = 0;
    for (const auto& row : t->rows) rows += row[column].rows;
    EXPECT_EQ(rows, static_cast<int>(t->rows.size())) << t->head[column];
  }
}

// ---- sentences ---------------------------------------------------------------------------------------------------

std::string flat(const Phrase& p) {
  std::string out = p.text;
  for (size_t i = 0; i < p.parts.size(); ++i) out += (i ? "；" : "") + flat(p.parts[i]);
  return out;
}

/// The sentence of one condition.
std::string sentence(const std::string& condition, Language language = Language::kChinese) {
  const Compilation c = test::pack("指标 A-1 试 对 办件 { 当 " + condition + "，发 红牌 }");
  if (!c.program) return diag::render_human(c.sources, c.diagnostics);
  Phraser phrase(*c.program, language, [&](Span s) { return std::string(c.sources.text(s)); });
  return flat(phrase.condition(c.program->indicators.at(0).situations.at(0).cards.at(0).when));
}

TEST(Phrases, ReadAsAClerkWouldSayThem) {
  EXPECT_EQ(sentence("办结时间 未发生"), "尚无办结时间");
  EXPECT_EQ(sentence("受理时间 后 24小时内 办结时间 未发生"), "自受理时间起，超过24小时仍没有办结时间");
  EXPECT_EQ(sentence("自 受理时间 至 办结时间 超过 3工作日"), "自受理时间至办结时间，超过3个工作日");
  EXPECT_EQ(sentence("办理时限 超期"), "“办理时限”超期");
  EXPECT_EQ(sentence("办理时限 剩余 不超过 2个工作日 且 办结时间 未发生"), "同时符合下列各项：“办理时限”剩余不超过2个工作日；尚无办结时间");
  EXPECT_EQ(sentence("6小时 ≤ 时限三 已用 ≤ 8小时"), "“时限三”已用达到6小时、不超过8小时");
  EXPECT_EQ(sentence("名称 为空 或 次数 > 3"), "有下列情形之一：没有填写名称；次数超过3");
  EXPECT_EQ(sentence("没有 环节 其（环节名称 = 「办结」）"), "没有一条环节符合：环节名称是「办结」");
  EXPECT_EQ(sentence("每个 环节 其（开始时间 已发生）"), "每一条环节都符合：已有开始时间");
  EXPECT_EQ(sentence("至少 2 个 补正"), "至少有2条补正");
  EXPECT_EQ(sentence("意见 = 同意"), "意见是同意");
  EXPECT_EQ(sentence("金额 > 应收 × 50%"), "金额超过应收 × 50%");
  EXPECT_EQ(sentence("名称 含任一 模糊词"), "名称里有「其他」、「有关」的字样");
  EXPECT_EQ(sentence("名称 不合 厅名"), "名称的写法不合“厅名”");
  EXPECT_EQ(sentence("已结 持续 超过 3工作日"), "符合“已结”，即已有办结时间，连续超过3个工作日");
}

TEST(Phrases, ReadInEnglishToo) {
  EXPECT_EQ(sentence("办结时间 未发生", Language::kEnglish), "there is no 办结时间 (done) yet");
  EXPECT_EQ(sentence("受理时间 后 1小时内 办结时间 未发生", Language::kEnglish), "more than 1 hour after 受理时间 (accepted) there is still no 办结时间 (done)");
  EXPECT_EQ(sentence("办理时限 剩余 不超过 2个工作日", Language::kEnglish), "what is left of the clock “办理时限” is at most 2 working days");
}

/// No condition of any pack is left without words, and none shows the inner form of the program.
TEST(Phrases, EveryConditionOfEveryPackHasWords) {
  for (const auto& path : kPacks)
    for (const Language language : {Language::kChinese, Language::kEnglish}) {
      const Book b = book(path, language);
      const auto check = [&](typed::ExprId id, const std::string& code) {
        if (id == typed::kNone) return;
        Phraser phrase = b.phraser();
        const std::string words = flat(phrase.condition(id));
        EXPECT_GT(words.size(), 5u) << code;
        EXPECT_EQ(words.find("：；"), std::string::npos) << code << " " << words;
        EXPECT_EQ(words.find("  "), std::string::npos) << code << " " << words;
      };
      for (const auto& i : b.program.indicators) {
        check(i.applies, i.code);
        for (const auto& s : i.situations) {
          check(s.applies, i.code);
          for (const auto& card : s.cards) check(card.when, i.code);
        }
      }
      for (const auto& a : b.program.aggregates) check(a.range, a.code);
    }
}

// ---- what else stands on the pages -------------------------------------------------------------------------------

std::string file(const std::string& path, const std::string& name, DocumentOptions how = {}) {
  const auto files = document(pack(path), kRoot + "/" + path, how);
  for (const auto& f : files.value())
    if (f.name == name) return f.text;
  return "no such file: " + name;
}

TEST(Document, ThePageOfAnIndicatorTellsAllOfIt) {
  const std::string page = file("rules/henan/2019", "HN8-1.html");
  for (const char* words : {"当业务办理所剩时限小于等于2个工作日", "系统消息提醒", "“办理时限”超期", "每一条补正：自告知时间至补齐确认时间，不计", "起算的那一天不计，次日是第一天", "国务院办公日历", "期末遇休",
                            "行政许可法第四十五条", "无法判定（在取决于它的时候）", "accept_date", "class=\"chart\"", "02-办理时限.zs 第"})
    EXPECT_NE(page.find(words), std::string::npos) << words;
  size_t tests = 0, drawn = 0;
  for (const auto& t : pack("rules/henan/2019").program->tests) {
    bool names = false;
    for (const auto& e : t.expect) names |= pack("rules/henan/2019").program->indicators[static_cast<size_t>(e.indicator)].code == "HN8-1";
    tests += names;
  }
  for (size_t at = 0; (at = page.find("<div class=\"chart\">", at)) != std::string::npos; ++at) ++drawn;
  EXPECT_GT(tests, 10u);
  EXPECT_GE(drawn + 2, tests) << "nearly every test has an instant to draw";
}

TEST(Document, TheTextTellsWhatIsNotCoveredAndWhy) {
  const std::string page = file("rules/henan/2019", "text.html");
  EXPECT_NE(page.find("<mark id=\"q-HN8-1-1\">"), std::string::npos);
  EXPECT_NE(page.find("href=\"HN8-1.html\""), std::string::npos);
  EXPECT_NE(page.find("href=\"#row-HN11\""), std::string::npos) << "article 11 is not judged: the reason is linked";
  EXPECT_NE(page.find("问责由人决定"), std::string::npos);
  EXPECT_NE(page.find("class=\"bare told\""), std::string::npos);
}

TEST(Document, MissingDataAreToldByTheirEffect) {
  const Compilation c = test::pack("指标 A-1 试 对 办件 { 适用 名称 为空  当 金额 > 3 且 有 补正 且 办结时间 已发生，发 红牌  理由 「{意见}」 }");
  ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  std::map<std::string, Need::Missing> by;
  for (const Need& n : needs_of(*c.program, c.program->indicators[0])) by[c.program->models.models[static_cast<size_t>(n.model)].fields[static_cast<size_t>(n.field)].name] = n.missing;
  EXPECT_EQ(by.at("名称"), Need::Missing::kTold);
  EXPECT_EQ(by.at("金额"), Need::Missing::kUndecided);
  EXPECT_EQ(by.at("补正"), Need::Missing::kNoRows);
  EXPECT_EQ(by.at("办结时间"), Need::Missing::kNotYet);
  EXPECT_EQ(by.at("意见"), Need::Missing::kReason);
}

TEST(Document, TextIsEscaped) {
  const Compilation c = test::pack("口径 甲读法 = 甲 可选 乙 说明「<script>alert(1)</script> | & *星*」  指标 A-1 〔<b>名|称〕 对 办件 { 归类 〔<i>类〕  当 甲读法 = 甲 且 办结时间 已发生，发 红牌  理由 「<img src=x>」 }");
  ASSERT_TRUE(c.program) << diag::render_human(c.sources, c.diagnostics);
  const auto files = document(c, "t.zs", {Language::kChinese, true, true});
  ASSERT_TRUE(files);
  for (const auto& f : *files)
    for (const char* raw : {"<script>", "<b>名", "<i>类", "<img"}) EXPECT_EQ(f.text.find(raw), std::string::npos) << f.name << " " << raw;
  for (const auto& f : *files)
    if (f.name == "choices.md") EXPECT_NE(f.text.find("\\| &amp; \\*星\\*"), std::string::npos) << f.text;
}

TEST(Document, BothFormsHaveTheSamePages) {
  const auto files = document(pack("rules/henan/2019"), kRoot + "/rules/henan/2019", {Language::kChinese, true, true});
  std::set<std::string> html, md;
  for (const auto& f : files.value()) (f.name.ends_with(".html") ? html : md).insert(f.name.substr(0, f.name.rfind('.')));
  ASSERT_TRUE(md.erase("README") && html.erase("index"));
  EXPECT_EQ(html, md);
  EXPECT_GE(html.size(), 24u);
}

}  // namespace
}  // namespace zs::publish

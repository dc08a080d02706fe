// The first page: what the rule set is, and where everything stands. The page of its readings.
#include "publish/book.h"

#include <algorithm>
#include <set>

namespace zs::publish {
namespace {

Table facts(const Book& b) {
  const auto& p = b.program;
  Table t;
  t.head = {b.say("项目", "what"), b.say("内容", "value")};
  t.widths = {22, 78};
  const auto fact = [&](const std::string& zh, const std::string& en, std::string value) {
    if (!value.empty()) t.rows.push_back({cell(b.say(zh, en)), cell(std::move(value))});
  };
  fact("编号", "code", p.code);
  fact("版本", "version", p.version);
  fact("文件", "documents", joined(p.documents, b.zh() ? "；" : "; "));
  fact("行政区划", "region", p.region);
  for (const auto& v : p.versions)
    fact("版本 " + v.version, "version " + v.version, (v.from ? day_text(b, *v.from) : "…") + b.say("起，至", " to ") + (v.until ? day_text(b, *v.until) + b.say("前", " (exclusive)") : b.say("今", "now")));
  fact("施行", "in force from", p.in_force ? day_text(b, *p.in_force) : "");
  fact("废止", "repealed from", p.repealed ? day_text(b, *p.repealed) : "");
  Line cards;
  for (size_t c = 0; c < p.cards.size(); ++c) {
    if (c) cards.push_back(text(" < "));
    cards.push_back(b.card(static_cast<int>(c)));
  }
  t.rows.push_back({cell(b.say("牌（由低到高）", "cards, lowest first")), cell(cards)});
  if (p.calendar != typed::kNone) {
    const auto& k = p.calendars[static_cast<size_t>(p.calendar)];
    fact("日历", "calendar", k.name + (k.version.empty() ? "" : b.say("（", " (") + k.version + b.say("）", ")")));
  }
  const size_t statistics = static_cast<size_t>(std::count_if(b.subjects.begin(), b.subjects.end(), [](const Subject& s) { return s.aggregate != typed::kNone; }));
  fact("指标", "indicators", std::to_string(b.subjects.size() - statistics));
  if (statistics) fact("统计指标", "statistics", std::to_string(statistics));
  fact("测试", "tests", std::to_string(p.tests.size()));
  return t;
}

}  // namespace

Page index_page(const Book& b) {
  Page page;
  page.name = "index";
  page.title = b.program.title.empty() ? b.program.code : b.program.title;
  auto& out = page.blocks;
  out.push_back(heading(1, page.title));
  out.push_back(table(facts(b)));
  out.push_back(heading(2, b.say("怎样读这份文件", "How to read this")));
  std::vector<Item> items;
  const auto item = [&](const std::string& name, const std::string& title, const std::string& what) { items.push_back({{link(title, {name, ""}), text(b.say("：", ": ") + what)}, {}}); };
  item("table", b.say("监督指标表", "Table"), b.say("照法规表格的样子，由规则反过来排出，可以与原表并排核对。", "the regulation’s own table, rebuilt from the rules, to lie beside the original."));
  if (!b.texts.empty()) item("text", b.say("原文对照", "The text"), b.say("法规全文，每一句由哪些指标引用；没有引用的也看得出。", "the whole regulation, each sentence with the indicators that quote it; what none quotes can be seen."));
  if (!b.program.choices.empty() || std::any_of(b.program.indicators.begin(), b.program.indicators.end(), [](const auto& i) { return !i.choices.empty(); }))
    item("choices", b.say("口径与参数", "Readings"), b.say("原文有几种读法的地方取了哪一种，还可以怎样取，为什么。", "where the text can be read in several ways: which was chosen, what else could be, and why."));
  item("records", b.say("数据项", "Records"), b.say("判断所用的数据：字段、代码、类型、取值。", "the data: fields, codes, types, values."));
  item("calendar", b.say("日历", "Calendar"), b.say("工作日怎样数：每年放假、调休的日子。", "how working days are counted: holidays and make-up days of each year."));
  out.push_back(list(std::move(items)));
  out.push_back(heading(2, b.say("指标", "Indicators")));
  Table t;
  t.head = {b.say("编号", "code"), b.say("名称", "name"), b.say("对", "of"), b.say("发牌", "cards")};
  t.widths = {14, 46, 22, 18};
  for (const Subject& s : b.subjects) {
    Line cards;
    for (const auto& [card, actions] : s.cards) cards.push_back(b.card(card)), cards.push_back(text(" "));
    t.rows.push_back({cell({b.link_to(s.code)}), cell(s.name), cell(joined(s.records, b.zh() ? "、" : ", ") + (s.aggregate == typed::kNone ? "" : b.say("（统计）", " (statistic)"))), cell(cards)});
  }
  out.push_back(table(std::move(t)));
  return page;
}

Page choices_page(const Book& b) {
  Page page;
  page.name = "choices";
  page.title = b.say("口径与参数", "Readings and parameters");
  page.blocks.push_back(heading(1, page.title));
  struct Row {
    const typed::Choice* choice;
    std::string owner;
  };
  std::vector<Row> rows;
  std::set<std::pair<int32_t, uint32_t>> seen;
  const auto add = [&](const typed::Choice& c, const std::string& owner) {
    if (seen.insert({c.src.file, c.src.begin}).second) rows.push_back({&c, owner});
  };
  for (const auto& c : b.program.choices) {
    std::string owner;
    for (const auto& d : b.definitions)
      if (d.kind == Definition::Kind::kChoice && d.src.file == c.src.file && d.src.begin == c.src.begin) owner = d.owner;
    add(c, owner);
  }
  for (const auto& i : b.program.indicators)
    for (const auto& c : i.choices) add(c, i.code);
  std::stable_sort(rows.begin(), rows.end(), [](const Row& x, const Row& y) { return std::pair(x.choice->src.file, x.choice->src.begin) < std::pair(y.choice->src.file, y.choice->src.begin); });
  const auto owner_cell = [&](const std::string& owner) {
    const bool known = std::any_of(b.subjects.begin(), b.subjects.end(), [&](const Subject& s) { return s.code == owner; });
    return known ? cell({b.link_to(owner)}) : cell(owner.empty() ? b.say("整个规则集", "the whole rule set") : owner);
  };
  if (!rows.empty()) {
    page.blocks.push_back(heading(2, b.say("口径", "Readings")));
    page.blocks.push_back(note(b.say("原文没有说死的地方。改选用 --reading 口径=选项 试算，zs replay 看改了会影响哪些办件。", "Where the text leaves a choice. --reading NAME=OPTION tries another one; zs replay tells which cases it would change.")));
    Table t;
    t.head = {b.say("口径", "reading"), b.say("用于", "of"), b.say("现在取", "chosen"), b.say("也可以取", "or else"), b.say("为什么", "why")};
    t.widths = {13, 13, 14, 16, 44};
    for (const auto& [c, owner] : rows) {
      const std::vector<std::string> others(c->options.begin() + (c->options.empty() ? 0 : 1), c->options.end());
      t.rows.push_back({cell(c->name), owner_cell(owner), cell({strong(c->chosen)}), cell(joined(others, b.zh() ? "、" : ", ")), cell(c->why)});
    }
    page.blocks.push_back(table(std::move(t)));
  }
  Table t;
  t.head = {b.say("参数", "parameter"), b.say("用于", "of"), b.say("数", "value"), b.say("写在", "where")};
  t.widths = {26, 20, 26, 28};
  for (const auto& d : b.definitions)
    if (d.kind != Definition::Kind::kOther && d.kind != Definition::Kind::kChoice && std::find(b.pack.rule_files.begin(), b.pack.rule_files.end(), d.src.file) != b.pack.rule_files.end())
      t.rows.push_back({cell(d.name), owner_cell(d.owner), cell(d.value), cell({soft(b.place(d.src))})});
  if (!t.rows.empty()) {
    page.blocks.push_back(heading(2, b.say("参数、词表、句式", "Parameters, word lists, forms")));
    page.blocks.push_back(table(std::move(t)));
  }
  return page;
}

}  // namespace zs::publish

// The regulation's table, rebuilt from 归类 and 依据.
#include "publish/book.h"

#include <map>

namespace zs::publish {
namespace {

/// How many rows from `n` on stand in the same group of this depth.
int reach(const std::vector<Subject>& all, size_t n, size_t depth) {
  const auto group = [&](size_t i) { return std::vector<std::string>(all[i].category.begin(), all[i].category.begin() + static_cast<long>(depth)); };
  if (n > 0 && group(n - 1) == group(n)) return 0;
  int rows = 1;
  while (n + static_cast<size_t>(rows) < all.size() && group(n + static_cast<size_t>(rows)) == group(n)) ++rows;
  return rows;
}

Line words(const Subject& s) {
  Line out;
  for (const auto& q : s.quotes) {
    if (!out.empty()) out.push_back(line_break());
    out.push_back(soft(q.clause + "　"));
    out.push_back(text(q.text));
  }
  return out;
}

}  // namespace

Page table_page(const Book& b) {
  Page page;
  page.name = "table";
  page.title = b.say("监督指标表", "Table of indicators");
  page.wide = true;
  page.blocks.push_back(heading(1, (b.program.title.empty() ? b.program.code : b.program.title) + b.say("　监督指标表", ": table of indicators")));
  page.blocks.push_back(note(b.say("由规则文件的“归类”“依据”排出；指标说明是所引的原文。次序、分组照规则文件，与原表一一对应。", "Made from 归类 and 依据 of the rule files: the explanation is the regulation’s text as quoted; order and groups are those of the rules.")));
  Table t;
  t.head = {b.say("序号", "No."), b.say("监督指标", "indicator"), b.say("一级指标", "first level"), b.say("二级指标", "second level"), b.say("指标说明", "explanation"), b.say("发牌类型", "card"), b.say("编号", "code")};
  t.widths = {5, 11, 13, 14, 39, 10, 8};
  int number = 0;
  for (size_t n = 0; n < b.subjects.size(); ++n) {
    const Subject& s = b.subjects[n];
    std::vector<Cell> row;
    const int family = reach(b.subjects, n, 1);
    number += family > 0;
    row.push_back({{text(std::to_string(number))}, family});
    for (size_t depth = 1; depth <= 3; ++depth) {
      const int rows = reach(b.subjects, n, depth);
      row.push_back({{text(s.category[depth - 1])}, rows});
    }
    row.push_back(cell(words(s)));
    Line cards;
    for (const auto& [card, actions] : s.cards) {
      if (!cards.empty()) cards.push_back(line_break());
      cards.push_back(b.card(card));
      for (const auto& a : actions) cards.push_back(soft(" " + a));
    }
    row.push_back(cell(cards));
    row.push_back(cell({b.link_to(s.code)}));
    t.rows.push_back(std::move(row));
  }
  page.blocks.push_back(table(std::move(t)));
  return page;
}

}  // namespace zs::publish

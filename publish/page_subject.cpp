// A page for each indicator: what it asks, in sentences.
#include "publish/book.h"
#include "publish/needs.h"

#include <algorithm>

namespace zs::publish {
namespace {

Item item_of(const Phrase& p) {
  Item out{{text(p.text)}, {}};
  for (const auto& part : p.parts) out.items.push_back(item_of(part));
  return out;
}

/// Versions of a rule set that holds several; nothing where a rule counts in all of them.
void versions(const Book& b, const std::vector<int>& all, std::vector<Block>& out) {
  std::string names;
  for (const int v : all) names += (names.empty() ? "" : b.say("、", ", ")) + b.program.versions[static_cast<size_t>(v)].version;
  if (!names.empty()) out.push_back(paragraph({strong(b.say("只用于版本 ", "In force in version ")), text(names)}));
}

/// A condition as the last words of a paragraph, its parts as a list below.
void condition(const Phrase& p, Line lead, std::vector<Block>& out) {
  lead.push_back(text(p.text));
  out.push_back(paragraph(std::move(lead)));
  if (p.parts.empty()) return;
  std::vector<Item> items;
  for (const auto& part : p.parts) items.push_back(item_of(part));
  out.push_back(list(std::move(items), true));
}

std::string reason_text(const Book& b, Phraser& phrase, const std::vector<typed::ReasonPart>& parts) {
  std::string out;
  for (const auto& part : parts) {
    const auto clock = [&] { return b.program.clocks[static_cast<size_t>(part.clock)].name; };
    switch (part.what) {
      case typed::ReasonPart::What::kText: out += part.text; break;
      case typed::ReasonPart::What::kValue: out += "｛" + phrase.value(part.value) + "｝"; break;
      case typed::ReasonPart::What::kUsed: out += "｛" + clock() + b.say("已用", " used") + "｝"; break;
      case typed::ReasonPart::What::kLeft: out += "｛" + clock() + b.say("剩余", " left") + "｝"; break;
      case typed::ReasonPart::What::kDue: out += "｛" + clock() + b.say("到期", " due") + "｝"; break;
    }
  }
  return out;
}

void reason(const Book& b, Phraser& phrase, const std::vector<typed::ReasonPart>& parts, std::vector<Block>& out) {
  if (!parts.empty()) out.push_back(paragraph({soft(b.say("牌上写的理由：", "reason on the card: ")), text(reason_text(b, phrase, parts))}, Block::Kind::kNote));
}

void situation(const Book& b, const typed::Indicator& i, const typed::Situation& s, Phraser& phrase, std::vector<Block>& out) {
  const bool by_row = s.scope != typed::kNone && b.program.scopes[static_cast<size_t>(s.scope)].owner != typed::kNone;
  if (!s.name.empty()) out.push_back(heading(3, b.say("情形　", "Situation: ") + s.name));
  versions(b, s.versions, out);
  if (by_row) out.push_back(paragraph({text(b.say("对每一条" + phrase.list_name(s.scope) + "分别判断。", "Judged for each row of " + phrase.list_name(s.scope) + " by itself."))}));
  if (s.applies != typed::kNone) condition(phrase.condition(s.applies), {strong(b.say("适用于：", "Applies where: "))}, out);
  for (const auto& rule : s.cards) {
    Line lead = {text(b.say("发 ", "Issues ")), b.card(rule.card)};
    if (!rule.actions.empty()) lead.push_back(text(b.say("（处置：" + joined(rule.actions, "、") + "）", " (actions: " + joined(rule.actions, ", ") + ")")));
    lead.push_back(text(b.say("，当", " where ")));
    condition(phrase.condition(rule.when), std::move(lead), out);
  }
  reason(b, phrase, s.reason.empty() ? i.reason : s.reason, out);
}

void judged(const Book& b, const typed::Indicator& i, std::vector<Block>& out) {
  Phraser phrase = b.phraser();
  if (i.applies != typed::kNone) condition(phrase.condition(i.applies), {strong(b.say("适用于：", "Applies where: "))}, out);
  for (const auto& s : i.situations) situation(b, i, s, phrase, out);
}

std::string term_text(const Book& b, Phraser& phrase, const typed::Aggregate::Term& t) {
  using Fn = typed::Aggregate::Fn;
  const auto flat = [](const Phrase& p, const auto& self) -> std::string {
    std::string out = p.text;
    for (size_t n = 0; n < p.parts.size(); ++n) out += (n ? "；" : "") + self(p.parts[n], self);
    return out;
  };
  const std::string when = t.when == typed::kNone ? "" : flat(phrase.condition(t.when), flat);
  const std::string value = t.value == typed::kNone ? "" : phrase.value(t.value);
  switch (t.fn) {
    case Fn::kCount: return when.empty() ? b.say("条数", "the number of records") : b.say("“" + when + "”的条数", "the number of records where " + when);
    case Fn::kShare: return b.say("“" + when + "”的占比", "the share of records where " + when);
    case Fn::kSum: return b.say(value + "的合计", "the sum of " + value);
    case Fn::kAverage: return b.say(value + "的平均", "the average of " + value);
    case Fn::kMin: return b.say(value + "中最小的", "the least " + value);
    case Fn::kMax: return b.say(value + "中最大的", "the greatest " + value);
  }
  return value;
}

void judged(const Book& b, const typed::Aggregate& a, std::vector<Block>& out) {
  Phraser phrase = b.phraser();
  versions(b, a.versions, out);
  std::vector<std::string> keys;
  for (const auto id : a.by) keys.push_back(phrase.value(id));
  const std::string record = b.program.models.models[static_cast<size_t>(a.model)].name;
  out.push_back(paragraph({text(keys.empty() ? b.say("对全部" + record + "合起来判断，不逐条判断。", "Judged of all records of " + record + " together.")
                                             : b.say("把" + record + "按" + joined(keys, "、") + "分组，每组合起来判断一次。", "Records of " + record + " are grouped by " + joined(keys, ", ") + "; each group is judged as one."))}));
  if (a.range != typed::kNone) condition(phrase.condition(a.range), {strong(b.say("只计：", "Counted: "))}, out);
  std::vector<std::string> at;
  for (const auto day : a.at) at.push_back(day_text(b, day));
  if (a.every_year_end) at.push_back(b.say("每年年末", "the end of every year"));
  if (!at.empty()) out.push_back(paragraph({strong(b.say("在什么时候问：", "Asked: ")), text(joined(at, b.zh() ? "、" : ", ") + b.say("的24时，和提问的时刻。", " at 24:00, and whenever somebody asks."))}));
  static const std::pair<const char*, const char*> kWords[] = {{"等于", " is "}, {"不等于", " is not "}, {"低于", " is less than "}, {"不超过", " is at most "}, {"超过", " is more than "}, {"达到", " is at least "}};
  std::string left = term_text(b, phrase, a.left);
  if (a.right) left += " ÷ " + term_text(b, phrase, *a.right);
  const bool ratio = a.right || a.left.fn == typed::Aggregate::Fn::kShare;
  const std::string threshold = phrase.number(a.threshold, ratio);
  Line lead = {text(b.say("发 ", "Issues ")), b.card(a.card)};
  if (!a.actions.empty()) lead.push_back(text(b.say("（处置：" + joined(a.actions, "、") + "）", " (actions: " + joined(a.actions, ", ") + ")")));
  const auto& [zh, en] = kWords[static_cast<size_t>(a.cmp)];
  lead.push_back(text(b.say("，当" + left + zh, " where " + left + en) + threshold));
  out.push_back(paragraph(std::move(lead)));
  reason(b, phrase, a.reason, out);
}

void needs(const Book& b, const std::vector<Need>& all, std::vector<Block>& out) {
  static const std::pair<const char*, const char*> kWords[] = {{"没有填写也是一种答案", "missing is an answer, too"}, {"只是理由里写“未知”", "the reason says so"},  {"按缺省的值", "the default is taken"},
                                                              {"当作一条也没有", "counts as empty"},            {"当作还没有发生", "has not happened yet"}, {"无法判定（在取决于它的时候）", "undecided, where the answer hangs on it"}};
  Table t;
  t.head = {b.say("数据项", "field"), b.say("代码", "code"), b.say("类型", "type"), b.say("缺了会怎样", "if it is missing")};
  t.widths = {30, 22, 24, 24};
  for (const Need& n : all) {
    const auto& m = b.program.models.models[static_cast<size_t>(n.model)];
    const auto& f = m.fields[static_cast<size_t>(n.field)];
    const bool required = !f.optional;
    const std::string effect = required ? b.say("整条退回", "the record is rejected") : b.say(kWords[static_cast<size_t>(n.missing)].first, kWords[static_cast<size_t>(n.missing)].second);
    t.rows.push_back({cell({link(m.name, {"records", "m-" + m.code}), text(b.say("的", "’s ") + f.name)}), cell({code(f.code)}), cell(field_type(b, f)), cell(effect)});
  }
  if (t.rows.empty()) return;
  out.push_back(heading(2, b.say("需要的数据", "Data needed")));
  out.push_back(table(std::move(t)));
}

void silences(const Book& b, const Subject& s, std::vector<Block>& out) {
  Line by, of;
  for (size_t n = 0; n < b.program.indicators.size(); ++n)
    for (const int other : b.program.indicators[n].supersedes) {
      const bool mine = b.program.indicators[n].code == s.code, me = b.indicator(other).code == s.code;
      if (mine) of.push_back(text(of.empty() ? b.say("本指标有牌的时候，不显示 ", "While this indicator shows a card, hidden: ") : "、")), of.push_back(b.link_to(b.indicator(other).code));
      if (me) by.push_back(text(by.empty() ? b.say("有牌的时候不显示本指标的：", "Hidden while a card is shown by ") : "、")), by.push_back(b.link_to(b.program.indicators[n].code));
    }
  for (auto* line : {&of, &by})
    if (!line->empty()) out.push_back(paragraph(std::move(*line)));
}

}  // namespace

Page subject_page(const Book& b, size_t index) {
  const Subject& s = b.subjects[index];
  Page page;
  page.name = s.code;
  page.title = s.code + " " + s.name;
  auto& out = page.blocks;
  out.push_back(heading(1, page.title));
  Line about;
  std::vector<std::string> groups;
  for (const auto& g : s.category)
    if (!g.empty()) groups.push_back(g);
  about.push_back(link(joined(groups, " / "), {"table", ""}));
  about.push_back(text(b.say("　对", ", of ") + joined(s.records, b.zh() ? "、" : ", ") + "　"));
  for (const auto& [card, actions] : s.cards) about.push_back(b.card(card)), about.push_back(text(" "));
  out.push_back(paragraph(std::move(about)));
  Line around;
  if (index > 0) around.push_back(text("← ")), around.push_back(b.link_to(b.subjects[index - 1].code)), around.push_back(text("　"));
  if (index + 1 < b.subjects.size()) around.push_back(b.link_to(b.subjects[index + 1].code)), around.push_back(text(" →"));
  if (!around.empty()) out.push_back(paragraph(std::move(around), Block::Kind::kNote));

  if (!s.quotes.empty()) out.push_back(heading(2, b.say("依据", "Basis")));
  for (const auto& q : s.quotes) out.push_back(paragraph({link(q.clause, {"text", quote_place(b.program, s.code, q.src)}), text("「" + q.text + "」")}, Block::Kind::kQuote));

  out.push_back(heading(2, b.say("怎样判断", "How it is judged")));
  std::vector<int> clocks;
  std::vector<Span> places;
  std::vector<Need> fields;
  for (const int n : s.indicators) {
    const auto& i = b.indicator(n);
    places.push_back(i.src);
    const std::string record = b.program.models.models[static_cast<size_t>(i.model)].name;
    if (s.indicators.size() > 1) out.push_back(heading(3, b.say("对" + record, "Of " + record)));
    judged(b, i, out);
    for (const int k : clocks_of(b.program, i, false))
      if (std::find(clocks.begin(), clocks.end(), k) == clocks.end()) clocks.push_back(k);
    for (const Need& need : needs_of(b.program, i))
      if (std::none_of(fields.begin(), fields.end(), [&](const Need& f) { return f.model == need.model && f.field == need.field; })) fields.push_back(need);
  }
  if (s.aggregate != typed::kNone) {
    const auto& a = b.program.aggregates[static_cast<size_t>(s.aggregate)];
    places.push_back(a.src);
    judged(b, a, out);
    fields = needs_of(b.program, a);
  }
  silences(b, s, out);
  if (!s.indicators.empty())
    out.push_back(note(b.say("牌从条件成立的第一刻亮起，到条件不再成立时消除；几张牌的条件都成立时，只显示最高的。数据不全、答案取决于所缺数据的，报告为“无法判定”。",
                             "A card is issued at the first instant at which its conditions hold and leaves when they hold no longer; of several only the highest is shown. Where the answer hangs on missing data it is reported as undecided.")));
  for (auto& block : clocks_block(b, clocks)) out.push_back(std::move(block));
  for (auto& block : readings_block(b, places)) out.push_back(std::move(block));
  needs(b, fields, out);
  for (auto& block : tests_of(b, s)) out.push_back(std::move(block));
  Line written = {soft(b.say("规则写在 ", "written in "))};
  for (size_t n = 0; n < places.size(); ++n) written.push_back(soft((n ? b.say("、", ", ") : "") + b.place(places[n])));
  out.push_back(paragraph(std::move(written), Block::Kind::kNote));
  return page;
}

}  // namespace zs::publish

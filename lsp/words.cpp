#include "lsp/words.h"

#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/utf8.h"
#include "lsp/tables.h"

#include <algorithm>
#include <cctype>
#include <unordered_map>

namespace zs::lsp {
namespace {

using Kind = Symbol::Kind;
using FT = ast::FieldDecl::Type;

const std::unordered_map<std::string, Words>& meanings() {
  static const auto all = [] {
    std::unordered_map<std::string, Words> out;
    for (const auto& row : rows_of(keyword_tables(), "keywords.tsv"))
      if (row.size() >= 5) out[row[0]] = {row[4], row[3]};
    return out;
  }();
  return all;
}

std::string source_line(const View& view, Span src) {
  const Lines& lines = view.lines(src.file);
  std::string s(lines.line(lines.place(src.begin).line));
  const size_t from = s.find_first_not_of(" \t");
  s = from == std::string::npos ? "" : s.substr(from);
  if (const size_t comment = s.find("//"); comment != std::string::npos && comment > 0) s.resize(comment);
  while (!s.empty() && s.back() == ' ') s.pop_back();
  return s;
}

std::string label_list(const std::vector<ast::FieldDecl::Label>& labels) {
  std::string out;
  for (size_t i = 0; i < labels.size() && i < 12; ++i) {
    out += (i ? "、" : "") + labels[i].label.text;
    for (size_t k = 0; k < labels[i].codes.size(); ++k) out += (k ? "、" : " = ") + labels[i].codes[k];
  }
  return labels.size() > 12 ? out + "……" : out;
}

std::string about_field(const View& view, const Symbol& s, const ast::FieldDecl& f) {
  std::string out = view.pick("- 类型：", "- type: ") + type_of(view, f) + "\n";
  out += view.pick("- 数据里的列名：", "- column in data: ") + f.name.text + " / `" + f.code.text + "`\n";
  if (!f.unit.text.empty()) out += view.pick("- 单位的列：", "- column of the unit: ") + f.unit.text + " / `" + f.unit_code.text + "`\n";
  if (s.owner != kNothing) out += view.pick("- 属于：", "- of: ") + view.index()[s.owner].name + "\n";
  if (f.reference) out += view.pick("- 引用：", "- refers to: ") + f.reference->text + "\n";
  out += f.key ? view.pick("- 键，不能缺\n", "- the key, never missing\n") : f.optional ? view.pick("- 可以缺\n", "- may be missing\n") : view.pick("- 不能缺\n", "- never missing\n");
  if (f.fallback) out += view.pick("- 缺省：", "- by default: ") + std::string(view.sources().text(f.fallback->src)) + "\n";
  const auto* named = f.enumeration ? view.index()[std::max(0, view.index().enumeration(f.enumeration->text))].as<ast::EnumDecl>() : nullptr;
  const auto& labels = named ? named->labels : f.labels;
  if (!labels.empty()) out += view.pick("- 取值：", "- values: ") + label_list(labels) + "\n";
  return out;
}

std::string about_choice(const View& view, const ast::ChoiceDecl& d) {
  std::string out = view.pick("- 所选：", "- chosen: ") + d.chosen.text + view.pick("\n- 可选：", "\n- others: ");
  for (size_t i = 0; i < d.others.size(); ++i) out += (i ? "、" : "") + d.others[i].text;
  return out + "\n" + (d.why ? view.pick("- 说明：", "- why: ") + d.why->text + "\n" : "");
}

std::string quotes(const View& view, const std::vector<ast::QuoteClause>& all) {
  std::string out;
  for (const auto& q : all) out += view.pick("- 依据 ", "- basis: ") + q.clause + "「" + q.quote.text + "」\n";
  return out;
}

std::string about_indicator(const View& view, const ast::IndicatorDecl& d) {
  std::string out = d.title.text + view.pick("，判断：", ", judges: ") + d.record.text + "\n" + quotes(view, d.common.quotes);
  for (const auto& s : d.situations) out += view.pick("- 情形 ", "- situation ") + s.name.text + "\n" + quotes(view, s.quotes);
  return out;
}

bool is_word(const std::string& name) {
  for (size_t i = 0; i < name.size();) {
    const auto d = syntax::decode_utf8(name, i);
    if (!d.valid || !syntax::is_word_char(syntax::fold(d.c))) return false;
    i += d.size;
  }
  return !name.empty() && !(name[0] >= '0' && name[0] <= '9');
}

bool is_code(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) || c == '-'; });
}

}  // namespace

std::optional<std::string> written(std::string name, Kind kind) {
  if (name.starts_with("〔") && name.ends_with("〕")) name = name.substr(3, name.size() - 6);
  if (name.find_first_of("\n\r") != std::string::npos || name.find("〔") != std::string::npos || name.find("〕") != std::string::npos) return std::nullopt;
  if (kind == Kind::kIndicator || kind == Kind::kStatistic) return is_code(name) ? std::optional(name) : std::nullopt;
  if (name.empty() || name.find_first_not_of(' ') == std::string::npos) return std::nullopt;
  // A keyword is a name where no keyword may stand; brackets make it one everywhere.
  if (is_word(name) && !syntax::find_keyword(syntax::normalise(name))) return name;
  return "〔" + name + "〕";
}

std::string kind_word(const View& view, Kind kind) {
  switch (kind) {
    case Kind::kRuleSet: return view.pick("规则集", "rule set");
    case Kind::kRecord: return view.pick("记录", "record");
    case Kind::kField: return view.pick("字段", "field");
    case Kind::kUnitField: return view.pick("单位列", "column of a unit");
    case Kind::kEnum: return view.pick("枚举", "enumeration");
    case Kind::kLabel: return view.pick("取值", "label");
    case Kind::kCalendar: return view.pick("日历", "calendar");
    case Kind::kClock: return view.pick("时限", "clock");
    case Kind::kCondition: return view.pick("条件", "condition");
    case Kind::kParameter: return view.pick("参数", "parameter");
    case Kind::kChoice: return view.pick("口径", "choice of reading");
    case Kind::kOption: return view.pick("口径的选项", "option");
    case Kind::kWords: return view.pick("词表", "word list");
    case Kind::kPattern: return view.pick("句式", "pattern");
    case Kind::kIndicator: return view.pick("指标", "indicator");
    case Kind::kStatistic: return view.pick("统计指标", "statistic");
    case Kind::kSituation: return view.pick("情形", "situation");
    case Kind::kCard: return view.pick("牌", "card");
    case Kind::kTest: return view.pick("测试", "test");
    case Kind::kAlias: return view.pick("列表的一行", "row of a list");
    case Kind::kFormal: return view.pick("条件的参数", "argument of a condition");
  }
  return {};
}

std::string type_of(const View& view, const ast::FieldDecl& f) {
  const auto labels = [&](const char* zh, const char* en) { return view.pick(zh, en) + (f.enumeration ? " " + f.enumeration->text : std::string()); };
  switch (f.type) {
    case FT::kText: return view.pick("文本", "text");
    case FT::kInteger: return view.pick("整数", "integer");
    case FT::kDecimal: return view.pick("小数", "decimal");
    case FT::kPercent: return view.pick("百分比", "percentage");
    case FT::kBool: return view.pick("布尔（是、否）", "boolean (是, 否)");
    case FT::kDate: return view.pick("日期", "date");
    case FT::kInstant: return view.pick("时刻（事先就知道）", "instant (known beforehand)");
    case FT::kEvent: return view.pick("时刻 事件（发生以前不知道）", "event (not known before it happens)");
    case FT::kEnum: return labels("枚举", "enumeration");
    case FT::kSpan: return view.pick("期限（数和单位）", "period (number and unit)");
    case FT::kTextList: return view.pick("列表 文本", "list of texts");
    case FT::kEnumList: return labels("列表 枚举", "list of");
    case FT::kRows: return view.pick("列表（一行行的明细）", "list of rows");
  }
  return {};
}

std::string comment_of(const View& view, Span declaration) {
  const Lines& lines = view.lines(declaration.file);
  const int64_t at = lines.place(declaration.begin).line;
  const auto trimmed = [&](int64_t n) {
    std::string_view s = lines.line(n);
    while (s.starts_with(' ') || s.starts_with('\t')) s.remove_prefix(1);
    return s;
  };
  const auto words = [](std::string_view s) {
    s.remove_prefix(2);
    while (s.starts_with(' ')) s.remove_prefix(1);
    return std::string(s);
  };
  std::string out;
  for (int64_t n = at - 1; n >= 0 && trimmed(n).starts_with("//"); --n) out = words(trimmed(n)) + (out.empty() ? "" : "\n") + out;
  const std::string_view here = lines.line(at);
  if (const size_t c = here.find("//"); c != std::string_view::npos && !trimmed(at).starts_with("//")) out += (out.empty() ? "" : "\n") + words(here.substr(c));
  return out;
}

std::string about(const View& view, int symbol) {
  const Symbol& s = view.index()[symbol];
  std::string out = "**" + kind_word(view, s.kind) + " " + s.name + "**\n\n";
  if (const auto* f = s.as<ast::FieldDecl>()) {
    out += s.kind == Kind::kUnitField ? view.pick("「" + f->name.text + "」的单位：工作日、自然日、小时、工作小时\n", "the unit of " + f->name.text + "\n") : about_field(view, s, *f);
  } else if (const auto* d = s.as<ast::EnumDecl>()) {
    out += "- " + label_list(d->labels) + "\n";
  } else if (const auto* d = s.as<ast::FieldDecl::Label>()) {
    std::string codes;
    for (const auto& c : d->codes) codes += (codes.empty() ? "" : "、") + c;
    if (s.owner != kNothing) out += view.pick("- 属于：", "- of: ") + view.index()[s.owner].name + "\n";
    if (!codes.empty()) out += view.pick("- 数据里的代码：", "- codes in data: ") + codes + "\n";
  } else if (const auto* d = s.as<ast::ChoiceDecl>()) {
    out += about_choice(view, *d);
  } else if (const auto* d = s.as<ast::IndicatorDecl>()) {
    out += about_indicator(view, *d);
  } else if (const auto* d = s.as<ast::AggregateDecl>()) {
    out += d->title.text + "\n" + quotes(view, d->quotes);
  } else if (const auto* d = s.as<ast::SituationDecl>()) {
    out += quotes(view, d->quotes);
  } else if (s.kind == Kind::kCard) {
    const auto* set = s.as<ast::RuleSetDecl>();
    std::string order;
    for (const auto& c : set->cards) order += (order.empty() ? "" : " < ") + c.text;
    out += view.pick("- 由低到高：", "- lowest first: ") + order + "\n";
  } else if (s.kind == Kind::kAlias && s.owner != kNothing) {
    out += view.pick("- 列表：", "- list: ") + view.index()[s.owner].name + "\n";
  } else {
    const std::string whole(view.sources().text(s.whole));
    if (!whole.empty()) out += "```zs\n" + (whole.size() < 900 ? whole : source_line(view, s.whole)) + "\n```\n";
  }
  if (const std::string comment = comment_of(view, s.whole); !comment.empty() && s.kind != Kind::kLabel && s.kind != Kind::kCard) out += "\n" + comment + "\n";
  out += "\n*" + view.sources().name(s.src.file) + ":" + std::to_string(view.sources().position(s.src.file, s.src.begin).line) + "*";
  return out;
}

std::string meaning(const View& view, const syntax::Keyword& keyword) {
  const auto it = meanings().find(std::string(keyword.zh));
  return it == meanings().end() ? std::string() : view.pick(it->second.zh, it->second.en);
}

std::string about_keyword(const View& view, std::string_view word) {
  const syntax::Keyword* k = syntax::find_keyword(syntax::normalise(word));
  if (!k) return {};
  return "**" + std::string(k->zh) + "** · `" + std::string(k->en) + "`\n\n" + meaning(view, *k);
}

}  // namespace zs::lsp

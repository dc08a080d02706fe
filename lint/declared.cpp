#include "lint/declared.h"

#include "compiler/syntax/fold.h"
#include "compiler/syntax/utf8.h"

namespace zs::lint {
namespace {

using OnName = std::function<void(const ast::Name&)>;

struct Visit {
  const OnName& f;

  void each(const std::vector<ast::Name>& names) const {
    for (const auto& n : names) one(n);
  }
  void one(const ast::Name& n) const {
    if (!n.text.empty()) f(n);
  }
  void labels(const std::vector<ast::FieldDecl::Label>& all) const {
    for (const auto& l : all) one(l.label);
  }
  void fields(const std::vector<ast::FieldDecl>& all) const {
    for (const auto& x : all) one(x.name), labels(x.labels), fields(x.rows);
  }
  void situation(const ast::SituationDecl& s) const {
    one(s.name);
    for (const auto& d : s.parameters) one(d.name);
    for (const auto& d : s.conditions) (*this)(d);
    for (const auto& d : s.clocks) (*this)(d);
    for (const auto& c : s.cards) each(c.actions);
  }

  void operator()(const ast::RuleSetDecl& d) const { each(d.cards); }
  void operator()(const ast::ImportDecl&) const {}
  void operator()(const ast::TestDecl&) const {}
  void operator()(const ast::SuspendDecl&) const {}
  void operator()(const ast::AmendDecl& d) const { std::visit(*this, d.what); }
  void operator()(const ast::RecordDecl& d) const { one(d.name), fields(d.fields); }
  void operator()(const ast::EnumDecl& d) const { one(d.name), labels(d.labels); }
  void operator()(const ast::ChoiceDecl& d) const { one(d.name), one(d.chosen), each(d.others); }
  void operator()(const ast::ConditionDecl& d) const { one(d.name), each(d.parameters); }
  void operator()(const ast::ClockDecl& d) const {
    one(d.name);
    for (const auto& c : d.choices) (*this)(c);
  }
  void operator()(const ast::IndicatorDecl& d) const {
    one(d.code), one(d.title);
    for (const auto& c : d.choices) (*this)(c);
    each_situation(d, [&](const ast::SituationDecl& s) { situation(s); });
  }
  void operator()(const ast::AggregateDecl& d) const {
    one(d.code), one(d.title);
    for (const auto& c : d.choices) (*this)(c);
    for (const auto& p : d.parameters) one(p.name);
    for (const auto& c : d.cards) each(c.actions);
  }
  template <class Named>
  void operator()(const Named& d) const { one(d.name); }
};

// Each row: characters that are taken for the first one.
constexpr std::u32string_view kAlike[] = {U"己已巳", U"末未", U"候侯", U"账帐", U"戌戊戍", U"日曰", U"土士", U"折拆", U"崇祟", U"栗粟", U"晴睛", U"茶荼", U"免兔", U"辨辩辫", U"徒徙", U"暖暧", U"毫亳", U"撤撒",
                                          U"祗祇", U"券劵", U"千干", U"间问", U"人入", U"玉王", U"他它", U"像象", U"0Oo〇○", U"1lIⅠ｜|", U"—－-–", U"·・•"};
struct Twin {
  char32_t foreign, latin;
};
constexpr Twin kTwins[] = {{U'А', U'A'}, {U'В', U'B'}, {U'С', U'C'}, {U'Е', U'E'}, {U'Н', U'H'}, {U'І', U'I'}, {U'Ј', U'J'}, {U'К', U'K'}, {U'М', U'M'}, {U'О', U'O'}, {U'Р', U'P'}, {U'Ѕ', U'S'}, {U'Т', U'T'}, {U'Х', U'X'},
                           {U'У', U'Y'}, {U'а', U'a'}, {U'с', U'c'}, {U'е', U'e'}, {U'і', U'i'}, {U'о', U'o'}, {U'р', U'p'}, {U'х', U'x'}, {U'у', U'y'}, {U'Α', U'A'}, {U'Β', U'B'}, {U'Ε', U'E'}, {U'Ζ', U'Z'}, {U'Η', U'H'},
                           {U'Ι', U'I'}, {U'Κ', U'K'}, {U'Μ', U'M'}, {U'Ν', U'N'}, {U'Ο', U'O'}, {U'Ρ', U'P'}, {U'Τ', U'T'}, {U'Υ', U'Y'}, {U'Χ', U'X'}, {U'ο', U'o'}, {U'ν', U'v'}};

char32_t plain(char32_t c) {
  c = syntax::fold(c);
  if (const char32_t latin = latin_twin(c)) c = latin;
  for (const auto row : kAlike)
    if (row.find(c) != std::u32string_view::npos) return row.front();
  return c >= U'A' && c <= U'Z' ? c + (U'a' - U'A') : c;
}

}  // namespace

void each_declared_name(const Pack& pack, const OnName& f) {
  for (const ast::File* file : pack.own)
    for (const ast::Item& item : file->items) std::visit(Visit{f}, item);
}

char32_t latin_twin(char32_t c) {
  for (const Twin& t : kTwins)
    if (t.foreign == c) return t.latin;
  return 0;
}

std::string skeleton(std::string_view name) {
  std::string out;
  for (size_t i = 0; i < name.size();) {
    const auto d = syntax::decode_utf8(name, i);
    i += d.size;
    // Ⅱ is two strokes.
    if (d.c >= U'Ⅱ' && d.c <= U'Ⅲ') out.append(static_cast<size_t>(d.c - U'Ⅱ') + 2, '1');
    else syntax::append_utf8(out, plain(d.c));
  }
  return out;
}

}  // namespace zs::lint

#include "lsp/declare.h"

namespace zs::lsp {

using Kind = Symbol::Kind;

class Declarer {
 public:
  explicit Declarer(Index& index) : index_(index) {}

  void operator()(const ast::RuleSetDecl& d) {
    const int s = top(Kind::kRuleSet, d.code, d.src, &d);
    for (const auto& card : d.cards) index_.top_.push_back(add(Kind::kCard, card, d.src, s, &d));
  }
  void operator()(const ast::ImportDecl&) {}
  void operator()(const ast::RecordDecl& d) {
    const int s = top(Kind::kRecord, d.name, d.src, &d);
    sym(s).code = d.code.text;
    fields(s, d.fields);
  }
  void operator()(const ast::EnumDecl& d) { labels(top(Kind::kEnum, d.name, d.src, &d), d.labels); }
  void operator()(const ast::CalendarDecl& d) { top(Kind::kCalendar, d.name, d.src, &d); }
  void operator()(const ast::ClockDecl& d) { clock(d, kNothing); }
  void operator()(const ast::ConditionDecl& d) { condition(d, kNothing); }
  void operator()(const ast::ParameterDecl& d) { top(Kind::kParameter, d.name, d.src, &d); }
  void operator()(const ast::ChoiceDecl& d) { choice(d, kNothing); }
  void operator()(const ast::WordListDecl& d) { top(Kind::kWords, d.name, d.src, &d); }
  void operator()(const ast::PatternDecl& d) { top(Kind::kPattern, d.name, d.src, &d); }
  void operator()(const ast::IndicatorDecl& d) {
    const int s = top(Kind::kIndicator, d.code, d.src, &d);
    sym(s).code = d.title.text;
    indicator(d, s);
  }
  void operator()(const ast::AggregateDecl& d) {
    const int s = top(Kind::kStatistic, d.code, d.src, &d);
    sym(s).code = d.title.text;
    aggregate(d, s);
  }
  void operator()(const ast::AmendDecl& d) {
    if (const auto* i = std::get_if<ast::IndicatorDecl>(&d.what)) indicator(*i, amended(Kind::kIndicator, i->code, d.src, i));
    else if (const auto* a = std::get_if<ast::AggregateDecl>(&d.what)) aggregate(*a, amended(Kind::kStatistic, a->code, d.src, a));
    else if (const auto* c = std::get_if<ast::ConditionDecl>(&d.what)) formals(*c, amended(Kind::kCondition, c->name, d.src, c));
    else if (const auto* k = std::get_if<ast::ClockDecl>(&d.what)) choices(*k, amended(Kind::kClock, k->name, d.src, k));
  }
  void operator()(const ast::SuspendDecl&) {}
  void operator()(const ast::BindingDecl&) {}
  void operator()(const ast::TestDecl& d) { top(Kind::kTest, {d.name.text, d.name.src}, d.src, &d); }

 private:
  Symbol& sym(int s) { return index_.symbols_[static_cast<size_t>(s)]; }

  template <class D>
  int add(Kind kind, const ast::Name& name, Span whole, int owner, const D* decl) {
    const int s = index_.size();
    Symbol x;
    x.kind = kind, x.name = name.text, x.src = name.src, x.whole = whole, x.owner = owner, x.decl = decl;
    index_.symbols_.push_back(std::move(x));
    index_.uses_.push_back({name.src, s, true});
    return s;
  }
  /// 修改 指标 …: names of its own within, while its own name is the inherited one's.
  template <class D>
  int amended(Kind kind, const ast::Name& name, Span whole, const D* decl) {
    const int s = add(kind, name, whole, kNothing, decl);
    index_.uses_.pop_back();
    index_.declared_[{name.src.file, name.src.begin}] = s;
    return s;
  }
  void indicator(const ast::IndicatorDecl& d, int s) {
    for (const auto& c : d.choices) choice(c, s);
    situation(d.common, s);
    for (const auto& x : d.situations) situation(x, add(Kind::kSituation, x.name, x.src, s, &x));
  }
  void aggregate(const ast::AggregateDecl& d, int s) {
    for (const auto& c : d.choices) choice(c, s);
    for (const auto& p : d.parameters) local(Kind::kParameter, p.name, p.src, s, &p);
  }
  void formals(const ast::ConditionDecl& d, int s) {
    for (const auto& p : d.parameters) index_.members_[s].push_back(add(Kind::kFormal, p, d.src, s, &d));
  }
  void choices(const ast::ClockDecl& d, int s) {
    for (const auto& c : d.choices) choice(c, s);
  }
  template <class D>
  int top(Kind kind, const ast::Name& name, Span whole, const D* decl) {
    const int s = add(kind, name, whole, kNothing, decl);
    index_.top_.push_back(s);
    return s;
  }
  template <class D>
  int local(Kind kind, const ast::Name& name, Span whole, int owner, const D* decl) {
    if (owner == kNothing) return top(kind, name, whole, decl);
    const int s = add(kind, name, whole, owner, decl);
    index_.members_[owner].push_back(s);
    return s;
  }

  void fields(int owner, const std::vector<ast::FieldDecl>& all) {
    for (const auto& f : all) {
      const int s = add(Kind::kField, f.name, f.src, owner, &f);
      sym(s).code = f.code.text;
      index_.members_[owner].push_back(s);
      if (!f.unit.text.empty()) {
        const int u = add(Kind::kUnitField, f.unit, f.src, owner, &f);
        sym(u).code = f.unit_code.text;
        index_.members_[owner].push_back(u);
      }
      fields(s, f.rows);
      labels(s, f.labels);
    }
  }
  void labels(int owner, const std::vector<ast::FieldDecl::Label>& all) {
    for (const auto& l : all) index_.members_[owner].push_back(add(Kind::kLabel, l.label, l.label.src, owner, &l));
  }
  void choice(const ast::ChoiceDecl& d, int owner) {
    const int s = local(Kind::kChoice, d.name, d.src, owner, &d);
    index_.members_[s].push_back(add(Kind::kOption, d.chosen, d.src, s, &d));
    for (const auto& o : d.others) index_.members_[s].push_back(add(Kind::kOption, o, d.src, s, &d));
  }
  void condition(const ast::ConditionDecl& d, int owner) {
    formals(d, local(Kind::kCondition, d.name, d.src, owner, &d));
  }
  void clock(const ast::ClockDecl& d, int owner) {
    choices(d, local(Kind::kClock, d.name, d.src, owner, &d));
  }
  void situation(const ast::SituationDecl& d, int owner) {
    for (const auto& p : d.parameters) local(Kind::kParameter, p.name, p.src, owner, &p);
    for (const auto& c : d.conditions) condition(c, owner);
    for (const auto& c : d.clocks) clock(c, owner);
  }

  Index& index_;
};

void declare(Index& index, const ast::File& tree) {
  Declarer declarer(index);
  for (const auto& item : tree.items) std::visit(declarer, item);
}

}  // namespace zs::lsp

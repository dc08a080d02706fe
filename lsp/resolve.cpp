#include "lsp/resolve.h"

#include "lsp/names.h"

#include <algorithm>
#include <string_view>

namespace zs::lsp {

using Kind = Symbol::Kind;
using AK = ast::Expr::Kind;

class Resolver {
 public:
  Resolver(Index& index) : index_(index) {}

  void operator()(const ast::RuleSetDecl& d) {
    if (d.calendar) named(*d.calendar, Kind::kCalendar);
  }
  void operator()(const ast::ImportDecl&) {}
  void operator()(const ast::RecordDecl& d) {
    const int s = index_.record(d.name.text);
    if (s == kNothing) return;
    Level level;
    level.fields = s;
    fields(d.fields, level, s);
    if (d.governing) use(*d.governing, index_.member(s, d.governing->text));
  }
  void operator()(const ast::EnumDecl&) {}
  void operator()(const ast::CalendarDecl&) {}
  void operator()(const ast::WordListDecl&) {}
  void operator()(const ast::PatternDecl&) {}
  void operator()(const ast::ClockDecl& d) { clock(d, record_level(d.record)); }
  void operator()(const ast::ConditionDecl& d) { condition(d, record_level(d.record)); }
  void operator()(const ast::ParameterDecl& d) { parameter(d, Level{}); }
  void operator()(const ast::ChoiceDecl&) {}
  void operator()(const ast::AmendDecl& d) {
    std::visit([this](const auto& x) { amend(x); }, d.what);
  }
  void operator()(const ast::SuspendDecl& d) {
    for (const auto& code : d.codes) use(code, index_.indicator(code.text));
  }
  void operator()(const ast::BindingDecl& d) {
    const int record = index_.record(d.record.text);
    use(d.record, record);
    bound(d.fields, record);
    for (const auto& t : d.tables) {
      const int list = t.list && record != kNothing ? index_.member(record, t.list->text) : kNothing;
      if (t.list) use(*t.list, list);
      bound(t.fields, list);
    }
  }
  void operator()(const ast::IndicatorDecl& d) { indicator(d, record_level(d.record)); }
  void operator()(const ast::AggregateDecl& d) { aggregate(d, record_level(d.record)); }
  void operator()(const ast::TestDecl& d) {
    Level record;
    for (const auto& g : d.given) {
      const int s = index_.record(g.record.text);
      use(g.record, s);
      if (record.fields == kNothing) record.fields = s;
      datum(g.data, s);
    }
    for (const auto& e : d.expect) {
      use(e.indicator, index_.indicator(e.indicator.text));
      if (!e.card.text.empty()) named(e.card, Kind::kCard);
      for (const auto& m : e.missing) missing(m, record);
    }
  }

 private:
  // ---- 修改: the name is the inherited declaration's, and so is the record where none is written
  int inherited(const std::string& name) const {
    const auto& all = index_.top(name);
    return all.empty() ? kNothing : all.front();
  }
  template <class D>
  Level inherited_level(int symbol, const D& d) {
    if (!d.record.text.empty()) return record_level(d.record);
    Level l;
    const auto* base = symbol == kNothing ? nullptr : index_[symbol].as<D>();
    if (base) l.fields = index_.record(base->record.text);
    return l;
  }
  template <class D>
  Level shared_level(int symbol, const D& d) {
    if (d.record) return record_level(d.record);
    Level l;
    const auto* base = symbol == kNothing ? nullptr : index_[symbol].as<D>();
    if (base && base->record) l.fields = index_.record(base->record->text);
    return l;
  }
  void amend(const ast::IndicatorDecl& d) {
    const int s = index_.indicator(d.code.text);
    use(d.code, s);
    indicator(d, inherited_level(s, d));
  }
  void amend(const ast::AggregateDecl& d) {
    const int s = index_.indicator(d.code.text);
    use(d.code, s);
    aggregate(d, inherited_level(s, d));
  }
  void amend(const ast::ParameterDecl& d) {
    use(d.name, inherited(d.name.text));
    parameter(d, Level{});
  }
  void amend(const ast::ChoiceDecl& d) {
    const int s = inherited(d.name.text);
    use(d.name, s);
    if (s == kNothing) return;
    use(d.chosen, index_.member(s, d.chosen.text));
    for (const auto& o : d.others) use(o, index_.member(s, o.text));
  }
  void amend(const ast::ConditionDecl& d) {
    const int s = inherited(d.name.text);
    use(d.name, s);
    condition(d, shared_level(s, d));
  }
  void amend(const ast::ClockDecl& d) {
    const int s = inherited(d.name.text);
    use(d.name, s);
    clock(d, shared_level(s, d));
  }
  void amend(const ast::WordListDecl& d) { use(d.name, inherited(d.name.text)); }
  void amend(const ast::PatternDecl& d) { use(d.name, inherited(d.name.text)); }

  void parameter(const ast::ParameterDecl& d, const Level& level) {
    expr(d.value, level);
    for (const auto& r : d.by_region) expr(r.value, level);
  }
  void indicator(const ast::IndicatorDecl& d, const Level& record) {
    Level own;
    own.parent = &record, own.locals = declared(d.code);
    for (const auto& code : d.supersedes) use(code, index_.indicator(code.text));
    situation(d.common, own);
    for (const auto& s : d.situations) {
      Level local;
      local.parent = &own, local.locals = declared(s.name);
      if (!s.list) {
        situation(s, local);
        continue;
      }
      Level row;
      row.parent = &local, row.fields = list(*s.list, local);
      situation(s, row);
    }
  }
  void aggregate(const ast::AggregateDecl& d, const Level& record) {
    Level own;
    own.parent = &record, own.locals = declared(d.code);
    for (const auto& e : d.by) expr(e, own);
    expr(d.range, own);
    for (const auto& p : d.parameters) parameter(p, own);
    cards(d.cards, own);
    reason(d.reason, own);
  }

  void use(const ast::Name& name, int symbol) {
    if (symbol != kNothing && name.src.end > name.src.begin) index_.uses_.push_back({name.src, symbol, false});
  }
  void named(const ast::Name& name, Kind kind) {
    for (const int s : index_.top(name.text))
      if (index_[s].kind == kind && index_[s].name == name.text) return use(name, s);
  }
  int declared(const ast::Name& name) const { return index_.declared(name.src); }
  Level record_level(const std::optional<ast::Name>& name) { return name ? record_level(*name) : Level{}; }
  Level record_level(const ast::Name& name) {
    Level l;
    l.fields = index_.record(name.text);
    use(name, l.fields);
    return l;
  }
  int list(const ast::Name& name, const Level& level) {
    const int s = look_up(index_, name.text, level);
    use(name, s);
    return s;
  }

  void fields(const std::vector<ast::FieldDecl>& all, const Level& level, int owner) {
    for (const auto& f : all) {
      if (f.reference) use(*f.reference, index_.record(f.reference->text));
      if (f.enumeration) use(*f.enumeration, index_.enumeration(f.enumeration->text));
      const int self = index_.member(owner, f.name.text);
      if (f.fallback) expr(f.fallback, level, index_.labels_of(self));
      if (!f.rows.empty() && self != kNothing) {
        Level row;
        row.parent = &level, row.fields = self;
        fields(f.rows, row, self);
      }
    }
  }

  void clock(const ast::ClockDecl& d, const Level& level) {
    Level own;
    own.parent = &level, own.locals = declared(d.name);
    expr(d.start, own), expr(d.end, own), expr(d.limit, own);
    if (d.calendar) named(*d.calendar, Kind::kCalendar);
    for (const auto& s : d.settings) expr(s.when, own);
    for (const auto& p : d.pauses) {
      Level row;
      row.parent = &own;
      if (p.list) row.fields = list(*p.list, own);
      expr(p.from, row), expr(p.to, row), expr(p.when, row);
    }
  }
  void condition(const ast::ConditionDecl& d, const Level& level) {
    Level own;
    own.parent = &level, own.locals = declared(d.name);
    expr(d.body, own);
  }
  void cards(const std::vector<ast::CardClause>& all, const Level& level) {
    for (const auto& c : all) {
      expr(c.when, level);
      named(c.card, Kind::kCard);
    }
  }
  void reason(const std::optional<ast::ReasonClause>& r, const Level& level) {
    if (r)
      for (const auto& p : r->pieces) expr(p.value, level);
  }
  void situation(const ast::SituationDecl& d, const Level& level) {
    for (const auto& e : d.applies) expr(e, level);
    for (const auto& p : d.parameters) parameter(p, level);
    for (const auto& c : d.conditions) condition(c, level);
    for (const auto& c : d.clocks) clock(c, level);
    cards(d.cards, level);
    reason(d.reason, level);
  }

  // ---- expressions: `labels` are those that a bare name may be here
  void expr(const ast::ExprPtr& e, const Level& level, int labels = kNothing) {
    if (e) one(*e, level, labels);
  }
  void one(const ast::Expr& e, const Level& level, int labels) {
    switch (e.kind) {
      case AK::kName: return bare(e, level, labels);
      case AK::kPath: return path(e, level);
      case AK::kCall: use(e.name, look_up(index_, e.name.text, level)); break;
      case AK::kCompare: return chain(e, level);
      case AK::kIn: case AK::kNotIn: case AK::kNotAllIn: case AK::kAllIn: case AK::kExceeds: case AK::kAnyOf: return sides(*e.args[0], *e.args[1], level);
      case AK::kSome: case AK::kNone: case AK::kEvery: case AK::kAtLeast: return quantified(e, level);
      case AK::kDefault: {
        const int own = labels_of(index_, e, level);
        for (const auto& a : e.args) one(*a, level, own != kNothing ? own : labels);
        return;
      }
      default: break;
    }
    for (const auto& a : e.args) expr(a, level, e.kind == AK::kSet || e.kind == AK::kGuard ? labels : kNothing);
  }
  void bare(const ast::Expr& e, const Level& level, int labels) {
    const int s = look_up(index_, e.name.text, level);
    const bool formal = s != kNothing && index_[s].kind == Kind::kFormal;
    if (labels != kNothing && !formal)
      if (const int l = index_.member(labels, e.name.text); l != kNothing) return use(e.name, l);
    use(e.name, s);
  }
  void path(const ast::Expr& e, const Level& level) {
    const ast::Expr& from = *e.args[0];
    const int owner = base_of(index_, from, level);
    if (from.kind == AK::kName) {
      const int s = look_up(index_, from.name.text, level);
      const bool row = s != kNothing && (index_[s].kind == Kind::kAlias || (index_[s].kind == Kind::kField));
      use(from.name, row ? s : owner);
    } else {
      one(from, level, kNothing);
    }
    if (owner == kNothing) return;
    const int f = index_.member(owner, e.name.text);
    use(e.name, f != kNothing ? f : index_.record(e.name.text));
  }
  void sides(const ast::Expr& l, const ast::Expr& r, const Level& level) {
    for (const auto& [side, other] : {std::pair{&l, &r}, std::pair{&r, &l}}) {
      if (side->kind != AK::kName) continue;
      const int s = look_up(index_, side->name.text, level);
      if (s == kNothing || index_[s].kind != Kind::kChoice) continue;
      use(side->name, s);
      if (other->kind == AK::kName) use(other->name, index_.member(s, other->name.text));
      return;
    }
    int labels = labels_of(index_, l, level);
    if (labels == kNothing) labels = labels_of(index_, r, level);
    one(l, level, labels), one(r, level, labels);
  }
  void chain(const ast::Expr& e, const Level& level) {
    for (size_t i = 0; i + 1 < e.args.size(); ++i) sides(*e.args[i], *e.args[i + 1], level);
  }
  void quantified(const ast::Expr& e, const Level& level) {
    one(*e.args[0], level, kNothing);
    Level row;
    row.parent = &level;
    const int rows = rows_of(*e.args[0], level);
    if (e.name.text.empty()) {
      row.fields = rows;
    } else {
      row.alias = e.name.text, row.alias_rows = rows, row.alias_symbol = index_.size();
      Symbol x;
      x.kind = Kind::kAlias, x.name = e.name.text, x.src = e.name.src, x.whole = e.src, x.owner = rows;
      index_.symbols_.push_back(std::move(x));
      index_.uses_.push_back({e.name.src, row.alias_symbol, true});
    }
    for (size_t i = 1; i < e.args.size(); ++i) expr(e.args[i], row);
  }
  int rows_of(const ast::Expr& e, const Level& level) const {
    const int s = meaning_of(index_, e, level);
    return s != kNothing && index_[s].kind == Kind::kField ? s : kNothing;
  }

  // ---- data of tests
  void datum(const ast::DatumNode& d, int owner) {
    for (const auto& f : d.fields) {
      const int s = owner == kNothing ? kNothing : index_.member(owner, f.name.text);
      use(f.name, s);
      value(f.value, s);
    }
  }
  /// Fields of a binding, and the values that its codes mean.
  void bound(const std::vector<ast::FieldBinding>& all, int owner) {
    for (const auto& f : all)
      for (const auto& name : f.names) {
        const int s = owner == kNothing ? kNothing : index_.member(owner, name.text);
        use(name, s);
        if (f.constant) value(*f.constant, s);
        const int labels = f.codes ? index_.labels_of(s) : kNothing;
        if (labels == kNothing) continue;
        for (const auto& l : *f.codes) use(l.label, index_.member(labels, l.label.text));
      }
  }
  void value(const ast::DatumNode& d, int field) {
    using What = ast::DatumNode::What;
    if (d.what == What::kRecord) return datum(d, field);
    if (d.what == What::kList) {
      for (const auto& item : d.items) value(item, field);
      return;
    }
    if (const int labels = index_.labels_of(field); labels != kNothing)
      if (const int l = index_.member(labels, d.scalar); l != kNothing) use({d.scalar, d.src}, l);
  }
  /// 缺 承诺时限、事项的承诺时限: one name, however many steps.
  void missing(const ast::Name& name, const Level& record) {
    const bool plain = name.src.end - name.src.begin == name.text.size();   // written without blanks and 〔〕
    int owner = record.fields;
    for (size_t at = 0; owner != kNothing && at <= name.text.size();) {
      const size_t end = std::min(name.text.find("的", at), name.text.size());
      const std::string step = name.text.substr(at, end - at);
      const int field = index_.member(owner, step);
      const int other = field != kNothing ? field : index_.record(step);
      const Span src = plain ? Span{name.src.file, name.src.begin + static_cast<uint32_t>(at), name.src.begin + static_cast<uint32_t>(end)} : name.src;
      if (plain || end == name.text.size()) use({step, src}, other);
      owner = other, at = end + std::string_view("的").size();
    }
  }

  Index& index_;
};

void resolve(Index& index, const ast::File& tree) {
  Resolver resolver(index);
  for (const auto& item : tree.items) std::visit(resolver, item);
}

}  // namespace zs::lsp

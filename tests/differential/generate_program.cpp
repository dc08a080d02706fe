#include "tests/differential/generate_program.h"

#include "runtime/base/instant.h"
#include "tests/differential/schema.h"

namespace zs::differential {

using namespace typed;

const std::vector<std::string>& words() {
  static const std::vector<std::string> w{"甲", "乙", "丙", "丁", "戊己"};
  return w;
}

namespace {

class Generator {
 public:
  Generator(Random& random, const ProgramOptions& options) : r_(random), options_(options) {}
  Program run();

 private:
  using Scopes = std::vector<ScopeId>;  // record first, then rows, outermost first

  // ---- leaves
  ExprId add(Expr e) {
    for (ExprId a : e.args)
      if (a != kNone && e.op != Op::kExists && e.op != Op::kAtLeast && e.op != Op::kAllInRows && e.op != Op::kEventMinRows)
        e.scope = deeper(e.scope, p_[a].scope);
    p_.exprs.push_back(std::move(e));
    return static_cast<ExprId>(p_.exprs.size() - 1);
  }
  int depth(ScopeId s) const {
    int d = 0;
    for (; s != kNone; s = p_.scopes[static_cast<size_t>(s)].parent) ++d;
    return d;
  }
  ScopeId deeper(ScopeId a, ScopeId b) const { return depth(a) >= depth(b) ? a : b; }
  ExprId field(ScopeId scope, int index, Kind kind) {
    Expr e;
    e.op = Op::kField;
    e.type = {kind, kind == Kind::kEnum || kind == Kind::kEnumList ? 0 : kNone};
    e.scope = scope;
    e.index = index;
    return add(e);
  }
  ExprId item(ScopeId record, int index, Kind kind) {
    Expr e;
    e.op = Op::kRefField;
    e.type = {kind, kind == Kind::kEnum ? 0 : kNone};
    e.args = {field(record, kRef, Kind::kText)};
    e.model = kItem;
    e.index = index;
    return add(e);
  }
  ExprId number(Rational n) {
    Expr e;
    e.op = Op::kNumber;
    e.type = {Kind::kNumber};
    e.number = n;
    return add(e);
  }
  ExprId span(Rational n, Unit u) {
    Expr e;
    e.op = Op::kSpan;
    e.type = {Kind::kSpan};
    e.number = n;
    e.unit = u;
    return add(e);
  }
  ExprId node(Op op, Kind kind, std::vector<ExprId> args) {
    Expr e;
    e.op = op;
    e.type = {kind};
    e.args = std::move(args);
    return add(e);
  }
  ScopeId record(const Scopes& s) const { return s.front(); }
  int model_of(ScopeId s) const { return p_.scopes[static_cast<size_t>(s)].model; }

  // ---- values (generate_values below)
  Rational some_number() { return r_.pick({Rational{0, 1}, Rational{1, 1}, Rational{2, 1}, Rational{3, 1}, Rational{5, 1}, Rational{1, 2}, Rational{5, 2}}); }
  Unit some_unit() { return r_.pick({Unit::kWorkDay, Unit::kWorkDay, Unit::kNaturalDay, Unit::kHour, Unit::kWorkHour, Unit::kMinute, Unit::kWorkMinute}); }
  Rational span_number_for(Unit u) {
    if (u == Unit::kWorkDay || u == Unit::kNaturalDay || u == Unit::kOwnDay) return some_number();
    if (u == Unit::kHour || u == Unit::kWorkHour) return r_.pick({Rational{4, 1}, Rational{8, 1}, Rational{24, 1}, Rational{3, 2}, Rational{0, 1}});
    return r_.pick({Rational{10, 1}, Rational{480, 1}, Rational{1, 3}});
  }
  ExprId span_constant(bool own_day = false) {
    const Unit u = own_day && r_.chance(30) ? Unit::kOwnDay : some_unit();
    Rational n = span_number_for(u);
    if (n.den == 3) n = Rational{15, 1};
    return span(n, u);
  }
  ExprId text(const Scopes& s);
  ExprId num(const Scopes& s, int depth);
  ExprId span_value(const Scopes& s);
  ExprId span_threshold(const Scopes& s);
  ExprId event(const Scopes& s);
  ExprId text_list(const Scopes& s);
  ExprId enum_value(const Scopes& s);
  ExprId bool_value(const Scopes& s);

  // ---- truth
  ExprId truth(const Scopes& s, int depth);
  ExprId leaf(const Scopes& s);
  ExprId plain_leaf(const Scopes& s);
  ExprId event_leaf(const Scopes& s);
  ExprId clock_leaf(const Scopes& s);
  ExprId quantified(const Scopes& s, int depth);
  ExprId hold(const Scopes& s, int depth);
  ScopeId rows(const Scopes& s);
  int clock(const Scopes& s, bool with_limit);
  Pause pause(const Scopes& s);
  void indicator(int index);
  Situation situation(const Indicator& in, int index);
  void aggregate(int index);
  void versions();
  void spread_over_versions();
  std::vector<int> some_versions();
  Aggregate::Term term(ScopeId scope);

  Random& r_;
  ProgramOptions options_;
  Program p_;
  std::vector<int> lower_;      // cards that conditions of the clause being made may name
  ScopeId card_scope_ = kNone;
  bool in_quantifier_ = false;
};

// ---- values ------------------------------------------------------------------------------------------------------

ExprId Generator::text(const Scopes& s) {
  switch (r_.below(4)) {
    case 0: return field(record(s), kText1, Kind::kText);
    case 1: {
      Expr e;
      e.op = Op::kText;
      e.type = {Kind::kText};
      e.text = r_.pick(words());
      return add(e);
    }
    default: break;
  }
  const ScopeId in = r_.pick(s);
  if (model_of(in) == kRowA) return field(in, kAName, Kind::kText);
  if (model_of(in) == kRowB) return field(in, kBName, Kind::kText);
  return field(in, kText1, Kind::kText);
}

ExprId Generator::num(const Scopes& s, int depth) {
  switch (r_.below(depth > 0 ? 7 : 5)) {
    case 0: return number(some_number());
    case 1: return field(record(s), kInt1, Kind::kNumber);
    case 2: return field(record(s), kDec1, Kind::kNumber);
    case 3: return item(record(s), kItemInt, Kind::kNumber);
    case 4: return model_of(s.back()) == kRowA ? field(s.back(), kAInt, Kind::kNumber) : field(record(s), kInt1, Kind::kNumber);
    case 5: return node(r_.pick({Op::kAdd, Op::kSub, Op::kMul}), Kind::kNumber, {num(s, depth - 1), num(s, 0)});
    default: return node(Op::kCoalesce, Kind::kNumber, {field(record(s), kInt1, Kind::kNumber), r_.chance(50) ? number({2, 1}) : item(record(s), kItemInt, Kind::kNumber)});
  }
}

ExprId Generator::span_value(const Scopes& s) {
  switch (r_.below(6)) {
    case 0: return field(record(s), kSpan1, Kind::kSpan);
    case 1: return field(record(s), kSpan2, Kind::kSpan);
    case 2: return node(Op::kCoalesce, Kind::kSpan, {field(record(s), kSpan1, Kind::kSpan), item(record(s), kItemSpan, Kind::kSpan)});
    case 3: return model_of(s.back()) == kRowA ? field(s.back(), kASpan, Kind::kSpan) : item(record(s), kItemSpan, Kind::kSpan);
    case 4: return node(Op::kCoalesce, Kind::kSpan,
                        {field(record(s), kSpan2, Kind::kSpan), node(Op::kGuard, Kind::kSpan, {plain_leaf({record(s)}), span_constant()})});
    default: return span_constant();
  }
}

ExprId Generator::span_threshold(const Scopes& s) {
  switch (r_.below(5)) {
    case 0: return node(Op::kSub, Kind::kSpan, {field(record(s), kSpan1, Kind::kSpan), span_constant(true)});
    case 1: return node(Op::kMul, Kind::kSpan, {span_value(s), number(r_.pick({Rational{1, 2}, Rational{4, 5}, Rational{1, 3}, Rational{2, 1}}))});
    case 2: return span_value(s);
    default: return span_constant(true);
  }
}

ExprId Generator::event(const Scopes& s) {
  switch (r_.below(8)) {
    case 0: return node(Op::kEventMin, Kind::kEvent, {field(record(s), kEvent1, Kind::kEvent), field(record(s), kEvent2, Kind::kEvent)});
    case 1: return node(Op::kEventMax, Kind::kEvent, {field(record(s), kEvent1, Kind::kEvent), field(record(s), kEvent3, Kind::kEvent)});
    case 2: {
      Expr e;
      e.op = Op::kEventMinRows;
      e.type = {Kind::kEvent};
      e.rows = rows(s);
      Scopes inner = s;
      inner.push_back(e.rows);
      e.args = {field(e.rows, 1 + r_.below(2), Kind::kEvent)};
      e.scope = record(s);
      return add(e);
    }
    default: break;
  }
  const ScopeId in = r_.pick(s);
  if (model_of(in) != kCase) return field(in, 1 + r_.below(2), Kind::kEvent);
  return field(in, r_.pick({kEvent0, kEvent1, kEvent2, kEvent3}), Kind::kEvent);
}

ExprId Generator::text_list(const Scopes& s) {
  const ScopeId in = s.back();
  switch (r_.below(4)) {
    case 0: return item(record(s), kItemTexts, Kind::kTextList);
    case 1: {
      Expr e;
      e.op = Op::kTextSet;
      e.type = {Kind::kTextList};
      e.texts = {r_.pick(words()), r_.pick(words())};
      return add(e);
    }
    default: return model_of(in) == kRowA ? field(in, kATexts, Kind::kTextList) : field(record(s), kTexts, Kind::kTextList);
  }
}

ExprId Generator::enum_value(const Scopes& s) {
  switch (r_.below(3)) {
    case 0: return item(record(s), kItemEnum, Kind::kEnum);
    case 1: return node(Op::kCoalesce, Kind::kEnum, {field(record(s), kEnum1, Kind::kEnum), item(record(s), kItemEnum, Kind::kEnum)});
    default: return field(record(s), kEnum1, Kind::kEnum);
  }
}

ExprId Generator::bool_value(const Scopes& s) {
  if (model_of(s.back()) == kRowA && r_.chance(60)) return field(s.back(), kABool, Kind::kBool);
  return r_.chance(30) ? item(record(s), kItemBool, Kind::kBool) : field(record(s), kBool1, Kind::kBool);
}

// ---- plain truth -------------------------------------------------------------------------------------------------

ExprId Generator::plain_leaf(const Scopes& s) {
  Expr e;
  e.type = {Kind::kTruth};
  const Cmp any = r_.pick({Cmp::kEq, Cmp::kNe, Cmp::kLt, Cmp::kLe, Cmp::kGt, Cmp::kGe});
  const Cmp same = r_.pick({Cmp::kEq, Cmp::kNe});
  switch (r_.below(15)) {
    case 0: e.op = Op::kCompare; e.cmp = any; e.args = {num(s, 2), num(s, 1)}; break;
    case 1: e.op = Op::kCompare; e.cmp = any; e.args = {node(Op::kDiv, Kind::kNumber, {num(s, 1), num(s, 1)}), number(some_number())}; break;
    case 2: e.op = Op::kCompare; e.cmp = any; e.args = {span_value(s), span_threshold(s)}; break;
    case 3: e.op = Op::kCompare; e.cmp = same; e.args = {text(s), text(s)}; break;
    case 4: {
      Expr label;
      label.op = Op::kEnum;
      label.type = {Kind::kEnum, 0};
      label.index = r_.below(3);
      e.op = Op::kCompare; e.cmp = any; e.args = {enum_value(s), add(label)};
      break;
    }
    case 5: {
      Expr yes;
      yes.op = Op::kBool;
      yes.type = {Kind::kBool};
      yes.value = r_.below(2);
      e.op = Op::kCompare; e.cmp = same; e.args = {bool_value(s), add(yes)};
      break;
    }
    case 6: e.op = r_.pick({Op::kIsNull, Op::kIsSet}); e.args = {r_.chance(50) ? text(s) : r_.chance(50) ? text_list(s) : span_value(s)}; break;
    case 7: e.op = Op::kMember; e.args = {text(s), text_list(s)}; break;
    case 8: {
      Expr set;
      set.op = Op::kEnumSet;
      set.type = {Kind::kEnumList, 0};
      set.indices = {0, 2};
      e.op = Op::kMember; e.args = {enum_value(s), add(set)};
      break;
    }
    case 9: e.op = Op::kSubset; e.args = {text_list(s), text_list(s)}; break;
    case 10: e.op = Op::kIntersects; e.args = {text_list(s), text_list(s)}; break;
    case 11: e.op = Op::kPrecedes; e.args = {text(s), text(s), text_list(s)}; break;
    case 12:
      if (model_of(s.back()) == kCase) return plain_leaf(s);
      e.op = Op::kIsFirst; e.scope = s.back();
      break;
    case 13: {
      Expr words_set;
      words_set.op = Op::kTextSet;
      words_set.type = {Kind::kTextList};
      words_set.texts = {"甲", "己"};
      e.op = Op::kContainsAny; e.args = {text(s), add(words_set)};
      break;
    }
    default: {
      Expr day;
      day.op = Op::kDate;
      day.type = {Kind::kDate};
      day.value = kBaseDay + r_.below(20);
      e.op = Op::kCompare; e.cmp = any; e.args = {field(record(s), kDate1, Kind::kDate), add(day)};
    }
  }
  return add(e);
}

// ---- temporal truth ----------------------------------------------------------------------------------------------

ExprId Generator::event_leaf(const Scopes& s) {
  const ExprId e = event(s);
  switch (r_.below(6)) {
    case 0: case 1: return node(Op::kOccurred, Kind::kTruth, {e});
    case 2: return node(Op::kNot, Kind::kTruth, {node(Op::kOccurred, Kind::kTruth, {e})});
    case 3: return node(Op::kBefore, Kind::kTruth, {e, r_.chance(80) ? event(s) : field(record(s), kDate1, Kind::kDate)});
    case 4: return node(Op::kAfter, Kind::kTruth, {e, r_.chance(80) ? event(s) : field(record(s), kInst1, Kind::kInstant)});
    default: return node(Op::kOccurred, Kind::kTruth, {e});
  }
}

Pause Generator::pause(const Scopes& s) {
  Pause out;
  out.name = "停";
  if (r_.chance(75)) {
    out.rows = rows({record(s)});
    out.from = field(out.rows, 1, Kind::kEvent);
    out.to = field(out.rows, 2, Kind::kEvent);
    if (r_.chance(25) && model_of(out.rows) == kRowA) out.when = node(Op::kIsSet, Kind::kTruth, {field(out.rows, kAName, Kind::kText)});
    if (r_.chance(10)) out.when = plain_leaf({record(s), out.rows});
  } else {
    out.from = field(record(s), kEvent2, Kind::kEvent);
    out.to = field(record(s), kEvent3, Kind::kEvent);
  }
  return out;
}

int Generator::clock(const Scopes& s, bool with_limit) {
  Clock c;
  c.scope = s.back();
  c.start = r_.chance(85) ? event(s) : model_of(s.back()) == kRowB ? field(s.back(), kBDate, Kind::kDate) : field(record(s), kDate1, Kind::kDate);
  c.end = event(s);
  if (r_.chance(10)) c.end = kNone;
  if (with_limit) c.limit = r_.chance(80) ? span_value(s) : span_threshold(s);
  if (with_limit && p_[c.limit].op == Op::kSpan && p_[c.limit].unit == Unit::kOwnDay) c.limit = span({3, 1}, Unit::kWorkDay);
  c.calendar = r_.below(2);
  c.exact = r_.chance(20);
  c.same_day = r_.chance(15);
  c.roll_over = with_limit && r_.chance(15);
  for (int n = r_.pick({0, 0, 1, 1, 2}); n > 0; --n) c.pauses.push_back(pause(s));
  p_.clocks.push_back(c);
  return static_cast<int>(p_.clocks.size() - 1);
}

ExprId Generator::clock_leaf(const Scopes& s) {
  Expr e;
  e.type = {Kind::kTruth};
  e.scope = s.back();
  switch (r_.below(7)) {
    case 0: case 1: e.op = Op::kClockOver; e.index = clock(s, true); break;
    case 2: case 3:
      e.op = Op::kClockCompare;
      e.quantity = Quantity::kUsed;
      e.cmp = r_.pick({Cmp::kLt, Cmp::kLe, Cmp::kGt, Cmp::kGe, Cmp::kGe});
      e.index = clock(s, r_.chance(80));
      e.args = {span_threshold(s)};
      if (p_.clocks[static_cast<size_t>(e.index)].limit == kNone) e.args = {span_constant()};
      break;
    case 4:
      e.op = Op::kClockCompare;
      e.quantity = Quantity::kLeft;
      e.cmp = r_.pick({Cmp::kLe, Cmp::kLe, Cmp::kLt, Cmp::kGt, Cmp::kGe});
      e.index = clock(s, true);
      e.args = {span_constant(true)};
      break;
    case 5:
      e.op = Op::kSpanOver;
      e.index = clock(s, false);
      p_.clocks[static_cast<size_t>(e.index)].exact = false;
      e.args = {span_constant()};
      break;
    default: e.op = r_.pick({Op::kClockRunning, Op::kClockPaused}); e.index = clock(s, true); break;
  }
  return add(e);
}

ScopeId Generator::rows(const Scopes& s) {
  Scope row;
  row.parent = s.back();
  row.owner = record(s);
  const bool a = r_.chance(60);
  row.model = a ? kRowA : kRowB;
  row.field = a ? kListA : kListB;
  p_.scopes.push_back(row);
  return static_cast<ScopeId>(p_.scopes.size() - 1);
}

ExprId Generator::quantified(const Scopes& s, int depth) {
  Expr e;
  e.type = {Kind::kTruth};
  e.scope = record(s);
  e.rows = rows(s);
  Scopes inner = s;
  inner.push_back(e.rows);
  if (r_.chance(15)) {
    e.op = Op::kAllInRows;
    e.args = {text_list(s), field(e.rows, model_of(e.rows) == kRowA ? kAName : kBName, Kind::kText)};
    return add(e);
  }
  const std::vector<int> kept = lower_;
  e.op = r_.chance(75) ? Op::kExists : Op::kAtLeast;
  e.count = 1 + r_.below(3);
  e.args = {truth(inner, depth - 1)};
  lower_ = kept;
  return add(e);
}

ExprId Generator::hold(const Scopes& s, int depth) {
  Expr e;
  e.op = Op::kHold;
  e.type = {Kind::kTruth};
  e.calendar = r_.below(2);
  e.args = {truth(s, depth - 1), span_constant()};
  return add(e);
}

ExprId Generator::leaf(const Scopes& s) {
  if (!lower_.empty() && r_.chance(25)) {
    Expr e;
    e.op = Op::kCard;
    e.type = {Kind::kTruth};
    e.index = r_.pick(lower_);
    e.scope = card_scope_;
    return add(e);
  }
  const int k = r_.below(10);
  return k < 3 ? plain_leaf(s) : k < 6 ? event_leaf(s) : clock_leaf(s);
}

ExprId Generator::truth(const Scopes& s, int depth) {
  if (depth <= 0) return leaf(s);
  switch (r_.below(11)) {
    case 0: case 1: case 2: return node(Op::kAnd, Kind::kTruth, {truth(s, depth - 1), truth(s, depth - 1)});
    case 3: case 4: return node(Op::kOr, Kind::kTruth, {truth(s, depth - 1), truth(s, depth - 1)});
    case 5: return node(Op::kNot, Kind::kTruth, {truth(s, depth - 1)});
    case 6: return s.size() < 3 ? quantified(s, depth) : leaf(s);
    case 7: return hold(s, depth);
    case 8: {
      Expr e;
      e.op = Op::kNamed;
      e.type = {Kind::kTruth};
      e.text = "条件";
      e.args = {truth(s, depth - 1)};
      return add(e);
    }
    default: return leaf(s);
  }
}

// ---- indicators --------------------------------------------------------------------------------------------------

Situation Generator::situation(const Indicator& in, int index) {
  Situation s;
  s.name = "情形" + std::to_string(index);
  s.scope = in.scope;
  Scopes scopes{in.scope};
  if (r_.chance(35)) {
    s.scope = rows(scopes);
    scopes.push_back(s.scope);
  }
  card_scope_ = s.scope;
  lower_.clear();
  if (r_.chance(40)) s.applies = truth(scopes, 1);
  const int cards = 1 + r_.below(2);
  for (int k = 0, card = r_.below(2); k < cards && card < 3; ++k, card += 1 + r_.below(2)) {
    CardRule rule;
    rule.card = card;
    if (k > 0 && r_.chance(50)) {  // the escalation that rules are full of
      Expr lower;
      lower.op = Op::kCard;
      lower.type = {Kind::kTruth};
      lower.index = s.cards[0].card;
      lower.scope = s.scope;
      Expr e;
      e.op = Op::kHold;
      e.type = {Kind::kTruth};
      e.calendar = 0;
      e.args = {add(lower), span({3, 1}, Unit::kWorkDay)};
      rule.when = add(e);
    } else {
      rule.when = truth(scopes, options_.depth - 1);
    }
    if (r_.chance(40)) rule.actions = {"处置" + std::to_string(index)};
    s.cards.push_back(rule);
    lower_.push_back(card);
  }
  lower_.clear();
  if (r_.chance(30)) s.quotes.push_back({"第" + std::to_string(index) + "项", "", "", {}});
  return s;
}

void Generator::indicator(int index) {
  Indicator in;
  in.code = "G-" + std::to_string(index);
  in.name = "指标" + std::to_string(index);
  in.model = kCase;
  Scope record_scope;
  record_scope.model = kCase;
  p_.scopes.push_back(record_scope);
  in.scope = static_cast<ScopeId>(p_.scopes.size() - 1);
  lower_.clear();
  if (r_.chance(40)) in.applies = truth({in.scope}, 1);
  for (int n = 1 + r_.below(2), k = 0; k < n; ++k) in.situations.push_back(situation(in, k));
  if (index > 0 && r_.chance(25)) in.supersedes.push_back(r_.below(index));
  in.quotes.push_back({"第" + std::to_string(index) + "条", "", "", {}});
  p_.indicators.push_back(std::move(in));
}

Aggregate::Term Generator::term(ScopeId scope) {
  Aggregate::Term t;
  t.fn = r_.pick({Aggregate::Fn::kCount, Aggregate::Fn::kShare, Aggregate::Fn::kSum, Aggregate::Fn::kAverage, Aggregate::Fn::kMin, Aggregate::Fn::kMax});
  if (t.fn == Aggregate::Fn::kCount || t.fn == Aggregate::Fn::kShare) {
    if (t.fn == Aggregate::Fn::kShare || r_.chance(70)) t.when = truth({scope}, 1);
  } else {
    t.value = num({scope}, 1);
  }
  return t;
}

void Generator::aggregate(int index) {
  Aggregate a;
  a.code = "T-" + std::to_string(index);
  a.name = "统计" + std::to_string(index);
  a.model = kCase;
  Scope record_scope;
  record_scope.model = kCase;
  p_.scopes.push_back(record_scope);
  a.scope = static_cast<ScopeId>(p_.scopes.size() - 1);
  lower_.clear();
  if (r_.chance(60)) a.by.push_back(field(a.scope, kText1, Kind::kText));
  if (r_.chance(30)) a.by.push_back(enum_value({a.scope}));
  if (r_.chance(40)) a.range = truth({a.scope}, 1);
  for (int d = 0; d < 3; ++d)
    if (r_.chance(30)) a.at.push_back(kBaseDay + 12 * d + r_.below(12));
  a.every_year_end = r_.chance(20);
  a.left = term(a.scope);
  if (r_.chance(40)) a.right = term(a.scope);
  a.cmp = r_.pick({Cmp::kLt, Cmp::kLe, Cmp::kGt, Cmp::kGe, Cmp::kEq, Cmp::kNe});
  a.threshold = some_number();
  a.card = r_.below(3);
  p_.aggregates.push_back(std::move(a));
}

Program Generator::run() {
  p_.code = "generated";
  p_.version = "1";
  p_.cards = {"预警", "黄牌", "红牌"};
  p_.models = make_models();
  p_.calendars = make_calendars(r_.chance(50));
  p_.calendar = 0;
  if (r_.chance(40)) p_.in_force = kBaseDay + r_.below(10);
  if (r_.chance(20)) p_.repealed = kBaseDay + 10 + r_.below(30);
  if (r_.chance(35)) versions();
  for (int i = 0; i < options_.indicators; ++i) indicator(i);
  for (int n = r_.below(3), i = 0; i < n; ++i) aggregate(i);
  if (p_.versions.size() > 1) spread_over_versions();
  return std::move(p_);
}

/// Two or three versions, one after the other, now and then with days between them.
void Generator::versions() {
  int day = kBaseDay + r_.below(10);
  const int n = 2 + r_.below(2);
  for (int v = 0; v < n; ++v) {
    typed::Version version;
    version.code = "gen", version.version = std::to_string(v);
    if (v > 0 || r_.chance(60)) version.from = day;
    day += 1 + r_.below(12);
    if (v + 1 < n || r_.chance(30)) version.until = day;
    if (r_.chance(25)) day += r_.below(4);
    p_.versions.push_back(version);
  }
  p_.in_force = p_.versions.front().from, p_.repealed = p_.versions.back().until;
}

std::vector<int> Generator::some_versions() {
  std::vector<int> out;
  for (size_t v = 0; v < p_.versions.size(); ++v)
    if (r_.chance(55)) out.push_back(static_cast<int>(v));
  return out;  // empty: all
}

void Generator::spread_over_versions() {
  for (auto& i : p_.indicators)
    for (auto& s : i.situations) s.versions = some_versions();
  for (auto& a : p_.aggregates) a.versions = some_versions();
}

}  // namespace

Program generate_program(Random& random, const ProgramOptions& options) { return Generator(random, options).run(); }

}  // namespace zs::differential

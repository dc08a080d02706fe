// Conditions over the ground, and what indicators make of them.
#include "compiler/typed/in_force.h"
#include "prove/encode.h"

#include <algorithm>

namespace zs::prove {

using typed::Cmp;
using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::kNone;
using typed::Op;

const typed::Calendar* Encoder::calendar_of(int index) const {
  if (index < 0) index = p_.calendar;
  return index < 0 ? nullptr : &p_.calendars[static_cast<size_t>(index)];
}

Truth Encoder::truth(ExprId id) {
  const Expr& e = p_[id];
  switch (e.op) {
    case Op::kTrue: return certain(t_.yes());
    case Op::kFalse: return certain(t_.no());
    case Op::kUnknown: return unknown();
    case Op::kNamed: return truth(e.args[0]);
    case Op::kAnd: {
      Truth b = certain(t_.yes());
      for (const ExprId a : e.args) b = both(b, truth(a));
      return b;
    }
    case Op::kOr: {
      Truth b = certain(t_.no());
      for (const ExprId a : e.args) b = either(b, truth(a));
      return b;
    }
    case Op::kNot: return negate(truth(e.args[0]));
    case Op::kOccurred: {
      const auto m = moment(e.args[0]);
      return unless(m.missing, g_.happened(m));
    }
    case Op::kBefore: return order(e, true);
    case Op::kAfter: return order(e, false);
    case Op::kClockCompare: case Op::kClockOver: case Op::kClockRunning: case Op::kClockPaused: case Op::kSpanOver: return clock_test(e);
    case Op::kHold: return hold(e);
    case Op::kExists: case Op::kAtLeast: return quantified(e, id);
    case Op::kAllInRows: return all_in_rows(e);
    case Op::kCard: return own(e.index);
    case Op::kCompare: return compare(e);
    case Op::kIsNull: case Op::kIsSet: {
      const Kind kind = p_[e.args[0]].type.kind;
      Truth null;
      if (kind == Kind::kEvent) null = certain(t_.negate(g_.happened(event(e.args[0]))));
      else if (kind == Kind::kTextList || kind == Kind::kEnumList) null = certain(t_.either(missing_in(e.args[0]), g_.opaque("empty:" + canon(e.args[0]))));
      else null = certain(plain(e.args[0]).missing);
      return e.op == Op::kIsNull ? null : negate(null);
    }
    case Op::kMember: case Op::kSubset: case Op::kIntersects: return list_test(e, id);
    case Op::kContainsAny: return text_test(e, id);
    case Op::kMatches: case Op::kPrecedes: case Op::kIsFirst: return opaque_test(id);
    default: {  // 是/否 used as a condition
      const Plain p = plain(id);
      return unless(p.missing, t_.negate(t_.eq(p.value, t_.number(0))));
    }
  }
}

Term Encoder::compared(Cmp cmp, Term a, Term b) {
  switch (cmp) {
    case Cmp::kEq: return t_.eq(a, b);
    case Cmp::kNe: return t_.negate(t_.eq(a, b));
    case Cmp::kLt: return t_.lt(a, b);
    case Cmp::kLe: return t_.le(a, b);
    case Cmp::kGt: return t_.lt(b, a);
    case Cmp::kGe: return t_.le(b, a);
  }
  return t_.no();
}

/// Where a label stands among those of its enumeration.
Term Encoder::position(const Expr& e, Term label) {
  const auto& labels = p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels;
  Term out = t_.number(0);
  for (size_t i = 1; i < labels.size(); ++i) out = t_.ite(t_.eq(label, t_.number(g_.label(labels[i].label))), t_.number(static_cast<int64_t>(i)), out);
  return out;
}

Truth Encoder::compare(const Expr& e) {
  const Expr &left = p_[e.args[0]], &right = p_[e.args[1]];
  Plain a = plain(e.args[0]), b = plain(e.args[1]);
  const Term missing = t_.either(a.missing, b.missing);
  const Kind ka = left.type.kind, kb = right.type.kind;
  const bool equality = e.cmp == Cmp::kEq || e.cmp == Cmp::kNe;
  if (ka == Kind::kSpan) {
    const Plain x = own_days(a, b.unit), y = own_days(b, a.unit);
    Term possible = t_.yes();
    const Term number = converted(y.value, y.unit, x.unit, calendar_of(e.calendar), possible);
    return unless(t_.either(missing, t_.negate(possible)), compared(e.cmp, x.value, number));
  }
  if (ka == Kind::kText && !equality) return opaque_test(static_cast<ExprId>(&e - p_.exprs.data()));
  if (ka == Kind::kEnum && !equality) a.value = position(left, a.value), b.value = position(right, b.value);
  if (ka == Kind::kDate && kb == Kind::kInstant) a.value = t_.mul(t_.number(kSecondsPerDay), a.value);
  if (kb == Kind::kDate && ka == Kind::kInstant) b.value = t_.mul(t_.number(kSecondsPerDay), b.value);
  return unless(missing, compared(e.cmp, a.value, b.value));
}

Truth Encoder::equal(ExprId comparison) {
  Expr e = p_[comparison];
  e.cmp = Cmp::kEq;
  return compare(e);
}

Truth Encoder::order(const Expr& e, bool earlier) {
  const Happening a = moment(e.args[0]), b = moment(e.args[1]);
  const Term holds = earlier ? t_.either(b.never, t_.lt(a.at, b.at)) : t_.both(t_.negate(b.never), t_.lt(b.at, a.at));
  return unless(t_.either(a.missing, b.missing), t_.both(g_.happened(a), holds));
}

// ---- lists, texts -----------------------------------------------------------------------------------

std::vector<std::string> Encoder::elements(ExprId id, bool& constant) {
  const Expr& e = p_[id];
  constant = e.op == Op::kTextSet || e.op == Op::kEnumSet;
  std::vector<std::string> out = e.texts;
  if (e.op == Op::kEnumSet)
    for (const int i : e.indices) out.push_back(p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels[static_cast<size_t>(i)].label);
  return out;
}

Term Encoder::missing_in(ExprId id) {
  const Expr& e = p_[id];
  const Kind kind = e.type.kind;
  if (e.op == Op::kNamed) return missing_in(e.args[0]);
  if (kind != Kind::kTextList && kind != Kind::kEnumList) return plain(id).missing;
  switch (e.op) {
    case Op::kTextSet: case Op::kEnumSet: case Op::kField: return t_.no();
    case Op::kRefField: return t_.either(plain(e.args[0]).missing, g_.opaque(canon(id) + "?"));
    case Op::kCoalesce: {
      Term all = t_.yes();
      for (const ExprId a : e.args) all = t_.both(all, missing_in(a));
      return all;
    }
    default: return g_.opaque(canon(id) + "?");
  }
}

/// Whether a list has an element; where the list is missing, no matter.
Truth Encoder::has(ExprId list, const std::string& element) {
  const Expr& e = p_[list];
  if (e.op == Op::kNamed) return has(e.args[0], element);
  bool constant = false;
  const auto all = elements(list, constant);
  if (constant) return certain(t_.truth(std::find(all.begin(), all.end(), element) != all.end()));
  if (e.op == Op::kCoalesce) {
    Truth out = has(e.args.back(), element);
    for (size_t i = e.args.size() - 1; i-- > 0;) out = certain(t_.ite(missing_in(e.args[i]), out.must, has(e.args[i], element).must));
    return out;
  }
  const std::string key = canon(list);
  const Term b = g_.opaque("has:" + element + "@" + key);
  g_.fact(t_.implies(b, t_.negate(g_.opaque("empty:" + key))));
  return certain(b);
}

Truth Encoder::list_test(const Expr& e, ExprId id) {
  const Term missing = t_.either(missing_in(e.args[0]), missing_in(e.args[1]));
  bool left_constant = false, right_constant = false;
  const auto left = elements(e.args[0], left_constant), right = elements(e.args[1], right_constant);
  const bool texts = p_[e.args[1]].type.kind == Kind::kTextList;
  const auto id_of = [&](const std::string& s) { return t_.number(texts ? g_.text(s) : g_.label(s)); };
  std::vector<Term> parts;
  if (e.op == Op::kMember) {
    const Plain x = plain(e.args[0]);
    if (right_constant) {
      for (const auto& s : right) parts.push_back(t_.eq(x.value, id_of(s)));
      return unless(missing, t_.either(std::move(parts)));
    }
    const Term b = g_.opaque(canon(id));
    const Expr& of = p_[e.args[0]];
    if (of.op == Op::kText) return unless(missing, has(e.args[1], of.text).must);
    if (of.op == Op::kEnum) return unless(missing, has(e.args[1], p_.models.enumerations[static_cast<size_t>(of.type.enumeration)].labels[static_cast<size_t>(of.index)].label).must);
    return unless(missing, b);
  }
  if (e.op == Op::kSubset && left_constant) {
    for (const auto& s : left) parts.push_back(has(e.args[1], s).must);
    return unless(missing, t_.both(std::move(parts)));
  }
  if (e.op == Op::kIntersects && (left_constant || right_constant)) {
    for (const auto& s : left_constant ? left : right) parts.push_back(has(e.args[left_constant ? 1 : 0], s).must);
    return unless(missing, t_.either(std::move(parts)));
  }
  return opaque_test(id);
}

Truth Encoder::text_test(const Expr& e, ExprId id) {
  bool constant = false;
  const auto words = elements(e.args[1], constant);
  if (!constant) return opaque_test(id);
  std::vector<Term> any;
  for (const auto& w : words) any.push_back(g_.opaque("contains:" + w + "@" + canon(e.args[0])));
  return unless(plain(e.args[0]).missing, t_.either(std::move(any)));
}

Truth Encoder::opaque_test(ExprId id) {
  const Expr& e = p_[id];
  Term missing = t_.no();
  for (const ExprId a : e.args) missing = t_.either(missing, missing_in(a));
  return unless(missing, g_.opaque(canon(id)));
}

// ---- rows -------------------------------------------------------------------------------------------

Truth Encoder::quantified(const Expr& e, ExprId id) {
  if (e.op == Op::kAtLeast && e.count <= 0) return certain(t_.yes());
  const std::string list = list_of(e.rows);
  const Place here = place_;
  const auto body = [this, here, &e](const std::string& row) {
    const Place before = place_;
    place_ = here;
    place_.rows[e.rows] = row;
    const Truth b = e.args.empty() ? certain(t_.yes()) : truth(e.args[0]);
    place_ = before;
    return b;
  };
  const int row_model = p_.scopes[static_cast<size_t>(e.rows)].model;
  std::string inner = e.args.empty() ? "true" : canon(e.args[0]);
  inner += "@" + instance(e.rows);
  const Truth some = g_.exists(list, "some " + inner, p_.models, row_model, body);
  if (e.op == Op::kExists || e.count == 1) return some;
  const std::string key = canon(id);
  const Truth b{g_.opaque(key + "!must"), g_.opaque(key + "!may")};
  g_.fact(t_.implies(b.must, b.may));
  g_.fact(t_.implies(b.must, some.must));
  g_.fact(t_.implies(b.may, some.may));
  for (const auto& m : written_.many) {
    if (m.key != inner || m.list != list) continue;
    const bool more = e.count >= m.count;
    g_.fact(t_.implies(more ? b.must : m.truth.must, more ? m.truth.must : b.must));
    g_.fact(t_.implies(more ? b.may : m.truth.may, more ? m.truth.may : b.may));
  }
  written_.many.push_back({list, inner, e.count, b});
  return b;
}

/// Every element is some row's value: one opaque question an element.
Truth Encoder::all_in_rows(const Expr& e) {
  const ExprId id = static_cast<ExprId>(&e - p_.exprs.data());
  const auto question = [&](const std::string& key) {
    const Truth b{g_.opaque(key + "!must"), g_.opaque(key + "!may")};
    g_.fact(t_.implies(b.must, b.may));
    return b;
  };
  ExprId list = e.args[0];
  while (p_[list].op == Op::kNamed) list = p_[list].args[0];
  bool constant = false;
  const auto all = elements(list, constant);
  if (!constant) return question(canon(id));
  Truth b = certain(t_.yes());
  for (const auto& s : all) b = both(b, question("in rows:" + s + "@" + instance(e.rows) + canon(e.args[1])));
  return b;
}

Truth Encoder::hold(const Expr& e) {
  const Plain d = plain(e.args[1]);
  const Truth inner = truth(e.args[0]);
  const std::string of = canon(e.args[0]);
  const auto* days = calendar_of(e.calendar);
  const int calendar = days ? g_.calendar(*days) : -1;
  const std::string key = "held:" + of + "|" + std::to_string(d.value) + "|" + std::to_string(d.unit) + "|" + std::to_string(calendar);
  const Truth b{g_.opaque(key + "!must"), g_.opaque(key + "!may")};
  g_.fact(t_.implies(b.must, b.may));
  g_.fact(t_.implies(b.must, inner.must));
  g_.fact(t_.implies(b.may, inner.may));
  const bool known = std::any_of(written_.held.begin(), written_.held.end(), [&](const Held& h) { return h.truth.must == b.must; });
  if (!known) written_.held.push_back({this, place_, e.args[0], of, d, calendar, b, inner, record_});
  return unless(d.missing, t_.yes()).must == t_.yes() ? b : Truth{t_.both(t_.negate(d.missing), b.must), t_.ite(d.missing, inner.may, b.may)};
}

// ---- indicators -------------------------------------------------------------------------------------

Truth Encoder::standing() {
  const auto& i = p_.indicators[static_cast<size_t>(place_.indicator)];
  const auto& s = i.situations[static_cast<size_t>(place_.situation)];
  Truth b = certain(g_.existing(record_));
  if (i.applies != kNone) b = both(b, truth(i.applies));
  if (s.applies != kNone) b = both(b, truth(s.applies));
  if (s.scope != kNone && place_.rows.contains(s.scope)) b = both(b, certain(g_.visible(p_.models, p_.scopes[static_cast<size_t>(s.scope)].model, place_.rows.at(s.scope))));
  return b;
}

Truth Encoder::own(int card) {
  const auto& s = p_.indicators[static_cast<size_t>(place_.indicator)].situations[static_cast<size_t>(place_.situation)];
  Truth any = certain(t_.no());
  for (const auto& r : s.cards)
    if (r.card == card) any = either(any, truth(r.when));
  return both(standing(), any);
}

std::vector<Truth> Encoder::own_cards(int indicator, int situation) {
  const auto& s = p_.indicators[static_cast<size_t>(indicator)].situations[static_cast<size_t>(situation)];
  const Place before = place_;
  std::vector<Truth> out(p_.cards.size(), certain(t_.no()));
  const bool by_row = s.scope != kNone && p_.scopes[static_cast<size_t>(s.scope)].owner != kNone;
  for (size_t c = 0; c < p_.cards.size(); ++c) {
    if (std::none_of(s.cards.begin(), s.cards.end(), [&](const auto& r) { return r.card == static_cast<int>(c); })) continue;
    place_ = {indicator, situation, {}};
    if (!by_row) {
      out[c] = own(static_cast<int>(c));
      continue;
    }
    std::string key = "own " + std::to_string(c) + record_ + canon(p_.indicators[static_cast<size_t>(indicator)].applies) + canon(s.applies);
    for (const auto& r : s.cards)
      if (r.card == static_cast<int>(c)) key += canon(r.when);
    const auto body = [this, indicator, situation, c, scope = s.scope](const std::string& row) {
      const Place outer = place_;
      place_ = {indicator, situation, {{scope, row}}};
      const Truth b = own(static_cast<int>(c));
      place_ = outer;
      return b;
    };
    out[c] = g_.exists(list_of(s.scope), key + "@" + instance(s.scope), p_.models, p_.scopes[static_cast<size_t>(s.scope)].model, body);
  }
  place_ = before;
  if (!s.versions.empty())
    for (Truth& b : out) b = both(b, certain(judged(p_.indicators[static_cast<size_t>(indicator)].model, s.versions)));
  return out;
}

/// Does one of these versions judge the record at the instant? Of the same periods, an answer for both rule sets.
Term Encoder::judged(int model, const std::vector<int>& versions) {
  const auto& m = p_.models.models[static_cast<size_t>(model)];
  std::string key = "judged:" + record_ + (m.standing ? "standing" : m.governing < 0 ? "" : m.fields[static_cast<size_t>(m.governing)].name);
  for (const auto& period : typed::mask(p_, versions)) key += "," + std::to_string(period.from.value_or(INT32_MIN)) + ".." + std::to_string(period.until.value_or(INT32_MAX));
  return g_.opaque(key);
}

std::vector<Truth> Encoder::own_cards(int indicator) {
  std::vector<Truth> out(p_.cards.size(), certain(t_.no()));
  for (size_t s = 0; s < p_.indicators[static_cast<size_t>(indicator)].situations.size(); ++s) {
    const auto some = own_cards(indicator, static_cast<int>(s));
    for (size_t c = 0; c < out.size(); ++c) out[c] = either(out[c], some[c]);
  }
  return out;
}

}  // namespace zs::prove

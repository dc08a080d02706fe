// Plain values and events over the ground.
#include "prove/encode.h"

namespace zs::prove {

using typed::Expr;
using typed::ExprId;
using typed::Kind;
using typed::Op;

Plain Encoder::absent(bool span) {
  Plain p{t_.yes(), t_.number(0)};
  if (span) p.number_missing = p.unit_missing = t_.yes(), p.unit = t_.number(0);
  return p;
}

Plain Encoder::choose(Term when, const Plain& a, const Plain& b) {
  return {t_.ite(when, a.missing, b.missing), t_.ite(when, a.value, b.value), t_.ite(when, a.number_missing, b.number_missing), t_.ite(when, a.unit_missing, b.unit_missing),
          a.unit && b.unit ? t_.ite(when, a.unit, b.unit) : a.unit};
}

Plain Encoder::plain(ExprId id) {
  const Expr& e = p_[id];
  const auto known = [&](Term value) { return Plain{t_.no(), value}; };
  switch (e.op) {
    case Op::kNamed: return plain(e.args[0]);
    case Op::kField: return g_.plain(p_.models, instance(e.scope), model_of(e.scope).fields[static_cast<size_t>(e.index)], true);
    case Op::kRefField: {
      const auto& m = p_.models.models[static_cast<size_t>(e.model)];
      Plain p = g_.plain(p_.models, "ref:" + m.name + canon(e.args[0]), m.fields[static_cast<size_t>(e.index)], false);
      const Term no_key = plain(e.args[0]).missing;
      p.missing = t_.either(p.missing, no_key);
      if (e.type.kind == Kind::kSpan) p.number_missing = t_.either(p.number_missing, no_key), p.unit_missing = t_.either(p.unit_missing, no_key);
      return p;
    }
    case Op::kText: return known(t_.number(g_.text(e.text)));
    case Op::kNumber: return known(t_.number(e.number));
    case Op::kBool: case Op::kDate: case Op::kInstant: return known(t_.number(e.value));
    case Op::kEnum: return known(t_.number(g_.label(p_.models.enumerations[static_cast<size_t>(e.type.enumeration)].labels[static_cast<size_t>(e.index)].label)));
    case Op::kSpan: return {t_.no(), t_.number(e.number), t_.no(), t_.no(), t_.number(static_cast<int>(e.unit))};
    case Op::kCoalesce: return coalesce(e);
    case Op::kGuard: return choose(truth(e.args[0]).must, plain(e.args[1]), absent(e.type.kind == Kind::kSpan));
    case Op::kAdd: case Op::kSub: case Op::kMul: case Op::kDiv: case Op::kNeg: return arithmetic(e);
    default: return {g_.opaque(canon(id) + "?"), t_.var(Sort::kInt, canon(id))};
  }
}

Plain Encoder::coalesce(const Expr& e) {
  Plain p = plain(e.args.back());
  for (size_t i = e.args.size() - 1; i-- > 0;) {
    const Plain x = plain(e.args[i]);
    // A span gives way only where both its number and its unit are absent.
    const Term gives_way = e.type.kind == Kind::kSpan ? t_.both(x.number_missing, x.unit_missing) : x.missing;
    p = choose(gives_way, p, x);
  }
  return p;
}

namespace {
bool is_work(int unit) {
  const auto u = static_cast<Unit>(unit);
  return u == Unit::kWorkDay || u == Unit::kWorkHour || u == Unit::kWorkMinute || u == Unit::kWorkSecond;
}
bool exists_here(const Terms& t, Term unit, int u) { return t[unit].kind != Node::Kind::kNumber || t[unit].number.num == u; }
}  // namespace

Plain Encoder::own_days(Plain span, Term other) {
  const auto is = [&](Term unit, Unit u) { return t_.eq(unit, t_.number(static_cast<int>(u))); };
  std::vector<Term> work;
  for (const Unit u : {Unit::kWorkDay, Unit::kWorkHour, Unit::kWorkMinute}) work.push_back(is(other, u));
  const Term its_kind = t_.ite(t_.either(work), t_.number(static_cast<int>(Unit::kWorkDay)), t_.number(static_cast<int>(Unit::kNaturalDay)));
  const Term stays = t_.either({t_.negate(is(span.unit, Unit::kOwnDay)), is(other, Unit::kOwnDay), is(other, Unit::kNoUnit)});
  span.unit = t_.ite(stays, span.unit, its_kind);
  return span;
}

Term Encoder::converted(Term number, Term from, Term to, const typed::Calendar* calendar, Term& possible) {
  const auto seconds = [&](int unit) -> int64_t {
    switch (static_cast<Unit>(unit)) {
      case Unit::kWorkDay: return calendar ? office_seconds(*calendar) : 0;
      case Unit::kNaturalDay: return 86'400;
      case Unit::kHour: case Unit::kWorkHour: return 3600;
      case Unit::kMinute: case Unit::kWorkMinute: return 60;
      case Unit::kSecond: case Unit::kWorkSecond: return 1;
      default: return 0;
    }
  };
  Term out = number;
  std::vector<Term> one_of{t_.eq(from, to)};
  for (int a = 0; a <= 6; ++a)
    for (int b = 0; b <= 6; ++b) {
      if (a == b || !exists_here(t_, from, a) || !exists_here(t_, to, b) || is_work(a) != is_work(b) || !seconds(a) || !seconds(b)) continue;
      const Term here = t_.both(t_.eq(from, t_.number(a)), t_.eq(to, t_.number(b)));
      one_of.push_back(here);
      out = t_.ite(here, t_.mul(t_.number(Rational::of(seconds(a), seconds(b))), number), out);
    }
  possible = t_.either(std::move(one_of));
  return out;
}

Plain Encoder::arithmetic(const Expr& e) {
  const bool span_a = p_[e.args[0]].type.kind == Kind::kSpan;
  Plain a = plain(e.args[0]);
  const auto span = [&](Term missing, Term number, Term unit) { return Plain{missing, number, missing, missing, unit}; };
  if (e.op == Op::kNeg) {
    const Term value = t_.mul(t_.number(-1), a.value);
    return span_a ? span(a.missing, value, a.unit) : Plain{a.missing, value};
  }
  const bool span_b = p_[e.args[1]].type.kind == Kind::kSpan;
  Plain b = plain(e.args[1]);
  Term missing = t_.either(a.missing, b.missing), y = b.value, unit = span_a ? a.unit : b.unit;
  if (span_a && span_b) {
    const Plain x = own_days(a, b.unit), z = own_days(b, a.unit);
    Term possible = t_.yes();
    y = converted(z.value, z.unit, x.unit, calendar_of(e.calendar), possible);
    unit = x.unit;
    missing = t_.either(missing, t_.negate(possible));
  }
  Term value = a.value;
  if (e.op == Op::kAdd) value = t_.add(a.value, y);
  if (e.op == Op::kSub) value = t_.sub(a.value, y);
  if (e.op == Op::kMul) value = t_.mul(a.value, y);
  if (e.op == Op::kDiv) {
    missing = t_.either(missing, t_.eq(y, t_.number(0)));
    value = t_.div(a.value, y);
  }
  const bool is_span = (span_a || span_b) && !(span_a && span_b && e.op == Op::kDiv);
  return is_span ? span(missing, value, unit) : Plain{missing, value};
}

Happening Encoder::event(ExprId id) {
  const Expr& e = p_[id];
  const auto happened = [&](const Happening& h) { return t_.negate(h.never); };
  switch (e.op) {
    case Op::kNamed: return event(e.args[0]);
    case Op::kField: return g_.event(instance(e.scope), model_of(e.scope).fields[static_cast<size_t>(e.index)], true);
    case Op::kRefField: {
      const auto& m = p_.models.models[static_cast<size_t>(e.model)];
      Happening h = g_.event("ref:" + m.name + canon(e.args[0]), m.fields[static_cast<size_t>(e.index)], false);
      h.never = t_.either(h.never, plain(e.args[0]).missing);
      return h;
    }
    case Op::kGuard: {
      const Happening h = moment(e.args[1]);
      const Term when = truth(e.args[0]).must;
      return {t_.both(when, h.missing), t_.either(t_.negate(when), h.never), h.at};
    }
    case Op::kEventMin: case Op::kEventMax: {
      Happening out = moment(e.args[0]);
      for (size_t i = 1; i < e.args.size(); ++i) {
        const Happening x = moment(e.args[i]);
        const bool least = e.op == Op::kEventMin;
        const Term before = least ? t_.either(out.never, t_.both(happened(x), t_.le(x.at, out.at))) : t_.le(out.at, x.at);
        out = {t_.either(out.missing, x.missing), least ? t_.both(out.never, x.never) : t_.either(out.never, x.never), t_.ite(before, x.at, out.at)};
      }
      return out;
    }
    case Op::kEventMinRows: {
      // Opaque; its rows are bound by the canonical text, so that both rule sets mean the same event.
      const std::string key = canon(id);
      return {t_.no(), g_.opaque(key + "!"), t_.var(Sort::kInt, key)};
    }
    default: break;
  }
  const std::string key = canon(id);
  return {t_.no(), g_.opaque(key + "!"), t_.var(Sort::kInt, key)};
}

Happening Encoder::moment(ExprId id) {
  const Kind kind = p_[id].type.kind;
  if (kind == Kind::kEvent) return event(id);
  const Plain p = plain(id);
  // A missing day is never, as the oracle has it.
  return {p.missing, p.missing, kind == Kind::kDate ? t_.mul(t_.number(kSecondsPerDay), p.value) : p.value};
}

}  // namespace zs::prove

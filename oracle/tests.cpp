// Plain tests: comparisons, membership, texts. They know no time of their own: ℝ, ∅ or 未知.
#include "oracle/evaluator.h"

#include <re2/re2.h>

#include <algorithm>

namespace zs::oracle {

using typed::Cmp;
using typed::Kind;
using typed::Op;

namespace {

B plain(bool holds) { return holds ? yes() : no(); }

template <class T>
int order_of(const T& a, const T& b) { return a < b ? -1 : b < a ? 1 : 0; }

B by_order(Cmp cmp, int order) {
  switch (cmp) {
    case Cmp::kEq: return plain(order == 0);
    case Cmp::kNe: return plain(order != 0);
    case Cmp::kLt: return plain(order < 0);
    case Cmp::kLe: return plain(order <= 0);
    case Cmp::kGt: return plain(order > 0);
    case Cmp::kGe: return plain(order >= 0);
  }
  return unknown();
}

template <class T>
bool among(const T& x, const std::vector<T>& xs) {
  return std::find(xs.begin(), xs.end(), x) != xs.end();
}
template <class T>
bool every_in(const std::vector<T>& a, const std::vector<T>& b) {
  return std::all_of(a.begin(), a.end(), [&](const T& x) { return among(x, b); });
}
template <class T>
bool any_in(const std::vector<T>& a, const std::vector<T>& b) {
  return std::any_of(a.begin(), a.end(), [&](const T& x) { return among(x, b); });
}

bool is_list(Kind k) { return k == Kind::kTextList || k == Kind::kEnumList; }

}  // namespace

B Evaluator::compare(const typed::Expr& e) {
  const Value a = value(e.args[0]), b = value(e.args[1]);
  if (a.missing || b.missing) return unknown();
  const Kind ka = program_[e.args[0]].type.kind, kb = program_[e.args[1]].type.kind;
  const auto answer = [&](int order) {
    if (observer_) observer_->compared(static_cast<typed::ExprId>(&e - program_.exprs.data()), order);
    return by_order(e.cmp, order);
  };
  if (ka == Kind::kText) return answer(order_of(a.text, b.text));
  if (ka == Kind::kNumber) return answer(order_of(a.number, b.number));
  if (ka == Kind::kSpan) {
    const Unit ua = own_day(*a.span.unit, *b.span.unit), ub = own_day(*b.span.unit, *a.span.unit);
    const auto converted = convert(*b.span.number, ub, ua, calendar(e.calendar));
    return converted ? answer(order_of(*a.span.number, *converted)) : unknown();
  }
  // A date beside an instant is its 00:00.
  const int64_t x = ka == Kind::kDate && kb != Kind::kDate ? opening(a.word) : a.word;
  const int64_t y = kb == Kind::kDate && ka != Kind::kDate ? opening(b.word) : b.word;
  return answer(order_of(x, y));
}

B Evaluator::first_row(const typed::Expr& e) {
  const Row here = bound(e.scope);
  const Instant mine = reader_.least_event(here, false);
  if (mine == kNever) return no();  // rows without events never are first
  for (const size_t r : rows(e.scope)) {
    const Instant other = reader_.least_event({here.table, r}, false);
    if (other < mine || (other == mine && r < here.index)) return no();
  }
  return yes();
}

B Evaluator::list_test(const typed::Expr& e) {
  const Value a = value(e.args[0]), b = value(e.args[1]);
  if (a.missing || b.missing) return unknown();
  const bool texts = program_[e.args[1]].type.kind == Kind::kTextList;
  if (e.op == Op::kMember) return plain(texts ? among(a.text, b.texts) : among(a.word, b.labels));
  if (e.op == Op::kSubset) return plain(texts ? every_in(a.texts, b.texts) : every_in(a.labels, b.labels));
  return plain(texts ? any_in(a.texts, b.texts) : any_in(a.labels, b.labels));
}

B Evaluator::plain_test(const typed::Expr& e) {
  switch (e.op) {
    case Op::kCompare: return compare(e);
    case Op::kIsFirst: return first_row(e);
    case Op::kMember:
    case Op::kSubset:
    case Op::kIntersects: return list_test(e);
    case Op::kIsNull:
    case Op::kIsSet: {
      const Kind kind = program_[e.args[0]].type.kind;
      B null;
      if (kind == Kind::kEvent) {
        null = negate(certain(since(tick_of(moment(e.args[0]).at))));
      } else {
        const Value v = value(e.args[0]);
        null = plain(v.missing || (is_list(kind) && v.texts.empty() && v.labels.empty()));
      }
      return e.op == Op::kIsNull ? null : negate(null);
    }
    case Op::kContainsAny: {
      const Value text = value(e.args[0]), words = value(e.args[1]);
      if (text.missing || words.missing) return unknown();
      return plain(std::any_of(words.texts.begin(), words.texts.end(),
                               [&](std::string_view w) { return text.text.find(w) != std::string_view::npos; }));
    }
    case Op::kMatches: {
      const Value text = value(e.args[0]);
      if (text.missing) return unknown();
      return plain(re2::RE2::FullMatch(re2::StringPiece(text.text.data(), text.text.size()), pattern(e.index)));
    }
    case Op::kPrecedes: {
      const Value a = value(e.args[0]), b = value(e.args[1]), flow = value(e.args[2]);
      if (a.missing || b.missing || flow.missing) return unknown();
      const auto at = [&](std::string_view t) { return std::find(flow.texts.begin(), flow.texts.end(), t); };
      return plain(at(b.text) != flow.texts.end() && at(a.text) < at(b.text));
    }
    default: {  // 是/否 used as a condition
      const Value v = value(static_cast<typed::ExprId>(&e - program_.exprs.data()));
      return v.missing ? unknown() : plain(v.word != 0);
    }
  }
}

}  // namespace zs::oracle

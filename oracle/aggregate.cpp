#include "oracle/aggregate.h"

#include "oracle/judge.h"
#include "oracle/show.h"

#include <algorithm>
#include <set>

namespace zs::oracle {

using typed::Aggregate;
using Fn = typed::Aggregate::Fn;

namespace {

enum class May { kNo, kOpen, kYes };

May at(const B& b, Instant t) {
  return contains(b.must, t) ? May::kYes : contains(b.may, t) ? May::kOpen : May::kNo;
}
May both(May a, May b) { return std::min(a, b); }

/// One record's share in one term.
struct Item {
  May in_range = May::kYes;
  May when = May::kYes;
  std::optional<Number> value;
};

/// Spans are summed in the unit of the first; what does not convert to it exactly is missing.
struct CommonUnit {
  std::optional<Unit> unit;
  const Calendar* calendar = nullptr;

  std::optional<Number> operator()(const SpanValue& s) {
    if (!s.known()) return std::nullopt;
    if (!unit) unit = own_day(*s.unit, Unit::kNaturalDay);
    return convert(*s.number, own_day(*s.unit, *unit), *unit, calendar);
  }
};

Bounds exactly(Number least, Number most) { return {true, std::move(least), std::move(most)}; }

Bounds count(const std::vector<Item>& items) {
  Number least = 0, most = 0;
  for (const Item& i : items) {
    const May counts = both(i.in_range, i.when);
    least += counts == May::kYes ? 1 : 0;
    most += counts != May::kNo ? 1 : 0;
  }
  return exactly(least, most);
}

/// The part of the range for which the condition holds. A record that may lie outside the range is taken out of it, or
/// left in, as makes the share least or most.
Bounds share(const std::vector<Item>& items) {
  Number sure = 0, sure_yes = 0, sure_maybe = 0, open_can_fail = 0, open_can_hold = 0;
  for (const Item& i : items) {
    if (i.in_range == May::kYes) {
      sure += 1;
      sure_yes += i.when == May::kYes ? 1 : 0;
      sure_maybe += i.when != May::kNo ? 1 : 0;
    } else {
      open_can_fail += i.when != May::kYes ? 1 : 0;
      open_can_hold += i.when != May::kNo ? 1 : 0;
    }
  }
  if (sure == 0) return {};
  return exactly(sure_yes / (sure + open_can_fail), (sure_maybe + open_can_hold) / (sure + open_can_hold));
}

bool all_known(const std::vector<Item>& items) {
  return std::all_of(items.begin(), items.end(), [](const Item& i) { return i.value.has_value(); });
}

Bounds sum(const std::vector<Item>& items) {
  if (!all_known(items)) return {};
  Number least = 0, most = 0;
  for (const Item& i : items) {
    const Number zero = 0;
    const bool sure = i.in_range == May::kYes;
    least += sure ? *i.value : std::min(*i.value, zero);
    most += sure ? *i.value : std::max(*i.value, zero);
  }
  return exactly(least, most);
}

/// Σ/n over every choice of the records that may lie in the range: take them from the least up, while that lowers it.
Bounds average(const std::vector<Item>& items) {
  if (!all_known(items)) return {};
  Number total = 0, n = 0;
  std::vector<Number> open;
  for (const Item& i : items) {
    if (i.in_range != May::kYes) {
      open.push_back(*i.value);
      continue;
    }
    total += *i.value;
    n += 1;
  }
  if (n == 0) return {};
  std::sort(open.begin(), open.end());
  Number low = total, low_n = n, high = total, high_n = n;
  for (const Number& v : open)
    if (v * low_n < low) low += v, low_n += 1;
  for (auto v = open.rbegin(); v != open.rend(); ++v)
    if (*v * high_n > high) high += *v, high_n += 1;
  return exactly(low / low_n, high / high_n);
}

Bounds extremum(const std::vector<Item>& items, bool least) {
  if (!all_known(items)) return {};
  std::optional<Number> sure, any;
  const auto take = [&](std::optional<Number>& best, const Number& v) {
    if (!best || (least ? v < *best : *best < v)) best = v;
  };
  for (const Item& i : items) {
    take(any, *i.value);
    if (i.in_range == May::kYes) take(sure, *i.value);
  }
  if (!sure) return {};
  return least ? exactly(*any, *sure) : exactly(*sure, *any);
}

Bounds measure(Fn fn, const std::vector<Item>& items) {
  switch (fn) {
    case Fn::kCount: return count(items);
    case Fn::kShare: return share(items);
    case Fn::kSum: return sum(items);
    case Fn::kAverage: return average(items);
    case Fn::kMin: return extremum(items, true);
    case Fn::kMax: return extremum(items, false);
  }
  return {};
}

/// a ÷ b over all corners; undefined where b may be nought.
Bounds quotient(const Bounds& a, const Bounds& b) {
  if (!a.defined || !b.defined || (b.least <= 0 && b.most >= 0)) return {};
  const Number q[] = {a.least / b.least, a.least / b.most, a.most / b.least, a.most / b.most};
  return exactly(*std::min_element(q, q + 4), *std::max_element(q, q + 4));
}

bool test(const Number& x, typed::Cmp cmp, const Number& y) {
  switch (cmp) {
    case typed::Cmp::kEq: return x == y;
    case typed::Cmp::kNe: return x != y;
    case typed::Cmp::kLt: return x < y;
    case typed::Cmp::kLe: return x <= y;
    case typed::Cmp::kGt: return x > y;
    case typed::Cmp::kGe: return x >= y;
  }
  return false;
}

GroupAnswer::What decide(const Bounds& b, typed::Cmp cmp, const Number& threshold) {
  using What = GroupAnswer::What;
  if (!b.defined) return What::kUndecided;
  const bool low = test(b.least, cmp, threshold), high = test(b.most, cmp, threshold);
  const bool equality = cmp == typed::Cmp::kEq || cmp == typed::Cmp::kNe;
  if (low != high || (equality && b.least < threshold && threshold < b.most)) return What::kUndecided;
  return low ? What::kCard : What::kNothing;
}

struct Group {
  std::vector<std::string> key;
  Row first;
  std::vector<Item> left, right;
};

class Question {
 public:
  Question(const typed::Program& p, const Inputs& in, int index, Instant asked)
      : p_(p), in_(in), a_(p.aggregates[static_cast<size_t>(index)]), index_(index), asked_(asked), ev_(p, in, asked), judge_(ev_) {
    left_unit_.calendar = ev_.calendar(typed::kNone);
    right_unit_.calendar = left_unit_.calendar;
  }

  void answer(std::vector<GroupAnswer>& out) {
    for (size_t i = 0; i < in_.records->size; ++i) take({in_.records, i});
    for (const Group& g : groups_) out.push_back(answer(g));
  }

 private:
  void take(const Row& record) {
    if (ev_.reader().still_to_come(record, true)) return;
    judge_.open(record);
    if (!contains(judge_.judged(typed::in_force(ev_.program(), a_.versions)), asked_)) return;
    const May in_range = a_.range == typed::kNone ? May::kYes : at(ev_.truth(a_.range), asked_);
    if (in_range == May::kNo) return;
    std::vector<std::string> key;
    for (const auto by : a_.by) key.push_back(show_value(ev_, by));
    auto g = std::find_if(groups_.begin(), groups_.end(), [&](const Group& x) { return x.key == key; });
    if (g == groups_.end()) g = groups_.insert(g, {key, record, {}, {}});
    g->left.push_back(item(a_.left, in_range, left_unit_));
    if (a_.right) g->right.push_back(item(*a_.right, in_range, same_unit() ? left_unit_ : right_unit_));
  }

  /// 合计 ÷ 合计 of spans compares like with like.
  bool same_unit() const { return a_.left.value != typed::kNone && a_.right && a_.right->value != typed::kNone; }

  Item item(const Aggregate::Term& term, May in_range, CommonUnit& unit) {
    Item i{in_range, term.when == typed::kNone ? May::kYes : at(ev_.truth(term.when), asked_), std::nullopt};
    if (term.value == typed::kNone) return i;
    const Value v = ev_.value(term.value);
    if (p_[term.value].type.kind == typed::Kind::kSpan) i.value = unit(v.span);
    else if (!v.missing) i.value = v.number;
    return i;
  }

  GroupAnswer answer(const Group& g) {
    GroupAnswer out;
    out.aggregate = index_;
    out.key = g.key;
    out.asked = asked_;
    out.records = g.left.size();
    out.measured = measure(a_.left.fn, g.left);
    if (a_.right) out.measured = quotient(out.measured, measure(a_.right->fn, g.right));
    out.what = decide(out.measured, a_.cmp, number_of(a_.threshold));
    if (out.what != GroupAnswer::What::kCard) return out;
    out.actions = a_.actions;
    for (const auto& q : a_.quotes) out.clause += (out.clause.empty() ? "" : "；") + q.clause;
    ev_.open_record(g.first);  // a reason speaks of what the group's records share
    out.reason = fill_reason(ev_, a_.reason, tick_of(asked_));
    return out;
  }

  const typed::Program& p_;
  const Inputs& in_;
  const Aggregate& a_;
  int index_;
  Instant asked_;
  Evaluator ev_;
  Judge judge_;
  CommonUnit left_unit_, right_unit_;
  std::vector<Group> groups_;
};

std::set<Instant> instants(const Aggregate& a, const Inputs& in, const typed::Program& p, std::optional<Instant> as_of) {
  const Instant now = as_of.value_or(kNever - 1);
  std::set<Instant> out = {now};
  for (const int32_t day : a.at)
    if (opening(day + 1) <= now) out.insert(opening(day + 1));
  if (!a.every_year_end) return out;
  // From the year of the least event to the year of T, or of the greatest event where no T is given.
  Instant first = kNever, last = kAlways;
  for (size_t f = 0; f < in.records->columns.size(); ++f) {
    if (p.models.models[static_cast<size_t>(in.records->model)].fields[f].type != model::FieldType::kEvent) continue;
    for (const int64_t e : in.records->columns[f].values) {
      if (e == kNever || e == kMissing) continue;
      first = std::min(first, e);
      last = std::max(last, e);
    }
  }
  if (first == kNever) return out;
  if (as_of) last = *as_of;
  for (int64_t year = date_of(day_number(first)).year; year <= date_of(day_number(last)).year; ++year)
    if (first_of_year(year + 1) * kSecondsPerDay <= now) out.insert(opening(first_of_year(year + 1)));
  return out;
}

}  // namespace

std::vector<GroupAnswer> aggregate(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of) {
  std::vector<GroupAnswer> out;
  for (size_t i = 0; i < program.aggregates.size(); ++i) {
    const Aggregate& a = program.aggregates[i];
    if (a.model != inputs.records->model) continue;
    for (const Instant asked : instants(a, inputs, program, as_of))
      Question(program, inputs, static_cast<int>(i), asked).answer(out);
  }
  return out;
}

}  // namespace zs::oracle

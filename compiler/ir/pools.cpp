#include "compiler/ir/pools.h"

#include <algorithm>

namespace zs::ir {

namespace {

/// Index of `value` in `table`, appended if it is new. Tables are short: a pack has some hundred constants.
template <class T, class Same>
int32_t intern(std::vector<T>& table, T value, Same same) {
  const auto it = std::find_if(table.begin(), table.end(), [&](const T& t) { return same(t, value); });
  if (it != table.end()) return static_cast<int32_t>(it - table.begin());
  table.push_back(std::move(value));
  return static_cast<int32_t>(table.size() - 1);
}
template <class T>
int32_t intern(std::vector<T>& table, T value) {
  return intern(table, std::move(value), [](const T& a, const T& b) { return a == b; });
}

}  // namespace

int32_t Pools::constant(int64_t v) { return intern(out_.constants, v); }

int32_t Pools::span_constant(int64_t numerator, Unit unit) {
  const auto u = static_cast<int64_t>(unit);
  for (size_t i = 0; i + 1 < out_.constants.size(); ++i)
    if (out_.constants[i] == numerator && out_.constants[i + 1] == u) return static_cast<int32_t>(i);
  out_.constants.push_back(numerator);
  out_.constants.push_back(u);
  return static_cast<int32_t>(out_.constants.size() - 2);
}

int32_t Pools::force(std::optional<int32_t> from, std::optional<int32_t> until) {
  return intern(out_.forces, bytecode::Force{from, until}, [](const auto& a, const auto& b) { return a.from == b.from && a.until == b.until; });
}

int32_t Pools::text(const std::string& s) { return intern(out_.texts, s); }

int32_t Pools::set(std::vector<int64_t> values, bool of_texts) {
  for (size_t i = 0; i < out_.sets.size(); ++i)
    if (out_.sets[i] == values && (out_.set_is_text[i] != 0) == of_texts) return static_cast<int32_t>(i);
  out_.sets.push_back(std::move(values));
  out_.set_is_text.push_back(of_texts ? 1 : 0);
  return static_cast<int32_t>(out_.sets.size() - 1);
}

int32_t Pools::pattern(const std::string& re2) { return intern(out_.patterns, re2); }

int32_t Pools::ref_field(int32_t model, int32_t field) {
  return intern(out_.ref_fields, bytecode::RefField{model, field},
                [](const auto& a, const auto& b) { return a.model == b.model && a.field == b.field; });
}
int32_t Pools::compare(bytecode::Cmp cmp, int64_t value) {
  return intern(out_.cmp_consts, bytecode::CmpConst{cmp, value},
                [](const auto& a, const auto& b) { return a.cmp == b.cmp && a.value == b.value; });
}
int32_t Pools::hold(PackedSpan span, int32_t calendar) {
  return intern(out_.holds, bytecode::HoldSpec{span, calendar},
                [](const auto& a, const auto& b) { return a.span == b.span && a.calendar == b.calendar; });
}
int32_t Pools::clock(const bytecode::ClockTest& test) {
  return intern(out_.clock_tests, test, [](const auto& a, const auto& b) {
    return a.calendar == b.calendar && a.exact == b.exact && a.same_day == b.same_day && a.roll_over == b.roll_over &&
           a.start_is_date == b.start_is_date && a.cmp == b.cmp;
  });
}

}  // namespace zs::ir

#pragma once
// Comparisons shared by the plain kernels.
#include "runtime/bytecode/program.h"
#include "runtime/temporal/clock.h"

namespace zs::vm {

using bytecode::Cmp;

template <class T>
constexpr bool compare(Cmp cmp, const T& x, const T& y) noexcept {
  switch (cmp) {
    case Cmp::kEq: return x == y;
    case Cmp::kNe: return x != y;
    case Cmp::kLt: return x < y;
    case Cmp::kLe: return x <= y;
    case Cmp::kGt: return x > y;
    case Cmp::kGe: return x >= y;
  }
  return false;
}

/// Calls f with the comparison as a compile-time constant.
template <class F>
void with_cmp(Cmp cmp, F f) {
  switch (cmp) {
    case Cmp::kEq: return f([](auto x, auto y) { return x == y; });
    case Cmp::kNe: return f([](auto x, auto y) { return x != y; });
    case Cmp::kLt: return f([](auto x, auto y) { return x < y; });
    case Cmp::kLe: return f([](auto x, auto y) { return x <= y; });
    case Cmp::kGt: return f([](auto x, auto y) { return x > y; });
    case Cmp::kGe: return f([](auto x, auto y) { return x >= y; });
  }
}

/// Brings two units to factors of a common one (x * fx against y * fy); false where they do not convert exactly.
/// `calendar` may be null: then 工作小时 and 工作日 do not convert.
inline bool common_unit(Unit& x, Unit& y, const calendar::WorkCalendar* calendar, int64_t& fx, int64_t& fy) noexcept {
  const Unit was = x;
  x = temporal::resolve_own_day(x, y);
  y = temporal::resolve_own_day(y, was);
  fx = fy = 1;
  if (x == y) return x != Unit::kNoUnit;
  if (x == Unit::kOwnDay || y == Unit::kOwnDay || temporal::is_work(x) != temporal::is_work(y)) return false;
  if (!calendar && (x == Unit::kWorkDay || y == Unit::kWorkDay)) return false;
  static const calendar::WorkCalendar none{calendar::Spec{}};
  fx = temporal::seconds_per(x, calendar ? *calendar : none);
  fy = temporal::seconds_per(y, calendar ? *calendar : none);
  return fx != 0 && fy != 0;
}

}  // namespace zs::vm

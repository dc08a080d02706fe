#include "io/arrow/row.h"

#include "io/binding/instant_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::arrow {
namespace {

using binding::Arena;
using binding::Member;
using binding::Value;
using Kind = Node::Kind;

Value written(Value::Kind kind, const std::string& s, Arena& arena) { return {kind, 0, binding::copy(arena, s), nullptr, nullptr}; }

/// digits with a point before the last `scale` of them.
std::string decimal_text(__int128 v, int scale) {
  const bool negative = v < 0;
  auto rest = negative ? -static_cast<unsigned __int128>(v) : static_cast<unsigned __int128>(v);
  std::string s;
  while (rest > 0 || static_cast<int>(s.size()) <= std::max(scale, 0)) s += static_cast<char>('0' + static_cast<int>(rest % 10)), rest /= 10;
  if (scale > 0) s.insert(static_cast<size_t>(scale), ".");
  if (negative) s += '-';
  std::reverse(s.begin(), s.end());
  return scale < 0 ? fmt::format("{}e{}", s, -scale) : s;
}

std::string time_text(const Node& n, int64_t row) {
  const int64_t ticks = n.integer(row), whole = floor_div(ticks, n.per_unit);
  const bool date = n.kind == Kind::kDate;
  const int64_t second = date ? (whole > INT32_MAX || whole < INT32_MIN ? kNever : whole * kSecondsPerDay) : n.zoned && whole < kNever ? whole + kCstOffset : whole;
  if (second < kMinInstant || second > kMaxInstant) return fmt::format("{}@{}", n.format, ticks);  // no year of four digits
  if (!date) return binding::format_instant(second);
  // A date64 with a part of a day is an instant: the binder says whether the field takes it.
  return ticks == whole * n.per_unit ? binding::format_day(day_of(second)) : binding::format_instant(second + (ticks - whole * n.per_unit) / (n.per_unit / kSecondsPerDay));
}

Value list_at(const Node& n, int64_t row, Arena& arena) {
  const auto [from, to] = n.range(row);
  const auto size = static_cast<size_t>(to - from);
  auto* items = static_cast<Value*>(arena.allocate(size * sizeof(Value) + 1, alignof(Value)));
  for (size_t i = 0; i < size; ++i) new (items + i) Value(value_at(n.children[0], from + static_cast<int64_t>(i), arena));
  return {Value::Kind::kList, static_cast<uint32_t>(size), {}, items, nullptr};
}

Value object_at(const Node& n, int64_t row, Arena& arena) {
  auto* members = static_cast<Member*>(arena.allocate(n.children.size() * sizeof(Member) + 1, alignof(Member)));
  for (size_t i = 0; i < n.children.size(); ++i) new (members + i) Member{n.children[i].name, value_at(n.children[i], n.offset + row, arena)};
  return {Value::Kind::kObject, static_cast<uint32_t>(n.children.size()), {}, nullptr, members};
}

}  // namespace

Value value_at(const Node& n, int64_t row, Arena& arena) {
  if (n.kind == Kind::kUnsupported || !n.valid(row)) return {};
  if (n.dictionary) return value_at(*n.dictionary, n.integer(row), arena);
  switch (n.kind) {
    case Kind::kBool: return {Value::Kind::kBool, 0, n.boolean(row) ? "true" : "false", nullptr, nullptr};
    case Kind::kInt: return written(Value::Kind::kNumber, n.is_signed || n.bytes < 8 ? fmt::format("{}", n.integer(row)) : fmt::format("{}", n.values<uint64_t>()[row]), arena);
    case Kind::kFloat: return written(Value::Kind::kNumber, n.bytes == 4 ? fmt::format("{}", n.values<float>()[row]) : fmt::format("{}", n.real(row)), arena);
    case Kind::kDecimal: return written(Value::Kind::kNumber, decimal_text(n.decimal(row), n.scale), arena);
    case Kind::kText: return Value::of_text(n.text(row));
    case Kind::kDate:
    case Kind::kTimestamp: return written(Value::Kind::kText, time_text(n, row), arena);
    case Kind::kList: return list_at(n, row, arena);
    case Kind::kStruct: return object_at(n, row, arena);
    default: return {};
  }
}

}  // namespace zs::arrow

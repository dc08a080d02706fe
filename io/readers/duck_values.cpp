#include "io/readers/duck_values.h"

#include "io/binding/instant_text.h"

#include <charconv>
#include <fmt/format.h>

namespace zs::readers {
namespace {

using arrow::Node;
using binding::Arena;
using binding::Member;
using binding::Value;
using Kind = Node::Kind;

Value written(Arena& arena, const std::string& s) { return Value::of_text(binding::copy(arena, s)); }

Value number(int64_t v, Arena& arena) {
  auto* text = static_cast<char*>(arena.allocate(20, 1));
  return Value::of_text({text, static_cast<size_t>(std::to_chars(text, text + 20, v).ptr - text)});
}

std::string date_text(Day day) {
  const auto date = binding::civil_from_days(day);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

/// Years before 1000 and beyond 9999, which no record may have; and "infinity".
Value unheard_of(int64_t seconds, Arena& arena) {
  const bool endless = seconds > 9'000'000'000'000 || seconds < -9'000'000'000'000;
  return written(arena, endless ? seconds > 0 ? "infinity" : "-infinity" : date_text(day_of(seconds)));
}

char* digits(char* to, int n, int64_t v) {
  for (int i = n - 1; i >= 0; --i, v /= 10) to[i] = static_cast<char>('0' + v % 10);
  return to + n;
}

/// Without a zone it is China Standard Time already.
Value moment(int64_t micros, bool zoned, Arena& arena) {
  const int64_t whole = arrow::floor_div(micros, 1'000'000), fraction = micros - whole * 1'000'000;
  const int64_t t = whole + (zoned && whole < kMaxInstant ? kCstOffset : 0);
  if (t < kMinInstant || t > kMaxInstant) return unheard_of(t, arena);
  const Day day = day_of(t);
  const auto date = binding::civil_from_days(day);
  const int64_t second = t - start_of(day);
  auto* text = static_cast<char*>(arena.allocate(29, 1));
  char* p = digits(text, 4, date.year);
  *p++ = '-', p = digits(p, 2, date.month), *p++ = '-', p = digits(p, 2, date.day);
  *p++ = ' ', p = digits(p, 2, second / 3600), *p++ = ':', p = digits(p, 2, second / 60 % 60), *p++ = ':', p = digits(p, 2, second % 60);
  if (fraction) {
    *p++ = '.', p = digits(p, 6, fraction);
    while (p[-1] == '0') --p;
  }
  if (zoned) *p++ = '+', *p++ = '0', *p++ = '8';
  Value v = Value::of_text({text, static_cast<size_t>(p - text)});
  v.has_instant = true;
  v.instant = t;
  return v;
}

Value date(int64_t day, Arena& arena) {
  const int64_t t = day * kSecondsPerDay;
  return t < kMinInstant || t > kMaxInstant ? unheard_of(t, arena) : written(arena, date_text(static_cast<Day>(day)));
}

Value list(const Node& n, int64_t row, Arena& arena) {
  const auto [from, to] = n.range(row);
  const auto size = static_cast<size_t>(to - from);
  auto* items = static_cast<Value*>(arena.allocate(size * sizeof(Value) + 1, alignof(Value)));
  for (size_t i = 0; i < size; ++i) new (items + i) Value(duck_value(n.children[0], from + static_cast<int64_t>(i), arena));
  Value v;
  v.kind = Value::Kind::kList, v.size = static_cast<uint32_t>(size), v.items = items;
  return v;
}

Value record(const Node& n, int64_t row, Arena& arena) {
  const size_t size = n.children.size();
  auto* members = static_cast<Member*>(arena.allocate(size * sizeof(Member) + 1, alignof(Member)));
  for (size_t i = 0; i < size; ++i) new (members + i) Member{n.children[i].name, duck_value(n.children[i], row, arena)};
  Value v;
  v.kind = Value::Kind::kObject, v.size = static_cast<uint32_t>(size), v.members = members;
  return v;
}

}  // namespace

Value duck_value(const Node& n, int64_t row, Arena& arena) {
  if (!n.valid(row)) return {};
  switch (n.kind) {
    case Kind::kList: return list(n, row, arena);
    case Kind::kStruct: return record(n, row, arena);
    case Kind::kTimestamp: return moment(n.integer(row), n.zoned, arena);
    case Kind::kDate: return date(n.integer(row), arena);
    case Kind::kInt: return number(n.integer(row), arena);
    case Kind::kBool: return Value::of_text(n.boolean(row) ? "true" : "false");
    default: return Value::of_text(n.text(row));
  }
}

}  // namespace zs::readers

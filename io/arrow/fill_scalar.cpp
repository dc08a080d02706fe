// Numbers, dates, instants, booleans, labels and spans.
#include "io/arrow/scalars.h"
#include "io/binding/scalar.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace zs::arrow {
namespace {

using binding::Parsed;
using columns::Array;
using Kind = Node::Kind;
using model::FieldType;

constexpr int64_t kIntegerLimit = 1'000'000'000'000'000'000;  // exclusive

/// out[i] = get(row), `missing` where there is nothing, marked where get says no.
template <class Get>
std::vector<int64_t> each(Slice s, int64_t missing, Marks& doubtful, Get get) {
  std::vector<int64_t> out(static_cast<size_t>(s.n), missing);
  for (int64_t i = 0; i < s.n; ++i)
    if (s.valid(i) && !get(s.first + i, out[static_cast<size_t>(i)])) doubtful[static_cast<size_t>(i)] = 1, out[static_cast<size_t>(i)] = missing;
  return out;
}

template <class T>
bool take(const Parsed<T>& parsed, int64_t& out) {
  if (!parsed) return false;
  out = static_cast<int64_t>(*parsed);
  return true;
}

/// The buffer itself, where every value is in (least, most) and none is missing; empty where that is not so.
Array<int64_t> as_it_lies(const Filling& f, Slice s, int64_t least, int64_t most) {
  const Node& n = *s.node;
  if (n.validity || n.bytes != 8 || !n.is_signed || s.n == 0) return {};
  const int64_t* const v = n.values<int64_t>() + s.first;
  if (reinterpret_cast<uintptr_t>(v) % alignof(int64_t) != 0) return {};
  bool good = true;
  for (int64_t i = 0; i < s.n; ++i) good &= v[i] > least && v[i] < most;
  return good ? Array<int64_t>::borrowed(v, static_cast<size_t>(s.n), f.owner) : Array<int64_t>();
}

/// v × 10^-scale at `to` digits after the point, exactly.
bool rescaled(__int128 v, int scale, int to, int64_t limit, int64_t& out) {
  for (; scale < to; ++scale) {
    if (v > limit || v < -__int128{limit}) return false;
    v *= 10;
  }
  for (; scale > to; --scale) {
    if (v % 10 != 0) return false;
    v /= 10;
  }
  if (v >= limit || v <= -__int128{limit}) return false;
  out = static_cast<int64_t>(v);
  return true;
}

bool number(const Node& n, int64_t row, int to, int64_t limit, int64_t& out) {
  if (n.kind == Kind::kInt) return rescaled(n.integer(row), 0, to, limit, out);
  if (n.kind == Kind::kDecimal) return rescaled(n.decimal(row), n.scale, to, limit, out);
  if (n.kind != Kind::kFloat) return false;
  fmt::memory_buffer text;  // the shortest that gives the same number: what a person would have written
  n.bytes == 4 ? fmt::format_to(std::back_inserter(text), "{}", n.values<float>()[row]) : fmt::format_to(std::back_inserter(text), "{}", n.real(row));
  const std::string_view s(text.data(), text.size());
  return take(to == 0 ? binding::parse_integer(s) : limit == kSpanLimit ? binding::parse_span_number(s) : binding::parse_decimal(s), out);
}

bool in_years(Instant t) { return t >= kMinInstant && t <= kMaxInstant; }

bool instant(const Node& n, int64_t row, int64_t& out) {
  const int64_t ticks = n.integer(row), whole = floor_div(ticks, n.per_unit);
  if (n.kind == Kind::kDate) {
    if (whole * n.per_unit != ticks || whole > kMaxInstant / kSecondsPerDay || whole < -kMaxInstant / kSecondsPerDay) return false;
    out = whole * kSecondsPerDay;
    return in_years(out);
  }
  if (n.kind != Kind::kTimestamp || whole > kMaxInstant || whole < kMinInstant - kCstOffset) return false;
  out = whole + (n.zoned ? kCstOffset : 0);
  return in_years(out);
}

/// instant() for a whole column of 64-bit ticks whose unit is known here, so that dividing is multiplying.
template <int64_t kPerUnit>
std::vector<int64_t> instants_of(Slice s, int64_t missing, Marks& doubtful) {
  const int64_t* const ticks = s.node->values<int64_t>();
  const int64_t zone = s.node->zoned ? kCstOffset : 0;
  return each(s, missing, doubtful, [&](int64_t row, int64_t& out) {
    out = floor_div(ticks[row], kPerUnit) + zone;   // beyond the years: no overflow, a unit is a second at most
    return in_years(out);
  });
}

std::vector<int64_t> instants(Slice s, int64_t missing, Marks& doubtful) {
  const Node& n = *s.node;
  if (n.kind == Kind::kTimestamp && n.bytes == 8 && n.is_signed) {
    if (n.per_unit == 1'000'000) return instants_of<1'000'000>(s, missing, doubtful);
    if (n.per_unit == 1'000) return instants_of<1'000>(s, missing, doubtful);
    if (n.per_unit == 1'000'000'000) return instants_of<1'000'000'000>(s, missing, doubtful);
  }
  return each(s, missing, doubtful, [&](int64_t row, int64_t& out) { return instant(n, row, out); });
}

bool day(const Node& n, int64_t row, int64_t& out) {
  Instant t = 0;
  if (!instant(n, row, t) || t != start_of(day_of(t))) return false;
  out = day_of(t);
  return true;
}

bool boolean(const Node& n, int64_t row, int64_t& out) {
  if (n.kind == Kind::kBool) return out = n.boolean(row) ? kTrue : kFalse, true;
  if (n.kind != Kind::kInt || n.integer(row) < 0 || n.integer(row) > 1) return false;
  return out = n.integer(row), true;
}

bool from_text(const model::Models& models, const model::Field& f, std::string_view s, int64_t& out) {
  switch (f.type) {
    case FieldType::kInteger: return take(binding::parse_integer(s), out);
    case FieldType::kDecimal: return take(binding::parse_decimal(s), out);
    case FieldType::kBool: return take(binding::parse_bool(s), out);
    case FieldType::kDate: return take(binding::parse_day(s), out);
    case FieldType::kInstant:
    case FieldType::kEvent: return take(binding::parse_instant(s), out);
    default: return take(binding::parse_enum(models.enumerations[static_cast<size_t>(f.enumeration)], s), out);
  }
}

/// Texts to values; equal ones that share a code are read once.
template <class Read>
std::vector<int64_t> by_code(const std::vector<int32_t>& codes, const columns::StringPool& pool, int64_t missing, Marks& doubtful, Read read) {
  std::vector<uint8_t> state(pool.size(), 0);  // 0 not asked, 1 good, 2 bad
  std::vector<int64_t> known(pool.size(), missing), out(codes.size(), missing);
  for (size_t i = 0; i < codes.size(); ++i) {
    if (codes[i] < 0) continue;
    const auto c = static_cast<size_t>(codes[i]);
    if (state[c] == 0) state[c] = read(binding::trim(pool[codes[i]]), known[c]) ? 1 : 2;
    if (state[c] == 2) doubtful[i] = 1;
    else out[i] = known[c];
  }
  return out;
}

std::vector<int32_t> codes_of(Slice s, columns::StringPool& pool, Marks& doubtful) {
  std::vector<int32_t> codes(static_cast<size_t>(s.n));
  TextCodes code(s, pool, true, doubtful);
  for (int64_t i = 0; i < s.n; ++i) codes[static_cast<size_t>(i)] = code(i);
  return codes;
}

Kind kind_of(const Node& n) { return n.dictionary ? n.dictionary->kind : n.kind; }

}  // namespace

std::vector<int64_t> labels_of(const std::vector<int32_t>& codes, const columns::StringPool& pool, const model::Enumeration& e, Marks& doubtful) {
  return by_code(codes, pool, kMissing, doubtful, [&](std::string_view s, int64_t& out) { return take(binding::parse_enum(e, s), out); });
}

void fill_scalar(Filling& f, Slice s, const model::Field& field, columns::Column& c, Marks& doubtful) {
  const Kind kind = kind_of(*s.node);
  const Node& n = *s.node;
  const int64_t missing = field.type == FieldType::kEvent ? kNever : kMissing;
  if (kind == Kind::kNull) return;
  if (kind == Kind::kText || (field.type == FieldType::kEnum && TextCodes::reads(n))) {
    columns::StringPool texts;
    c.values = by_code(codes_of(s, texts, doubtful), texts, missing, doubtful, [&](std::string_view t, int64_t& out) { return from_text(f.models, field, t, out); });
    return;
  }
  if (n.dictionary || kind == Kind::kList || kind == Kind::kStruct) return void(f.possible = false);
  switch (field.type) {
    case FieldType::kInteger:
      if (kind == Kind::kInt) c.values = as_it_lies(f, s, -kIntegerLimit, kIntegerLimit);
      if (!c.values.is_borrowed()) c.values = each(s, missing, doubtful, [&](int64_t row, int64_t& out) { return number(n, row, 0, kIntegerLimit, out); });
      return;
    case FieldType::kDecimal: c.values = each(s, missing, doubtful, [&](int64_t row, int64_t& out) { return number(n, row, kDecimalScale, kDecimalLimit, out); }); return;
    case FieldType::kBool: c.values = each(s, missing, doubtful, [&](int64_t row, int64_t& out) { return boolean(n, row, out); }); return;
    case FieldType::kDate:
      if (kind != Kind::kDate && kind != Kind::kTimestamp) return void(f.possible = false);
      c.values = each(s, missing, doubtful, [&](int64_t row, int64_t& out) { return day(n, row, out); });
      return;
    case FieldType::kInstant:
    case FieldType::kEvent:
      if (kind != Kind::kDate && kind != Kind::kTimestamp) return void(f.possible = false);
      if (kind == Kind::kTimestamp && n.per_unit == 1 && !n.zoned) c.values = as_it_lies(f, s, kMinInstant - 1, kMaxInstant + 1);
      if (!c.values.is_borrowed()) c.values = instants(s, missing, doubtful);
      return;
    default: f.possible = false;
  }
}

void fill_span(Filling& f, const Slice* number_part, const Slice* unit_part, const model::Field& field, columns::Column& c, size_t n, Marks& doubtful) {
  std::vector<int64_t> numbers(n, kMissing), units(n, kMissing);
  if (number_part) {
    const Kind kind = kind_of(*number_part->node);
    columns::StringPool texts;
    if (kind == Kind::kText)
      numbers = by_code(codes_of(*number_part, texts, doubtful), texts, kMissing, doubtful, [](std::string_view s, int64_t& out) { return take(binding::parse_span_number(s), out); });
    else if (!number_part->node->dictionary && (kind == Kind::kInt || kind == Kind::kDecimal || kind == Kind::kFloat))
      numbers = each(*number_part, kMissing, doubtful, [&](int64_t row, int64_t& out) { return number(*number_part->node, row, kDecimalScale, kSpanLimit, out); });
    else if (kind != Kind::kNull) return void(f.possible = false);
  }
  if (unit_part) {
    const auto* e = field.enumeration < 0 ? nullptr : &f.models.enumerations[static_cast<size_t>(field.enumeration)];
    const Kind kind = kind_of(*unit_part->node);
    columns::StringPool texts;
    if (TextCodes::reads(*unit_part->node))
      units = by_code(codes_of(*unit_part, texts, doubtful), texts, kMissing, doubtful, [&](std::string_view s, int64_t& out) { return take(binding::parse_span_unit(e, s), out); });
    else if (kind != Kind::kNull) return void(f.possible = false);
  }
  std::vector<int64_t> out(n, kMissing);
  for (size_t i = 0; i < n; ++i) {
    const Unit unit = units[i] == kMissing ? Unit::kNoUnit : static_cast<Unit>(units[i]);
    if (numbers[i] != kMissing) out[i] = pack_span(numbers[i], unit);
    else if (unit != Unit::kNoUnit) out[i] = kSpanNoNumber + static_cast<int64_t>(unit);
  }
  c.values = std::move(out);
}

}  // namespace zs::arrow

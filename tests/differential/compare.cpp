#include "tests/differential/compare.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace zs::differential {

using findings::Finding;
using findings::Report;
using findings::Scheduled;
using findings::Undecided;

namespace {

std::string tick(Tick t) {
  if (t <= kTickAlways) return "-inf";
  if (t >= kTickNever) return "+inf";
  const Instant i = instant_of(t);
  const Day d = day_of(i);
  const auto s = static_cast<int>(i - start_of(d));
  return fmt::format("base{:+d} {:02}:{:02}:{:02}{}", d - 19'986, s / 3600, s / 60 % 60, s % 60, is_provisional(t) ? "?" : "");
}

std::string show(const Finding& f, bool details) {
  std::string s = fmt::format("record {} indicator {} card {} version {} [{}, {}) next {}", f.record, f.indicator, f.card, f.version, tick(f.onset), tick(f.cleared), tick(f.next_change));
  if (details) s += fmt::format(" actions {} clause {} reason {}", fmt::join(f.actions, ";"), f.clause.get(), f.reason);
  return s;
}
std::string show(const Undecided& u, bool details) {
  std::vector<std::string> names = u.missing;
  std::sort(names.begin(), names.end());
  return fmt::format("record {} indicator {} undecided{}", u.record, u.indicator, details ? fmt::format(" missing {}", fmt::join(names, ";")) : "");
}
std::string show(const Scheduled& s, bool) {
  return fmt::format("record {} indicator {} at {} to {} card {}", s.record, s.indicator, tick(s.at), static_cast<int>(s.to), s.to == Scheduled::To::kCard ? s.card : 0);
}

template <class T>
std::string compare(const char* what, const std::vector<T>& oracle, const std::vector<T>& machine, bool details) {
  for (size_t i = 0; i < std::max(oracle.size(), machine.size()); ++i) {
    const std::string a = i < oracle.size() ? show(oracle[i], details) : "(nothing)";
    const std::string b = i < machine.size() ? show(machine[i], details) : "(nothing)";
    if (a != b) return fmt::format("{} {}:\n  oracle  {}\n  machine {}\n", what, i, a, b);
  }
  return "";
}

}  // namespace

std::string first_difference(const Report& o, const Report& m, const CompareOptions& options) {
  if (auto d = compare("finding", o.findings, m.findings, options.details); !d.empty()) return d;
  if (auto d = compare("undecided", o.undecided, m.undecided, options.details); !d.empty()) return d;
  if (auto d = compare("schedule", o.schedule, m.schedule, options.details); !d.empty()) return d;
  if (o.evaluated != m.evaluated || o.out_of_force != m.out_of_force || o.unknown_yet != m.unknown_yet)
    return fmt::format("counts: oracle {} {} {}, machine {} {} {}\n", o.evaluated, o.out_of_force, o.unknown_yet, m.evaluated, m.out_of_force, m.unknown_yet);
  return "";
}

namespace {

std::string cell(const model::Models& models, const columns::Table& t, size_t f, size_t row) {
  using model::FieldType;
  const auto& field = models.models[static_cast<size_t>(t.model)].fields[f];
  const auto& c = t.columns[f];
  const auto text = [&](int32_t code) { return code < 0 ? std::string("⊥") : std::string((*t.strings)[code]); };
  switch (field.type) {
    case FieldType::kText: return text(c.codes[row]);
    case FieldType::kEvent: return c.values[row] == kNever ? "-" : tick(tick_of(c.values[row]));
    case FieldType::kDate: case FieldType::kInstant: return c.values[row] == kMissing ? "⊥" : std::to_string(c.values[row]);
    case FieldType::kSpan: return c.values[row] == kMissing ? "⊥" : fmt::format("{}e-6 unit {}", span_number(c.values[row]), static_cast<int>(span_unit(c.values[row])));
    case FieldType::kTextList: case FieldType::kEnumList: {
      if (row < c.absent.size() && c.absent[row]) return "⊥";
      std::string s = "{";
      for (uint32_t k = c.offsets[row]; k < c.offsets[row + 1]; ++k) s += (field.type == FieldType::kTextList ? text(c.codes[k]) : std::to_string(c.values[k])) + " ";
      return s + "}";
    }
    case FieldType::kRows: {
      std::string s = "[";
      for (uint32_t k = c.offsets[row]; k < c.offsets[row + 1]; ++k) s += show_record(models, *c.rows, k);
      return s + "]";
    }
    default: return c.values[row] == kMissing ? "⊥" : std::to_string(c.values[row]);
  }
}

}  // namespace

std::string show_record(const model::Models& models, const columns::Table& t, size_t row) {
  std::string s = "{";
  const auto& fields = models.models[static_cast<size_t>(t.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) s += fields[f].name + ":" + cell(models, t, f, row) + "  ";
  return s + "}";
}

}  // namespace zs::differential

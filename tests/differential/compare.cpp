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
  std::string s = fmt::format("record {} indicator {} card {} [{}, {}) next {}", f.record, f.indicator, f.card, tick(f.onset), tick(f.cleared), tick(f.next_change));
  if (details) s += fmt::format(" actions {} clause {} reason {}", fmt::join(f.actions, ";"), f.clause, f.reason);
  return s;
}
std::string show(const Undecided& u, bool details) {
  auto names = u.missing;
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

}  // namespace zs::differential

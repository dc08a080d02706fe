#include "testing/verdict.h"

#include "io/binding/instant_text.h"
#include "testing/frozen.h"

#include <algorithm>

namespace zs::testing {
namespace {

using findings::Finding;
using findings::Report;
using typed::Expectation;

Words operator+(Words a, const Words& b) { return {a.zh + b.zh, a.en + b.en}; }
Words both(const std::string& s) { return {s, s}; }
Words from(const std::string& s) { return {" 自 " + s, " from " + s}; }
Words until(const std::string& s) { return {" 至 " + s, " until " + s}; }
const Words kOpen = {" 在案", " on the table"}, kUndecided = {"无法判定", "indeterminate"}, kNoCard = {"不亮牌", "no card"};

Words missing(const std::vector<std::string>& names) {
  Words s;
  for (const auto& n : names) s = s + Words{s.zh.empty() ? " 缺 " : "、", s.en.empty() ? " for want of " : ", "} + both(n);
  return s;
}

Words actions(const std::vector<std::string>& names) {
  Words s;
  for (const auto& n : names) s = s + Words{s.zh.empty() ? " 处置 " : "、", s.en.empty() ? " action " : ", "} + both(n);
  return s;
}

Words head(const typed::Program& p, int indicator) { return both(p.indicators[static_cast<size_t>(indicator)].code + ": "); }

bool fits(const Expectation& e, const Finding& f, std::optional<Instant> as_of) {
  if (f.indicator != e.indicator || f.card != e.card) return false;
  if (e.from ? instant_of(f.onset) != *e.from : (!e.any_onset && f.onset > kTickAlways + 1)) return false;
  if (e.until && (f.cleared >= kTickNever || instant_of(f.cleared) != *e.until)) return false;
  if (e.open_end && f.cleared < kTickNever && !(as_of && instant_of(f.cleared) > *as_of)) return false;
  return e.actions.empty() || std::is_permutation(e.actions.begin(), e.actions.end(), f.actions.begin(), f.actions.end());
}

bool fits(const Expectation& e, const findings::Undecided& u) {
  if (u.indicator != e.indicator) return false;
  std::vector<std::string> want = e.missing, have = u.missing;
  std::sort(want.begin(), want.end()), std::sort(have.begin(), have.end());
  return want.empty() || want == have;
}

/// The exact expectations choose first, so that a loose one does not take their card.
std::vector<size_t> by_exactness(const std::vector<Expectation>& expect) {
  std::vector<size_t> order(expect.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = i;
  const auto exactness = [&](size_t i) { return (expect[i].from ? 2 : 0) + (expect[i].until || expect[i].open_end ? 1 : 0); };
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return exactness(a) > exactness(b); });
  return order;
}

}  // namespace

std::string show(Tick t) {
  if (t <= kTickAlways + 1) return "…";
  if (t >= kTickNever) return "";
  std::string s = binding::format_instant(instant_of(t));
  s.resize(19);
  s[10] = ' ';
  return s + (is_provisional(t) ? "?" : "");
}

Words describe(const typed::Program& program, const Expectation& e) {
  Words s = head(program, e.indicator);
  switch (e.what) {
    case Expectation::What::kNothing: return s + kNoCard;
    case Expectation::What::kUndecided: return s + kUndecided + missing(e.missing);
    case Expectation::What::kCard: break;
  }
  s = s + both(program.cards[static_cast<size_t>(e.card)]);
  if (e.from) s = s + from(show(tick_of(*e.from)));
  else if (!e.any_onset) s = s + from("…");
  if (e.until) s = s + until(show(tick_of(*e.until)));
  else if (e.open_end) s = s + kOpen;
  return s + actions(e.actions);
}

Words describe(const typed::Program& program, const Finding& f, std::optional<Instant> as_of) {
  const Words s = head(program, f.indicator) + both(program.cards[f.card]) + from(show(f.onset));
  const bool cleared = f.cleared < kTickNever && (!as_of || instant_of(f.cleared) <= *as_of);
  return s + (cleared ? until(show(f.cleared)) : kOpen) + actions(f.actions);
}

Words describe(const typed::Program& program, const findings::Undecided& u) { return head(program, u.indicator) + kUndecided + missing(u.missing); }

Verdict judge(const typed::Program& program, const Case& test, const Report& report) {
  Verdict out;
  if (test.from == Case::From::kFrozen) {
    out.lines = differences(program, test.frozen, answers(program, test.data, report, true), true);
    out.passed = out.lines.empty();
    return out;
  }
  std::vector<bool> used(report.findings.size());
  std::vector<Line> lines(test.expect.size());
  for (const size_t n : by_exactness(test.expect)) {
    const Expectation& e = test.expect[n];
    Line& line = lines[n];
    line.indicator = e.indicator, line.card = e.card;
    line.expected = describe(program, e);
    if (e.what == Expectation::What::kCard) {
      for (size_t i = 0; i < used.size() && !line.ok; ++i)
        if (!used[i] && fits(e, report.findings[i], test.as_of)) used[i] = line.ok = true, line.got = describe(program, report.findings[i], test.as_of);
      continue;
    }
    const auto about = [&](const auto& x) { return x.indicator == e.indicator; };
    const auto u = std::find_if(report.undecided.begin(), report.undecided.end(), about);
    const bool undecided = u != report.undecided.end();
    if (undecided) line.got = describe(program, *u);
    if (e.what == Expectation::What::kUndecided) line.ok = undecided && fits(e, *u);
    else line.ok = !undecided && std::none_of(report.findings.begin(), report.findings.end(), about);
  }
  out.lines = std::move(lines);
  for (size_t i = 0; i < used.size(); ++i)
    if (!used[i] && test.names(report.findings[i].indicator))
      out.lines.push_back({false, report.findings[i].indicator, report.findings[i].card, {}, describe(program, report.findings[i], test.as_of), "", {}});
  out.passed = std::all_of(out.lines.begin(), out.lines.end(), [](const auto& l) { return l.ok; });
  return out;
}

bool passes(const typed::Program& program, const Case& test, const Report& report, const std::vector<bool>* asked) {
  const auto out = [&](int indicator) { return asked && !(*asked)[static_cast<size_t>(indicator)]; };
  if (test.from == Case::From::kFrozen) {
    auto lines = differences(program, test.frozen, answers(program, test.data, report, false), false);
    std::erase_if(lines, [&](const Line& l) { return l.indicator == typed::kNone || out(l.indicator); });
    return lines.empty();
  }
  size_t used_count = 0, named = 0;
  std::vector<bool> used(report.findings.size());
  for (const size_t n : by_exactness(test.expect)) {
    const Expectation& e = test.expect[n];
    if (out(e.indicator)) continue;
    bool ok = false;
    if (e.what == Expectation::What::kCard) {
      for (size_t i = 0; i < used.size() && !ok; ++i)
        if (!used[i] && fits(e, report.findings[i], test.as_of)) used[i] = ok = true, ++used_count;
    } else {
      const auto about = [&](const auto& x) { return x.indicator == e.indicator; };
      const auto u = std::find_if(report.undecided.begin(), report.undecided.end(), about);
      if (e.what == Expectation::What::kUndecided) ok = u != report.undecided.end() && fits(e, *u);
      else ok = u == report.undecided.end() && std::none_of(report.findings.begin(), report.findings.end(), about);
    }
    if (!ok) return false;
  }
  for (const auto& f : report.findings) named += test.names(f.indicator);
  return named == used_count;
}

}  // namespace zs::testing

#include "cli/test_report.h"

#include "cli/options.h"

#include "testing/timeline.h"

#include <algorithm>
#include <cstdlib>
#include <fmt/format.h>

namespace zs::cli {
namespace {

using testing::Case;
using testing::Line;

constexpr size_t kMostLines = 40;

std::string xml(std::string_view s) {
  std::string out;
  for (const char c : s) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return out;
}

struct Paint {
  std::string red, green, plain;
  explicit Paint(bool color) {
    if (color) red = "\x1b[31m", green = "\x1b[32m", plain = "\x1b[0m";
  }
};

std::string line_text(const Context& c, const Line& l, const Paint& paint) {
  const auto say = [&](const testing::Words& w) -> const std::string& { return c.pick(w.zh, w.en); };
  if (l.ok) return fmt::format("    {}={} {}\n", paint.green, paint.plain, say(l.expected));
  std::string s;
  if (!l.expected.zh.empty()) s += fmt::format("    {}-{} {}{}\n", paint.red, paint.plain, c.pick("期望 ", "expected "), say(l.expected));
  if (!l.got.zh.empty()) s += fmt::format("    {}+{} {}{}\n", paint.red, paint.plain, c.pick("得到 ", "got      "), say(l.got));
  else s += fmt::format("    {}+{} {}\n", paint.red, paint.plain, c.pick("得到 （没有相符的）", "got      (nothing that fits)"));
  return s;
}

/// A frozen answer that changed: the record, the old card line, the new one, the reason.
std::string change_text(const Context& c, const Line& l, const Paint& paint) {
  const std::string none = c.pick("（没有）", "(none)");
  const auto say = [&](const testing::Words& w) { return w.zh.empty() ? none : c.pick(w.zh, w.en); };
  std::string s = fmt::format("    {}\n    {}-{} {}{}\n    {}+{} {}{}\n", l.record, paint.red, paint.plain, c.pick("固化 ", "frozen "), say(l.expected), paint.green, paint.plain, c.pick("现在 ", "now    "), say(l.got));
  if (!l.why.zh.empty()) s += "      " + c.pick("理由 ", "reason ") + c.pick(l.why.zh, l.why.en) + "\n";
  return s;
}

std::string frozen_text(const Context& context, const Outcome& o, const Paint& paint) {
  std::string s;
  const auto& lines = o.verdict.lines;
  for (size_t i = 0; i < lines.size() && i < kMostLines; ++i) s += change_text(context, lines[i], paint);
  if (lines.size() > kMostLines) s += fmt::format("    {}\n", context.pick(fmt::format("…… 还有 {} 处", lines.size() - kMostLines), fmt::format("… and {} more", lines.size() - kMostLines)));
  return s;
}

/// The timelines and what decided, once for each indicator that differs.
std::string pictures(const Context& context, const Pack& pack, const Case& test, const Outcome& o, bool color) {
  testing::DrawOptions how;
  how.language = language_of(context);
  how.color = color;
  how.width = static_cast<size_t>(std::max(60, cli::terminal_width(100)));
  const auto& sources = pack.compilation->sources;
  const auto source = [&](Span s) { return s.file < 0 ? std::string() : std::string(sources.text(s)); };
  std::string s;
  std::vector<int> shown;
  for (const Line& l : o.verdict.lines) {
    if (l.ok || l.indicator == typed::kNone || std::find(shown.begin(), shown.end(), l.indicator) != shown.end()) continue;
    shown.push_back(l.indicator);
    int card = l.card;
    for (const auto& f : o.report.findings)
      if (card == typed::kNone && f.indicator == l.indicator) card = f.card;
    s += testing::draw_timeline(*pack.typed(), test, l.indicator, o.report, how);
    s += testing::draw_decision(*pack.typed(), test, l.indicator, card, source, how);
  }
  return s;
}

}  // namespace

std::string drawing(const Context& context, const Pack& pack, const Case& test, const Outcome& o, bool color) {
  const Paint paint(color);
  std::string s;
  if (test.from == Case::From::kFrozen) s = frozen_text(context, o, paint);
  else {
    for (const auto& l : o.verdict.lines) s += line_text(context, l, paint);
    s += pictures(context, pack, test, o, color);
  }
  if (!o.trouble.empty()) s += fmt::format("    {}!{} {}{}\n", paint.red, paint.plain, o.differ ? context.pick("判定器与机器不一致（程序错误）：", "oracle and machine differ (a bug of zs): ") : "", o.trouble);
  return s;
}

void Junit::add(const Context& context, const Suite& suite, const std::vector<Outcome>& outcomes) {
  std::vector<std::pair<std::string, std::vector<size_t>>> groups;
  for (size_t i = 0; i < suite.cases.size(); ++i) {
    const auto& c = suite.cases[i];
    const std::string& name = c.from == Case::From::kRules ? suite.pack.path : c.file;
    auto it = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == name; });
    if (it == groups.end()) it = groups.insert(groups.end(), {name, {}});
    it->second.push_back(i);
  }
  if (groups.empty()) groups.push_back({suite.pack.path, {}});
  for (const auto& [name, members] : groups) {
    size_t failures = 0, errors = 0;
    double seconds = 0;
    for (const size_t i : members) failures += !outcomes[i].passed && !outcomes[i].differ, errors += outcomes[i].differ, seconds += outcomes[i].seconds;
    suites_ += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.6f}\">\n", xml(name), members.size(), failures, errors, seconds);
    for (const size_t i : members) {
      const auto& c = suite.cases[i];
      suites_ += fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"{:.6f}\"", xml(c.name), xml(c.place()), outcomes[i].seconds);
      if (outcomes[i].passed) {
        suites_ += "/>\n";
        continue;
      }
      const std::string text = drawing(context, suite.pack, c, outcomes[i], false);
      const std::string first = text.substr(0, text.find('\n'));
      suites_ += fmt::format(">\n      <{0} message=\"{1}\">{2}</{0}>\n    </testcase>\n", outcomes[i].differ ? "error" : "failure", xml(first), xml(text));
    }
    suites_ += "  </testsuite>\n";
  }
}

std::string Junit::text() const { return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n" + suites_ + "</testsuites>\n"; }

}  // namespace zs::cli

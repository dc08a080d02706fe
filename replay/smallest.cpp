#include "replay/smallest.h"

#include "io/binding/instant_text.h"

#include <map>

namespace zs::replay {
namespace {

using typed::Clock;
using typed::Expr;
using typed::ExprId;
using typed::kNone;
using typed::Op;

class Finder {
 public:
  explicit Finder(Same& same) : same_(same), a_(same.old_program()), b_(same.new_program()) {}

  std::optional<Smallest> in_exprs(ExprId x, ExprId y) {
    const Expr& p = a_[x];
    const Expr& q = b_[y];
    if (p.op != q.op || p.args.size() != q.args.size()) return std::nullopt;
    for (size_t i = 0; i < p.args.size(); ++i)
      if (!same_.expr(p.args[i], q.args[i])) return between(p.args[i], q.args[i]);
    if (p.op == Op::kHold && !same_.calendar(p.calendar, q.calendar)) return calendars(p.src, q.src, "", p.calendar, q.calendar);
    if (p.cmp != q.cmp || p.quantity != q.quantity || p.count != q.count) return std::nullopt;
    if (has_clock(p.op) && p.index != kNone && q.index != kNone && !same_.clock(p.index, q.index))
      return in_clocks(a_.clocks[static_cast<size_t>(p.index)], b_.clocks[static_cast<size_t>(q.index)]);
    return std::nullopt;
  }

 private:
  static bool has_clock(Op op) {
    return op == Op::kClockCompare || op == Op::kClockOver || op == Op::kClockRunning || op == Op::kClockPaused || op == Op::kSpanOver;
  }

  /// Two parts that are not the same: what differs within them, else they themselves.
  Smallest between(ExprId x, ExprId y) {
    if (x != kNone && y != kNone)
      if (auto deeper = in_exprs(x, y)) return *deeper;
    Smallest s;
    if (x != kNone) s.old_src = a_[x].src;
    else s.old_words = "（无）";
    if (y != kNone) s.new_src = b_[y].src;
    else s.new_words = "（无）";
    return s;
  }

  Smallest words(const Clock& x, const Clock& y, std::string old_words, std::string new_words) const {
    return {x.src, y.src, "时限 " + x.name + " " + std::move(old_words), "时限 " + y.name + " " + std::move(new_words)};
  }

  std::optional<Smallest> in_clocks(const Clock& x, const Clock& y) {
    for (auto part : {&Clock::start, &Clock::end, &Clock::limit})
      if (!same_.expr(x.*part, y.*part)) return between(x.*part, y.*part);
    const auto yes_no = [](bool b, const char* yes, const char* no) { return std::string(b ? yes : no); };
    if (x.exact != y.exact) return words(x, y, yes_no(x.exact, "计法 精确", "计法 按日"), yes_no(y.exact, "计法 精确", "计法 按日"));
    if (x.same_day != y.same_day) return words(x, y, yes_no(x.same_day, "起算 当日", "起算 次日"), yes_no(y.same_day, "起算 当日", "起算 次日"));
    if (x.roll_over != y.roll_over) return words(x, y, yes_no(x.roll_over, "顺延 是", "顺延 否"), yes_no(y.roll_over, "顺延 是", "顺延 否"));
    if (!same_.calendar(x.calendar, y.calendar)) return calendars(x.src, y.src, "时限 " + x.name + " ", x.calendar, y.calendar);
    for (size_t i = 0; i < std::max(x.pauses.size(), y.pauses.size()); ++i) {
      if (i >= x.pauses.size() || i >= y.pauses.size()) return words(x, y, pause(x, i), pause(y, i));
      for (auto part : {&typed::Pause::from, &typed::Pause::to, &typed::Pause::when})
        if (!same_.expr(x.pauses[i].*part, y.pauses[i].*part)) return between(x.pauses[i].*part, y.pauses[i].*part);
    }
    return std::nullopt;
  }

  /// Which days are not the same, where both have a calendar; else what each has.
  Smallest calendars(Span x, Span y, const std::string& whose, int a, int b) const {
    const auto name = [](const typed::Program& p, int i) { return i == kNone ? "无日历" : "日历 " + p.calendars[static_cast<size_t>(i)].name; };
    std::string was = whose + name(a_, a), is = whose + name(b_, b);
    if (a == kNone || b == kNone) return {x, y, was, is};
    const auto &c = a_.calendars[static_cast<size_t>(a)], &d = b_.calendars[static_cast<size_t>(b)];
    std::map<int32_t, std::pair<int, int>> days;  // 0 off, 1 works, -1 as the week says
    for (const auto& e : c.exceptions) days.try_emplace(e.day, -1, -1).first->second.first = e.work;
    for (const auto& e : d.exceptions) days.try_emplace(e.day, -1, -1).first->second.second = e.work;
    size_t shown = 0, all = 0;
    const auto word = [](int w) { return w < 0 ? "依星期" : w ? "上班" : "休息"; };
    for (const auto& [day, work] : days) {
      if (work.first == work.second || ++all > 3) continue;
      ++shown;
      was += " " + binding::format_day(day) + word(work.first), is += " " + binding::format_day(day) + word(work.second);
    }
    if (all > shown) was += " 等" + std::to_string(all) + "天", is += " 等" + std::to_string(all) + "天";
    if (all == 0) was += "（" + c.version + "）", is += "（" + d.version + "）";  // office hours, the week, the years published
    return {x, y, was, is};
  }
  static std::string pause(const Clock& c, size_t i) { return i < c.pauses.size() ? "暂停 " + c.pauses[i].name : "无此暂停"; }

  Same& same_;
  const typed::Program& a_;
  const typed::Program& b_;
};

}  // namespace

std::optional<Smallest> smallest(Same& same, ExprId x, ExprId y) { return Finder(same).in_exprs(x, y); }

}  // namespace zs::replay

#include "replay/smallest.h"

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
    if (!same_.calendar(x.calendar, y.calendar)) return words(x, y, calendar(a_, x.calendar), calendar(b_, y.calendar));
    for (size_t i = 0; i < std::max(x.pauses.size(), y.pauses.size()); ++i) {
      if (i >= x.pauses.size() || i >= y.pauses.size()) return words(x, y, pause(x, i), pause(y, i));
      for (auto part : {&typed::Pause::from, &typed::Pause::to, &typed::Pause::when})
        if (!same_.expr(x.pauses[i].*part, y.pauses[i].*part)) return between(x.pauses[i].*part, y.pauses[i].*part);
    }
    return std::nullopt;
  }

  static std::string calendar(const typed::Program& p, int index) {
    if (index == kNone) return "无日历";
    const auto& c = p.calendars[static_cast<size_t>(index)];
    return "日历 " + c.name + "（" + c.version + "）";
  }
  static std::string pause(const Clock& c, size_t i) { return i < c.pauses.size() ? "暂停 " + c.pauses[i].name : "无此暂停"; }

  Same& same_;
  const typed::Program& a_;
  const typed::Program& b_;
};

}  // namespace

std::optional<Smallest> smallest(Same& same, ExprId x, ExprId y) { return Finder(same).in_exprs(x, y); }

}  // namespace zs::replay

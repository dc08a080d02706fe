// The drawing in a terminal. The axis is a row of cells of two columns; a cell is a round length of time.
#include "oracle/render/terminal.h"

#include "oracle/calendar.h"
#include "oracle/render/cards.h"
#include "oracle/render/columns.h"
#include "oracle/render/scale.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace zs::oracle::render {

namespace {

constexpr int kLabelColumns = 20, kNarrowest = 60;
constexpr Instant kDay = kSecondsPerDay;
enum Color { kPlain = 0, kBold = 1, kDim = 2, kRed = 31, kGreen = 32, kYellow = 33, kBlue = 34, kMagenta = 35, kCyan = 36 };

/// [from, until) of the axis; a folded piece is one cell.
struct Cell {
  Instant from = 0, until = 0;
  bool folded = false;
};

/// The shortest round length at which the axis fits into `room` cells.
std::vector<Cell> cells_of(const std::vector<AxisPiece>& axis, int room, Instant& step) {
  static constexpr Instant kSteps[] = {60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 14400, 21600, 28800, 43200, kDay, 2 * kDay, 3 * kDay, 7 * kDay, 14 * kDay, 30 * kDay, 60 * kDay, 90 * kDay, 180 * kDay, 365 * kDay, 730 * kDay, 1825 * kDay, 3650 * kDay};
  const auto needed = [&](Instant s) {
    Instant n = 0;
    for (const auto& p : axis) n += p.folded ? 1 : (p.until - p.from + s - 1) / s;
    return n;
  };
  step = kSteps[std::size(kSteps) - 1];
  for (const Instant s : kSteps)
    if (needed(s) <= room) {
      step = s;
      break;
    }
  while (needed(step) > std::max<Instant>(room, static_cast<Instant>(axis.size()))) step *= 2;
  std::vector<Cell> cells;
  for (const auto& p : axis) {
    if (p.folded) cells.push_back({p.from, p.until, true});
    else
      for (Instant t = p.from; t < p.until; t += step) cells.push_back({t, t + step, false});
  }
  return cells;
}

class Chart {
 public:
  Chart(const Explanation& e, Language language, const TerminalStyle& style)
      : e_(e), d_(e.drawing), zh_(language == Language::kChinese), color_(style.color), width_(std::max(style.width, kNarrowest)) {
    cells_ = cells_of(d_.axis, (width_ - kLabelColumns) / 2, step_);
  }

  std::string text() {
    head();
    calendar();
    for (const auto& ev : d_.events)
      if (ev.used) event(ev);
    for (const auto& r : d_.rows)
      if (r.used) row(r);
    size_t apart = 0;
    for (const auto& k : d_.clocks) {
      if (telling(d_, k)) clock(k);
      else ++apart;
    }
    if (apart > 0) note(fmt::format(fmt::runtime(say("未画：{} 个按期结束或未开始的时限", "not drawn: {} clocks that ended in time or have not started")), apart));
    std::vector<std::string> silent;
    for (const auto& lane : d_.indicators) {
      if (quiet(lane)) silent.push_back(lane.code);
      else indicator(lane);
    }
    if (!silent.empty()) note(say("没有牌：", "no card: ") + fmt::format("{}", fmt::join(silent, say("、", ", "))));
    unused();
    legend();
    return out_;
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  const std::string& say(const Words& w) const { return zh_ ? w.zh : w.en; }
  bool days() const { return step_ >= kDay; }
  int column(size_t cell) const { return kLabelColumns + static_cast<int>(cell) * 2; }

  /// The cell that holds t; those at the ends for what lies outside.
  size_t cell_at(Instant t) const {
    size_t n = 0;
    while (n + 1 < cells_.size() && cells_[n].until <= t) ++n;
    return n;
  }

  TextLine line(const std::string& label, int color = kPlain) const {
    TextLine l(width_);
    l.put(0, fitted(label, kLabelColumns - 1), color);
    return l;
  }

  /// T's line and the folds, where nothing else stands; then the line goes out.
  void print(TextLine& l) {
    for (size_t c = 0; c < cells_.size(); ++c)
      if (cells_[c].folded && l.blank(column(c), 2)) l.put(column(c), "//", kDim);
    if (d_.as_of) {
      const int at = column(cell_at(*d_.as_of));
      for (int c : {at, at + 1})
        if (l.blank(c)) {
          l.put(c, "|", kCyan);
          break;
        }
    }
    out_ += l.text(color_) + "\n";
  }

  /// Words under a lane: no line runs through them.
  void beneath(const std::string& text) {
    for (const auto& part : wrapped(text, width_ - kLabelColumns)) {
      TextLine below = line("");
      below.put(kLabelColumns, part, kDim);
      out_ += below.text(color_) + "\n";
    }
  }

  void note(const std::string& text) {
    for (const auto& part : wrapped(text, width_)) out_ += part + "\n";
  }

  /// Text beside the cell: to its right, or to its left where it would not fit.
  void beside(TextLine& l, size_t cell, const std::string& text, int color = kPlain) const {
    const int size = columns_of(text), right = column(cell) + 3, left = column(cell) - 1 - size;
    if (right + size <= width_ || left < kLabelColumns) l.put(std::min(right, std::max(width_ - size, kLabelColumns)), text, color);
    else l.put(left, text, color);
  }

  void head() {
    TextLine over = line(""), dates = line("");
    int over_free = 0, dates_free = 0;
    for (const auto& m : axis_marks(d_.axis, static_cast<double>(step_) * 4)) {
      const int at = column(cell_at(m.at));
      if (!m.over.empty() && at >= over_free && at + columns_of(m.over) <= width_) over.put(at, m.over), over_free = at + columns_of(m.over) + 1;
      if (at >= dates_free && at + columns_of(m.label) <= width_) dates.put(at, m.label), dates_free = at + columns_of(m.label) + 1;
    }
    out_ += over.text(false) + "\n" + dates.text(false) + "\n";
    if (!d_.as_of) return;
    TextLine now = line(say("截至 T", "as of T"));
    const size_t cell = cell_at(*d_.as_of);
    now.put(column(cell), "T", kCyan);
    beside(now, cell, minute_text(*d_.as_of), kCyan);
    for (size_t c = 0; c < cells_.size(); ++c)
      if (cells_[c].folded && now.blank(column(c), 2)) now.put(column(c), "//", kDim);
    out_ += now.text(color_) + "\n";
  }

  /// The kinds of the days that a cell holds, told by the one that matters most.
  std::optional<DayKind> kind_of(const Cell& c) const {
    Instant work = 0, rest = 0;
    bool holiday = false, make_up = false;
    for (const auto& r : d_.days) {
      const Instant shared = std::min(r.until, c.until) - std::max(r.from, c.from);
      if (shared <= 0) continue;
      holiday = holiday || r.kind == DayKind::kHoliday;
      make_up = make_up || r.kind == DayKind::kMakeUp;
      (r.kind == DayKind::kWork || r.kind == DayKind::kMakeUp ? work : rest) += shared;
    }
    if (work + rest == 0) return std::nullopt;
    if (holiday && rest >= work) return DayKind::kHoliday;
    if (make_up && step_ <= kDay) return DayKind::kMakeUp;
    return work >= rest ? DayKind::kWork : DayKind::kRest;
  }

  bool office(const Cell& c) const {
    const Instant day = opening(day_number(c.from));
    return std::any_of(d_.office.begin(), d_.office.end(), [&](const auto& o) { return day + o.first < c.until && day + o.second > c.from; });
  }

  void calendar() {
    if (d_.calendar.empty()) return;
    static constexpr const char* kZh[] = {"工", "休", "假", "班"};
    static constexpr const char* kEn[] = {"W", "-", "H", "M"};
    static constexpr int kColors[] = {kPlain, kDim, kRed, kGreen};
    TextLine l = line(say("日历", "days"));
    for (size_t c = 0; c < cells_.size(); ++c) {
      const auto kind = cells_[c].folded ? std::nullopt : kind_of(cells_[c]);
      if (!kind) continue;
      const auto k = static_cast<size_t>(*kind);
      const bool closed = step_ < kDay && (*kind == DayKind::kWork || *kind == DayKind::kMakeUp) && !office(cells_[c]);
      l.put(column(c), closed ? "." : zh_ ? kZh[k] : kEn[k], closed ? kDim : kColors[k]);
    }
    print(l);
  }

  void event(const DrawnEvent& ev) {
    TextLine l = line(ev.name);
    const size_t cell = cell_at(ev.at);
    l.put(column(cell), ev.planned ? "<>" : "*", kBold);
    beside(l, cell, short_text(d_, ev.at), kPlain);
    print(l);
  }

  void row(const DrawnRow& r) {
    TextLine l = line(r.list + " " + say(r.label));
    const size_t first = cell_at(r.events.front().at), last = cell_at(r.events.back().at);
    for (int c = column(first) + 1; c < column(last); ++c) l.put(c, "-", kBlue);
    for (const auto& ev : r.events)
      if (ev.used) l.put(column(cell_at(ev.at)), ev.planned ? "<>" : "*", kBold);
    std::string times = short_text(d_, r.events.front().at);
    if (r.events.size() > 1) times += " - " + short_text(d_, r.events.back().at);
    beside(l, last, times);
    print(l);
  }

  void clock(const ClockLane& k) {
    std::string facts = k.limit.empty() ? "" : say("限", "limit ") + k.limit;
    const auto fact = [&](const std::string& text) { facts += (facts.empty() ? "" : say("，", ", ")) + text; };
    TextLine l = line(say(k.label), kBold);
    if (!k.note.zh.empty()) {
      fact(say(k.note));
      l.put(kLabelColumns, facts, kDim);
      out_ += l.text(color_) + "\n";
      return;
    }
    const size_t start = cell_at(k.start), stop = cell_at(std::min(k.end, std::max(k.due.value_or(k.start), d_.as_of.value_or(k.start))));
    for (size_t c = start; c <= stop; ++c) l.put(column(c), " .", kDim);
    for (const auto& x : k.stretches) stretch(l, x);
    l.put(column(start), columns_of(at_cell(k, start)) ? at_cell(k, start) : "[", kBlue);
    if (k.end != kNever) l.put(column(cell_at(k.end)) + 1, "]", kBlue);
    print(l);
    if (!k.used.empty()) fact(say("已用", "used ") + k.used);
    if (k.due) fact(say("到期 ", "due ") + short_text(d_, *k.due, true) + (k.due_provisional ? "?" : "") + (k.due_moves ? say("（暂停前所见）", " (as foreseen before the pause)") : ""));
    std::vector<std::string> stood;
    for (const auto& x : k.stretches)
      if ((x.kind == ClockStretch::Kind::kPaused || x.kind == ClockStretch::Kind::kDoubtful) && std::find(stood.begin(), stood.end(), x.name) == stood.end()) stood.push_back(x.name);
    if (!stood.empty()) fact(say("暂停：", "paused: ") + fmt::format("{}", fmt::join(stood, say("、", ", "))));
    beneath(facts);
  }

  /// What the clock's first cell holds besides its beginning.
  std::string at_cell(const ClockLane& k, size_t cell) const {
    for (const auto& x : k.stretches)
      if (x.kind != ClockStretch::Kind::kCounted && cell_at(x.from) == cell) return "";
    return "[";
  }

  void stretch(TextLine& l, const ClockStretch& x) const {
    const size_t from = cell_at(x.from), until = cell_at(x.until - 1);
    for (size_t c = from; c <= until; ++c) {
      if (cells_[c].folded) continue;
      switch (x.kind) {
        case ClockStretch::Kind::kCounted: {
          const bool one = step_ == kDay && !x.name.empty() && x.name.size() <= 2;
          l.put(column(c), one ? fmt::format("{:>2}", x.name) : d_.as_of && cells_[c].from > *d_.as_of ? "++" : "##", kBlue);
          break;
        }
        case ClockStretch::Kind::kPaused: l.put(column(c), say("停", "=="), kYellow); break;
        case ClockStretch::Kind::kDoubtful: l.put(column(c), "??", kMagenta); break;
        case ClockStretch::Kind::kOver: l.put(column(c), "!!", kRed); break;
      }
    }
  }

  static int color_of(Tone tone) {
    static constexpr int kColors[] = {kBlue, kYellow, kYellow, kRed};
    return kColors[static_cast<size_t>(tone)];
  }

  void indicator(const CardLane& lane) {
    TextLine l = line(lane.code + (lane.name == lane.code ? "" : " " + lane.name), kBold);
    std::vector<std::string> to_come;
    for (const auto& x : lane.stretches) {
      bar(l, x);
      if (x.to_come)
        to_come.push_back((x.card.empty() ? say("无法判定", "undecided") : x.card) + " " + short_text(d_, x.from) + (x.from_provisional ? "?" : ""));
    }
    print(l);
    if (to_come.empty()) return;
    beneath(say("将有 ", "to come: ") + fmt::format("{}", fmt::join(to_come, say("；", "; "))));
  }

  void bar(TextLine& l, const CardStretch& x) const {
    static constexpr const char* kFill[] = {"-", "-", "=", "#"};
    const Tone tone = tone_of(d_, x);
    const bool undecided = x.card.empty();
    const std::string fill = undecided ? "?" : kFill[static_cast<size_t>(tone)];
    const int color = undecided ? kMagenta : color_of(tone);
    const size_t from = cell_at(x.from), until = x.until >= kNever ? cells_.size() - 1 : cell_at(x.until - 1);
    for (size_t c = from; c <= until; ++c) {
      const bool later = d_.as_of && (x.to_come || cells_[c].from > *d_.as_of);
      for (int half = 0; half < 2; ++half)
        if (!later || half == 0) l.put(column(c) + half, fill, color);
    }
    const int begin = column(from), room = column(until) + 2 - begin;
    if (x.from > kAlways) l.put(begin, x.from_provisional ? "?" : x.to_come ? "(" : "[", color);
    const std::string name = undecided ? say("未定", "open") : x.card;
    const int size = columns_of(name);
    if (size + 1 <= room) l.put(begin + 1, name, color);
    else if (l.blank(begin + room, size + 1)) l.put(begin + room, name, color);
    if (x.until >= kNever) l.put(column(until) + 1, ">", color);
    else if (x.until_provisional) l.put(column(until) + 1, "?", color);
  }

  void unused() {
    const auto idle = [](const auto& all) { return std::count_if(all.begin(), all.end(), [](const auto& x) { return !x.used; }); };
    const auto n = idle(d_.events) + idle(d_.rows);
    if (n > 0) note(fmt::format(fmt::runtime(say("未画：{} 个与所列指标无关的事件或列表行", "not drawn: {} events or rows that these indicators do not look at")), n));
  }

  void legend() {
    const std::string cell = length_of_cell();
    note(zh_ ? fmt::format("每格{}。工 工作日 休 周末 假 节假日 班 调休上班；数字或## 计入的时间（++ 尚未到）停 暂停 ?? 不明 !! 超期 [ 起 ] 止；// 略去；| 截至", cell)
             : fmt::format("A cell is {}. W working day, - weekend, H holiday, M make-up workday; a number or ## counted (++ still to come), == paused, ?? unknown, !! overdue, [ start, ] end; // left out; | T", cell));
  }

  std::string length_of_cell() const {
    if (step_ >= kDay) return zh_ ? fmt::format("{}天", step_ / kDay) : fmt::format("{} day{}", step_ / kDay, step_ == kDay ? "" : "s");
    if (step_ >= 3600) return zh_ ? fmt::format("{}小时", step_ / 3600) : fmt::format("{} hour{}", step_ / 3600, step_ == 3600 ? "" : "s");
    return zh_ ? fmt::format("{}分钟", step_ / 60) : fmt::format("{} minute{}", step_ / 60, step_ == 60 ? "" : "s");
  }

  const Explanation& e_;
  const Drawing& d_;
  bool zh_, color_;
  int width_;
  std::vector<Cell> cells_;
  Instant step_ = kDay;
  std::string out_;
};

}  // namespace

std::string terminal_drawing(const Explanation& e, Language language, const TerminalStyle& style) {
  return e.drawing.axis.empty() ? "" : Chart(e, language, style).text();
}

}  // namespace zs::oracle::render

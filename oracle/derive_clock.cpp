// Clocks in an explanation: start, end, limit, pauses, and every day counted or skipped.
#include "oracle/derive.h"
#include "oracle/show.h"

#include <algorithm>

namespace zs::oracle {

namespace {

Words day_kind(const Clock& k, DayNumber d) {
  if (k.unit == Unit::kNaturalDay) return {"自然日", "calendar day"};
  const auto* e = k.calendar->exception(d);
  if (e && e->work) return {"调休上班" + (e->name.empty() ? "" : "（" + e->name + "）"), "make-up workday" + (e->name.empty() ? "" : " (" + e->name + ")")};
  if (e) return {"节假日（" + e->name + "）", "holiday (" + e->name + ")"};
  if (k.calendar->works(d)) return {"工作日", "working day"};
  return weekday(d) >= 5 ? Words{"周末", "weekend"} : Words{"非工作日", "not a working day"};
}

/// Seconds that count on day d, for clocks in working hours.
Integer seconds_on(const Clock& k, DayNumber d) {
  Clock day = k;
  day.end = std::min(k.end, opening(d + 1));
  Clock before_it = k;
  before_it.end = std::min(k.end, opening(d));
  return day.used_at(kNever - 1) - before_it.used_at(kNever - 1);
}

}  // namespace

std::vector<DayNote> days_of(const Clock& k, DayNumber last, size_t most) {
  std::vector<DayNote> out;
  const bool days = k.counting() == Clock::Counting::kDays;
  if (k.counting() == Clock::Counting::kClockSeconds) return out;
  Integer ordinal = 0;
  for (DayNumber d = day_number(k.start); d <= last; ++d) {
    if (out.size() == most) {
      out.push_back({"……", false, "", {"以下略", "and so on"}});
      break;
    }
    DayNote n;
    n.date = show_date(d);
    n.why = day_kind(k, d);
    if (!days) {
      const Integer seconds = k.calendar->works(d) ? seconds_on(k, d) : 0;
      n.counted = seconds > 0;
      if (n.counted) n.amount = show_seconds(seconds, true);
      out.push_back(std::move(n));
      continue;
    }
    const PauseSpan* pause = k.touching(d);
    if (d < k.first_day()) n.why = {"起算日不计", "the day of the start is not counted"};
    else if (k.kind_counts(d) && pause)
      n.why = {"暂停" + (pause->name.empty() ? "" : "（" + pause->name + "）"), "paused" + (pause->name.empty() ? "" : " (" + pause->name + ")")};
    else if (k.kind_counts(d)) {
      n.counted = true;
      n.amount = (++ordinal).str();
    }
    out.push_back(std::move(n));
  }
  return out;
}

namespace {
Node fact(const char* zh, const char* en, std::string value) {
  Node n;
  n.kind = Node::Kind::kValue;
  n.label = {zh, en};
  n.value = {value, value};
  return n;
}
std::string show_time(Instant t) { return t == kNever ? "未发生" : show_instant(t); }
}  // namespace

Words Deriver::clock_label(const typed::Clock& written) {
  Node n;
  if (written.name.empty()) {
    const Node from = value(written.start);
    const bool plain = p_[written.start].op == typed::Op::kField || p_[written.start].op == typed::Op::kRefField || from.source.empty();
    n.label = {"自 " + (plain ? from.label.zh : from.source), "from " + (plain ? from.label.en : from.source)};
  } else {
    n.label = {written.name, written.name};
  }
  if (written.scope != typed::kNone && p_.scopes[static_cast<size_t>(written.scope)].owner != typed::kNone) name_row(written.scope, n);
  return n.label;
}

Node Deriver::clock(int index, const SpanValue& threshold) {
  const typed::Clock& written = p_.clocks[static_cast<size_t>(index)];
  const ClockState s = ev_.clock(index);
  Node n;
  n.kind = Node::Kind::kClock;
  n.src = written.src;
  n.label = {"时限 " + written.name, "clock " + written.name};
  if (written.name.empty()) n.label = {"自 … 至 …", "from … to …"};
  n.children.push_back(fact("自", "from", s.start == ClockState::Start::kMissing ? "未知" : show_time(s.clock.start)));
  if (written.end != typed::kNone) n.children.push_back(fact("至", "to", show_time(s.clock.end)));
  if (s.has_limit) {
    Node limit = value(written.limit);
    limit.label = {"限：" + limit.label.zh, "limit: " + limit.label.en};
    n.children.push_back(std::move(limit));
  }
  for (const PauseSpan& p : s.clock.pauses)
    n.children.push_back(fact(("暂停 " + p.name).c_str(), ("pause " + p.name).c_str(),
                              show_instant(p.from) + " 至 " + (p.to == kNever ? "（未结束）" : show_instant(p.to))));
  for (const PauseSpan& p : s.doubtful)
    n.children.push_back(fact(("不明是否计算的暂停 " + p.name).c_str(), ("pause of which it is unknown whether it counts " + p.name).c_str(),
                              show_instant(p.from) + " 至 " + (p.to == kNever ? "（未结束）" : show_instant(p.to))));
  const auto k = ev_.counting_clock(s, threshold);
  if (s.start != ClockState::Start::kKnown || !k) {
    drafter_.clock(index, s, std::nullopt, threshold, clock_label(written));
    n.value = s.start == ClockState::Start::kNever ? Words{"未开始", "not started"} : Words{"未知", "unknown"};
    return n;
  }
  Clock shown = *k;
  if (!shown.limit && threshold.known()) shown.limit = convert(*threshold.number, shown.unit, shown.unit, shown.calendar);
  drafter_.clock(index, s, shown, threshold, clock_label(written));
  const Instant asked = std::min(now_, shown.end);
  const auto due = shown.foreseen(std::max(asked, shown.start));
  const bool in_days = shown.counting() == Clock::Counting::kDays;
  if (due) {
    const std::string at = in_days ? show_date(due->day) + " 24:00" : show_instant(due->at);
    n.value = {"到期 " + at + (due->provisional ? "?" : ""), "due " + at + (due->provisional ? "?" : "")};
  } else {
    n.value = {"没有到期", "no end is in sight"};
  }
  // Through the last permitted day, or to the end of the clock or T where that is earlier; foreseen days are shown too.
  DayNumber last = due ? due->day : day_number(shown.start) + 60;
  if (asked < kNever - 1) last = shown.end <= now_ ? std::min(last, day_number(shown.end)) : last;
  n.days = days_of(shown, last);
  if (asked < kNever - 1) {
    const Integer used = shown.used_at(asked);
    const std::string text = in_days ? used.str() + std::string(unit_name(shown.unit)) : show_seconds(used, is_work(shown.unit));
    n.children.push_back(fact("已用", "used", text));
  }
  return n;
}

}  // namespace zs::oracle

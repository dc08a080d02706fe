#include "oracle/render/page_chart.h"

#include "oracle/calendar.h"
#include "oracle/render/cards.h"
#include "oracle/render/labels.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace zs::oracle::render {

namespace {

constexpr double kNarrowest = 540;  // pixels of a lane on A4 paper: labels are placed for it
constexpr double kFold = 4.5;       // percent of the lane that a fold takes
constexpr Instant kDay = kSecondsPerDay;

double pixels(double percent) { return percent * kNarrowest / 100; }

std::string text_at(double percent, double y, const std::string& text, const std::string& cls = "", double dx = 0, const char* anchor = "start") {
  return fmt::format("<text x=\"{:.3f}%\" y=\"{:.1f}\" dx=\"{:.0f}\" text-anchor=\"{}\" class=\"{}\">{}</text>", percent, y, dx, anchor, cls, escape_html(text));
}

std::string label_text(const Label& l, double y, const std::string& cls) {
  return text_at(l.at, y, l.text, cls, l.to_left ? -5 : 5, l.to_left ? "end" : "start");
}

const char* kTones[] = {"blue", "yellow", "orange", "red"};

}  // namespace

std::string escape_html(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

PageChart::PageChart(const Explanation& e, Language language, std::string ground)
    : e_(e), d_(e.drawing), ground_(std::move(ground)), zh_(language == Language::kChinese), scale_(d_.axis, 100, kFold) {}

std::string PageChart::tone(const std::string& card) const {
  CardStretch c;
  c.card = card;
  const auto found = std::find(d_.cards.begin(), d_.cards.end(), card);
  c.rank = static_cast<int>(found - d_.cards.begin());
  return kTones[static_cast<size_t>(tone_of(d_, c))];
}

std::string PageChart::rect(Instant from, Instant until, double y, double height, const std::string& more) const {
  const double x = at(from);
  return fmt::format("<rect x=\"{:.3f}%\" y=\"{}\" width=\"{:.3f}%\" height=\"{}\" {}/>", x, y, std::max(at(until) - x, 0.25), height, more);
}

std::string PageChart::line(Instant t, double y1, double y2, const std::string& more) const {
  return fmt::format("<line x1=\"{0:.3f}%\" x2=\"{0:.3f}%\" y1=\"{1}\" y2=\"{2}\" {3}/>", at(t), y1, y2, more);
}

std::string PageChart::row(const std::string& name, const std::string& small, double height, const std::string& inside, const std::string& told, bool group) const {
  std::string out = fmt::format("<div class=\"row{}\"><div class=\"name\">{}", group ? " group" : "", name);
  if (!small.empty()) out += "<small>" + escape_html(small) + "</small>";
  out += fmt::format("</div><div class=\"lane\" style=\"min-height:{:.0f}px\"><svg role=\"img\" aria-label=\"{}\"><use href=\"#{}\" width=\"100%\" height=\"100%\"/>{}</svg></div></div>\n",
                     height, escape_html(told), ground_, inside);
  return out;
}

/// Days off, and off hours where the axis is fine enough to tell them.
std::string PageChart::days_ground() const {
  std::string out;
  const double a_day = pixels(static_cast<double>(kDay) / scale_.seconds_per_unit());
  for (const auto& r : d_.days) {
    const double x = at(r.from), w = at(r.until) - x;
    const auto band = [&](const char* fill) { out += fmt::format("<rect x=\"{:.3f}%\" y=\"0\" width=\"{:.3f}%\" height=\"100%\" fill=\"{}\"/>", x, w, fill); };
    if (r.kind == DayKind::kHoliday) band("url(#p-holiday)");
    else if (r.kind == DayKind::kMakeUp && a_day > 1.5) band("#e4f3e6");
    else if (r.kind == DayKind::kRest && a_day > 1.5) band("#eceff3");
    if (a_day < 100 || r.kind == DayKind::kHoliday || r.kind == DayKind::kRest) continue;
    for (Instant day = r.from; day < r.until; day += kDay) {
      Instant closed = day;
      for (size_t i = 0; i <= d_.office.size(); ++i) {
        const Instant opens = i < d_.office.size() ? day + d_.office[i].first : day + kDay;
        if (at(opens) > at(closed)) out += fmt::format("<rect x=\"{:.3f}%\" y=\"0\" width=\"{:.3f}%\" height=\"100%\" fill=\"#f2f4f7\"/>", at(closed), at(opens) - at(closed));
        if (i < d_.office.size()) closed = day + d_.office[i].second;
      }
    }
  }
  return out;
}

/// What all lanes have behind them, drawn once and used by each.
std::string PageChart::ground() const {
  std::string out = "<svg width=\"0\" height=\"0\" style=\"position:absolute\" aria-hidden=\"true\" focusable=\"false\"><symbol id=\"" + ground_ + "\">" + days_ground();
  for (const auto& m : axis_marks(d_.axis, scale_.seconds_per_unit() * 100 * 62 / kNarrowest))
    out += fmt::format("<line x1=\"{0:.3f}%\" x2=\"{0:.3f}%\" y1=\"0\" y2=\"100%\" stroke=\"#d5dae1\" stroke-width=\"1\"/>", at(m.at));
  for (const auto& p : d_.axis) {
    if (!p.folded) continue;
    const double x = at(p.from);
    out += fmt::format("<rect x=\"{0:.3f}%\" y=\"0\" width=\"{1}%\" height=\"100%\" fill=\"#fff\"/>", x, kFold);
    for (const double edge : {x, x + kFold})
      out += fmt::format("<line x1=\"{0:.3f}%\" x2=\"{0:.3f}%\" y1=\"0\" y2=\"100%\" stroke=\"#8a94a3\" stroke-width=\"1.5\" stroke-dasharray=\"3 3\"/>", edge);
  }
  if (d_.as_of)
    out += fmt::format("<line x1=\"{0:.3f}%\" x2=\"{0:.3f}%\" y1=\"0\" y2=\"100%\" stroke=\"#00629b\" stroke-width=\"2\"/>", at(*d_.as_of));
  return out + "</symbol></svg>\n";
}

std::string PageChart::axis_row() const {
  std::string in, told;
  std::vector<Label> over, marks;
  const auto add = [](std::vector<Label>& to, double at, const std::string& text) {
    Label l;
    l.at = at;
    l.text = text;
    to.push_back(std::move(l));
  };
  double free_over = 0, free_mark = 0;
  for (const auto& m : axis_marks(d_.axis, scale_.seconds_per_unit() * 100 * 62 / kNarrowest)) {
    const double x = at(m.at);
    if (!m.over.empty() && pixels(x) >= free_over && pixels(x) + pixels_of(m.over) + 8 < kNarrowest) add(over, x, m.over), free_over = pixels(x) + pixels_of(m.over) + 4;
    if (pixels(x) >= free_mark && pixels(x) + pixels_of(m.label) + 8 < kNarrowest) add(marks, x, m.label), free_mark = pixels(x) + pixels_of(m.label) + 4;
  }
  for (const Label& l : over) in += text_at(l.at, 29, l.text, "halo soft", 3);
  for (const Label& l : marks) in += text_at(l.at, 44, l.text, "halo", 3), told += l.text + " ";
  if (d_.as_of) {
    Label now;
    now.at = at(*d_.as_of);
    now.text = say("截至 ", "as of ") + minute_text(*d_.as_of);
    std::vector<Label> one = {now};
    place(one, kNarrowest);
    in += label_text(one[0], 13, "now halo");
  }
  for (const auto& p : d_.axis)
    if (p.folded) in += text_at(at(p.from) + kFold / 2, 58, say(length_text(p.until - p.from)), "small halo soft", 0, "middle");
  return row(say("时间", "time"), say("", "China Standard Time"), 62, in, say("时间轴：", "time axis: ") + told, false);
}

std::string PageChart::days_row() const {
  if (d_.days.empty()) return "";
  static constexpr const char* kZh[] = {"工", "休", "假", "班"};
  static constexpr const char* kEn[] = {"W", "–", "H", "M"};
  std::string in, told;
  std::vector<Label> names;
  const double a_day = pixels(static_cast<double>(kDay) / scale_.seconds_per_unit());
  for (const auto& r : d_.days) {
    if (a_day >= 9.5)
      for (Instant day = r.from; day < r.until; day += kDay) {
        const double x = (at(day) + at(day + kDay)) / 2;
        in += text_at(x, 14, (zh_ ? kZh : kEn)[static_cast<size_t>(r.kind)], fmt::format("{}{}", a_day < 13 ? "tiny" : "", r.kind == DayKind::kWork ? "" : " soft"), 0, "middle");
      }
    const std::string kind = r.kind == DayKind::kMakeUp ? say("调休上班", "make-up") : "";
    if (r.name.empty() || (r.kind == DayKind::kMakeUp && a_day < 4)) continue;
    Label l;
    l.at = at(r.from);
    l.text = kind.empty() ? r.name : kind;
    told += shown(r.from).substr(0, shown(r.from).find(' ')) + " " + l.text + (kind.empty() ? "" : say("（", " (") + r.name + say("）", ")")) + say("；", "; ");
    if (a_day < 4 && !names.empty() && pixels(l.at - names.back().at) < pixels_of(names.back().text) && names.back().text == l.text) continue;
    names.push_back(std::move(l));
  }
  const auto unpublished = std::find_if(d_.days.begin(), d_.days.end(), [](const DayRun& r) { return !r.published; });
  if (unpublished != d_.days.end()) {
    Label l;
    l.at = at(unpublished->from);
    l.text = say("日历未公布，按每周推定 →", "calendar not published: by the week's pattern →");
    names.push_back(std::move(l));
  }
  const double top = a_day >= 9.5 ? 18 : 2;
  const int lines = place(names, kNarrowest);
  for (const Label& l : names) in += label_text(l, top + 12 + 14 * l.line, "small halo soft");
  return row(say("日历", "calendar"), d_.calendar, std::max(22.0, top + 4 + 14 * lines), in, say("日历：", "calendar: ") + told, true);
}

std::string PageChart::events_row() const {
  std::string in, marks, told;
  std::vector<Label> labels;
  size_t idle = 0;
  for (const auto& ev : d_.events) {
    if (!ev.used) {
      ++idle;
      if (ev.at < d_.axis.front().from || ev.at >= d_.axis.back().until) continue;
      marks += line(ev.at, 0, 6, "stroke=\"#9aa3af\" stroke-width=\"1.5\"");
      continue;
    }
    Label l;
    l.at = at(ev.at);
    l.text = ev.name + " " + shown(ev.at);
    l.leader = true;
    told += l.text + say("；", "; ");
    labels.push_back(std::move(l));
    const std::string shape = ev.planned ? "fill=\"#fff\" stroke=\"#1d2430\" stroke-width=\"1.5\"" : "fill=\"#1d2430\"";
    marks += fmt::format("<circle cx=\"{:.3f}%\" cy=\"6\" r=\"4\" {}><title>{}</title></circle>", at(ev.at), shape, escape_html(ev.name + " " + minute_text(ev.at)));
  }
  const int lines = place(labels, kNarrowest);
  for (const Label& l : labels) in += fmt::format("<line x1=\"{0:.3f}%\" x2=\"{0:.3f}%\" y1=\"6\" y2=\"{1}\" stroke=\"#6b7480\"/>", l.at, 18 + 16 * l.line);
  for (const Label& l : labels) in += label_text(l, 22 + 16 * l.line, "halo");
  const std::string small = idle == 0 ? "" : fmt::format(fmt::runtime(say("另 {} 个与所列指标无关（灰）", "{} more, of no concern here (grey)")), idle);
  return row(say("事件", "events"), small, std::max(24.0, 28.0 + 16 * lines), in + marks, say("事件：", "events: ") + told, true);
}

std::string PageChart::list_row(const DrawnRow& r, bool group) const {
  std::string in, told;
  const Instant first = r.events.front().at, last = r.events.back().at;
  if (last > first) in += rect(first, last, 9, 5, "fill=\"#8796a8\"");
  for (const auto& ev : r.events) {
    in += fmt::format("<circle cx=\"{:.3f}%\" cy=\"11.5\" r=\"{}\" fill=\"{}\" stroke=\"#1d2430\"><title>{}</title></circle>", at(ev.at), ev.used ? 4 : 2.5, ev.planned ? "#fff" : ev.used ? "#1d2430" : "#8796a8",
                      escape_html(ev.name + " " + minute_text(ev.at)));
    told += ev.name + " " + shown(ev.at) + say("；", "; ");
  }
  Label l;
  l.at = at(last);
  l.text = r.events.size() == 1 ? r.events[0].name + " " + shown(first) : shown(first) + " – " + shown(last);
  const bool room = pixels(l.at) + pixels_of(l.text) + 10 < kNarrowest;
  const bool before = pixels(at(first)) >= pixels_of(l.text) + 10;
  if (room) in += text_at(l.at, 16, l.text, "halo small", 8);
  else if (before) in += text_at(at(first), 16, l.text, "halo small", -8, "end");
  else in += text_at((at(first) + l.at) / 2, 22, l.text, "halo small", 0, "middle");  // it fills the lane: below its bar
  return row(escape_html(r.list + " " + say(r.label)), "", 24, in, told, group);
}

std::string PageChart::stretch(const ClockStretch& x) const {
  using Kind = ClockStretch::Kind;
  std::string out;
  const double x0 = at(x.from), w = at(x.until) - x0;
  switch (x.kind) {
    case Kind::kCounted: {
      const bool later = d_.as_of && x.from > *d_.as_of;
      if (d_.as_of && !later && x.name.empty() && x.until > *d_.as_of + 1) {  // the part to come is drawn as such
        ClockStretch before = x, after = x;
        before.until = *d_.as_of;
        after.from = *d_.as_of + 1;
        return stretch(before) + stretch(after);
      }
      out = rect(x.from, x.until, 7, 15, later ? "fill=\"#fff\" stroke=\"#2563b0\" stroke-dasharray=\"3 2\"" : "fill=\"#a9c9ef\" stroke=\"#2563b0\"");
      if (!x.name.empty() && pixels(w) < pixels_of(x.name) + 1 && pixels(w) >= 5.4 * static_cast<double>(x.name.size()))
        out += text_at(x0 + w / 2, 18, x.name, "tiny", 0, "middle");
      else if (!x.name.empty() && pixels(w) >= pixels_of(x.name) + 1)
        out += text_at(x0 + w / 2, 19, x.name, "small", 0, "middle");
      return out;
    }
    case Kind::kPaused: out = rect(x.from, x.until, 7, 15, "fill=\"url(#p-paused)\" stroke=\"#8a6d00\""); break;
    case Kind::kDoubtful: out = rect(x.from, x.until, 7, 15, "fill=\"url(#p-doubtful)\" stroke=\"#6b5b95\" stroke-dasharray=\"3 2\""); break;
    case Kind::kOver: out = rect(x.from, x.until, 7, 15, "fill=\"url(#p-over)\" stroke=\"#b3261e\""); break;
  }
  const std::string what = x.kind == Kind::kPaused ? say("暂停", "paused") : x.kind == Kind::kDoubtful ? say("不明", "unknown") : say("超期", "overdue");
  const std::string whole = x.name.empty() ? what : what + say("：", ": ") + x.name;
  const std::string text = pixels_of(whole) + 4 <= pixels(w) ? whole : pixels_of(what) + 2 <= pixels(w) ? what : "";
  if (!text.empty()) out += text_at(x0 + w / 2, 19, text, "small halo", 0, "middle");
  return out;
}

std::string PageChart::clock_row(const ClockLane& k, bool group) const {
  std::string small = k.limit.empty() ? "" : say("限 ", "limit ") + k.limit;
  const auto add = [&](const std::string& s) { small += (small.empty() ? "" : say("，", ", ")) + s; };
  if (!k.note.zh.empty()) {
    add(say(k.note));
    return row(escape_html(say(k.label)), small, 24, text_at(0, 16, say(k.note), "soft", 6), say(k.label) + " " + small, group);
  }
  if (!k.used.empty()) add(say("已用 ", "used ") + k.used);
  std::string in, told = say(k.label) + " " + small + say("；起 ", "; from ") + shown(k.start);
  const Instant running = k.end != kNever ? k.end : std::max(k.due.value_or(k.start), d_.as_of.value_or(k.start));
  in += fmt::format("<line x1=\"{:.3f}%\" x2=\"{:.3f}%\" y1=\"14.5\" y2=\"14.5\" stroke=\"#2563b0\" stroke-width=\"1.5\"/>", at(k.start), at(running));
  for (const auto& x : k.stretches) {
    in += stretch(x);
    if (x.kind == ClockStretch::Kind::kPaused) told += say("；暂停 ", "; paused ") + x.name + " " + shown(x.from) + " – " + shown(x.until);
  }
  std::vector<Label> below;
  const auto mark = [&](Instant t, const std::string& text) {
    Label l;
    l.at = at(t);
    l.text = text;
    below.push_back(std::move(l));
    told += say("；", "; ") + text;
  };
  in += line(k.start, 3, 26, "stroke=\"#1d2430\" stroke-width=\"2.5\"");
  const std::string from = say("起 ", "from ") + shown(k.start);
  if (k.end == kNever) {
    mark(k.start, from);
  } else {
    in += line(k.end, 3, 26, "stroke=\"#1d2430\" stroke-width=\"2.5\"");
    const std::string to = say("止 ", "to ") + shown(k.end);
    // One label for both where they lie close together.
    if (pixels(at(k.end) - at(k.start)) < pixels_of(from) + 12) mark(k.start, from + say(" ", " ") + to);
    else mark(k.start, from), mark(k.end, to);
  }
  if (k.due) {
    const bool beyond = *k.due > d_.axis.back().until;
    in += fmt::format("<svg x=\"{:.3f}%\" y=\"0\" overflow=\"visible\"><path d=\"M0 4L6 10L0 16L-6 10Z\" transform=\"translate({},4.5)\" fill=\"#fff\" stroke=\"#b3261e\" stroke-width=\"1.8\"{}/></svg>",
                      at(*k.due), beyond ? -7 : 0, k.due_provisional ? " stroke-dasharray=\"2 2\"" : "");
    mark(*k.due, say("到期 ", "due ") + shown(*k.due, true) + (k.due_provisional ? say("（暂定）", " (provisional)") : "") + (k.due_moves ? say("（暂停前所见）", " (as foreseen before the pause)") : "") + (beyond ? " →" : ""));
  }
  const int lines = place(below, kNarrowest);
  for (const Label& l : below) in += label_text(l, 38 + 14 * l.line, "small halo");
  std::string codes = fmt::format("{}", fmt::join(k.indicators.begin(), k.indicators.begin() + static_cast<long>(std::min<size_t>(k.indicators.size(), 3)), say("、", ", ")));
  if (k.indicators.size() > 3) codes += say(" 等", " …");
  return row(escape_html(say(k.label)) + "<small>" + escape_html(codes) + "</small>", small, 30 + 14 * std::max(lines, 1), in, told, group);
}

std::string PageChart::apart(const std::string& what, const std::string& rows) const {
  return "<details class=\"quiet\"><summary>" + what + "</summary>\n" + rows + "</details>\n";
}

std::string PageChart::upper() {
  std::string out = ground() + axis_row() + days_row() + events_row();
  bool first = true;
  std::string more;
  size_t rows = 0;
  for (const auto& r : d_.rows)
    if (r.used && ++rows <= kManyRows) out += list_row(r, first), first = false;
    else if (r.used) more += list_row(r, false);
  if (!more.empty()) out += apart(fmt::format(fmt::runtime(say("列表的其余 {} 行", "{} more rows of lists")), rows - kManyRows), more);
  more.clear();
  first = true;
  size_t clocks = 0;
  for (const auto& k : d_.clocks)
    if (telling(d_, k)) out += clock_row(k, first), first = false;
    else more += clock_row(k, false), ++clocks;
  if (!more.empty()) out += apart(fmt::format(fmt::runtime(say("按期结束或未开始的时限 {} 个", "{} clocks that ended in time or have not started")), clocks), more);
  return out;
}

std::string PageChart::bar(const CardStretch& x) const {
  const bool undecided = x.card.empty();
  const std::string fill = undecided ? "url(#p-open)" : fmt::format("url(#p-{})", tone(x.card));
  const Instant from = x.from <= kAlways ? d_.axis.front().from : x.from, until = x.until >= kNever ? d_.axis.back().until : x.until;
  const auto part = [&](Instant a, Instant b, bool later) {
    const bool dashed = later || x.from_provisional || x.until_provisional || undecided;
    return a >= b ? std::string() : rect(a, b, 5, 18, fmt::format("fill=\"{}\" stroke=\"#1d2430\"{}{}", fill, dashed ? " stroke-dasharray=\"4 3\"" : "", later ? " fill-opacity=\".35\"" : ""));
  };
  if (!d_.as_of) return part(from, until, false);
  return part(from, std::min(until, *d_.as_of), false) + part(std::max(from, *d_.as_of), until, true);
}

std::string PageChart::indicator(const CardLane& lane) const {
  std::string in, told;
  std::vector<Label> below;
  for (const auto& x : lane.stretches) {
    in += bar(x);
    const Instant from = x.from <= kAlways ? d_.axis.front().from : x.from, until = x.until >= kNever ? d_.axis.back().until : x.until;
    const std::string name = (x.card.empty() ? say("无法判定", "undecided") : x.card) + (x.from_provisional || x.until_provisional ? say("（暂定）", " (provisional)") : "");
    std::string when = x.from <= kAlways ? say("一直", "always") : shown(x.from);
    if (x.until < kNever) when += " – " + shown(x.until);
    told += (x.to_come ? say("将 ", "to come: ") : "") + name + " " + when + say("；", "; ");
    const double x0 = at(from), w = at(until) - x0;
    // Inside where there is room: on a field of its own, so that no pattern runs through it.
    if (pixels_of(name) + 8 <= pixels(w)) {
      in += fmt::format("<svg x=\"{:.3f}%\" y=\"6\" overflow=\"visible\"><rect x=\"3\" y=\"1\" width=\"{:.0f}\" height=\"14\" rx=\"2\" fill=\"#fff\" fill-opacity=\".92\"/><text x=\"6\" y=\"12\" class=\"small\">{}</text></svg>",
                        x0, pixels_of(name) + 4, escape_html(name));
      Label l;
      l.at = x0;
      l.text = (x.to_come ? say("将于 ", "from ") : "") + when;
      below.push_back(std::move(l));
    } else {
      Label l;
      l.at = x0;
      l.text = (x.to_come ? say("将 ", "to come: ") : "") + name + " " + when;
      below.push_back(std::move(l));
    }
  }
  const int lines = place(below, kNarrowest);
  for (const Label& l : below) in += label_text(l, 36 + 14 * l.line, "small halo");
  const std::string name = fmt::format("<span class=\"code\">{}</span>", escape_html(lane.code + (lane.name == lane.code ? "" : " " + lane.name)));
  const std::string quiet_text = lane.stretches.empty() ? say("没有牌", "no card") : "";
  return row(name, quiet_text, lines == 0 ? 28 : 28 + 14 * lines, in, lane.code + say("：", ": ") + told + quiet_text, true);
}

std::string PageChart::legend() const {
  std::string out = "<div class=\"legend\">";
  const auto add = [&](const std::string& drawn, const std::string& text) { out += "<span><svg aria-hidden=\"true\">" + drawn + "</svg>" + escape_html(text) + "</span>"; };
  const auto box = [](const std::string& more) { return "<rect x=\"1\" y=\"1\" width=\"24\" height=\"11\" " + more + "/>"; };
  if (!d_.days.empty()) {
    add(box("fill=\"#eceff3\" stroke=\"#c9d0da\""), say("周末（休）", "weekend (–)"));
    add(box("fill=\"url(#p-holiday)\" stroke=\"#eeb5ae\""), say("节假日（假）", "holiday (H)"));
    add(box("fill=\"#e4f3e6\" stroke=\"#9cc7a3\""), say("调休上班（班）", "make-up workday (M)"));
  }
  add(box("fill=\"#a9c9ef\" stroke=\"#2563b0\""), say("计入时限", "counted"));
  add(box("fill=\"#fff\" stroke=\"#2563b0\" stroke-dasharray=\"3 2\""), say("尚未到的", "still to come"));
  add(box("fill=\"url(#p-paused)\" stroke=\"#8a6d00\""), say("暂停", "paused"));
  add(box("fill=\"url(#p-over)\" stroke=\"#b3261e\""), say("超期", "overdue"));
  add("<path d=\"M13 1L18 6.5L13 12L8 6.5Z\" fill=\"#fff\" stroke=\"#b3261e\" stroke-width=\"1.8\"/>", say("到期", "due"));
  for (const auto& card : d_.cards) add(box(fmt::format("fill=\"url(#p-{})\" stroke=\"#1d2430\"", tone(card))), card);
  add(box("fill=\"url(#p-open)\" stroke=\"#1d2430\" stroke-dasharray=\"4 3\""), say("无法判定", "undecided"));
  if (d_.as_of) add("<line x1=\"13\" x2=\"13\" y1=\"0\" y2=\"13\" stroke=\"#00629b\" stroke-width=\"2\"/>", say("截至；其右淡色、虚线框为若无新情况将有的牌", "as of; to its right, pale and dashed: what will be if nothing happens"));
  return out + "</div>\n";
}

}  // namespace zs::oracle::render

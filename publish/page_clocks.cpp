// Clocks and readings of an indicator.
#include "publish/book.h"

#include <algorithm>

namespace zs::publish {
namespace {

using typed::kNone;
using typed::Op;

std::string flat(const Phrase& p) {
  std::string out = p.text;
  for (size_t n = 0; n < p.parts.size(); ++n) out += (n ? "；" : "") + flat(p.parts[n]);
  return out;
}

/// What kinds of unit a limit can have.
struct Units {
  bool days = false, office = false, hours = false, data = false;
};

void units_of(const typed::Program& p, typed::ExprId id, Units& u) {
  if (id == kNone) return;
  const auto& e = p[id];
  if (e.op == Op::kField || e.op == Op::kRefField) u.data |= e.type.kind == typed::Kind::kSpan;
  if (e.op == Op::kSpan) {
    u.days |= e.unit == Unit::kWorkDay || e.unit == Unit::kNaturalDay || e.unit == Unit::kOwnDay;
    u.office |= e.unit == Unit::kWorkHour || e.unit == Unit::kWorkMinute;
    u.hours |= e.unit == Unit::kHour || e.unit == Unit::kMinute || e.unit == Unit::kSecond;
  }
  for (const auto a : e.args) units_of(p, a, u);
}

/// Whether the clock can count whole days.
bool counts_days(const typed::Clock& k, const Units& u) { return !k.exact && (u.days || u.data || k.limit == kNone); }

std::string counting(const Book& b, const typed::Clock& k, const Units& u) {
  const bool by_day = counts_days(k, u);
  std::string out;
  const auto add = [&](const std::string& s) { out += (out.empty() ? "" : b.say("；", "; ")) + s; };
  if (u.data) add(b.say("按期限自己写明的单位（工作日、自然日、小时、工作小时）", "in the unit that the limit states (working days, calendar days, hours, working hours)"));
  if (k.exact) add(b.say("精确计时：工作日在办公时间内逐秒累计，到期为同一钟点", "exact: working days are counted in seconds of office hours; it ends at the same time of day"));
  else if (by_day) add(b.say("按整日：满 n 日，到第 n 个计入的日子的24时为止；被暂停碰到的日子整日不计", "whole days: a limit of n days ends at 24:00 of the nth counted day; a day touched by a pause does not count"));
  if (u.office) add(b.say("工作小时只在办公时间里走", "working hours run in office hours only"));
  if (u.hours) add(b.say("小时、分钟是钟表时间", "hours and minutes are those of the clock"));
  return out;
}

Cell pauses(const Book& b, const typed::Clock& k) {
  Line out;
  for (const auto& pause : k.pauses) {
    if (!out.empty()) out.push_back(line_break());
    Phraser phrase = b.phraser();
    const std::string each = pause.rows == kNone ? "" : b.say("每一条" + phrase.list_name(pause.rows) + "：", "each row of " + phrase.list_name(pause.rows) + ": ");
    std::string when;
    if (pause.when != kNone && b.program[pause.when].op == Op::kFalse) continue;
    if (pause.when != kNone && b.program[pause.when].op != Op::kTrue) when = b.say("（只在" + flat(phrase.condition(pause.when)) + "时）", " (only where " + flat(phrase.condition(pause.when)) + ")");
    out.push_back(text(each + b.say("自" + phrase.value(pause.from) + "至" + phrase.value(pause.to) + "，不计", "from " + phrase.value(pause.from) + " to " + phrase.value(pause.to) + " it stands still") + when));
  }
  if (out.empty()) out.push_back(text(b.say("没有", "none")));
  return cell(std::move(out));
}

}  // namespace

std::vector<Block> clocks_block(const Book& b, const std::vector<int>& clocks) {
  std::vector<Block> out;
  if (clocks.empty()) return out;
  out.push_back(heading(2, b.say("时限", "Clocks")));
  for (const int index : clocks) {
    const auto& k = b.program.clocks[static_cast<size_t>(index)];
    Phraser phrase = b.phraser();
    Table t;
    t.head = {k.name, ""};
    t.widths = {22, 78};
    const auto fact = [&](const std::string& zh, const std::string& en, const std::string& value) { t.rows.push_back({cell(b.say(zh, en)), cell(value)}); };
    fact("从什么时候起", "from", phrase.value(k.start));
    fact("到什么时候止", "to", k.end == kNone ? b.say("没有终点", "it has no end") : phrase.value(k.end));
    if (k.limit != kNone) fact("限", "limit", phrase.value(k.limit));
    Units u;
    units_of(b.program, k.limit, u);
    if (!counts_days(k, u)) fact("起算", "first instant", b.say("从起点那一刻起", "the instant of the start"));
    else fact("起算", "first day", k.same_day ? b.say("起算的那一天就算第一天", "the day of the start is the first day") : b.say("起算的那一天不计，次日是第一天", "the day of the start is not counted; the next is the first"));
    fact("怎样数", "counting", counting(b, k, u));
    if (k.calendar != kNone) {
      t.rows.push_back({cell(b.say("日历", "calendar")), cell({link(b.program.calendars[static_cast<size_t>(k.calendar)].name, {"calendar", "k-" + std::to_string(k.calendar)})})});
      if (counts_days(k, u)) fact("期末遇休息日", "an end on a day off", k.roll_over ? b.say("顺延到下一个工作日", "moves to the next working day") : b.say("不顺延", "does not move"));
    }
    t.rows.push_back({cell(b.say("暂停", "pauses")), pauses(b, k)});
    out.push_back(table(std::move(t)));
  }
  return out;
}

std::vector<Block> readings_block(const Book& b, const std::vector<Span>& places) {
  std::vector<Block> out;
  const auto drawn = drawn_on(b.pack, b.definitions, places);
  const auto choice_at = [&](Span src) -> const typed::Choice* {
    const auto is = [&](const typed::Choice& c) { return c.src.file == src.file && c.src.begin == src.begin; };
    for (const auto& c : b.program.choices)
      if (is(c)) return &c;
    for (const auto& i : b.program.indicators)
      for (const auto& c : i.choices)
        if (is(c)) return &c;
    return nullptr;
  };
  Table choices, parameters;
  choices.head = {b.say("口径", "reading"), b.say("现在取", "chosen"), b.say("也可以取", "or else"), b.say("为什么", "why")};
  choices.widths = {16, 16, 18, 50};
  parameters.head = {b.say("名称", "name"), b.say("值", "value"), b.say("写在", "where")};
  parameters.widths = {26, 44, 30};
  for (const auto& d : drawn) {
    if (const typed::Choice* c = d.kind == Definition::Kind::kChoice ? choice_at(d.src) : nullptr) {
      std::string others;
      for (size_t n = 1; n < c->options.size(); ++n) others += (n > 1 ? b.say("、", ", ") : "") + c->options[n];
      choices.rows.push_back({cell(c->name), cell({strong(c->chosen)}), cell(others), cell(c->why)});
    }
    if (d.kind == Definition::Kind::kParameter || d.kind == Definition::Kind::kWords || d.kind == Definition::Kind::kPattern)
      parameters.rows.push_back({cell(d.name), cell(d.value), cell({soft(b.place(d.src))})});
  }
  if (!choices.rows.empty()) {
    out.push_back(heading(2, b.say("口径", "Readings of the text")));
    out.push_back(table(std::move(choices)));
  }
  if (!parameters.rows.empty()) {
    out.push_back(heading(2, b.say("参数、词表、句式", "Parameters, word lists, forms")));
    out.push_back(table(std::move(parameters)));
  }
  return out;
}

}  // namespace zs::publish

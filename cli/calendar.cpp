// zs calendar: questions to a pack's working calendar.
#include "cli/pack.h"
#include "cli/verb.h"
#include "io/binding/instant_text.h"
#include "io/binding/scalar.h"
#include "runtime/calendar/work_calendar.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>

namespace zs::cli {
namespace {

using binding::Civil;
using bytecode::Calendar;

void options(const Context& c, po::options_description& o) {
  o.add_options()("calendar", po::value<std::string>()->value_name("NAME"), c.pick("用哪个日历，默认是规则包的", "which calendar; the pack's by default").c_str());
}

calendar::WorkCalendar prepared(const Calendar& c) { return calendar::WorkCalendar({c.works, c.office, c.first_year, c.last_year, c.exceptions}); }

Result<const Calendar*> calendar_of(const bytecode::Program& program, const po::variables_map& given) {
  if (program.calendars.empty()) return Error{ErrorKind::kUsage, "规则包没有日历", "the pack has no calendar"};
  if (!given.count("calendar")) return &program.calendars[static_cast<size_t>(std::max(program.calendar, 0))];
  const std::string name = given["calendar"].as<std::string>();
  std::string all;
  for (const auto& c : program.calendars) {
    if (c.name == name) return &c;
    all += (all.empty() ? "" : "、") + c.name;
  }
  return Error{ErrorKind::kUsage, "没有日历 " + name + "；有：" + all, "there is no calendar " + name + "; there are: " + all};
}

Result<Day> day_argument(const std::string& text) {
  auto d = binding::parse_day(text);
  if (!d) return Error{ErrorKind::kUsage, text + "：" + d.error().zh, text + ": " + d.error().en};
  return *d;
}

struct Length { int64_t days = 0; bool working = true; };

/// 3工作日, 3个工作日, 20自然日, 20天.
Result<Length> length_argument(const std::string& text) {
  size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  std::string_view unit = std::string_view(text).substr(digits);
  if (unit.substr(0, 3) == "个") unit.remove_prefix(3);
  const auto number = binding::parse_integer(text.substr(0, digits));
  if (!number || *number > 1'000'000 || (unit != "工作日" && unit != "自然日" && unit != "天"))
    return Error{ErrorKind::kUsage, text + "：应写作 3工作日 或 20自然日", text + ": write 3工作日 (working days) or 20自然日 (calendar days)"};
  return Length{*number, unit == "工作日"};
}

void warn_if_unpublished(const Context& context, const Calendar& c, const calendar::WorkCalendar& w, Day first, Day last) {
  if (!w.unpublished(first, last)) return;
  context.warn(fmt::format("{} 只公布了 {} 至 {} 年；其外仅按每周的工作日推算，结果是暂定的", c.name, c.first_year, c.last_year),
               fmt::format("{} is published for {} to {} only; beyond, the weekly pattern is assumed and the answer is provisional", c.name, c.first_year, c.last_year));
}

int add(Context& context, const Calendar& c, const std::vector<std::string>& args) {
  if (args.size() != 2) return context.usage("如 zs calendar PACK add 2024-09-27 3工作日", "like zs calendar PACK add 2024-09-27 3工作日");
  const auto day = day_argument(args[0]);
  if (!day) return context.fail(day.error());
  const auto length = length_argument(args[1]);
  if (!length) return context.fail(length.error());
  const auto w = prepared(c);
  Day end = *day + static_cast<Day>(length->days);
  if (length->working && length->days > 0) {
    end = static_cast<Day>(w.nth(w.works_before(*day + 1) + length->days - 1));
    warn_if_unpublished(context, c, w, *day + 1, end);
  } else if (length->working) {
    end = *day;
  }
  context.print(binding::format_day(end) + "\n");
  return Exit::kDone;
}

int days(Context& context, const Calendar& c, const std::vector<std::string>& args) {
  if (args.size() != 2) return context.usage("如 zs calendar PACK days 2024-09-27 2024-10-10", "like zs calendar PACK days 2024-09-27 2024-10-10");
  const auto from = day_argument(args[0]), to = day_argument(args[1]);
  if (!from) return context.fail(from.error());
  if (!to) return context.fail(to.error());
  const auto w = prepared(c);
  const int64_t n = *to <= *from ? 0 : w.works_before(*to + 1) - w.works_before(*from + 1);
  warn_if_unpublished(context, c, w, *from + 1, *to);
  context.print(fmt::format("{}\n", n));
  return Exit::kDone;
}

/// One month: a dot before a day off by name or weekend, + after a make-up working day.
std::string month_text(const Context& context, const Calendar& c, const calendar::WorkCalendar& w, int year, int month) {
  const Day first = binding::days_from_civil(year, month, 1);
  const Day next = month == 12 ? binding::days_from_civil(year + 1, 1, 1) : binding::days_from_civil(year, month + 1, 1);
  std::map<int32_t, uint8_t> special(c.exceptions.begin(), c.exceptions.end());
  std::string s = context.pick(fmt::format("{}年{}月  {} 个工作日\n 一   二   三   四   五   六   日\n", year, month, w.works_before(next) - w.works_before(first)),
                               fmt::format("{}-{:02}  {} working days\n Mo   Tu   We   Th   Fr   Sa   Su\n", year, month, w.works_before(next) - w.works_before(first)));
  int column = calendar::weekday(first);
  s.append(static_cast<size_t>(column) * 5, ' ');
  for (Day d = first; d < next; ++d) {
    const bool works = w.works(d);
    const auto named = special.find(d);
    s += fmt::format("{}{:2}{} ", works ? ' ' : '.', d - first + 1, named == special.end() ? ' ' : works ? '+' : '*');
    if (++column == 7 || d + 1 == next) s += '\n', column = 0;
  }
  return s + "\n";
}

int year(Context& context, const Calendar& c, const std::vector<std::string>& args) {
  const auto y = args.size() == 1 ? binding::parse_integer(args[0]) : binding::Parsed<int64_t>(binding::Reason{});
  if (!y || *y < 1000 || *y > 9999) return context.usage("如 zs calendar PACK year 2024", "like zs calendar PACK year 2024");
  const auto w = prepared(c);
  const Day first = binding::days_from_civil(static_cast<int>(*y), 1, 1), last = binding::days_from_civil(static_cast<int>(*y), 12, 31);
  warn_if_unpublished(context, c, w, first, last);
  for (int m = 1; m <= 12; ++m) context.print(month_text(context, c, w, static_cast<int>(*y), m));
  context.print(context.pick(fmt::format("全年 {} 个工作日。前有 . 的是休息日，后有 * 的是放假，后有 + 的是调休上班。\n", w.works_before(last + 1) - w.works_before(first)),
                             fmt::format("{} working days. A dot before a day: off; * after it: holiday; + after it: make-up working day.\n", w.works_before(last + 1) - w.works_before(first))));
  return Exit::kDone;
}

int check(Context& context, const Calendar& c) {
  std::vector<Words> problems;
  std::map<int, std::pair<int, int>> by_year;  // days off, make-up days
  for (size_t i = 0; i < c.exceptions.size(); ++i) {
    const auto [day, works] = c.exceptions[i];
    const std::string date = binding::format_day(day);
    const int y = binding::civil_from_days(day).year;
    ++(works ? by_year[y].second : by_year[y].first);
    if (i && c.exceptions[i - 1].first == day) problems.push_back({date + " 出现两次", date + " occurs twice"});
    if (y < c.first_year || y > c.last_year) problems.push_back({date + " 在覆盖的年份之外", date + " lies outside the years covered"});
    const bool weekly = (c.works >> calendar::weekday(day)) & 1;
    if (works && weekly) problems.push_back({date + " 本是工作日，却列为调休上班", date + " is a working day anyway, yet listed as a make-up day"});
  }
  for (int y = c.first_year; y <= c.last_year; ++y)
    if (!by_year.count(y)) problems.push_back({fmt::format("{} 年没有一天放假", y), fmt::format("{} has no holiday", y)});
  for (size_t i = 0; i < c.office.size(); ++i)
    if (c.office[i].first >= c.office[i].second || (i && c.office[i].first < c.office[i - 1].second)) problems.push_back({"办公时间段交错或为空", "the office hours overlap or are empty"});
  for (const auto& p : problems) context.print(context.pick(p.zh, p.en) + "\n");
  if (!problems.empty()) return Exit::kFound;
  const auto w = prepared(c);
  for (const auto& [y, n] : by_year) {
    const Day a = binding::days_from_civil(y, 1, 1), b = binding::days_from_civil(y + 1, 1, 1);
    context.print(context.pick(fmt::format("{} 年：放假 {} 天，调休上班 {} 天，工作日 {} 天\n", y, n.first, n.second, w.works_before(b) - w.works_before(a)),
                               fmt::format("{}: {} days off by name, {} make-up days, {} working days\n", y, n.first, n.second, w.works_before(b) - w.works_before(a))));
  }
  return Exit::kDone;
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack") || !given.count("what"))
    return context.usage("如 zs calendar rules/henan/2019 add 2024-09-27 3工作日；有 add、days、year、check", "like zs calendar rules/henan/2019 add 2024-09-27 3工作日; there are add, days, year, check");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit);
  if (!pack) return exit;
  const auto calendar = calendar_of(*pack->program, given);
  if (!calendar) return context.fail(calendar.error());
  const std::string what = given["what"].as<std::string>();
  const auto args = given.count("args") ? given["args"].as<std::vector<std::string>>() : std::vector<std::string>();
  if (what == "add") return add(context, **calendar, args);
  if (what == "days") return days(context, **calendar, args);
  if (what == "year") return year(context, **calendar, args);
  if (what == "check") return check(context, **calendar);
  return context.usage("没有 " + what + "；有 add、days、year、check", "there is no " + what + "; there are add, days, year, check");
}

}  // namespace

Verb calendar_verb() {
  return {"calendar", "zs calendar PACK add DATE 3工作日 | days A B | year 2024 | check", {"问规则包的工作日历", "ask the pack's working calendar"},
          {"zs calendar rules/henan/2019 add 2024-09-27 3工作日", "zs calendar rules/henan/2019 days 2024-09-27 2024-10-10", "zs calendar rules/henan/2019 year 2024",
           "zs calendar rules/henan/2019 check"},
          options, {"pack", "what", "args..."}, run};
}

}  // namespace zs::cli

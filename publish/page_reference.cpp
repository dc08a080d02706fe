// The record models, and the calendars.
#include "publish/book.h"

#include "oracle/calendar.h"
#include "oracle/show.h"

#include <fmt/format.h>

#include <set>

namespace zs::publish {
namespace {

using model::FieldType;

std::string labels_text(const Book& b, const model::Enumeration& e, bool codes) {
  std::string out;
  for (const auto& l : e.labels) {
    out += (out.empty() ? "" : e.ordered ? " < " : b.say("；", "; ")) + l.label;
    if (!codes || l.codes.empty()) continue;
    out += " = ";
    for (size_t n = 0; n < l.codes.size(); ++n) out += (n ? "、" : "") + l.codes[n];
  }
  return out;
}

std::string remarks(const Book& b, const model::RecordModel& m, size_t n) {
  const auto& f = m.fields[n];
  std::string out;
  const auto add = [&](const std::string& s) { out += (out.empty() ? "" : b.say("；", "; ")) + s; };
  if (m.key == static_cast<int>(n)) add(b.say("键，每条唯一", "the key, unique"));
  if (m.governing == static_cast<int>(n)) add(b.say("按它决定用哪个版本的规则", "decides which version of the rules applies"));
  if (f.reference >= 0) add(b.say("引用 ", "refers to ") + b.program.models.models[static_cast<size_t>(f.reference)].name);
  if (f.type == FieldType::kSpan) add(b.say("单位列 ", "unit in ") + f.unit_name + b.say("（", " (") + f.unit_code + b.say("）", ")"));
  if (!f.pattern.empty()) add(b.say("格式 ", "form ") + f.pattern);
  if (f.enumeration >= 0) add(labels_text(b, b.program.models.enumerations[static_cast<size_t>(f.enumeration)], true));
  return out;
}

void fields(const Book& b, const model::RecordModel& m, std::vector<Block>& out) {
  Table t;
  t.head = {b.say("字段", "field"), b.say("代码", "code"), b.say("类型", "type"), b.say("必填", "required"), b.say("说明、取值", "remarks, values")};
  t.widths = {20, 22, 14, 8, 36};
  for (size_t n = 0; n < m.fields.size(); ++n) {
    const auto& f = m.fields[n];
    t.rows.push_back({cell(f.name), cell({code(f.code)}), cell(field_type(b, f)), cell(f.optional ? "" : b.say("是", "yes")), cell(remarks(b, m, n))});
  }
  out.push_back(table(std::move(t)));
}

/// Which of the months of a year have how many working days.
Table months(const Book& b, const oracle::Calendar& k, const typed::Calendar& rules) {
  Table t;
  t.head = {b.say("年", "year")};
  t.widths = {10};
  for (int m = 1; m <= 12; ++m) t.head.push_back(std::to_string(m) + b.say("月", "")), t.widths.push_back(6);
  t.head.push_back(b.say("全年", "year")), t.widths.push_back(10);
  for (int year = rules.first_year; year <= rules.last_year; ++year) {
    std::vector<int> count(13);
    for (oracle::DayNumber d = oracle::first_of_year(year); d < oracle::first_of_year(year + 1); ++d)
      if (k.works(d)) ++count[static_cast<size_t>(oracle::date_of(d).month)], ++count[0];
    std::vector<Cell> row = {cell(std::to_string(year))};
    for (size_t m = 1; m <= 12; ++m) row.push_back(cell(std::to_string(count[m])));
    row.push_back(cell(std::to_string(count[0])));
    t.rows.push_back(std::move(row));
  }
  return t;
}

std::string short_day(int32_t day) {
  const auto d = oracle::date_of(day);
  return fmt::format("{:02}-{:02}", d.month, d.day);
}

/// 国庆节: 10-01 至 10-07.
Table exceptions(const Book& b, const typed::Calendar& k) {
  Table t;
  t.head = {b.say("年", "year"), b.say("放假（含连着的周末）", "days off (with weekends named)"), b.say("调休上班", "make-up working days")};
  t.widths = {8, 62, 30};
  std::vector<std::string> cells(2);
  int64_t year = 0;
  const auto flush = [&] {
    if (!cells[0].empty() || !cells[1].empty()) t.rows.push_back({cell(std::to_string(year)), cell(cells[0]), cell(cells[1])});
    cells = {"", ""};
  };
  for (size_t n = 0; n < k.exceptions.size();) {
    const auto& first = k.exceptions[n];
    size_t last = n;
    while (last + 1 < k.exceptions.size() && k.exceptions[last + 1].day == k.exceptions[last].day + 1 && k.exceptions[last + 1].work == first.work && k.exceptions[last + 1].name == first.name) ++last;
    const auto y = oracle::date_of(first.day).year;
    if (y != year) flush(), year = y;
    std::string& into = cells[first.work ? 1 : 0];
    into += (into.empty() ? "" : b.say("；", "; ")) + (first.name.empty() ? "" : first.name + " ") + short_day(first.day);
    if (last > n) into += b.say("至", " to ") + short_day(k.exceptions[last].day);
    n = last + 1;
  }
  flush();
  return t;
}

std::string clock_text(int seconds) { return fmt::format("{}:{:02}", seconds / 3600, seconds % 3600 / 60); }

void calendar(const Book& b, size_t index, std::vector<Block>& out) {
  const auto& k = b.program.calendars[index];
  static const char* kZh[] = {"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
  static const char* kEn[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  std::string days, office;
  for (size_t d = 0; d < 7; ++d)
    if (k.works[d]) days += (days.empty() ? "" : b.say("、", ", ")) + (b.zh() ? kZh : kEn)[d];
  for (const auto& [from, to] : k.office) office += (office.empty() ? "" : b.say("、", ", ")) + clock_text(from) + "–" + clock_text(to);
  out.push_back(heading(2, k.name, "k-" + std::to_string(index)));
  Table t;
  t.head = {b.say("项目", "what"), b.say("内容", "value")};
  t.widths = {24, 76};
  const auto fact = [&](const std::string& zh, const std::string& en, const std::string& value) {
    if (!value.empty()) t.rows.push_back({cell(b.say(zh, en)), cell(value)});
  };
  fact("版本", "version", k.version);
  fact("平常上班", "ordinary working days", days);
  fact("办公时间", "office hours", office);
  fact("公布了的年份", "published years", fmt::format("{}{}{}", k.first_year, b.say("至", " to "), k.last_year));
  out.push_back(table(std::move(t)));
  out.push_back(note(b.say("公布的年份以外只按星期推算，用到这种日子的结果标明“暂定”。", "Outside the published years only the week’s pattern is known; what rests on such days is marked as provisional.")));
  const oracle::Calendar days_of(k);
  out.push_back(heading(3, b.say("每月的工作日数", "Working days of each month")));
  out.push_back(table(months(b, days_of, k)));
  if (k.exceptions.empty()) return;
  out.push_back(heading(3, b.say("放假和调休", "Holidays and make-up days")));
  out.push_back(table(exceptions(b, k)));
}

}  // namespace

std::string field_type(const Book& b, const model::Field& f) {
  static const std::pair<const char*, const char*> kTypes[] = {{"文本", "text"}, {"整数", "integer"}, {"小数", "decimal"}, {"布尔", "yes or no"}, {"日期", "date"}, {"时刻", "instant"}, {"时刻（事件）", "event"},
                                                               {"枚举", "one of a list"}, {"期限", "span"}, {"列表 文本", "list of texts"}, {"列表 枚举", "list of values"}, {"列表", "list of rows"}};
  const auto& [zh, en] = kTypes[static_cast<size_t>(f.type)];
  return b.say(zh, en);
}

Page records_page(const Book& b) {
  Page page;
  page.name = "records";
  page.title = b.say("数据项", "Records");
  page.blocks.push_back(heading(1, page.title));
  page.blocks.push_back(note(b.say("数据的列名写字段名或者代码都可以。必填的缺了，整条退回；其余缺了就是缺值。时刻一律为北京时间。", "A column may bear the field’s name or its code. A record without a required field is rejected; anything else may be missing. Instants are China Standard Time.")));
  // Rows of lists follow the record that holds them.
  std::set<int> done;
  const auto show = [&](int index, int level, const auto& self) -> void {
    if (!done.insert(index).second) return;
    const auto& m = b.program.models.models[static_cast<size_t>(index)];
    page.blocks.push_back(heading(level, m.name + b.say("（", " (") + m.code + b.say("）", ")"), "m-" + m.code));
    if (m.standing) page.blocks.push_back(paragraph({text(b.say("常态：长期存在，规则施行期间随时判定。", "A standing record: judged at any time while the rules are in force."))}));
    fields(b, m, page.blocks);
    for (const auto& f : m.fields)
      if (f.rows >= 0) self(f.rows, 3, self);
  };
  for (size_t n = 0; n < b.program.models.models.size(); ++n)
    if (!b.program.models.models[n].is_row) show(static_cast<int>(n), 2, show);
  return page;
}

Page calendar_page(const Book& b) {
  Page page;
  page.name = "calendar";
  page.title = b.say("日历", "Calendar");
  page.blocks.push_back(heading(1, page.title));
  for (size_t n = 0; n < b.program.calendars.size(); ++n) calendar(b, n, page.blocks);
  if (b.program.calendars.empty()) page.blocks.push_back(paragraph({text(b.say("规则集没有日历。", "The rule set has no calendar."))}));
  return page;
}

}  // namespace zs::publish

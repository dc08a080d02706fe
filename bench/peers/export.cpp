#include "bench/peers/export.h"

#include "runtime/base/value.h"
#include "runtime/calendar/work_calendar.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <stdexcept>

namespace zs::bench::peers {

using Json = nlohmann::ordered_json;
using columns::Column;
using columns::Table;

namespace {

/// Reads fields by name and writes them under the peers' names, leaving out what is missing or later than T.
class Reader {
 public:
  Reader(const model::Models& models, const Table& table, Instant t) : models_(models), table_(table), t_(t) {}

  const Column& column(const char* field) const { return table_.columns[static_cast<size_t>(field_of(models_, table_.model, field))]; }
  std::string text(const char* field, size_t row) const { return std::string((*table_.strings)[column(field).codes[row]]); }
  Instant event(const char* field, size_t row) const {
    const Instant at = column(field).values[row];
    return at <= t_ ? at : kNever;
  }
  void put_event(Json& out, const char* key, const char* field, size_t row) const {
    if (const Instant at = event(field, row); at != kNever) out[key] = at;
  }
  void put_text(Json& out, const char* key, const char* field, size_t row) const {
    if (column(field).codes[row] >= 0) out[key] = text(field, row);
  }
  void put_amount(Json& out, const char* key, const char* field, size_t row) const {
    const int64_t v = column(field).values[row];
    if (v == kMissing) return;
    if (v % kDecimalOne == 0) out[key] = v / kDecimalOne;
    else out[key] = static_cast<double>(v) / kDecimalOne;
  }
  Json texts(const char* field, size_t row) const {
    Json out = Json::array();
    const Column& c = column(field);
    for (uint32_t k = c.offsets[row]; k < c.offsets[row + 1]; ++k) out.push_back(std::string((*table_.strings)[c.codes[k]]));
    return out;
  }
  /// Calls f(reader of the list's rows, row) for each.
  template <class F>
  void each(const char* field, size_t row, F f) const {
    const Column& c = column(field);
    const Reader rows(models_, *c.rows, t_);
    for (uint32_t k = c.offsets[row]; k < c.offsets[row + 1]; ++k) f(rows, k);
  }

 private:
  const model::Models& models_;
  const Table& table_;
  Instant t_;
};

struct Pause { Instant from, to; };  // [from, to)

bool touches(const std::vector<Pause>& pauses, Day d) {
  for (const Pause& p : pauses)
    if (p.from < p.to && day_of(p.from) <= d && start_of(d) < p.to) return true;
  return false;
}

int64_t days_counted(const calendar::WorkCalendar& days, const std::vector<Pause>& pauses, Day from, Day to) {
  int64_t n = 0;
  for (Day d = from; d < to; ++d) n += days.works(d) && !touches(pauses, d);
  return n;
}

/// 24:00 of the n-th working day after the day that holds t.
Instant due(const calendar::WorkCalendar& days, Instant t, int n) {
  return calendar::opening(days.nth(days.works_before(day_of(t) + 1) + n - 1) + 1);
}

void put_days(Json& out, const calendar::WorkCalendar& days, const Reader& cases, size_t i, Instant t) {
  std::vector<Pause> pauses;
  cases.each("补正", i, [&](const Reader& r, size_t k) { pauses.push_back({r.event("告知时间", k), r.event("补齐确认时间", k)}); });
  cases.each("特别程序", i, [&](const Reader& r, size_t k) { pauses.push_back({r.event("开始时间", k), r.event("结束时间", k)}); });
  const Instant accepted = cases.event("受理时间", i), done = cases.event("办结时间", i);
  if (accepted != kNever) {
    const Day first = day_of(accepted) + 1;
    out["used"] = days_counted(days, pauses, first, day_of(std::min(t, done)));
    out["standing"] = days_counted(days, pauses, first, day_of(t) + 1);
  }
  if (done == kNever) return;
  const Instant warn = due(days, done, 3);
  out["warn_at"] = warn;
  out["red_at"] = due(days, warn, 3);
}

Json steps(const Reader& cases, size_t i) {
  Json out = Json::array();
  cases.each("环节", i, [&](const Reader& r, size_t k) {
    Json step = Json::object();
    r.put_text(step, "name", "环节名称", k);
    r.put_event(step, "start", "开始时间", k);
    r.put_event(step, "end", "结束时间", k);
    r.put_event(step, "start_in", "开始数据接收时间", k);
    r.put_event(step, "end_in", "结束数据接收时间", k);
    out.push_back(std::move(step));
  });
  return out;
}

/// A fee that was not charged by T is not there.
Json fees(const Reader& cases, size_t i) {
  Json out = Json::array();
  cases.each("收费", i, [&](const Reader& r, size_t k) {
    if (r.event("收费时间", k) == kNever) return;
    Json fee = Json::object();
    r.put_text(fee, "name", "收费项目", k);
    r.put_amount(fee, "amount", "收费金额", k);
    r.put_amount(fee, "due", "应收金额", k);
    r.put_amount(fee, "reduced", "减免金额", k);
    r.put_text(fee, "basis", "收费依据", k);
    r.put_text(fee, "reduced_basis", "减免依据", k);
    out.push_back(std::move(fee));
  });
  return out;
}

Json one_case(const Reader& cases, const calendar::WorkCalendar& days, size_t i, Instant t) {
  Json out;
  out["id"] = cases.text("办件编号", i);
  out["item"] = cases.text("实施编码", i);
  out["t"] = t;
  cases.put_event(out, "accepted", "受理时间", i);
  cases.put_event(out, "done", "办结时间", i);
  cases.put_event(out, "accepted_in", "受理数据接收时间", i);
  cases.put_event(out, "done_in", "办结数据接收时间", i);
  cases.put_event(out, "uploaded", "证照上传时间", i);
  put_days(out, days, cases, i, t);
  out["steps"] = steps(cases, i);
  out["fees"] = fees(cases, i);
  return out;
}

Json one_item(const bytecode::Program& p, const Reader& items, const Table& table, size_t i) {
  const auto& field = p.models.models[static_cast<size_t>(table.model)].fields[static_cast<size_t>(field_of(p.models, table.model, "结果类型"))];
  const auto kind = static_cast<size_t>(items.column("结果类型").values[i]);
  Json out;
  out["item"] = items.text("实施编码", i);
  out["limit"] = span_number(items.column("承诺时限").values[i]) / kDecimalOne;
  out["kind"] = p.models.enumerations[static_cast<size_t>(field.enumeration)].labels[kind].label;
  out["flow"] = items.texts("流程环节", i);
  out["fees"] = items.texts("收费项目", i);
  return out;
}

calendar::WorkCalendar calendar_of(const bytecode::Calendar& c) {
  return calendar::WorkCalendar({c.works, c.office, c.first_year, c.last_year, c.exceptions});
}

template <class F>
void write(const std::string& path, size_t n, F line) {
  std::ofstream out(path);
  for (size_t i = 0; i < n; ++i) out << line(i).dump() << "\n";
  out.close();
  if (!out) throw std::runtime_error("cannot write " + path);
}

}  // namespace

void export_office(const bytecode::Program& p, const Office& o, const std::string& folder) {
  const calendar::WorkCalendar days = calendar_of(p.calendars[0]);
  const Reader cases(p.models, o.cases, o.as_of), items(p.models, o.items, kMaxInstant);
  write(folder + "/cases.ndjson", o.cases.size, [&](size_t i) { return one_case(cases, days, i, o.as_of); });
  write(folder + "/items.ndjson", o.items.size, [&](size_t i) { return one_item(p, items, o.items, i); });
}

}  // namespace zs::bench::peers

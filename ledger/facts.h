#pragma once
// What the ledger counts a case by: region, department, item, its level; received, closed, and how many days it took.
#include "ledger/ledger.h"
#include "runtime/calendar/work_calendar.h"
#include "runtime/columns/table.h"
#include "runtime/model/record_model.h"

#include <string_view>
#include <unordered_map>

namespace zs::ledger {

/// For the records of one kind. Fields are known by their codes (region_code, org_name, task_code, apply_date, accept_date,
/// result_date, promise_day, anticipate_day, special_procedure, correction); what a kind has not stays empty.
class FactFinder {
 public:
  /// `calendar` counts 工作日. All must outlive it. `references` by model, null where there is none.
  FactFinder(const model::Models& models, int model, const std::vector<const columns::Table*>& references, const calendar::WorkCalendar* calendar, Instant as_of);

  /// Events after as_of have not happened.
  Facts of(const columns::Table& table, size_t record) const;

 private:
  struct Pause { int list = -1, from = -1, to = -1; };
  int field(int model, std::string_view code) const;
  int limit(int model, std::string_view code) const;
  std::string text(const columns::Table& t, int field, size_t i) const;
  Instant event(const columns::Table& t, int field, size_t i) const;
  PackedSpan span(const columns::Table& t, int own, int of_item, size_t i, int64_t item) const;
  void add_pause(int model, std::string_view list, std::string_view from, std::string_view to);
  int64_t used(const columns::Table& t, size_t i, Day from, Day to, Unit unit) const;
  int64_t days(Day after, Day to, Unit unit) const;
  void time(const columns::Table& t, size_t i, int64_t item, Facts& out) const;

  const model::Models& models_;
  const calendar::WorkCalendar* calendar_;
  Instant as_of_;
  int region_, department_, task_, applied_, accepted_, closed_, promise_, legal_;
  std::vector<Pause> pauses_;
  const columns::Table* items_ = nullptr;
  int item_name_ = -1, item_level_ = -1, item_promise_ = -1, item_legal_ = -1;
  std::unordered_map<std::string_view, int64_t> rows_;   // of items_
};

/// The earliest event of each record, nested ones included, that comes after t; kNever where there is none. Until then what is
/// known of the record does not change.
std::vector<Instant> next_events(const model::Models& models, const columns::Table& table, Instant t);

}  // namespace zs::ledger

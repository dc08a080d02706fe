#include "ledger/facts.h"

#include "io/binding/instant_text.h"

#include <algorithm>

namespace zs::ledger {

using columns::Column;
using columns::Table;
using model::FieldType;

FactFinder::FactFinder(const model::Models& models, int model, const std::vector<const Table*>& references, const calendar::WorkCalendar* calendar, Instant as_of)
    : models_(models), calendar_(calendar), as_of_(as_of) {
  region_ = field(model, "region_code"), department_ = field(model, "org_name"), task_ = field(model, "task_code");
  applied_ = field(model, "apply_date"), accepted_ = field(model, "accept_date"), closed_ = field(model, "result_date");
  promise_ = limit(model, "promise_day"), legal_ = limit(model, "anticipate_day");
  add_pause(model, "special_procedure", "special_time", "end_time");
  add_pause(model, "correction", "notice_time", "confirmed_time");
  const int to = task_ < 0 ? -1 : models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(task_)].reference;
  if (to < 0 || static_cast<size_t>(to) >= references.size() || !references[static_cast<size_t>(to)]) return;
  items_ = references[static_cast<size_t>(to)];
  item_name_ = field(to, "task_name"), item_level_ = field(to, "use_level"), item_promise_ = limit(to, "promise_day"), item_legal_ = limit(to, "anticipate_day");
  const auto& keys = items_->columns[static_cast<size_t>(models.models[static_cast<size_t>(to)].key)].codes;
  for (size_t i = 0; i < keys.size(); ++i)
    if (keys[i] >= 0) rows_.emplace((*items_->strings)[keys[i]], static_cast<int64_t>(i));
}

int FactFinder::field(int model, std::string_view code) const {
  const auto& fields = models_.models[static_cast<size_t>(model)].fields;
  const auto it = std::find_if(fields.begin(), fields.end(), [&](const auto& f) { return f.code == code; });
  return it == fields.end() ? -1 : static_cast<int>(it - fields.begin());
}

int FactFinder::limit(int model, std::string_view code) const {
  const int f = field(model, code);
  return f >= 0 && models_.models[static_cast<size_t>(model)].fields[static_cast<size_t>(f)].type == FieldType::kSpan ? f : -1;
}

void FactFinder::add_pause(int model, std::string_view list, std::string_view from, std::string_view to) {
  const int at = field(model, list);
  if (at < 0) return;
  const auto& f = models_.models[static_cast<size_t>(model)].fields[static_cast<size_t>(at)];
  if (f.type != FieldType::kRows) return;
  const Pause p{at, field(f.rows, from), field(f.rows, to)};
  if (p.from >= 0 && p.to >= 0) pauses_.push_back(p);
}

std::string FactFinder::text(const Table& t, int f, size_t i) const {
  if (f < 0) return "";
  const auto& field = models_.models[static_cast<size_t>(t.model)].fields[static_cast<size_t>(f)];
  const Column& c = t.columns[static_cast<size_t>(f)];
  if (field.type == FieldType::kText && i < c.codes.size() && c.codes[i] >= 0) return std::string((*t.strings)[c.codes[i]]);
  if (field.type == FieldType::kEnum && i < c.values.size() && c.values[i] != kMissing) return models_.enumerations[static_cast<size_t>(field.enumeration)].labels[static_cast<size_t>(c.values[i])].label;
  return "";
}

Instant FactFinder::event(const Table& t, int f, size_t i) const {
  if (f < 0 || models_.models[static_cast<size_t>(t.model)].fields[static_cast<size_t>(f)].type != FieldType::kEvent) return kNever;
  const auto& values = t.columns[static_cast<size_t>(f)].values;
  return i < values.size() && values[i] <= as_of_ ? values[i] : kNever;
}

PackedSpan FactFinder::span(const Table& t, int own, int of_item, size_t i, int64_t item) const {
  const auto at = [](const Table& table, int f, size_t row) {
    const auto& values = table.columns[static_cast<size_t>(f)].values;
    return row < values.size() ? values[row] : kMissing;
  };
  const PackedSpan stated = own < 0 ? kMissing : at(t, own, i);
  return stated == kMissing && item >= 0 && of_item >= 0 ? at(*items_, of_item, static_cast<size_t>(item)) : stated;
}

int64_t FactFinder::days(Day after, Day to, Unit unit) const {
  if (to <= after) return 0;
  return unit == Unit::kWorkDay ? calendar_->works_before(int64_t{to} + 1) - calendar_->works_before(int64_t{after} + 1) : int64_t{to} - after;
}

/// Days in (from, to], those in pauses left out; a pause without an end lasts to the end.
int64_t FactFinder::used(const Table& t, size_t i, Day from, Day to, Unit unit) const {
  std::vector<std::pair<Day, Day>> out;
  for (const Pause& p : pauses_) {
    const Column& c = t.columns[static_cast<size_t>(p.list)];
    if (!c.rows || c.offsets.size() != t.size + 1) continue;
    for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) {
      const Instant a = event(*c.rows, p.from, k), b = event(*c.rows, p.to, k);
      if (a != kNever) out.emplace_back(std::max(from, day_of(a)), b == kNever ? to : std::min(to, day_of(b)));
    }
  }
  std::sort(out.begin(), out.end());
  int64_t n = days(from, to, unit);
  for (Day reached = from; const auto& [a, b] : out) {
    n -= days(std::max(a, reached), b, unit);
    reached = std::max(reached, b);
  }
  return n;
}

void FactFinder::time(const Table& t, size_t i, int64_t item, Facts& out) const {
  const Instant applied = event(t, applied_, i), accepted = event(t, accepted_, i), closed = event(t, closed_, i);
  const Instant received = applied != kNever ? applied : accepted;
  if (received != kNever) out.received = binding::format_instant(received);
  if (closed == kNever) return;
  out.done = binding::format_instant(closed);
  const auto measure = [&](PackedSpan limit, int64_t& days_of_limit, int64_t& days_used) {
    const Unit unit = span_unit(limit);
    if (accepted == kNever || closed < accepted || !span_known(limit) || span_number(limit) <= 0 || (unit != Unit::kWorkDay && unit != Unit::kNaturalDay) || (unit == Unit::kWorkDay && !calendar_)) return;
    days_of_limit = span_number(limit);
    days_used = used(t, i, day_of(accepted), day_of(closed), unit) * kDecimalOne;
  };
  measure(span(t, legal_, item_legal_, i, item), out.legal_limit, out.legal_used);
  measure(span(t, promise_, item_promise_, i, item), out.promised_limit, out.promised_used);
}

Facts FactFinder::of(const Table& t, size_t i) const {
  Facts out;
  out.region = text(t, region_, i), out.department = text(t, department_, i), out.item = text(t, task_, i);
  const auto row = items_ ? rows_.find(out.item) : rows_.end();
  const int64_t item = row == rows_.end() ? -1 : row->second;
  if (item >= 0) out.item_name = text(*items_, item_name_, static_cast<size_t>(item)), out.level = text(*items_, item_level_, static_cast<size_t>(item));
  time(t, i, item, out);
  return out;
}

std::vector<Instant> next_events(const model::Models& models, const Table& table, Instant t) {
  std::vector<Instant> out(table.size, kNever);
  const auto& fields = models.models[static_cast<size_t>(table.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const Column& c = table.columns[f];
    if (fields[f].type == FieldType::kEvent)
      for (size_t i = 0; i < c.values.size(); ++i)
        if (c.values[i] > t) out[i] = std::min(out[i], c.values[i]);
    if (fields[f].type != FieldType::kRows || !c.rows || c.offsets.size() != table.size + 1) continue;
    const auto inner = next_events(models, *c.rows, t);
    for (size_t i = 0; i < table.size; ++i)
      for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) out[i] = std::min(out[i], inner[k]);
  }
  return out;
}

}  // namespace zs::ledger

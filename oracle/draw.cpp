#include "oracle/draw.h"

#include "oracle/derive.h"
#include "oracle/show.h"

#include <algorithm>

namespace zs::oracle {

namespace {
constexpr DayNumber kMostDays = 20 * 366;  // of which the kind is told; a longer axis is too fine for days

CardStretch stretch_of(const Stretch& x, Instant now) {
  CardStretch c;
  c.from = x.from == kTickAlways ? kAlways : instant_of(x.from);
  c.until = x.until == kTickNever ? kNever : instant_of(x.until);
  c.from_provisional = x.from != kTickAlways && is_provisional(x.from);
  c.until_provisional = x.until != kTickNever && is_provisional(x.until);
  c.to_come = c.from > now;
  return c;
}
}  // namespace

void Drafter::begin(int index) {
  const typed::Indicator& i = ev_.program().indicators[static_cast<size_t>(index)];
  out_.indicators.push_back({i.code, i.name, {}});
  const auto fields = fields_of(ev_.program(), i);
  used_.insert(fields.begin(), fields.end());
}

void Drafter::cards(const Answer& a) {
  auto& lane = out_.indicators.back().stretches;
  for (size_t c = 0; c < a.shown.size(); ++c)
    for (size_t n = 0; n < a.shown[c].size(); ++n) {
      lane.push_back(stretch_of(a.stretch(c, n), now_));
      lane.back().card = ev_.program().cards[c];
      lane.back().rank = static_cast<int>(c);
    }
  for (const Stretch& x : a.undecided) lane.push_back(stretch_of(x, now_));
  std::stable_sort(lane.begin(), lane.end(), [](const CardStretch& a, const CardStretch& b) { return a.from < b.from; });
}

void Drafter::clock(int index, const ClockState& state, const std::optional<Clock>& shown, const SpanValue& limit, const Words& label) {
  const std::string limit_text = state.has_limit ? show_span(state.limit) : limit.known() ? show_span(limit) : "";
  // Tests of one clock share a lane; a clock without a limit of its own gets one for each limit it is held against.
  const std::string key = std::to_string(index) + "/" + label.zh + "/" + limit_text;
  const std::string& code = out_.indicators.back().code;
  if (const auto it = seen_.find(key); it != seen_.end()) {
    auto& by = out_.clocks[it->second].indicators;
    if (by.back() != code) by.push_back(code);
    return;
  }
  ClockLane lane;
  if (state.start == ClockState::Start::kNever) lane.note = {"未开始", "not started"};
  else if (state.start == ClockState::Start::kMissing || !shown) lane.note = {"未知", "unknown"};
  else lane = lane_of(*shown, state.doubtful, now_);
  lane.label = label;
  lane.named = !ev_.program().clocks[static_cast<size_t>(index)].name.empty();
  lane.limit = limit_text;
  lane.indicators = {code};
  seen_[key] = out_.clocks.size();
  out_.clocks.push_back(std::move(lane));
  if (!calendar_ && state.clock.calendar) calendar_ = state.clock.calendar;
}

std::vector<DrawnEvent> Drafter::happened(const Row& row) const {
  std::vector<DrawnEvent> out;
  const auto& fields = ev_.reader().model_of(row).fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const int field = static_cast<int>(f);
    const bool used = used_.count({row.table->model, field}) != 0;
    if (fields[f].type == model::FieldType::kEvent) {
      const Instant at = ev_.reader().event(row, field);
      if (at != kNever) out.push_back({fields[f].name, at, used, false});
    } else if (used && (fields[f].type == model::FieldType::kDate || fields[f].type == model::FieldType::kInstant)) {
      const Value v = ev_.reader().plain(row, field, false);
      if (!v.missing) out.push_back({fields[f].name, fields[f].type == model::FieldType::kDate ? opening(v.word) : v.word, true, true});
    }
  }
  std::stable_sort(out.begin(), out.end(), [](const DrawnEvent& a, const DrawnEvent& b) { return a.at < b.at; });
  return out;
}

void Drafter::rows(const model::RecordModel& model, int field) {
  const Row& record = ev_.record();
  const auto& f = model.fields[static_cast<size_t>(field)];
  const columns::Table* table = ev_.reader().list(record, field);
  if (!table) return;
  size_t number = 0;
  for (const size_t r : ev_.reader().known_rows(record, field)) {
    DrawnRow row;
    row.list = f.name;
    row.label = row_label(ev_.reader(), {table, r}, ++number);
    row.events = happened({table, r});
    row.used = std::any_of(row.events.begin(), row.events.end(), [](const DrawnEvent& e) { return e.used; });
    if (!row.events.empty()) out_.rows.push_back(std::move(row));
  }
}

void Drafter::events() {
  out_.events = happened(ev_.record());
  const model::RecordModel& model = ev_.reader().model_of(ev_.record());
  for (size_t f = 0; f < model.fields.size(); ++f)
    if (model.fields[f].type == model::FieldType::kRows) rows(model, static_cast<int>(f));
}

void Drafter::days() {
  if (!calendar_ && ev_.program().calendar != typed::kNone) calendar_ = ev_.calendar(ev_.program().calendar);
  if (!calendar_) return;
  out_.calendar = calendar_->name();
  out_.office = calendar_->office();
  DayNumber told = 0, next = day_number(kMinInstant);
  for (const AxisPiece& piece : out_.axis) {
    if (piece.folded) continue;
    // Two pieces may lie in one day: it is told once.
    for (DayNumber d = std::max(day_number(piece.from), next); opening(d) < piece.until && told < kMostDays; next = ++d, ++told) {
      const auto* e = calendar_->exception(d);
      DayRun run{opening(d), opening(d + 1), calendar_->works(d) ? DayKind::kWork : DayKind::kRest, "", !calendar_->unpublished(d, d)};
      if (e) run.kind = e->work ? DayKind::kMakeUp : DayKind::kHoliday, run.name = e->name;
      auto& runs = out_.days;
      if (!runs.empty() && runs.back().until == run.from && runs.back().kind == run.kind && runs.back().name == run.name && runs.back().published == run.published)
        runs.back().until = run.until;
      else
        runs.push_back(std::move(run));
    }
  }
}

Drawing Drafter::finish() {
  if (now_ < kNever - 1) out_.as_of = now_;
  out_.cards = ev_.program().cards;
  events();
  out_.axis = axis_of(out_);
  days();
  return std::move(out_);
}

}  // namespace zs::oracle

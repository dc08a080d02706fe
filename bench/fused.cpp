// Deliberately not the engine: no table of ours, no interval, no missing value; what a good programmer writes for one
// office in an afternoon, and has to write again when the regulation changes.
#include "bench/contestants.h"

#include <algorithm>

namespace zs::bench {

namespace {

/// work[d - first]: working days before day d; nth[k]: the day of the k-th working day (0-based).
struct WorkDays {
  Day first = 19'000;
  std::vector<int32_t> before;
  std::vector<Day> nth;

  explicit WorkDays(const bytecode::Calendar& c) {
    size_t x = 0;
    while (x < c.exceptions.size() && c.exceptions[x].first < first) ++x;
    for (Day d = first; d < first + 4'000; ++d) {
      before.push_back(static_cast<int32_t>(nth.size()));
      bool works = (c.works >> ((d + 3) % 7) & 1) != 0;  // day 0 was a Thursday
      if (x < c.exceptions.size() && c.exceptions[x].first == d) works = c.exceptions[x++].second != 0;
      if (works) nth.push_back(d);
    }
  }
  int32_t upto(Day d) const { return before[static_cast<size_t>(d - first)]; }
  bool works(Day d) const { return upto(d + 1) != upto(d); }
  /// 24:00 of the n-th working day after d.
  Instant due(Day d, int n) const { return start_of(nth[static_cast<size_t>(upto(d + 1) + n - 1)] + 1); }
};

}  // namespace

struct FusedLoop::Columns {
  WorkDays days;
  Instant t;
  size_t n;
  const int64_t *accepted, *done, *accepted_in, *done_in, *uploaded;
  std::vector<int32_t> item;                 // row of the item
  std::vector<int32_t> limit;                // of the item
  std::vector<uint8_t> licence;
  const uint32_t *step_at, *correction_at, *special_at, *fee_at;
  const int64_t *step_start, *step_end, *step_start_in, *step_end_in;
  std::vector<int8_t> step_place;            // place in the flow, -1 none (flows are equal)
  const int64_t *notice, *confirmed, *special_from, *special_to;
  const int64_t *amount, *fee_due, *reduced, *fee_time;
  const int32_t *fee_basis, *reduce_basis;
  std::vector<uint8_t> fee_known;            // among the item's fees
  explicit Columns(const bytecode::Calendar& c) : days(c) {}
};

namespace {

std::string_view word(const columns::Table& t, int32_t code) { return (*t.strings)[code]; }

}  // namespace

FusedLoop::FusedLoop(const bytecode::Program& p, const Office& o) {
  auto c = std::make_shared<Columns>(p.calendars[0]);
  const auto& models = p.models;
  auto of = [&](const columns::Table& t, const char* name) -> const columns::Column& { return t.columns[static_cast<size_t>(field_of(models, t.model, name))]; };
  const columns::Table& t = o.cases;
  c->t = o.as_of;
  c->n = t.size;
  c->accepted = of(t, "受理时间").values.data();
  c->done = of(t, "办结时间").values.data();
  c->accepted_in = of(t, "受理数据接收时间").values.data();
  c->done_in = of(t, "办结数据接收时间").values.data();
  c->uploaded = of(t, "证照上传时间").values.data();
  for (int32_t code : of(t, "实施编码").codes) c->item.push_back(std::atoi(std::string(word(t, code).substr(1)).c_str()));
  for (int64_t s : of(o.items, "承诺时限").values) c->limit.push_back(static_cast<int32_t>(span_number(s) / kDecimalOne));
  const int kind = models.models[static_cast<size_t>(o.items.model)].fields[static_cast<size_t>(field_of(models, o.items.model, "结果类型"))].enumeration;
  for (int64_t v : of(o.items, "结果类型").values) c->licence.push_back(models.enumerations[static_cast<size_t>(kind)].labels[static_cast<size_t>(v)].label == "证照");
  const columns::Column &steps = of(t, "环节"), &corrections = of(t, "补正"), &specials = of(t, "特别程序"), &fees = of(t, "收费");
  c->step_at = steps.offsets.data();
  c->correction_at = corrections.offsets.data();
  c->special_at = specials.offsets.data();
  c->fee_at = fees.offsets.data();
  c->step_start = of(*steps.rows, "开始时间").values.data();
  c->step_end = of(*steps.rows, "结束时间").values.data();
  c->step_start_in = of(*steps.rows, "开始数据接收时间").values.data();
  c->step_end_in = of(*steps.rows, "结束数据接收时间").values.data();
  static constexpr const char* kFlow[] = {"收件", "受理", "审查", "决定", "制证"};
  for (int32_t code : of(*steps.rows, "环节名称").codes) {
    const auto at = std::find(std::begin(kFlow), std::end(kFlow), word(t, code));
    c->step_place.push_back(at == std::end(kFlow) ? int8_t{-1} : static_cast<int8_t>(at - std::begin(kFlow)));
  }
  c->notice = of(*corrections.rows, "告知时间").values.data();
  c->confirmed = of(*corrections.rows, "补齐确认时间").values.data();
  c->special_from = of(*specials.rows, "开始时间").values.data();
  c->special_to = of(*specials.rows, "结束时间").values.data();
  c->amount = of(*fees.rows, "收费金额").values.data();
  c->fee_due = of(*fees.rows, "应收金额").values.data();
  c->reduced = of(*fees.rows, "减免金额").values.data();
  c->fee_time = of(*fees.rows, "收费时间").values.data();
  c->fee_basis = of(*fees.rows, "收费依据").codes.data();
  c->reduce_basis = of(*fees.rows, "减免依据").codes.data();
  for (int32_t code : of(*fees.rows, "收费项目").codes) c->fee_known.push_back(word(t, code) == "工本费" || word(t, code) == "检测费");
  c_ = c;
}

Counts FusedLoop::run() const {
  const Columns& c = *c_;
  const WorkDays& w = c.days;
  const Instant t = c.t;
  const Day today = day_of(t);
  Counts n{};
  for (size_t i = 0; i < c.n; ++i) {
    const Instant s = c.accepted[i], e = c.done[i] <= t ? c.done[i] : kNever;
    if (s <= t) {
      // Days of the limit: working days after day s, without those that a pause touches.
      const Day first = day_of(s) + 1;
      const Day last = day_of(std::min(t, e));
      int32_t used_by_end = w.upto(last) - w.upto(std::min(first, last)), used_by_today = w.upto(today) - w.upto(std::min(first, today));
      bool touched_today = false;
      auto pause = [&](Instant a, Instant b) {
        if (a > t || a >= b) return;
        if (b > t) b = kNever;
        const Day from = std::max(day_of(a), first);
        const Day to = b == kNever ? w.first + 3'900 : day_of(b - 1) + 1;  // exclusive
        auto overlap = [&](Day end) { return to <= from || end <= from ? 0 : w.upto(std::min(to, end)) - w.upto(from); };
        used_by_end -= overlap(last);
        used_by_today -= overlap(today);
        touched_today |= from <= today && today < to;
      };
      for (uint32_t k = c.correction_at[i]; k < c.correction_at[i + 1]; ++k) pause(c.notice[k], c.confirmed[k]);
      for (uint32_t k = c.special_at[i]; k < c.special_at[i + 1]; ++k) pause(c.special_from[k], c.special_to[k]);
      const int32_t limit = c.limit[static_cast<size_t>(c.item[i])];
      const bool over = used_by_end >= limit;
      const int32_t standing = used_by_today + (today >= first && w.works(today) && !touched_today ? 1 : 0);
      n[0] += over;
      n[1] += !over && t < e && standing >= limit - 2;
      n[2] += over;
    }
    if (c.licence[static_cast<size_t>(c.item[i])] && e <= t && c.uploaded[i] > t) {
      const Instant warn = w.due(day_of(e), 3), red = w.due(day_of(warn), 3);
      n[3] += warn <= t && t < red;
      n[4] += red <= t;
    }
    auto late = [&](Instant at, Instant in) { return at <= t && std::min(in <= t ? in : kNever, t) > at + 86'400; };
    bool lag = late(c.accepted[i], c.accepted_in[i]) || late(c.done[i], c.done_in[i]);
    bool disorder = false;
    for (uint32_t k = c.step_at[i]; k < c.step_at[i + 1]; ++k) {
      lag |= late(c.step_start[k], c.step_start_in[k]) || late(c.step_end[k], c.step_end_in[k]);
      if (c.step_place[k] < 0 || c.step_start[k] > t) continue;
      for (uint32_t j = c.step_at[i]; j < c.step_at[i + 1]; ++j)
        disorder |= c.step_place[j] > c.step_place[k] && c.step_start[j] < c.step_start[k];
    }
    n[5] += lag;
    n[6] += disorder;
    bool fee = false;
    for (uint32_t k = c.fee_at[i]; k < c.fee_at[i + 1]; ++k)
      fee |= c.fee_time[k] <= t && (c.fee_basis[k] < 0 || !c.fee_known[k] || (c.fee_due[k] != kMissing && c.amount[k] > c.fee_due[k]) ||
                                    (c.reduced[k] != kMissing && c.reduced[k] > 0 && c.reduce_basis[k] < 0));
    n[7] += fee;
  }
  return n;
}

}  // namespace zs::bench

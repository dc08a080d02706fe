// Clocks and their pauses. A row without pauses is arithmetic on prefix tables; a row with pauses is stepped through.
#include "runtime/vm/clock_question.h"
#include "runtime/vm/frame.h"
#include "runtime/vm/kernels_dense.h"
#include "runtime/vm/pauses.h"

#include <algorithm>
#include <optional>

namespace zs::vm {

using temporal::Pause;
using temporal::Pauses;

void merge_pauses(std::vector<Pause>& all, size_t from) {
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(from);
  if (all.end() - first < 2) return;
  std::sort(first, all.end(), [](const Pause& x, const Pause& y) { return x.a < y.a; });
  auto out = first;
  for (auto p = first + 1; p != all.end(); ++p) {
    if (p->a <= out->b) out->b = std::max(out->b, p->b);
    else *++out = *p;
  }
  all.erase(out + 1, all.end());
}

std::vector<Pause> with_doubtful(const Register& r, uint32_t i) {
  const Pauses certain = r.pauses_of(i);
  std::vector<Pause> all(certain.begin(), certain.end());
  for (auto d = r.doubtful_of(i); d != r.doubtful.data() + r.doubtful.size() && d->first == i; ++d) all.push_back(d->second);
  merge_pauses(all, 0);
  return all;
}

namespace {

using temporal::Basis;
using temporal::Clock;
using temporal::ClockRules;

// ---- pauses ----------------------------------------------------------------------------------------------------------

struct PauseWriter {
  Register& out;
  explicit PauseWriter(Register& dst, uint32_t n) : out(dst) {
    out.pauses.clear();
    out.pause_offsets.assign(n + size_t{1}, 0);
    out.pauses_unknown.assign(n, 0);
    out.doubtful.clear();
    out.any_unknown = false;
  }
  void add(uint32_t row, Instant from, Instant to, const Register* when, uint32_t when_row) {
    if (to == kMissing) to = kNever;
    if (from == kMissing || from >= to || from >= kNever) return;
    from = temporal::clock_start(from, false);
    to = temporal::clock_end(to);
    if (when && !when->may[when_row]) return;
    if (when && !when->must[when_row]) {
      out.pauses_unknown[row] = 1;
      out.doubtful.emplace_back(row, Pause{from, to});
      out.any_unknown = true;
      return;
    }
    out.pauses.push_back({from, to});
  }
  void end_row(uint32_t row) {
    merge_pauses(out.pauses, out.pause_offsets[row]);
    out.pause_offsets[row + 1] = static_cast<uint32_t>(out.pauses.size());
  }
};

void pause_rows(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const uint32_t* const at = op.src[0]->domain.offsets;
  const int64_t *const from = op.src[1]->v, *const to = op.src[2]->v;
  PauseWriter w(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) {
    for (uint32_t k = at[i]; k < at[i + 1]; ++k) w.add(i, from[k], to[k], op.src[3], k);
    w.end_row(i);
  }
}

void pause_one(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t *const from = op.src[0]->v, *const to = op.src[1]->v;
  PauseWriter w(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) {
    w.add(i, from[i], to[i], op.src[2], i);
    w.end_row(i);
  }
}

void pause_join(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Register &x = *op.src[0], &y = *op.src[1];
  for (const Register* r : {&x, &y}) {  // one side has none at all
    const Register& other = r == &x ? y : x;
    if (!other.pauses.empty() || other.any_unknown) continue;
    op.dst->pauses = r->pauses;
    op.dst->pause_offsets = r->pause_offsets;
    op.dst->pauses_unknown = r->pauses_unknown;
    op.dst->doubtful = r->doubtful;
    op.dst->any_unknown = r->any_unknown;
    return;
  }
  std::vector<Pause> pauses;
  std::vector<uint32_t> offsets(n + size_t{1}, 0);
  std::vector<uint8_t> unknown(n, 0);
  std::vector<std::pair<uint32_t, Pause>> doubtful;
  for (uint32_t i = 0; i < n; ++i) {
    for (const Register* r : {&x, &y}) {
      const Pauses p = r->pauses_of(i);
      pauses.insert(pauses.end(), p.begin(), p.end());
      unknown[i] |= r->pauses_unknown[i];
      if (!r->pauses_unknown[i]) continue;
      for (auto d = r->doubtful_of(i); d != r->doubtful.data() + r->doubtful.size() && d->first == i; ++d) doubtful.push_back(*d);
    }
    merge_pauses(pauses, offsets[i]);
    offsets[i + 1] = static_cast<uint32_t>(pauses.size());
  }
  const bool any = x.any_unknown || y.any_unknown;
  op.dst->pauses.swap(pauses);
  op.dst->pause_offsets.swap(offsets);
  op.dst->pauses_unknown.swap(unknown);
  op.dst->doubtful.swap(doubtful);
  op.dst->any_unknown = any;
}

// ---- one row of a test -----------------------------------------------------------------------------------------------

/// The answer of a test for one row. `slow` is used where `dense` is false.
struct Answer {
  bool known = true;   // false: unknown within [start, ∞), or everywhere where the start itself is missing
  bool dense = true;
  Tick a = kTickNever, b = kTickNever;  // [a, b)
};

/// `least` and `more` are {x ≥ q} and {x > q}; the six comparisons within [s, ∞).
Answer dense_test(const Clock& c, Cmp cmp, const Upward& least, const Upward& more) {
  Answer r;
  const Tick s = tick_of(c.start);
  switch (cmp) {
    case Cmp::kGe: r.a = evaluate(c, least); break;
    case Cmp::kGt: r.a = evaluate(c, more); break;
    case Cmp::kLt: r.a = s, r.b = evaluate(c, least); break;
    case Cmp::kLe: r.a = s, r.b = evaluate(c, more); break;
    case Cmp::kEq: r.a = evaluate(c, least), r.b = evaluate(c, more); break;
    case Cmp::kNe: r.dense = false; break;
  }
  return r;
}

void full_test(const Clock& c, Cmp cmp, const Upward& least, const Upward& more, Pauses p, IntervalSet& out) {
  IntervalSet x, y, part;
  const IntervalSet whole = IntervalSet::of(tick_of(c.start), kTickNever);
  if (cmp != Cmp::kGt && cmp != Cmp::kLe) evaluate(c, least, p, x);
  if (cmp != Cmp::kGe && cmp != Cmp::kLt) evaluate(c, more, p, y);
  switch (cmp) {
    case Cmp::kGe: out = x; break;
    case Cmp::kGt: out = y; break;
    case Cmp::kLt: temporal::subtract(whole, x, out); break;
    case Cmp::kLe: temporal::subtract(whole, y, out); break;
    case Cmp::kEq: temporal::subtract(x, y, out); break;
    case Cmp::kNe:
      temporal::subtract(x, y, part);
      temporal::subtract(whole, part, out);
  }
}

// ---- the kernels -----------------------------------------------------------------------------------------------------

struct Rows {
  const int64_t* start;
  const int64_t* end;
  bool start_is_date;
  const Register* pauses;

  Instant start_of_row(uint32_t i) const {
    return start[i] == kMissing || start[i] == kNever ? start[i] : temporal::clock_start(start[i], start_is_date);
  }
  Instant end_of_row(uint32_t i) const { return end[i] == kMissing ? kMissing : temporal::clock_end(end[i]); }
};

/// Writes answers row by row; the planes are made may-different only when a row is unknown.
class Writer {
 public:
  Writer(Exec& ex, const Op& op) : ex_(ex), op_(op), n_(ex.size_of(op)), shape_(op.dst->info.shape) {
    ex.thread.scratch_must.prepare(n_, shape_, ex.thread.bounds);
    unknown_.clear();
  }
  void put(uint32_t i, Tick a, Tick b) {
    Plane& p = ex_.thread.scratch_must;
    if (shape_ != Shape::D) p.out_a()[i] = a;
    if (shape_ != Shape::U) p.out_b()[i] = b;
  }
  void put(uint32_t i, const IntervalSet& s) { ex_.thread.scratch_must.put(i, s, shape_); }
  /// Unknown from `since` on.
  void unknown(uint32_t i, Tick since) {
    put(i, kTickNever, kTickAlways);
    unknown_.push_back({i, since});
  }
  /// Open between two sets.
  void open(uint32_t i, const IntervalSet& must, IntervalSet may) {
    put(i, must);
    open_.emplace_back(i, std::move(may));
  }
  void finish() {
    Thread& t = ex_.thread;
    op_.dst->exact = unknown_.empty() && open_.empty();
    if (!open_.empty()) {
      finish_may_row_by_row();
    } else if (!unknown_.empty()) {
      Plane& may = t.scratch_may;
      may.prepare(n_, shape_, t.bounds);
      if (shape_ != Shape::D) std::copy_n(t.scratch_must.a, n_, may.out_a());
      if (shape_ != Shape::U) std::copy_n(t.scratch_must.b, n_, may.out_b());
      may.spill = t.scratch_must.spill;
      may.pool = t.scratch_must.pool;
      for (const auto& [row, since] : unknown_) {
        if (shape_ != Shape::D) may.out_a()[row] = since;
        if (shape_ != Shape::U) may.out_b()[row] = kTickNever;
      }
      std::swap(op_.dst->may_plane, may);
    }
    std::swap(op_.dst->must_plane, t.scratch_must);
  }

 private:
  void finish_may_row_by_row() {
    const Plane& must = ex_.thread.scratch_must;
    Plane& may = ex_.thread.scratch_may;
    may.prepare(n_, shape_, ex_.thread.bounds);
    auto u = unknown_.begin();
    auto o = open_.begin();
    for (uint32_t i = 0; i < n_; ++i) {
      Interval one;
      if (u != unknown_.end() && u->first == i) may.put(i, IntervalSet::of((u++)->second, kTickNever), shape_);
      else if (o != open_.end() && o->first == i) may.put(i, (o++)->second, shape_);
      else may.put(i, must.view(i, one), shape_);
    }
    std::swap(op_.dst->may_plane, may);
  }

  Exec& ex_;
  const Op& op_;
  uint32_t n_;
  Shape shape_;
  std::vector<std::pair<uint32_t, Tick>> unknown_;
  std::vector<std::pair<uint32_t, IntervalSet>> open_;
};

/// Every pause only makes the count lower, so an answer lies between that without and that with all doubtful pauses.
struct Between {
  IntervalSet must, may;
};
Between in_doubt(const Clock& c, Cmp cmp, const Question& q, Pauses certain, Pauses all) {
  Between r;
  IntervalSet x, y;
  if (cmp != Cmp::kEq && cmp != Cmp::kNe) {
    full_test(c, cmp, q.least, q.more, certain, x);
    full_test(c, cmp, q.least, q.more, all, y);
    temporal::intersect(x, y, r.must);
    temporal::unite(x, y, r.may);
    return r;
  }
  const Between ge = in_doubt(c, Cmp::kGe, q, certain, all), le = in_doubt(c, Cmp::kLe, q, certain, all);
  temporal::intersect(ge.must, le.must, r.must);
  temporal::intersect(ge.may, le.may, r.may);
  if (cmp == Cmp::kEq) return r;
  const IntervalSet whole = IntervalSet::of(tick_of(c.start), kTickNever);
  temporal::subtract(whole, r.may, x);
  temporal::subtract(whole, r.must, y);
  return {x, y};
}

/// {used ≥ m seconds of clock time} of every row, where nothing is missing and nothing pauses. False: not done.
bool plain_seconds(Exec& ex, const Op& op, const Rows& rows, const Question& q) {
  const Upward& u = q.cmp == Cmp::kGt ? q.more : q.least;
  const uint32_t n = ex.size_of(op);
  if (q.basis != Basis::kClockSeconds || (q.cmp != Cmp::kGt && q.cmp != Cmp::kGe) || u.what != Upward::What::kAtLeast) return false;
  if (u.m < 1 || u.m > kNever || op.dst->info.shape != Shape::U || rows.start_is_date || rows.pauses) return false;
  if (dense::contains(rows.start, kMissing, n) || dense::contains(rows.end, kMissing, n)) return false;
  ex.thread.scratch_must.prepare(n, Shape::U, ex.thread.bounds);
  dense::after_seconds(rows.start, rows.end, u.m, ex.thread.scratch_must.out_a(), n);
  op.dst->exact = true;
  std::swap(op.dst->must_plane, ex.thread.scratch_must);
  return true;
}

/// Asks every row's clock; `spans(i)` are the row's, `ask(spans)` is the question that they make.
template <class Get, class Ask>
void run(Exec& ex, const Op& op, const ClockRules& rules, const Rows& rows, bool one_question, Get spans, Ask ask) {
  const uint32_t n = ex.size_of(op);
  Questions<Ask> questions(ask);
  if (one_question && n > 0)
    if (const auto& q = questions(spans(0)); q && plain_seconds(ex, op, rows, *q)) return;
  Writer w(ex, op);
  IntervalSet& set = ex.thread.set_a;
  for (uint32_t i = 0; i < n; ++i) {
    const Instant s = rows.start_of_row(i), e = rows.end_of_row(i);
    if (s == kNever) {
      w.put(i, kTickNever, kTickAlways);
      continue;
    }
    if (s == kMissing) {
      w.unknown(i, kTickAlways);
      continue;
    }
    const std::optional<Question>& q = questions(spans(i));
    if (!q || e == kMissing) {
      w.unknown(i, tick_of(s));
      continue;
    }
    const Clock clock{rules, q->basis, s, e};
    if (rows.pauses && rows.pauses->pauses_unknown[i]) {
      const std::vector<Pause> all = with_doubtful(*rows.pauses, i);
      Between r = in_doubt(clock, q->cmp, *q, rows.pauses->pauses_of(i), {all.data(), all.size()});
      w.open(i, r.must, std::move(r.may));
      continue;
    }
    const Pauses pauses = rows.pauses ? rows.pauses->pauses_of(i) : Pauses{};
    if (pauses.size == 0 && q->cmp != Cmp::kNe) {
      const Answer a = dense_test(clock, q->cmp, q->least, q->more);
      w.put(i, a.a, a.b);
    } else {
      full_test(clock, q->cmp, q->least, q->more, pauses, set);
      w.put(i, set);
    }
  }
  w.finish();
}

const int64_t* v_of(const Register* r) { return r ? r->v : nullptr; }

void clock_used(Exec& ex, const Op& op) {
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const bytecode::ClockTest& test = ex.image.program->clock_tests[static_cast<size_t>(op.imm)];
  const int64_t *const threshold = op.src[2]->v, *const limit = v_of(op.src[3]);
  const bool one = !dense::varies(threshold, ex.size_of(op)) && (!limit || !dense::varies(limit, ex.size_of(op)));
  run(ex, op, rules, {op.src[0]->v, op.src[1]->v, test.start_is_date, op.src[4]}, one, [=](uint32_t i) { return Spans{limit ? limit[i] : 0, threshold[i]}; },
      [&](const Spans& s) { return used(rules, test.cmp, s.threshold, limit ? &s.limit : nullptr); });
}

void clock_left(Exec& ex, const Op& op) {
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const bytecode::ClockTest& test = ex.image.program->clock_tests[static_cast<size_t>(op.imm)];
  const int64_t *const limit = op.src[2]->v, *const threshold = op.src[3]->v, *const difference = v_of(op.src[4]);
  run(ex, op, rules, {op.src[0]->v, op.src[1]->v, test.start_is_date, op.src[5]}, false,
      [=](uint32_t i) { return Spans{limit[i], threshold[i], difference ? difference[i] : 0}; },
      [&](const Spans& s) { return left(rules, test.cmp, s.limit, s.threshold, difference ? &s.difference : nullptr); });
}

template <bool roll>
void clock_over(Exec& ex, const Op& op) {
  const ClockRules& rules = ex.image.clocks[static_cast<size_t>(op.imm)];
  const bytecode::ClockTest& test = ex.image.program->clock_tests[static_cast<size_t>(op.imm)];
  const int64_t* const limit = op.src[2]->v;
  run(ex, op, rules, {op.src[0]->v, op.src[1]->v, test.start_is_date, op.src[3]}, !dense::varies(limit, ex.size_of(op)),
      [=](uint32_t i) { return Spans{limit[i]}; }, [&](const Spans& s) { return overdue(rules, s.limit, roll && rules.roll_over); });
}

void clock_run(Exec& ex, const Op& op) {
  const bytecode::ClockTest& test = ex.image.program->clock_tests[static_cast<size_t>(op.imm)];
  const Rows rows{op.src[0]->v, op.src[1]->v, test.start_is_date, nullptr};
  Writer w(ex, op);
  for (uint32_t i = 0; i < ex.size_of(op); ++i) {
    const Instant s = rows.start_of_row(i);
    if (s == kMissing) w.unknown(i, kTickAlways);
    else if (s == kNever) w.put(i, kTickNever, kTickAlways);
    else if (rows.end[i] == kMissing) w.unknown(i, tick_of(s));
    else w.put(i, tick_of(s), tick_of(rows.end_of_row(i)));
  }
  w.finish();
}

void clock_pause(Exec& ex, const Op& op) {
  const bytecode::ClockTest& test = ex.image.program->clock_tests[static_cast<size_t>(op.imm)];
  const Rows rows{op.src[0]->v, op.src[1]->v, test.start_is_date, op.src[2]};
  Writer w(ex, op);
  IntervalSet& set = ex.thread.set_a;
  for (uint32_t i = 0; i < ex.size_of(op); ++i) {
    const Instant s = rows.start_of_row(i), e = rows.end_of_row(i);
    if (s == kMissing) {
      w.unknown(i, kTickAlways);
    } else if (s != kNever && e == kMissing) {
      w.unknown(i, tick_of(s));
    } else {
      const auto within = [&](Pauses pauses, IntervalSet& out) {
        out.clear();
        for (const Pause& p : pauses) out.append(tick_of(std::max(p.a, s)), tick_of(std::min(p.b, e)));
      };
      within(rows.pauses && s != kNever ? rows.pauses->pauses_of(i) : Pauses{}, set);
      if (rows.pauses && s != kNever && rows.pauses->pauses_unknown[i]) {
        const std::vector<Pause> all = with_doubtful(*rows.pauses, i);
        IntervalSet may;
        within({all.data(), all.size()}, may);
        w.open(i, set, std::move(may));
      } else {
        w.put(i, set);
      }
    }
  }
  w.finish();
}

}  // namespace

Kernel clock_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kPauseRows: return pause_rows;
    case Opcode::kPauseOne: return pause_one;
    case Opcode::kPauseJoin: return pause_join;
    case Opcode::kClockUsed: return clock_used;
    case Opcode::kClockLeft: return clock_left;
    case Opcode::kClockOver: return clock_over<true>;
    case Opcode::kClockSpan: return clock_over<false>;
    case Opcode::kClockRun: return clock_run;
    case Opcode::kClockPause: return clock_pause;
    default: return nullptr;
  }
}

}  // namespace zs::vm

#include "runtime/vm/standing.h"

#include "runtime/vm/kernels_dense.h"

#include <bit>
#include <cstring>

namespace zs::vm {

namespace {

using bytecode::kNoReg;

/// How many bytes of x and y are both 1; the others are 0.
ZS_KERNEL uint64_t ones(const uint8_t* x, const uint8_t* y, uint32_t n) {
  uint64_t count = 0;
  uint32_t i = 0;
  for (; i + 8 <= n; i += 8) {
    uint64_t a, b;
    std::memcpy(&a, x + i, 8);
    std::memcpy(&b, y + i, 8);
    count += static_cast<uint64_t>(std::popcount(a & b));
  }
  for (; i < n; ++i) count += x[i] & y[i];
  return count;
}

/// part = must ∖ higher ∖ silenced; then higher takes must in.
ZS_KERNEL void take(const uint8_t* __restrict must, const uint8_t* __restrict silenced, uint8_t* __restrict higher, uint8_t* __restrict part, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) part[i] = must[i] & (higher[i] ^ 1) & (silenced[i] ^ 1);
  for (uint32_t i = 0; i < n; ++i) higher[i] |= must[i];
}

/// Undecided: may but not must where nothing certain is higher or silences it, and what only may be silenced.
ZS_KERNEL void leave_open(const uint8_t* __restrict must, const uint8_t* __restrict may, const uint8_t* __restrict higher, const uint8_t* __restrict silenced,
                          const uint8_t* __restrict silenced_may, uint8_t* __restrict open, uint32_t n) {
  for (uint32_t i = 0; i < n; ++i) {
    const uint8_t free = (higher[i] ^ 1) & (silenced[i] ^ 1);
    open[i] |= static_cast<uint8_t>((may[i] & (must[i] ^ 1) & free) | (must[i] & free & silenced_may[i]));
  }
}

}  // namespace

Standing::Standing(const Image& image, int model)
    : image_(image), model_(model), moment_(*image.moments[static_cast<size_t>(image.function_of_model[static_cast<size_t>(model)])]),
      frame_(image, moment_.function) {}

void Standing::start(const columns::Table& table, const RunOptions& options) {
  table_ = &table;
  pruned_ = options.as_of.has_value();
  as_of_ = options.as_of.value_or(kNever - 1);
  thread_.texts.start_run(image_.dictionary, *table.strings);
}

void Standing::batch(uint32_t first, uint32_t n, Counts& out) {
  thread_.texts.start_batch();
  frame_.run(thread_, *table_, first, n, nullptr, as_of_);
  judge(first, n, out);
  const auto& indicators = image_.indicators_of_model[static_cast<size_t>(model_)];
  for (size_t k = 0; k < indicators.size(); ++k) cards(moment_.indicators[k], n, out.cards[indicators[k]], out.undecided[indicators[k]]);
}

/// Which records are judged, and which at T. A record is unknown yet where all its events lie after T; out of force where the
/// rule set judges it at no instant.
void Standing::judge(uint32_t first, uint32_t n, Counts& out) {
  uint8_t* const at = judged_.reserve(n);
  const uint8_t* const known = frame_[moment_.known].must;
  const uint64_t known_count = pruned_ ? ones(known, known, n) : n;
  out.unknown_yet += n - known_count;
  const uint64_t out_before = out.out_of_force;
  if (moment_.how == Moment::Judged::kAlways) {
    std::memset(at, 1, n);
  } else if (moment_.how == Moment::Judged::kPeriod) {
    judge_period(first, n, out);
  } else {
    const Plane& set = frame_[moment_.judged].must_plane;
    Interval one;
    for (uint32_t i = 0; i < n; ++i) {
      at[i] = temporal::contains(set.view(i, one), as_of_);
      out.out_of_force += temporal::is_empty(set.a[i], set.b[i]) && (!pruned_ || known[i]);
    }
  }
  out.evaluated += known_count - (out.out_of_force - out_before);
}

/// Where the governing event lies within the period, the record is judged from its first event or from then on. Otherwise its
/// first event must be known, which takes all its columns.
void Standing::judge_period(uint32_t first, uint32_t n, Counts& out) {
  const bytecode::Force& f = image_.program->forces[static_cast<size_t>(moment_.force)];
  const Instant from = f.from ? start_of(*f.from) : kAlways, until = f.until ? start_of(*f.until) : kNever;
  const bool limited = from != kAlways || until != kNever;
  const auto within = [=](Instant t) { return from <= t && t < until; };
  const int64_t* const governing = moment_.governing == kNoReg ? nullptr : frame_[moment_.governing].v;
  const uint8_t* const known = frame_[moment_.known].must;
  uint8_t *const at = judged_.reserve(n), *const wanted = wanted_.reserve(n);
  size_t some = 0;
  for (uint32_t i = 0; i < n; ++i) {
    at[i] = governing && within(governing[i]) && governing[i] <= as_of_;
    wanted[i] = at[i] ^ 1;
    some += wanted[i];
  }
  if (some == 0) return;
  least_of(first, n, some);
  for (uint32_t i = 0; i < n; ++i) {
    if (!wanted[i]) continue;
    const Instant least = least_.data()[i];
    const bool none = least == kAlways;
    const Instant g = governing && !none ? governing[i] : kNever;
    const Instant start = none ? (limited ? kNever : kAlways) : within(least) ? least : within(g) ? g : kNever;
    const Instant end = within(g) ? kNever : g;
    at[i] = start <= as_of_ && as_of_ < end;
    out.out_of_force += start >= end && (!pruned_ || known[i]);
  }
}

/// The least events of the wanted rows, as `least` gives them.
void Standing::least_of(uint32_t first, uint32_t n, size_t wanted) {
  int64_t* const out = least_.reserve(n);
  std::fill_n(out, n, kNever);
  if (wanted * 8 > n) least_events(image_, *table_, first, n, out);
  for (uint32_t i = 0; i < n; ++i) {
    if (wanted * 8 <= n && wanted_.data()[i]) least_events(image_, *table_, first + i, 1, out + i);
    out[i] = out[i] == kNever ? kAlways : out[i] > as_of_ ? kNever : out[i];
  }
}

void Standing::cards(const Moment::Cards& c, uint32_t n, std::span<Counts::Card> out, uint64_t& undecided) {
  const Register* const silenced = c.silenced == kNoReg ? nullptr : &frame_[c.silenced];
  bool exact = !silenced || silenced->exact;
  size_t shows = 0;
  for (const bytecode::Reg r : c.own) {
    exact = exact && (r == kNoReg || frame_[r].exact);
    shows += r != kNoReg;
  }
  const uint8_t* const judged = judged_.data();
  uint8_t *const higher = higher_.reserve(n), *const part = part_.reserve(n), *const open = open_.reserve(n);
  const bool simple = exact && !silenced && shows == 1;
  uint8_t* none = nullptr;
  if (!simple) {
    std::memset(higher, 0, n);
    if (!exact) std::memset(open, 0, n);
    if (!silenced) std::memset(none = thread_.bytes.reserve(n), 0, n);
  }
  for (size_t card = c.own.size(); card-- > 0;) {
    if (c.own[card] == kNoReg) continue;
    const Register& own = frame_[c.own[card]];
    if (simple) {
      out[card].on_table += ones(own.must, judged, n);
      continue;
    }
    const uint8_t* const silence = silenced ? silenced->must : none;
    if (!exact) leave_open(own.must, own.may, higher, silence, silenced ? silenced->may : none, open, n);
    take(own.must, silence, higher, part, n);
    out[card].on_table += ones(part, judged, n);
  }
  if (!exact) undecided += ones(open, judged, n);
}

}  // namespace zs::vm

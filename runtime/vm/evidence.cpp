#include "runtime/vm/evidence.h"

#include "runtime/vm/show.h"

#include <algorithm>

namespace zs::vm {

using bytecode::Detail;
using bytecode::DetailCard;
using bytecode::DetailSituation;
using bytecode::kNoReg;
using bytecode::Why;

namespace {

void add_once(std::vector<std::string>& list, const std::string& item) {
  if (!item.empty() && std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

/// Rows of `inner`, a domain below (or the same as) `outer`, that belong to `row` of it.
std::pair<uint32_t, uint32_t> rows_of(const Domain& inner, const Domain& outer, uint32_t row) {
  if (&inner == &outer) return {row, row + 1};
  std::vector<const Domain*> way;
  for (const Domain* d = &inner; d != &outer; d = d->parent) {
    if (!d->parent) return {row, row + 1};
    way.push_back(d);
  }
  uint32_t from = row, to = row + 1;
  for (auto d = way.rbegin(); d != way.rend(); ++d) from = (*d)->offsets[from], to = (*d)->offsets[to];
  return {from, to};
}

bool is_below(const Domain& inner, const Domain& outer) {
  for (const Domain* d = &inner; d; d = d->parent)
    if (d == &outer) return true;
  return false;
}

bool open_at(const Register& r, uint32_t row, Instant t) {
  if (r.exact) return false;
  if (r.info.cls == RegClass::T) return r.must[row] != r.may[row];
  Interval must_one, may_one;
  return temporal::contains(r.may_plane.view(row, may_one), t) && !temporal::contains(r.must_plane.view(row, must_one), t);
}

bool always(const Register& r, uint32_t row) {
  if (r.info.cls == RegClass::T) return r.must[row];
  Interval one;
  const auto v = r.must_plane.view(row, one);
  return v.size == 1 && v.data[0].a <= kTickAlways && v.data[0].b >= kTickNever;
}

bool holds(Why::Ask ask, const Register& r, uint32_t row, Instant t) {
  switch (ask) {
    case Why::Ask::kOpen: case Why::Ask::kHeld: return open_at(r, row, t);
    case Why::Ask::kAlways: return always(r, row);
    case Why::Ask::kNoValue: return r.v[row] == kMissing;
    case Why::Ask::kNoSpan: return !span_known(r.v[row]);
    case Why::Ask::kNoNumber: return r.v[row] < kSpanNoNumber + 16;
    case Why::Ask::kNoUnit: return r.v[row] == kMissing || span_unit(r.v[row]) == Unit::kNoUnit;
    case Why::Ask::kNoList: return r.l[row].size < 0;
  }
  return false;
}

}  // namespace

OpenCards open_cards(const Judge& judge, size_t cards, uint32_t row, Instant t) {
  OpenCards open;
  open.cards.assign(cards, 0);
  Interval a, b;
  const bool silent = temporal::contains(judge.silence(row, true, a), t);
  open.silence = !silent && temporal::contains(judge.silence(row, false, b), t);
  bool higher = false;
  for (size_t c = cards; c-- > 0;) {
    const bool must = temporal::contains(judge.own(c, row, true, a), t);
    open.cards[c] = !higher && !silent && !must && temporal::contains(judge.own(c, row, false, b), t);
    higher = higher || must;
  }
  return open;
}

Evidence::Evidence(const Image& image, const Thread& thread, const bytecode::Indicator& indicator, const Frame& frame, Instant as_of)
    : image_(image), thread_(thread), indicator_(indicator), frame_(frame), as_of_(as_of) {}

std::string Evidence::reason(const std::vector<bytecode::ReasonPart>& parts, const Domain& domain, uint32_t row, Tick onset) const {
  std::string out;
  for (const auto& part : parts) out += show_part(image_, thread_, frame_, part, domain, row, onset);
  return out;
}

void Evidence::describe(uint32_t i, findings::Finding& f) const {
  // Up to T: what the row would come to carry by itself is not part of it yet.
  const Interval within{f.onset, std::min(f.cleared, tick_of(as_of_ + 1))};
  std::vector<std::string> clauses;
  for (const std::string& c : indicator_.clauses) add_once(clauses, c);
  const DetailSituation* reasoned = nullptr;
  uint32_t reasoned_row = 0;
  bool lit = false;  // does the row that gives the reason hold at the onset?
  Interval one;
  // In the order written: 情形, its 当 clauses, its rows. The action of a clause counts where that clause holds.
  for (const DetailSituation& s : indicator_.detail.situations) {
    const auto [from, to] = rows_of(frame_[s.domain].domain, frame_.records(), i);
    for (const DetailCard& card : s.cards) {
      if (card.card != f.card) continue;
      for (uint32_t row = from; row < to; ++row) {
        if (!temporal::overlaps(frame_[card.reg].must_plane.view(row, one), {&within, 1})) continue;
        for (const std::string& a : card.actions) add_once(f.actions, a);
        for (const std::string& c : s.clauses) add_once(clauses, c);
        if (s.reason.empty()) continue;
        const auto own = frame_[card.reg].must_plane.view(row, one);
        const bool here = std::any_of(own.begin(), own.end(), [&](const Interval& x) { return x.a <= f.onset && f.onset < x.b; });
        if (!reasoned || here > lit || (here == lit && reasoned == &s && row < reasoned_row)) reasoned = &s, reasoned_row = row, lit = here;
      }
    }
  }
  for (const std::string& c : clauses) f.clause += (f.clause.empty() ? "" : "；") + c;
  f.reason = reasoned ? reason(reasoned->reason, frame_[reasoned->domain].domain, reasoned_row, f.onset)
                      : reason(indicator_.detail.reason, frame_.records(), i, f.onset);
}

// ---- missing names ---------------------------------------------------------------------------------------------------

struct Evidence::Walk {
  const Evidence& e;
  std::vector<std::string>& names;
  // A hostile pack may share conditions so that the walk doubles at every level; honest ones stay far below.
  static constexpr uint32_t kMostSteps = 1'000'000;
  uint32_t steps = 0;

  const Detail& detail() const { return e.indicator_.detail; }

  /// Has the row of a nested list happened by t? Rows dropped as of T never have.
  bool visible(const Domain& d, uint32_t row, Instant t) const {
    if (!d.parent) return true;
    int64_t least = kNever;
    least_events(e.image_, *d.table, d.row(row), 1, &least);
    return least == kNever || least <= t;
  }

  /// Calls f(row) for the rows of r's domain that stand for `row` of `domain`: the row itself or the one that holds it, or
  /// the rows below the nearest that holds both.
  template <class F>
  void each(Reg r, const Domain& domain, uint32_t row, Instant t, F f) const {
    const Domain& d = e.frame_.domain_of(r);
    const Domain* common = &domain;
    while (common && !is_below(d, *common)) common = common->parent;
    if (!common) return;
    const auto [from, to] = rows_of(d, *common, row_in(*common, domain, row));
    for (uint32_t k = from; k < to; ++k)
      if (&d == common || visible(d, k, t)) f(d, k);
  }

  void ask(uint32_t index, const Domain& domain, uint32_t row, Instant t) {
    const Why& why = detail().whys[index];
    if (steps++ > kMostSteps) return;
    each(why.reg, domain, row, t, [&](const Domain& d, uint32_t k) {
      if (!holds(why.ask, e.frame_[why.reg], k, t)) return;
      const size_t before = names.size();
      add_once(names, why.name);
      for (const uint32_t child : why.children) ask(child, d, k, t);
      if (names.size() == before && why.ask == Why::Ask::kHeld) held(why, d, k, t);
    });
  }

  /// What held may be decided at t and still leave open since when: then what was undecided before is named.
  void held(const Why& why, const Domain& domain, uint32_t row, Instant t) {
    for (const uint32_t child : why.children) {
      const Reg reg = detail().whys[child].reg;
      const Register& r = e.frame_[reg];
      if (r.info.cls != RegClass::S || r.exact || &e.frame_.domain_of(reg) != &domain) continue;
      Interval must_one, may_one;
      IntervalSet open;
      temporal::subtract(r.may_plane.view(row, may_one), r.must_plane.view(row, must_one), open);
      for (const Interval& x : open)
        if (instant_of(x.a) <= t) ask(child, domain, row, std::min(t, instant_of(x.b) - 1));
    }
  }
};

std::vector<std::string> Evidence::missing(uint32_t i, const OpenCards& open) const {
  std::vector<std::string> names;
  Walk walk{*this, names};
  const Detail& d = indicator_.detail;
  std::vector<uint8_t> own(d.whys.size(), 0);  // conditions of the indicator's own clauses
  auto root_of = [&](Reg r) {
    return std::find_if(d.roots.begin(), d.roots.end(), [&](uint32_t root) { return d.whys[root].reg == r && !own[root]; });
  };
  for (const DetailSituation& s : d.situations) {
    std::vector<std::pair<uint32_t, uint8_t>> roots;  // of the situation's clauses, with their cards
    for (const DetailCard& c : s.cards) {
      const auto root = root_of(c.reg);
      if (root == d.roots.end()) continue;
      own[*root] = 1;
      roots.emplace_back(*root, c.card);
    }
    const Domain& domain = frame_[s.domain].domain;
    const auto [from, to] = rows_of(domain, frame_.records(), i);
    for (uint32_t row = from; row < to; ++row)
      if (walk.visible(domain, row, as_of_))
        for (const auto& [root, card] : roots)
          if (open.cards[card]) walk.ask(root, domain, row, as_of_);
  }
  if (open.silence)
    for (const uint32_t root : d.roots)
      if (!own[root]) walk.ask(root, frame_.records(), i, as_of_);
  return names;
}

}  // namespace zs::vm

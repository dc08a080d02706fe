#include "runtime/vm/answer.h"

#include "runtime/vm/kernels_dense.h"

namespace zs::vm {

Judge::Judge(const Lines::Cards& cards, const Frame& frame, Reg judged) : judged_(&frame[judged]) {
  for (const Reg r : cards.own) own_.push_back(r == bytecode::kNoReg ? nullptr : &frame[r]);
  if (cards.silenced != bytecode::kNoReg) silenced_ = &frame[cards.silenced];
}

void Judge::mark(Tick latest, uint8_t* marks, uint32_t n) const {
  for (const Register* r : own_)
    if (r) dense::mark(r->may_set().a, r->may_set().b, latest, marks, n);
  // What silences an indicator bounds its cards too; by itself it is only of interest where it is provisional.
  if (silenced_) dense::mark(silenced_->may_set().a, silenced_->may_set().b, kTickAlways - 1, marks, n);
  for (const Register* r : own_)
    if (r)
      for (const Spill& s : r->may_set().spill) marks[s.row] = 1;
}

SetView Judge::own(size_t card, uint32_t row, bool must, Interval& one) const {
  const Register* r = own_[card];
  if (!r) return {};
  return (must ? r->must_plane : r->may_set()).view(row, one);
}

SetView Judge::silence(uint32_t row, bool must, Interval& one) const {
  if (!silenced_) return {};
  return (must ? silenced_->must_plane : silenced_->may_set()).view(row, one);
}

void Judge::answer(uint32_t row, Answer& out) {
  out.shown.resize(own_.size());
  if (!answer_single(row, out)) answer_any(row, out);
}

namespace {
SetView view_of(const Interval& x) { return {&x, temporal::is_empty(x.a, x.b) ? size_t{0} : size_t{1}}; }
}  // namespace

/// Most rows: what must hold is one interval, nothing silences the cards. False where it is otherwise; `out` is then to be made anew.
bool Judge::answer_single(uint32_t row, Answer& out) {
  Interval judged, sil, may_one;
  if (!silence(row, false, sil).empty() || judged_->must_plane.spilled(row)) return false;
  judged = {judged_->must_plane.a[row], judged_->must_plane.b[row]};
  Interval higher;   // ⋃_{h>c} own_h.M
  bool gap = false;  // it is two intervals
  out.undated = -1;
  undecided_.clear();
  for (size_t c = own_.size(); c-- > 0;) {
    IntervalSet& shown = out.shown[c];
    shown.clear();
    if (!own_[c]) continue;
    if (gap || own_[c]->must_plane.spilled(row)) return false;
    const Interval own{own_[c]->must_plane.a[row], own_[c]->must_plane.b[row]};
    if (!own_[c]->exact) leave_open(view_of(own), this->own(c, row, false, may_one), view_of(higher));
    if (temporal::is_empty(own.a, own.b)) continue;
    const bool alone = temporal::is_empty(higher.a, higher.b);
    const Interval before{own.a, alone ? own.b : std::min(own.b, higher.a)}, after{alone ? own.b : std::max(own.a, higher.b), own.b};
    for (const Interval& x : {before, after})
      if (!temporal::is_empty(x.a, x.b)) shown.append(std::max(x.a, judged.a), std::min(x.b, judged.b));
    const Interval& first = temporal::is_empty(before.a, before.b) ? after : before;
    if (!shown.empty() && first.a == kTickAlways && first.b > shown.begin()->a) out.undated = static_cast<int>(c);
    gap = !alone && (temporal::apart(higher.b, own.a) || temporal::apart(own.b, higher.a));
    higher = alone ? own : Interval{std::min(own.a, higher.a), std::max(own.b, higher.b)};
  }
  out.undecided.clear();
  for (const Interval& x : undecided_) out.undecided.append(std::max(x.a, judged.a), std::min(x.b, judged.b));
  return true;
}

/// Adds to what is undecided: may ∖ must ∖ higher.
void Judge::leave_open(SetView must, SetView may, SetView higher) {
  if (may.empty() || (may.size == 1 && must.size == 1 && may.data[0] == must.data[0])) return;
  if (!must.empty() || !higher.empty()) {
    temporal::subtract(may, must, scratch_);
    temporal::subtract(scratch_, higher, part_);
    may = part_;
  }
  if (undecided_.empty()) {
    for (const Interval& x : may) undecided_.append(x.a, x.b);
  } else {
    temporal::unite(undecided_, may, scratch_);
    std::swap(undecided_, scratch_);
  }
}

void Judge::answer_any(uint32_t row, Answer& out) {
  Interval must_one, may_one, sil_one, sil_may_one, judged_one;
  const SetView sil = silence(row, true, sil_one), sil_may = silence(row, false, sil_may_one);
  const SetView judged = judged_->must_plane.view(row, judged_one);
  out.undated = -1;
  IntervalSet undecided, open;
  higher_.clear();
  for (size_t c = own_.size(); c-- > 0;) {
    IntervalSet& shown = out.shown[c];
    shown.clear();
    if (!own_[c]) continue;
    const SetView must = own(c, row, true, must_one);
    temporal::subtract(must, higher_, scratch_);
    temporal::subtract(scratch_, sil, part_);  // own_c.M ∖ ⋃_{h>c} own_h.M ∖ sil.M
    temporal::intersect(part_, judged, shown);
    if (!part_.empty() && !shown.empty() && part_.begin()->a == kTickAlways && part_.begin()->b > shown.begin()->a) out.undated = static_cast<int>(c);
    if (silenced_ && !silenced_->exact) {
      temporal::intersect(part_, sil_may, scratch_);
      temporal::unite(undecided, scratch_, open);
      std::swap(undecided, open);
    }
    if (!own_[c]->exact) {
      temporal::subtract(own(c, row, false, may_one), must, scratch_);
      temporal::subtract(scratch_, higher_, part_);
      temporal::subtract(part_, sil, scratch_);
      temporal::unite(undecided, scratch_, open);
      std::swap(undecided, open);
    }
    temporal::unite(higher_, must, scratch_);
    std::swap(higher_, scratch_);
  }
  temporal::intersect(undecided, judged, out.undecided);
}

Neighbours neighbours(const Answer& a, Instant t) {
  Neighbours n;
  Tick last = kTickAlways;
  const auto look = [&](const IntervalSet& s) {
    for (const Interval& x : s)
      for (const Tick b : {x.a, x.b}) {
        if (b == kTickAlways || b == kTickNever) continue;
        if (instant_of(b) > t) n.next = std::min(n.next, b);
        else last = std::max(last, b);
      }
  };
  for (const IntervalSet& s : a.shown) look(s);
  look(a.undecided);
  n.last_provisional = is_provisional(last);
  return n;
}

}  // namespace zs::vm

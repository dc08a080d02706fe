#include "runtime/vm/missing.h"

#include "runtime/vm/detail_parts.h"
#include "runtime/vm/kernels_dense.h"
#include "runtime/vm/rows_of.h"
#include "runtime/vm/show.h"

#include <algorithm>

namespace zs::vm {

using bytecode::Why;

namespace {

bool is_below(const Domain& inner, const Domain& outer) {
  for (const Domain* d = &inner; d; d = d->parent)
    if (d == &outer) return true;
  return false;
}

bool open_at(const Register& r, uint32_t row, Instant t) {
  if (r.exact) return false;
  if (r.info.cls == RegClass::T) return r.must[row] != r.may[row];
  return r.may_plane.holds(row, t) && !r.must_plane.holds(row, t);
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

void open_cards(const Judge& judge, size_t cards, uint32_t row, Instant t, OpenCards& open) {
  open.cards.assign(cards, 0);
  const bool silent = judge.silent_at(row, true, t);
  open.silence = !silent && judge.silent_at(row, false, t);
  bool higher = false;
  for (size_t c = cards; c-- > 0;) {
    const bool must = judge.own_at(c, row, true, t);
    open.cards[c] = !higher && !silent && !must && judge.own_at(c, row, false, t);
    higher = higher || must;
  }
}

Missing::Missing(const Image& image, const bytecode::Indicator& indicator) : image_(image), detail_(asking_part(indicator.detail)), frame_(image, detail_.code) {
  make_questions();
  sort_roots();
}

void Missing::make_questions() {
  const auto& whys = detail_.whys;
  const auto same_name = [&](const Why& w) { return [&](const Why& o) { return o.name == w.name; }; };
  for (const Why& w : whys) {
    const auto name = static_cast<uint32_t>(std::find_if(whys.begin(), whys.end(), same_name(w)) - whys.begin());
    const bool below = std::any_of(w.children.begin(), w.children.end(), [&](uint32_t child) { return questions_[child].holds; });
    questions_.push_back({&frame_[w.reg], &frame_.domain_of(w.reg), &w, name, !w.name.empty(), w.ask == Why::Ask::kHeld || below, false, 0});
  }
}

/// Whose are the roots: of a situation's own clauses, or of what supersedes the indicator?
void Missing::sort_roots() {
  std::vector<uint8_t> own(detail_.whys.size(), 0);
  for (const bytecode::DetailSituation& s : detail_.situations) {
    Situation& here = situations_.emplace_back();
    here.domain = &frame_[s.domain].domain;
    for (const bytecode::DetailCard& c : s.cards) {
      const auto root = std::find_if(detail_.roots.begin(), detail_.roots.end(), [&](uint32_t r) { return detail_.whys[r].reg == c.reg && !own[r]; });
      if (root == detail_.roots.end()) continue;
      own[*root] = 1;
      here.roots.push_back({*root, c.card});
    }
  }
  for (const uint32_t root : detail_.roots)
    if (!own[root]) silence_.push_back(root);
}

void Missing::run(Thread& thread, const columns::Table& table, const std::vector<uint32_t>& rows, Instant as_of) {
  as_of_ = as_of;
  frame_.run(thread, table, 0, static_cast<uint32_t>(rows.size()), rows.data(), as_of);
  live_known_ = false;
}

/// Whether the answer to a question may be yes in some row, as far as a look at its register tells.
bool Missing::may_hold(const Question& q) const {
  if (q.domain->n == 0) return false;
  switch (q.why->ask) {
    case Why::Ask::kOpen: case Why::Ask::kHeld: return !q.reg->exact;
    case Why::Ask::kNoValue: return dense::contains(q.reg->v, kMissing, q.domain->n);
    default: return true;
  }
}

/// Most of what could be missing is not, in no row: those questions are not asked row by row.
void Missing::find_live() {
  for (Question& q : questions_) {  // children come first
    const auto& below = q.why->children;
    q.live = (q.named || std::any_of(below.begin(), below.end(), [&](uint32_t child) { return questions_[child].live; })) && may_hold(q);
  }
  live_known_ = true;
}

struct Missing::Walk {
  Missing& m;
  std::vector<uint32_t>& names;
  // A hostile pack may share conditions so that the walk doubles at every level; honest ones stay far below.
  static constexpr uint32_t kMostSteps = 1'000'000;
  uint32_t steps = 0;

  /// Has the row of a nested list happened by t? Rows dropped as of T never have.
  bool visible(const Domain& d, uint32_t row, Instant t) const {
    if (!d.parent) return true;
    int64_t least = kNever;
    least_events(m.image_, *d.table, d.row(row), 1, &least);
    return least == kNever || least <= t;
  }

  /// Calls f(row) for the rows of d that stand for `row` of `domain`: the row itself or the one that holds it, or
  /// the rows below the nearest that holds both.
  template <class F>
  void each(const Domain& d, const Domain& domain, uint32_t row, Instant t, F f) const {
    if (&d == &domain) return f(row);
    const Domain* common = &domain;
    while (common && !is_below(d, *common)) common = common->parent;
    if (!common) return;
    const auto [from, to] = rows_of(d, *common, row_in(*common, domain, row));
    for (uint32_t k = from; k < to; ++k)
      if (&d == common || visible(d, k, t)) f(k);
  }

  void ask(uint32_t index, const Domain& domain, uint32_t row, Instant t) {
    Question& q = m.questions_[index];
    if (!q.live || steps++ > kMostSteps) return;
    // What is shared by several conditions would name the same again. 持续 is another matter: it looks at what is new.
    if (!q.holds && &domain == &m.frame_.records() && t == m.as_of_) {
      if (q.asked == m.asking_) return;
      q.asked = m.asking_;
    }
    each(*q.domain, domain, row, t, [&](uint32_t k) { ask_row(q, k, t); });
  }

  void ask_row(const Question& q, uint32_t row, Instant t) {
    if (!holds(q.why->ask, *q.reg, row, t)) return;
    const size_t before = names.size();
    if (q.named && std::find(names.begin(), names.end(), q.name) == names.end()) names.push_back(q.name);
    for (const uint32_t child : q.why->children) ask(child, *q.domain, row, t);
    if (names.size() == before && q.why->ask == Why::Ask::kHeld) held(q, row, t);
  }

  /// What held may be decided at t and still leave open since when: then what was undecided before is named.
  void held(const Question& q, uint32_t row, Instant t) {
    for (const uint32_t child : q.why->children) {
      const Register& r = *m.questions_[child].reg;
      if (r.info.cls != RegClass::S || r.exact || m.questions_[child].domain != q.domain) continue;
      Interval must_one, may_one;
      IntervalSet open;
      temporal::subtract(r.may_plane.view(row, may_one), r.must_plane.view(row, must_one), open);
      for (const Interval& x : open)
        if (instant_of(x.a) <= t) ask(child, *q.domain, row, std::min(t, instant_of(x.b) - 1));
    }
  }
};

findings::Texts Missing::names(uint32_t i, const OpenCards& open) {
  if (!live_known_) find_live();
  key_.clear();
  ++asking_;
  Walk walk{*this, key_};
  for (const Situation& s : situations_) {
    const auto [from, to] = rows_of(*s.domain, frame_.records(), i);
    for (uint32_t row = from; row < to; ++row)
      if (walk.visible(*s.domain, row, as_of_))
        for (const auto& [root, card] : s.roots)
          if (open.cards[card]) walk.ask(root, *s.domain, row, as_of_);
  }
  if (open.silence)
    for (const uint32_t root : silence_) walk.ask(root, frame_.records(), i, as_of_);
  return names_(key_, [&] {
    std::vector<std::string> names;
    for (const uint32_t w : key_) names.push_back(detail_.whys[w].name);
    return findings::Texts(std::move(names));
  });
}

}  // namespace zs::vm

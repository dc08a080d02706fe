#include "runtime/vm/evidence.h"

#include "runtime/vm/kernels_dense.h"
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

/// What is remembered of texts made before; a pack with very many combinations shall not fill the memory.
constexpr size_t kMostRemembered = 4096;
template <class Map, class Make>
const typename Map::mapped_type& remembered(Map& map, const typename Map::key_type& key, Make make) {
  const auto it = map.find(key);
  if (it != map.end()) return it->second;
  if (map.size() >= kMostRemembered) map.clear();
  return map.emplace(key, make()).first->second;
}

/// Rows of `inner`, a domain below (or the same as) `outer`, that belong to `row` of it.
std::pair<uint32_t, uint32_t> rows_of(const Domain& inner, const Domain& outer, uint32_t row) {
  if (&inner == &outer || !inner.parent) return {row, row + 1};
  const auto [from, to] = rows_of(*inner.parent, outer, row);
  return {inner.offsets[from], inner.offsets[to]};
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

void open_cards(const Judge& judge, size_t cards, uint32_t row, Instant t, OpenCards& open) {
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
}

Evidence::Evidence(const Image& image, const Thread& thread, const bytecode::Indicator& indicator)
    : image_(image), thread_(thread), indicator_(indicator), frame_(image, indicator.detail.code) {
  const auto& whys = detail().whys;
  const auto same_name = [&](const Why& w) { return [&](const Why& o) { return o.name == w.name; }; };
  for (const Why& w : whys) name_of_.push_back(static_cast<uint32_t>(std::find_if(whys.begin(), whys.end(), same_name(w)) - whys.begin()));
  asked_.assign(whys.size(), 0);
  for (const Why& w : whys) {
    const bool below = std::any_of(w.children.begin(), w.children.end(), [&](uint32_t child) { return holds_[child]; });
    holds_.push_back(w.ask == Why::Ask::kHeld || below);
  }
  for (const DetailSituation& s : detail().situations)
    for (const DetailCard& c : s.cards) clauses_.push_back({&s, &c});
  sort_roots();
}

/// Whose are the roots: of a situation's own clauses, or of what supersedes the indicator?
void Evidence::sort_roots() {
  const bytecode::Detail& d = detail();
  std::vector<uint8_t> own(d.whys.size(), 0);
  for (const DetailSituation& s : d.situations) {
    auto& of_clauses = roots_.emplace_back();
    for (const DetailCard& c : s.cards) {
      const auto root = std::find_if(d.roots.begin(), d.roots.end(), [&](uint32_t r) { return d.whys[r].reg == c.reg && !own[r]; });
      if (root == d.roots.end()) continue;
      own[*root] = 1;
      of_clauses.push_back({*root, c.card});
    }
  }
  for (const uint32_t root : d.roots)
    if (!own[root]) silence_.push_back(root);
}

void Evidence::run(Thread& thread, const columns::Table& table, const std::vector<uint32_t>& rows, Instant as_of) {
  as_of_ = as_of;
  frame_.run(thread, table, 0, static_cast<uint32_t>(rows.size()), rows.data(), as_of);
  live_.clear();
}

void Evidence::reason(const std::vector<bytecode::ReasonPart>& parts, const Domain& domain, uint32_t row, findings::Finding& f) {
  text_.clear();
  for (const auto& part : parts) show_part(text_, image_, thread_, frame_, part, domain, row, f.onset);
  f.reason = text_;
}

Evidence::Carried Evidence::carried(const Key& lit) const {
  std::vector<std::string> actions, clauses;
  for (const std::string& c : indicator_.clauses) add_once(clauses, c);
  for (const uint32_t at : lit) {
    const Clause& here = clauses_[at];
    for (const std::string& a : here.card->actions) add_once(actions, a);
    for (const std::string& c : here.situation->clauses) add_once(clauses, c);
  }
  std::string clause;
  for (const std::string& c : clauses) clause += (clause.empty() ? "" : "；") + c;
  return {std::move(actions), std::move(clause)};
}

void Evidence::describe(uint32_t i, findings::Finding& f) {
  // Up to T: what the row would come to carry by itself is not part of it yet.
  const Interval within{f.onset, std::min(f.cleared, tick_of(as_of_ + 1))};
  const DetailSituation* reasoned = nullptr;
  uint32_t reasoned_row = 0;
  bool lit = false;  // does the row that gives the reason hold at the onset?
  Interval one;
  key_.clear();
  // In the order written: 情形, its 当 clauses, its rows. The action of a clause counts where that clause holds.
  for (uint32_t n = 0; n < clauses_.size(); ++n) {
    if (clauses_[n].card->card != f.card) continue;
    const DetailSituation& s = *clauses_[n].situation;
    const Plane& set = frame_[clauses_[n].card->reg].must_plane;
    const auto [from, to] = rows_of(frame_[s.domain].domain, frame_.records(), i);
    bool held = false;
    for (uint32_t row = from; row < to; ++row) {
      const auto own = set.view(row, one);
      if (!temporal::overlaps(own, {&within, 1})) continue;
      held = true;
      if (s.reason.empty()) continue;
      const bool here = std::any_of(own.begin(), own.end(), [&](const Interval& x) { return x.a <= f.onset && f.onset < x.b; });
      if (!reasoned || here > lit || (here == lit && reasoned == &s && row < reasoned_row)) reasoned = &s, reasoned_row = row, lit = here;
    }
    if (held) key_.push_back(n);
  }
  const Carried& texts = remembered(carried_, key_, [&] { return carried(key_); });
  f.actions = texts.actions;
  f.clause = texts.clause;
  if (reasoned) reason(reasoned->reason, frame_[reasoned->domain].domain, reasoned_row, f);
  else reason(detail().reason, frame_.records(), i, f);
}

// ---- missing names ---------------------------------------------------------------------------------------------------

/// Whether the answer to a question may be yes in some row, as far as a look at its register tells.
bool Evidence::may_hold(const Why& why) const {
  const Register& r = frame_[why.reg];
  const uint32_t n = frame_.domain_of(why.reg).n;
  if (n == 0) return false;
  switch (why.ask) {
    case Why::Ask::kOpen: case Why::Ask::kHeld: return !r.exact;
    case Why::Ask::kNoValue: return dense::contains(r.v, kMissing, n);
    default: return true;
  }
}

/// Most of what could be missing is not, in no row: those questions are not asked row by row.
void Evidence::find_live() {
  const auto& whys = detail().whys;
  live_.assign(whys.size(), 0);
  for (size_t w = 0; w < whys.size(); ++w) {  // children come first
    const Why& why = whys[w];
    const bool tells = !why.name.empty() || std::any_of(why.children.begin(), why.children.end(), [&](uint32_t child) { return live_[child]; });
    live_[w] = tells && may_hold(why);
  }
}

struct Evidence::Walk {
  Evidence& e;
  Key& names;
  // A hostile pack may share conditions so that the walk doubles at every level; honest ones stay far below.
  static constexpr uint32_t kMostSteps = 1'000'000;
  uint32_t steps = 0;

  const Detail& detail() const { return e.detail(); }

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
    if (&d == &domain) return f(d, row);
    const Domain* common = &domain;
    while (common && !is_below(d, *common)) common = common->parent;
    if (!common) return;
    const auto [from, to] = rows_of(d, *common, row_in(*common, domain, row));
    for (uint32_t k = from; k < to; ++k)
      if (&d == common || visible(d, k, t)) f(d, k);
  }

  void ask(uint32_t index, const Domain& domain, uint32_t row, Instant t) {
    const Why& why = detail().whys[index];
    if (!e.live_[index] || steps++ > kMostSteps) return;
    // What is shared by several conditions would name the same again. 持续 is another matter: it looks at what is new.
    if (!e.holds_[index] && &domain == &e.frame_.records() && t == e.as_of_) {
      if (e.asked_[index] == e.asking_) return;
      e.asked_[index] = e.asking_;
    }
    each(why.reg, domain, row, t, [&](const Domain& d, uint32_t k) {
      if (!holds(why.ask, e.frame_[why.reg], k, t)) return;
      const size_t before = names.size();
      if (!why.name.empty() && std::find(names.begin(), names.end(), e.name_of_[index]) == names.end()) names.push_back(e.name_of_[index]);
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

findings::Texts Evidence::missing(uint32_t i, const OpenCards& open) {
  if (live_.empty()) find_live();
  key_.clear();
  ++asking_;
  Walk walk{*this, key_};
  for (size_t n = 0; n < roots_.size(); ++n) {
    const Domain& domain = frame_[detail().situations[n].domain].domain;
    const auto [from, to] = rows_of(domain, frame_.records(), i);
    for (uint32_t row = from; row < to; ++row)
      if (walk.visible(domain, row, as_of_))
        for (const auto& [root, card] : roots_[n])
          if (open.cards[card]) walk.ask(root, domain, row, as_of_);
  }
  if (open.silence)
    for (const uint32_t root : silence_) walk.ask(root, frame_.records(), i, as_of_);
  return remembered(names_, key_, [&] {
    std::vector<std::string> names;
    for (const uint32_t w : key_) names.push_back(detail().whys[w].name);
    return findings::Texts(std::move(names));
  });
}

}  // namespace zs::vm

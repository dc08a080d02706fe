#include "prove/faults.h"

#include "prove/gaps.h"
#include "prove/question.h"
#include "replay/restrict.h"
#include "testing/walk.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace zs::prove {
namespace {

using typed::ExprId;
using typed::Indicator;
using typed::kNone;
using typed::Op;
using What = Fault::What;

constexpr unsigned kMilliseconds = 200;

class OfIndicator {
 public:
  OfIndicator(const typed::Program& p, int index, const Options& options, const std::set<What>& kinds, Faults& out)
      : p_(p), index_(index), i_(p.indicators[static_cast<size_t>(index)]), options_(options), kinds_(kinds), out_(out) {}

  void operator()() {
    if (wanted({What::kGap, What::kOverlap}))
      for (auto& f : gaps(p_, index_, options_, out_.open)) add(std::move(f));
    if (wanted({What::kSilent, What::kHiddenCard, What::kRedundant, What::kNeverHolds})) cards();
    if (wanted({What::kRedundant, What::kNeverHolds})) clauses();
    if (wanted({What::kIdleSupersede}))
      for (const int other : i_.supersedes) superseded(other);
  }

 private:
  bool wanted(std::initializer_list<What> any) const {
    return kinds_.empty() || std::any_of(any.begin(), any.end(), [&](What w) { return kinds_.contains(w); });
  }

  void add(Fault f) {
    if (!wanted({f.what})) return;
    f.indicator = index_;
    out_.found.push_back(std::move(f));
  }

  /// Proved to be impossible?
  bool never(Question& q, Term claim) {
    const auto reply = q.possible(claim, kMilliseconds);
    out_.open += reply.kind == Reply::Kind::kUnknown;
    return reply.kind == Reply::Kind::kNever;
  }

  void cards() {
    std::vector<int> place(p_.cards.size());
    std::iota(place.begin(), place.end(), 1);
    const auto ask = [&](const std::function<Term(Question&, Term rank)>& claim) {
      Question q(p_, p_);
      q.first().open(i_.model);
      const Term rank = q.rank(q.first(), index_, place);
      return never(q, claim(q, rank));
    };
    // Undecided alone is no card.
    if (ask([](Question& q, Term rank) { return q.terms().lt(q.terms().number(kRankOf), rank); })) {
      add({What::kSilent, index_, kNone, kNone, kNone, kNone, kNone, kNone, i_.src, {}});
      silent_ = true;
      return;
    }
    if (!wanted({What::kHiddenCard})) return;
    std::set<int> used;
    for (const auto& s : i_.situations)
      for (const auto& r : s.cards)
        if (!testing::never(p_, r.when)) used.insert(r.card);
    for (const int c : used) {
      const int value = kRankOf * 2 * (c + 1) + c + 1;
      Question q(p_, p_);
      q.first().open(i_.model);
      Terms& t = q.terms();
      const Term rank = q.rank(q.first(), index_, place), holds = q.first().own_cards(index_)[static_cast<size_t>(c)].must;
      // Shown, shown in doubt, shown below one that is undecided. A card whose conditions can never hold is another matter.
      const Term shown = t.either({t.eq(rank, t.number(value)), t.eq(rank, t.number(value - kRankOf)), t.eq(rank, t.number(value + kRankOf))});
      if (never(q, shown) && !never(q, holds)) add({What::kHiddenCard, index_, kNone, kNone, kNone, c, kNone, kNone, place_of(c), {}});
    }
  }

  Span place_of(int card) const {
    for (const auto& s : i_.situations)
      for (const auto& r : s.cards)
        if (r.card == card) return r.src;
    return i_.src;
  }

  /// The parts of a condition that are all required.
  void parts(ExprId id, std::vector<ExprId>& out) const {
    if (id == kNone) return;
    const auto& e = p_[id];
    if (e.op == Op::kNamed && p_[e.args[0]].op == Op::kAnd) return parts(e.args[0], out);
    if (e.op != Op::kAnd) return out.push_back(id);
    for (const ExprId a : e.args) parts(a, out);
  }

  /// Each 当: can it hold, and is any of its parts idle? A part that several clauses share must be idle in all of them.
  void clauses() {
    if (silent_) return;
    std::map<ExprId, std::pair<int, int>> idle;  // part: idle in so many of so many clauses
    std::vector<ExprId> order;
    for (size_t s = 0; s < i_.situations.size(); ++s)
      for (const auto& rule : i_.situations[s].cards) {
        if (testing::never(p_, rule.when) || testing::never(p_, i_.situations[s].applies)) continue;
        std::vector<ExprId> all;
        for (const ExprId id : {i_.applies, i_.situations[s].applies, rule.when}) parts(id, all);
        std::erase_if(all, [&](ExprId id) { return testing::settled(p_, id).has_value(); });
        if (!can_hold(static_cast<int>(s), rule)) {
          add({What::kNeverHolds, index_, kNone, static_cast<int>(s), kNone, rule.card, rule.when, kNone, rule.src, {}});
          continue;
        }
        for (size_t k = 0; k < all.size(); ++k) {
          auto& [n, of] = idle.try_emplace(all[k], 0, 0).first->second;
          if (of++ == 0) order.push_back(all[k]);
          if (all.size() > 1) n += redundant(static_cast<int>(s), all, k);
        }
      }
    for (const ExprId id : order)
      if (idle[id].first == idle[id].second) add({What::kRedundant, index_, kNone, kNone, kNone, kNone, id, kNone, p_[id].src, {}});
  }

  Place place(Question& q, int situation) {
    const auto& s = i_.situations[static_cast<size_t>(situation)];
    Place at{index_, situation, {}};
    if (s.scope == kNone || p_.scopes[static_cast<size_t>(s.scope)].owner == kNone) return at;
    at.rows[s.scope] = "R.any row";
    q.ground().fact(q.ground().there("R.any row"));
    return at;
  }

  bool can_hold(int situation, const typed::CardRule& rule) {
    Question q(p_, p_);
    Encoder& e = q.first();
    e.open(i_.model);
    e.at(place(q, situation));
    return !never(q, e.rule(rule).must);
  }

  bool redundant(int situation, const std::vector<ExprId>& all, size_t which) {
    Question q(p_, p_);
    Encoder& e = q.first();
    e.open(i_.model);
    e.at(place(q, situation));
    Truth rest = e.certain(q.terms().yes());
    // The same written twice is a slip of another kind.
    for (size_t k = 0; k < all.size(); ++k) {
      if (k == which) continue;
      if (e.canon(all[k]) == e.canon(all[which])) return false;
      rest = e.both(rest, e.truth(all[k]));
    }
    const Truth part = e.truth(all[which]);
    // A part that keeps an unknown from being one is not idle: 天数 已填 且 天数 > 3.
    Terms& t = q.terms();
    return never(q, t.both(e.existing(), t.either(t.both(rest.must, t.negate(part.must)), t.both(rest.may, t.negate(part.may)))));
  }

  void superseded(int other) {
    const auto& o = p_.indicators[static_cast<size_t>(other)];
    if (o.model != i_.model) return;
    Question q(p_, p_);
    Encoder& e = q.first();
    e.open(i_.model);
    const auto any = [&](int index) {
      Truth b = e.certain(q.terms().no());
      for (const Truth& x : e.own_cards(index)) b = e.either(b, x);
      return b;
    };
    if (never(q, e.both(any(index_), any(other)).must)) add({What::kIdleSupersede, index_, other, kNone, kNone, kNone, kNone, kNone, i_.src, {}});
  }

  const typed::Program& p_;
  int index_;
  const Indicator& i_;
  const Options& options_;
  const std::set<What>& kinds_;
  Faults& out_;
  bool silent_ = false;
};

/// Indicators of one kind that read the same fields.
void equivalents(const typed::Program& p, Faults& out) {
  std::vector<int> place(p.cards.size());
  std::iota(place.begin(), place.end(), 1);
  std::map<int, std::map<std::string, std::set<std::string>>> fields;
  for (size_t i = 0; i < p.indicators.size(); ++i) {
    Uses u;
    u.add(p, {static_cast<int>(i)});
    fields[static_cast<int>(i)] = u.fields;
  }
  for (int i = 0; i < static_cast<int>(p.indicators.size()); ++i)
    for (int j = i + 1; j < static_cast<int>(p.indicators.size()); ++j) {
      if (p.indicators[static_cast<size_t>(i)].model != p.indicators[static_cast<size_t>(j)].model || fields[i] != fields[j]) continue;
      Question q(p, p);
      q.first().open(p.indicators[static_cast<size_t>(i)].model);
      const Term x = q.rank(q.first(), i, place), y = q.rank(q.first(), j, place);
      const bool ever = q.possible(q.terms().lt(q.terms().number(kRankOf), x), kMilliseconds).kind != Reply::Kind::kNever;
      if (ever && q.possible(q.terms().negate(q.terms().eq(x, y)), kMilliseconds).kind == Reply::Kind::kNever)
        out.found.push_back({What::kEquivalent, i, j, kNone, kNone, kNone, kNone, kNone, p.indicators[static_cast<size_t>(j)].src, {}});
    }
}

}  // namespace

Faults faults(const typed::Program& program, const Options& options, const std::set<What>& kinds) {
  Faults out;
  const double began = options.clock ? options.clock() : 0;
  for (int i = 0; i < static_cast<int>(program.indicators.size()); ++i) OfIndicator(program, i, options, kinds, out)();
  if (kinds.empty() || kinds.contains(What::kEquivalent)) equivalents(program, out);
  if (options.clock) out.seconds = options.clock() - began;
  return out;
}

}  // namespace zs::prove

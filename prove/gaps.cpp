#include "prove/gaps.h"

#include "prove/confirm.h"
#include "prove/search.h"
#include "replay/restrict.h"

#include <algorithm>
#include <numeric>

namespace zs::prove {
namespace {

using typed::Cmp;
using typed::Expr;
using typed::ExprId;
using typed::kNone;
using typed::Op;

constexpr unsigned kGapMilliseconds = 500;
constexpr size_t kGapBatch = 48, kMostGapHints = 3;

bool upward(Cmp c) { return c == Cmp::kGt || c == Cmp::kGe; }
Cmp turned(Cmp c) {
  switch (c) {
    case Cmp::kLt: return Cmp::kGt;
    case Cmp::kLe: return Cmp::kGe;
    case Cmp::kGt: return Cmp::kLt;
    case Cmp::kGe: return Cmp::kLe;
    default: return c;
  }
}

/// x > 5 of a 情形: x among numbers, spans, days or instants that run in order.
struct Bound {
  int situation;
  ExprId comparison, value, limit;
  Cmp cmp;    // value cmp limit
};

class Ranges {
 public:
  Ranges(const typed::Program& whole, int indicator, const Options& options, size_t& open)
      : restricted_(replay::restricted(whole, {indicator})), p_(restricted_.program), options_(options), open_(open) {
    p_.in_force.reset(), p_.repealed.reset();
    for (size_t i = 0; i < restricted_.from.size(); ++i)
      if (restricted_.from[i] == indicator) index_ = static_cast<int>(i);
  }

  std::vector<Fault> operator()() {
    const auto& all = indicator().situations;
    for (size_t s = 0; s < all.size(); ++s) bounds(static_cast<int>(s), all[s].applies);
    for (const Bound& low : bounds_)
      for (const Bound& high : bounds_)
        if (low.situation != high.situation && upward(low.cmp) && !upward(high.cmp)) between(low, high);
    return std::move(out_);
  }

 private:
  const typed::Indicator& indicator() const { return p_.indicators[static_cast<size_t>(index_)]; }
  const typed::Situation& situation(int s) const { return indicator().situations[static_cast<size_t>(s)]; }

  static bool constant(const Expr& e) { return e.op == Op::kNumber || e.op == Op::kSpan || e.op == Op::kDate || e.op == Op::kInstant; }

  void bounds(int s, ExprId id) {
    if (id == kNone) return;
    const Expr& e = p_[id];
    if (e.op == Op::kNamed) return bounds(s, e.args[0]);
    if (e.op == Op::kAnd)
      for (const ExprId a : e.args) bounds(s, a);
    if (e.op != Op::kCompare || e.cmp == Cmp::kEq || e.cmp == Cmp::kNe) return;
    const bool right = constant(p_[e.args[1]]), left = constant(p_[e.args[0]]);
    if (right && !left) bounds_.push_back({s, id, e.args[0], e.args[1], e.cmp});
    if (left && !right) bounds_.push_back({s, id, e.args[1], e.args[0], turned(e.cmp)});
  }

  /// 适用 of a 情形 without the one comparison.
  Truth others(Encoder& e, const Bound& b) {
    std::vector<ExprId> parts;
    flatten(situation(b.situation).applies, parts);
    Truth t = e.certain(0);
    for (const ExprId id : parts)
      if (id != b.comparison) t = e.both(t, e.truth(id));
    return t;
  }
  void flatten(ExprId id, std::vector<ExprId>& out) const {
    const Expr& e = p_[id];
    if (e.op == Op::kNamed) return flatten(e.args[0], out);
    if (e.op != Op::kAnd) return out.push_back(id);
    for (const ExprId a : e.args) flatten(a, out);
  }

  void between(const Bound& low, const Bound& high) {
    for (const bool gap : {true, false}) {
      if (!gap && !other_cards(low.situation, high.situation)) continue;
      Question q(p_, p_);
      Encoder& e = q.first();
      e.open(indicator().model);
      if (e.canon(low.value) != e.canon(high.value)) return;
      Terms& t = q.terms();
      // At one of the two limits: what lies between whole numbers is not meant.
      Term claim = t.both({e.existing(), t.either(e.equal(low.comparison).must, e.equal(high.comparison).must), others(e, low).must, others(e, high).must});
      if (indicator().applies != kNone) claim = t.both(claim, e.truth(indicator().applies).must);
      const Truth takes_low = e.truth(low.comparison), takes_high = e.truth(high.comparison);
      claim = gap ? t.both({claim, t.negate(takes_low.may), t.negate(takes_high.may)}) : t.both({claim, takes_low.must, takes_high.must});
      if (gap)
        for (const auto& s : indicator().situations) {
          if (s.applies == kNone) return;
          claim = t.both(claim, t.negate(e.truth(s.applies).may));
        }
      const Reply reply = q.possible(claim, kGapMilliseconds);
      if (reply.kind == Reply::Kind::kNever) continue;
      find(q, claim, reply, low, high, gap);
    }
  }

  bool other_cards(int a, int b) const {
    const auto cards = [&](int s) {
      std::vector<int> out;
      for (const auto& r : situation(s).cards) out.push_back(r.card);
      std::sort(out.begin(), out.end());
      return out;
    };
    return cards(a) != cards(b);
  }

  /// By the oracle: since when the record is between the two, or in both.
  std::optional<Instant> stands(oracle::Evaluator& ev, const oracle::Judge& judge, const Bound& low, const Bound& high, bool gap) {
    (void)judge;
    oracle::Set s = oracle::all_time();
    const auto must = [&](ExprId id) { s = oracle::meet(s, ev.truth(id).must); };
    const auto must_not = [&](ExprId id) { s = oracle::minus(s, ev.truth(id).may); };
    if (indicator().applies != kNone) must(indicator().applies);
    for (const Bound* b : {&low, &high}) {
      std::vector<ExprId> parts;
      flatten(situation(b->situation).applies, parts);
      for (const ExprId id : parts)
        if (id != b->comparison) must(id);
      gap ? must_not(b->comparison) : must(b->comparison);
    }
    if (gap)
      for (const auto& x : indicator().situations) must_not(x.applies);
    const Instant first = ev.reader().least_event(ev.record(), true);
    if (first == kNever) return std::nullopt;
    s = oracle::meet(s, oracle::since(tick_of(first)));
    return s.empty() ? std::nullopt : std::optional(instant_of(s.front().from));
  }

  void find(Question& q, Term claim, const Reply& reply, const Bound& low, const Bound& high, bool gap) {
    const std::string model = p_.models.models[static_cast<size_t>(indicator().model)].name;
    Uses uses;
    uses.add(p_, {index_});
    std::vector<Hint> hints;
    Model m = reply.model;
    for (size_t n = 0; reply.kind == Reply::Kind::kPossible && n < kMostGapHints; ++n) {
      hints.push_back(hint_of(q, m, p_, model, uses));
      claim = q.terms().both(claim, another(q, m, p_, model, uses));
      const Reply next = q.possible(claim, kGapMilliseconds);
      if (next.kind != Reply::Kind::kPossible) break;
      m = next.model;
    }
    Sampler sampler(p_, p_, model, uses, std::nullopt);
    const Judged judged = [&](const std::vector<Sample>& samples) { return outcomes(samples, model, low, high, gap); };
    const Wanted wanted = [](const Outcome& o) { return o.higher.has_value(); };
    const double began = options_.clock ? options_.clock() : 0;
    for (size_t tried = 0; tried < options_.samples && (!options_.clock || options_.clock() - began < options_.budget);) {
      std::vector<Sample> samples;
      for (size_t i = 0; i < kGapBatch; ++i, ++tried) samples.push_back(sampler.next(hints.empty() || i % 4 == 0 ? nullptr : &hints[tried % hints.size()]));
      const auto all = judged(samples);
      const auto it = std::find_if(all.begin(), all.end(), wanted);
      if (it == all.end()) continue;
      report(smallest(samples[static_cast<size_t>(it - all.begin())], wanted, judged, sampler, model), model, judged, low, high, gap);
      return;
    }
    ++open_;
  }

  std::vector<Outcome> outcomes(const std::vector<Sample>& samples, const std::string& model, const Bound& low, const Bound& high, bool gap) {
    const auto bound = Trials::bind(p_, model, samples);
    const oracle::Inputs inputs{&bound.records, bound.references};
    oracle::Evaluator ev(p_, inputs, std::nullopt);
    oracle::Judge judge(ev);
    std::vector<Outcome> out(samples.size());
    for (size_t i = 0; i < samples.size(); ++i) {
      if (bound.record_of[i] < 0) continue;
      judge.open({&bound.records, static_cast<size_t>(bound.record_of[i])});
      out[i].higher = stands(ev, judge, low, high, gap);
    }
    return out;
  }

  void report(const Sample& sample, const std::string& model, const Judged& judged, const Bound& low, const Bound& high, bool gap) {
    std::vector<int> place(p_.cards.size());
    std::iota(place.begin(), place.end(), 1);
    const auto at = judged({sample})[0].higher;
    const auto line = bars({&p_, index_, place}, Trials::bind(p_, model, {sample}), p_.cards);
    Fault f;
    f.what = gap ? Fault::What::kGap : Fault::What::kOverlap;
    f.situation = low.situation, f.other_situation = high.situation;
    f.expr = low.comparison, f.other_expr = high.comparison;
    f.src = p_[low.comparison].src;
    f.witness = Witness{sample, model, *at, {}, line};
    out_.push_back(std::move(f));
  }

  replay::Restricted restricted_;
  typed::Program& p_;
  const Options& options_;
  size_t& open_;
  int index_ = kNone;
  std::vector<Bound> bounds_;
  std::vector<Fault> out_;
};

}  // namespace

std::vector<Fault> gaps(const typed::Program& program, int indicator, const Options& options, size_t& open) {
  const auto& i = program.indicators[static_cast<size_t>(indicator)];
  // By rows there is no one value to divide.
  const bool by_row = std::any_of(i.situations.begin(), i.situations.end(), [&](const auto& s) { return s.scope != kNone && program.scopes[static_cast<size_t>(s.scope)].owner != kNone; });
  return i.situations.size() < 2 || by_row ? std::vector<Fault>{} : Ranges(program, indicator, options, open)();
}

}  // namespace zs::prove

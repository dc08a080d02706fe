#include "prove/compare.h"

#include "compiler/typed/silencers.h"
#include "prove/confirm.h"
#include "prove/search.h"
#include "replay/restrict.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace zs::prove {

const char* name_of(Verdict v) {
  static constexpr const char* kNames[] = {"same", "stricter", "laxer", "different", "new", "gone", "undecided"};
  return kNames[static_cast<size_t>(v)];
}

namespace {

using typed::kNone;
using State = Direction::State;

constexpr size_t kBatch = 48, kMostHints = 4;
constexpr int kMostRefused = 20, kPatience = 6;
constexpr unsigned kAskMilliseconds = 1500;

Verdict verdict_of(const Direction& higher, const Direction& lower) {
  if (higher.state == State::kNever && lower.state == State::kNever) return Verdict::kSame;
  if (higher.state == State::kShown && lower.state == State::kNever) return Verdict::kStricter;
  if (higher.state == State::kNever && lower.state == State::kShown) return Verdict::kLaxer;
  if (higher.state == State::kShown && lower.state == State::kShown) return Verdict::kDifferent;
  return Verdict::kUndecided;
}

/// One pair of indicators, by programs that hold nothing else but what silences them.
class Pairwise {
 public:
  Pairwise(const Party& was, const Party& is, std::string model, const std::vector<std::string>& cards, std::optional<int32_t> not_before, const Options& options)
      : was_(was), is_(is), model_(std::move(model)), cards_(cards), not_before_(not_before), options_(options), question_(*was.program, *is.program) {
    for (const Party* p : {&was_, &is_}) {
      std::vector<int> all(p->program->indicators.size());
      std::iota(all.begin(), all.end(), 0);
      if (p->indicator != kNone) uses_.add(*p->program, all);
    }
    if (was_.indicator != kNone && is_.indicator != kNone) uses_.add_unshared(*was_.program, *is_.program);
  }

  Comparison operator()() {
    const double began = now();
    prove();
    if (out_.higher.state != State::kNever || out_.lower.state != State::kNever) find(began);
    out_.verdict = verdict_of(out_.higher, out_.lower);
    out_.seconds = now() - began;
    return std::move(out_);
  }

 private:
  double now() const { return options_.clock ? options_.clock() : 0; }

  void prove() {
    Encoder &a = question_.first(), &b = question_.second();
    if (was_.indicator != kNone) a.open(was_.program->models.find(model_));
    if (is_.indicator != kNone) b.open(is_.program->models.find(model_));
    Terms& t = question_.terms();
    const Term x = question_.rank(a, was_.indicator, was_.place), y = question_.rank(b, is_.indicator, is_.place);
    for (Direction* d : {&out_.higher, &out_.lower}) {
      const Term claim = d == &out_.higher ? t.lt(x, y) : t.lt(y, x);
      const Reply reply = question_.possible(claim, milliseconds());
      d->state = reply.kind == Reply::Kind::kNever ? State::kNever : State::kOpen;
      if (reply.kind == Reply::Kind::kPossible) hints(claim, reply.model);
    }
  }

  unsigned milliseconds() const { return static_cast<unsigned>(std::clamp(options_.budget * 1000, 100.0, double{kAskMilliseconds})); }
  const typed::Program& spoken() const { return is_.indicator != kNone ? *is_.program : *was_.program; }

  /// What the solver thinks possible, in several ways.
  void hints(Term claim, Model model) {
    std::vector<Term> all{claim};
    for (size_t n = 0; n < kMostHints; ++n) {
      Hint h = hint_of(question_, model, spoken(), model_, uses_);
      if (!h.empty()) hints_.push_back(std::move(h));
      if (n + 1 == kMostHints) return;
      all.push_back(another(question_, model, spoken(), model_, uses_));
      const Reply next = question_.possible(question_.terms().both(all), 200);
      if (next.kind != Reply::Kind::kPossible) return;
      model = next.model;
    }
  }

  /// Records by chance and by hint. What only shows through something undecided is taken where nothing clearer turns up for a while.
  void find(double began) {
    Sampler sampler(*was_.program, *is_.program, model_, uses_, not_before_);
    Trials trials(was_, is_, model_);
    Confirm confirm(was_, is_, model_, cards_);
    struct Dim {
      std::vector<Sample> samples;
      int batches = 0;
    } dim[2];
    int refused = 0;
    size_t tried = 0;
    while (wanting()) {
      const bool last = tried >= options_.samples || (options_.clock && now() - began >= options_.budget);
      std::vector<Sample> samples;
      for (size_t i = 0; i < kBatch && !last; ++i, ++tried) samples.push_back(sampler.next(hints_.empty() || i % 3 == 0 ? nullptr : &hints_[(tried / 3) % hints_.size()]));
      const auto outcomes = trials(samples);
      for (const bool up : {true, false}) {
        Direction& d = up ? out_.higher : out_.lower;
        if (d.state != State::kOpen) continue;
        const auto clear = [up](const Outcome& o) { return up ? o.clearly_higher : o.clearly_lower; };
        const auto any = [up](const Outcome& o) { return up ? o.higher : o.lower; };
        for (size_t i = 0; i < samples.size() && d.state == State::kOpen && refused < kMostRefused; ++i) {
          if (clear(outcomes[i])) refused += !settle(d, samples[i], clear, trials, sampler, confirm);
          else if (any(outcomes[i]) && dim[up].samples.size() < 3) dim[up].samples.push_back(samples[i]);
        }
        if (!dim[up].samples.empty() && (++dim[up].batches > kPatience || last))
          for (const Sample& s : std::exchange(dim[up].samples, {}))
            if (d.state == State::kOpen) settle(d, s, any, trials, sampler, confirm);
      }
      if (last) return;
    }
  }

  template <class When>
  bool settle(Direction& d, const Sample& sample, const When& when, Trials& trials, Sampler& sampler, Confirm& confirm) {
    const Sample least = smallest(sample, [&](const Outcome& o) { return when(o).has_value(); }, std::ref(trials), sampler, model_);
    for (const Sample* s : std::initializer_list<const Sample*>{&least, &sample}) {
      const auto at = when(trials({*s})[0]);
      if (!at) continue;
      if (auto w = confirm(*s, *at)) {
        d.witness = std::move(w);
        d.state = State::kShown;
        return true;
      }
    }
    return false;
  }

  bool wanting() const { return out_.higher.state == State::kOpen || out_.lower.state == State::kOpen; }

  Party was_, is_;
  std::string model_;
  const std::vector<std::string>& cards_;
  std::optional<int32_t> not_before_;
  const Options& options_;
  Question question_;
  Uses uses_;
  std::vector<Hint> hints_;
  Comparison out_;
};

/// As if in force at all times.
typed::Program always(typed::Program p) {
  p.in_force.reset();
  p.repealed.reset();
  p.tests.clear();
  return p;
}

std::vector<int> from_one(std::vector<int> places) {
  for (int& x : places) ++x;
  return places;
}

std::optional<int32_t> later(const std::optional<int32_t>& a, const std::optional<int32_t>& b) { return a && b ? std::max(*a, *b) : a ? a : b; }

/// An indicator alone with what silences it.
struct Alone {
  replay::Restricted restricted;
  Party party;
  Alone(const typed::Program& whole, int indicator, std::vector<int> place) : restricted(replay::restricted(whole, indicator == kNone ? std::vector<int>{} : std::vector<int>{indicator})) {
    party.program = &restricted.program;
    party.place = std::move(place);
    for (size_t i = 0; i < restricted.from.size(); ++i)
      if (restricted.from[i] == indicator) party.indicator = static_cast<int>(i);
  }
};

}  // namespace

Compared compare(const typed::Program& old_program, const typed::Program& new_program, const replay::TextOf& old_text, const replay::TextOf& new_text, const Options& options) {
  const typed::Program a = always(old_program), b = always(new_program);
  Compared out{replay::paired(a, b, old_text, new_text), {}};
  using Status = replay::Pair::Status;
  for (const auto& pair : out.pairing.pairs) {
    Comparison c;
    if (pair.status == Status::kSame || pair.status == Status::kWording) {
      c.verdict = Verdict::kSame;
      c.higher.state = c.lower.state = State::kNever;
    } else {
      const Alone was(a, pair.in_old, from_one(out.pairing.old_card)), is(b, pair.in_new, from_one(out.pairing.new_card));
      c = Pairwise(was.party, is.party, pair.record, out.pairing.cards, later(old_program.in_force, new_program.in_force), options)();
      if (pair.status == Status::kNew) c.verdict = Verdict::kNew;
      if (pair.status == Status::kGone) c.verdict = Verdict::kGone;
    }
    out.comparisons.push_back(std::move(c));
  }
  return out;
}

typed::Program one_version(const typed::Program& program, int version) {
  typed::Program p = program;
  std::vector<int> left;
  for (size_t i = 0; i < p.indicators.size(); ++i) {
    auto& all = p.indicators[i].situations;
    std::erase_if(all, [&](const auto& s) { return !s.versions.empty() && std::find(s.versions.begin(), s.versions.end(), version) == s.versions.end(); });
    for (auto& s : all) s.versions.clear();
    if (!all.empty()) left.push_back(static_cast<int>(i));
  }
  p.versions.clear();
  p.in_force.reset(), p.repealed.reset();
  return replay::restricted(p, left).program;
}

Strictness only_stricter(const typed::Program& base, const typed::Program& overlay, const replay::TextOf& base_text, const replay::TextOf& overlay_text, const Options& options) {
  Strictness out{compare(base, overlay, base_text, overlay_text, options), {}};
  for (size_t i = 0; i < out.compared.comparisons.size(); ++i)
    if (out.compared.comparisons[i].lower.state != State::kNever) out.violations.push_back(i);
  return out;
}

}  // namespace zs::prove

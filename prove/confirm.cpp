#include "prove/confirm.h"

#include "compiler/ir/lower.h"
#include "oracle/oracle.h"
#include "runtime/vm/engine.h"

#include <algorithm>

namespace zs::prove {

struct Confirm::Machine {
  std::shared_ptr<const bytecode::Program> program;
};

Confirm::Confirm(const Party& old_party, const Party& new_party, std::string model, std::vector<std::string> cards)
    : old_(old_party), new_(new_party), model_(std::move(model)), cards_(std::move(cards)) {}
Confirm::~Confirm() = default;

namespace {

/// The answer at T as it is shown: a place among the cards (0: none), and whether it is undecided.
struct Seen {
  int card = 0;
  bool undecided = false;
  bool operator==(const Seen&) const = default;
};

Seen seen_in(const findings::Report& report, const Party& party, Instant t) {
  Seen s;
  for (const auto& f : report.findings)
    if (f.indicator == party.indicator && instant_of(f.onset) <= t && instant_of(f.cleared) > t) s.card = party.place[f.card];
  s.undecided = std::any_of(report.undecided.begin(), report.undecided.end(), [&](const auto& u) { return u.indicator == party.indicator; });
  return s;
}

}  // namespace

std::vector<ShownBar> bars(const Party& party, const Trials::Bound& bound, const std::vector<std::string>& cards) {
  std::vector<ShownBar> out;
  if (party.indicator == typed::kNone) return out;
  const oracle::Inputs inputs{&bound.records, bound.references};
  const auto line = oracle::timeline(*party.program, inputs, 0, party.indicator, std::nullopt);
  const auto add = [&](const oracle::Set& s, const std::string& card) {
    for (const auto& x : s) out.push_back({card, x.from == kTickAlways ? kAlways : instant_of(x.from), x.until == kTickNever ? kNever : instant_of(x.until)});
  };
  for (size_t c = 0; c < line.shown.size(); ++c) add(line.shown[c], cards[static_cast<size_t>(party.place[c] - 1)]);
  add(line.undecided, "");
  std::stable_sort(out.begin(), out.end(), [](const ShownBar& a, const ShownBar& b) { return a.from < b.from; });
  return out;
}

std::optional<Witness> Confirm::operator()(const Sample& sample, Instant at) {
  // Before anything happened: any early instant will do, as long as nothing has happened by then.
  const Instant t = at == kAlways ? kMinInstant : at;
  Witness w{sample, model_, at, {}, {}};
  Seen seen[2];
  for (const bool is_new : {false, true}) {
    const Party& party = is_new ? new_ : old_;
    auto& machine = is_new ? is_ : was_;
    const auto bound = Trials::bind(*party.program, model_, {sample});
    if (bound.record_of[0] < 0) {
      if (party.program->models.find(model_) < 0) continue;  // shows nothing
      return std::nullopt;
    }
    (is_new ? w.is : w.was) = bars(party, bound, cards_);
    if (party.indicator == typed::kNone) continue;
    if (!machine) {
      auto lowered = ir::lower(*party.program);
      if (!lowered) return std::nullopt;
      machine = std::make_unique<Machine>(Machine{std::make_shared<bytecode::Program>(std::move(*lowered))});
    }
    auto engine = vm::Engine::load(machine->program, bound.references);
    if (!engine) return std::nullopt;
    vm::RunOptions run;
    run.as_of = t;
    run.want_details = false;
    const Seen by_machine = seen_in(engine->run(bound.records, run), party, t);
    const oracle::Inputs inputs{&bound.records, bound.references};
    oracle::EvaluateOptions options;
    options.evidence = false;
    const Seen by_oracle = seen_in(oracle::evaluate(*party.program, inputs, t, options), party, t);
    if (by_machine != by_oracle) return std::nullopt;
    seen[is_new] = by_oracle;
  }
  return seen[0] == seen[1] ? std::nullopt : std::optional(std::move(w));
}

}  // namespace zs::prove

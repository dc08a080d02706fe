#include "prove/trial.h"

#include "io/binding/table_builder.h"
#include "prove/question.h"
#include "testing/datum.h"

#include <algorithm>

namespace zs::prove {

RankLine::RankLine(oracle::Judge& judge, const Party& party) : place_(party.place) {
  if (party.indicator == typed::kNone) return;
  own_ = judge.own(party.indicator).by_card;
  silence_ = judge.silence(party.indicator);
}

int RankLine::at(Instant t) const {
  if (oracle::contains(silence_.must, t)) return 0;
  int rank = 0;
  for (size_t c = own_.size(); c-- > 0;) {
    if (oracle::contains(own_[c].must, t)) {
      const int card = 2 * place_[c];
      return kRankOf * (rank > 0 ? card + 1 : oracle::contains(silence_.may, t) ? card - 1 : card) + place_[c];
    }
    if (oracle::contains(own_[c].may, t)) rank = 1;
  }
  return kRankOf * rank;
}

void RankLine::boundaries(std::vector<Instant>& out) const {
  const auto add = [&](const oracle::B& b) {
    for (const auto* s : {&b.must, &b.may})
      for (const auto& x : *s)
        for (const Tick t : {x.from, x.until})
          if (t != kTickAlways && t != kTickNever) out.push_back(instant_of(t));
  };
  for (const auto& b : own_) add(b);
  add(silence_);
}

Trials::Trials(const Party& old_party, const Party& new_party, std::string model) : old_(old_party), new_(new_party), model_(std::move(model)) {}
Trials::~Trials() = default;

Trials::Bound Trials::bind(const typed::Program& program, const std::string& model, const std::vector<Sample>& samples) {
  Bound out;
  binding::Arena arena;
  const auto& models = program.models;
  if (models.find(model) < 0) {  // rules that know nothing of such records
    out.record_of.assign(samples.size(), -1);
    return out;
  }
  binding::TableBuilder records(models, models.find(model));
  std::map<int, std::unique_ptr<binding::TableBuilder>> tables;
  for (const Sample& given : samples) {
    // Variants of one sample have rows of the same key.
    const Sample s = samples.size() > 1 ? rekeyed(given, models, "-" + std::to_string(out.record_of.size())) : given;
    const bool refused = records.add(testing::value_of(s.record, arena)).has_value();
    out.record_of.push_back(refused ? -1 : static_cast<int>(records.size()) - 1);
    for (const auto& [name, datum] : s.tables) {
      const int m = models.find(name);
      if (m < 0) continue;
      auto& builder = tables[m];
      if (!builder) builder = std::make_unique<binding::TableBuilder>(models, m);
      (void)builder->add(testing::value_of(datum, arena));  // a row that is refused is not there
    }
  }
  out.records = records.take();
  out.owned.resize(models.models.size());
  for (auto& [m, builder] : tables) out.owned[static_cast<size_t>(m)] = std::make_unique<columns::Table>(builder->take());
  for (const auto& t : out.owned) out.references.push_back(t.get());
  return out;
}

std::vector<Outcome> Trials::operator()(const std::vector<Sample>& samples) {
  struct Side {
    Bound bound;
    oracle::Inputs inputs;
    std::unique_ptr<oracle::Evaluator> evaluator;
    std::unique_ptr<oracle::Judge> judge;
  };
  const auto side = [&](const Party& party) {
    auto s = std::make_unique<Side>();
    s->bound = bind(*party.program, model_, samples);
    s->inputs = {&s->bound.records, s->bound.references};
    s->evaluator = std::make_unique<oracle::Evaluator>(*party.program, s->inputs, std::nullopt);
    s->judge = std::make_unique<oracle::Judge>(*s->evaluator);
    return s;
  };
  const auto a = side(old_), b = side(new_);
  // Rules without such records show nothing for them.
  const auto knows = [this](const Party& party) { return party.program->models.find(model_) >= 0; };
  const bool old_knows = knows(old_), new_knows = knows(new_);
  std::vector<Outcome> out(samples.size());
  for (size_t i = 0; i < samples.size(); ++i) {
    const int row_a = a->bound.record_of[i], row_b = b->bound.record_of[i];
    if ((row_a < 0 && old_knows) || (row_b < 0 && new_knows)) continue;
    out[i].readable = true;
    const auto line = [](Side& s, int row, const Party& party) {
      if (row < 0) return RankLine();
      s.judge->open({&s.bound.records, static_cast<size_t>(row)});
      return RankLine(*s.judge, party);
    };
    const RankLine was = line(*a, row_a, old_), is = line(*b, row_b, new_);
    std::vector<Instant> at{kAlways};
    was.boundaries(at), is.boundaries(at);
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    for (const Instant t : at) {
      const int x = was.at(t), y = is.at(t);
      if (y > x && !out[i].higher) out[i].higher = t;
      if (y < x && !out[i].lower) out[i].lower = t;
      // An even rank: nothing is undecided.
      if ((x / kRankOf) % 2 || (y / kRankOf) % 2) continue;
      if (y > x && !out[i].clearly_higher) out[i].clearly_higher = t;
      if (y < x && !out[i].clearly_lower) out[i].clearly_lower = t;
    }
  }
  return out;
}

}  // namespace zs::prove

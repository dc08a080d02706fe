// Wrong versions of the shipped packs: what is said to be proved must hold of made-up records by the oracle, and every example
// must be one.
#include "prove/trial.h"
#include "testing/mutants.h"
#include "tests/generate/world.h"
#include "tests/prove/pack.h"

namespace zs::prove {
namespace {

constexpr size_t kMutants = 12;
constexpr uint64_t kRecords = 120;

struct Data {
  std::map<std::string, columns::Table> tables;         // by record kind
  std::vector<std::unique_ptr<columns::Table>> owned;   // reference tables
  std::vector<const columns::Table*> references;
};

Data data_of(const bytecode::Program& p) {
  Data d;
  d.references.resize(p.models.models.size());
  d.owned.resize(p.models.models.size());
  const generate::Folder folder;
  for (const auto& f : p.functions) {
    const auto world = generate::world(p, f.model, generate::settings(kRecords, p));
    generate::write(*world, f.model, folder.at("r.ndjson"));
    const auto& m = p.models.models[static_cast<size_t>(f.model)];
    d.tables.emplace(m.name, generate::read(p, f.model, folder.at("r.ndjson")).table);
    for (const auto& field : m.fields) {
      const auto to = static_cast<size_t>(field.reference);
      if (field.reference < 0 || d.owned[to]) continue;
      if (!generate::write_table(*world, field.reference, {folder.at("t.ndjson"), generate::Format::kNdjson, generate::Naming::kName}).has_value()) continue;
      d.owned[to] = std::make_unique<columns::Table>(generate::read(p, field.reference, folder.at("t.ndjson")).table);
      d.references[to] = d.owned[to].get();
    }
  }
  return d;
}

/// By two judges over the same table: is the new answer anywhere higher, anywhere lower?
struct Sides {
  bool higher = false, lower = false;
};
Sides over_records(const Party& was, const Party& is, const columns::Table& table, const std::vector<const columns::Table*>& references) {
  const oracle::Inputs inputs{&table, references};
  oracle::Evaluator a(*was.program, inputs, std::nullopt), b(*is.program, inputs, std::nullopt);
  oracle::Judge judge_a(a), judge_b(b);
  Sides out;
  for (size_t i = 0; i < table.size; ++i) {
    judge_a.open({&table, i}), judge_b.open({&table, i});
    const RankLine x(judge_a, was), y(judge_b, is);
    std::vector<Instant> at{kAlways};
    x.boundaries(at), y.boundaries(at);
    for (const Instant t : at) {
      out.higher |= y.at(t) > x.at(t);
      out.lower |= y.at(t) < x.at(t);
    }
  }
  return out;
}

class Mutants : public ::testing::TestWithParam<const char*> {};

TEST_P(Mutants, WhatIsProvedHoldsAndWhatIsShownIsSo) {
  const auto pack = compile(std::string(ZS_SOURCE_DIR) + "/" + GetParam());
  ASSERT_TRUE(pack.program);
  const typed::Program& right = *pack.program;
  const Data data = data_of(generate::program(GetParam()));
  const auto all = zs::testing::mutants(right, pack.rule_files);
  ASSERT_GT(all.size(), kMutants);
  Options few = options();
  few.samples = 1000;
  size_t asked = 0, told = 0, found = 0;
  for (size_t k = 0; k < kMutants; ++k) {
    auto mutant = all[k * all.size() / kMutants];
    typed::Program wrong = right;
    mutant.edit.swap_into(wrong);
    const auto c = compare(right, wrong, text_of(pack), text_of(pack), few);
    for (size_t i = 0; i < c.comparisons.size(); ++i) {
      const auto& pair = c.pairing.pairs[i];
      const auto& x = c.comparisons[i];
      if (pair.status != replay::Pair::Status::kChanged) continue;
      ++asked;
      told += x.verdict != Verdict::kUndecided;
      SCOPED_TRACE(pair.code + " " + mutant.change.zh);
      std::vector<int> place(right.cards.size());
      for (size_t n = 0; n < place.size(); ++n) place[n] = static_cast<int>(n) + 1;
      const Party was{&right, pair.in_old, place}, is{&wrong, pair.in_new, place};
      const auto sides = over_records(was, is, data.tables.at(pair.record), data.references);
      found += sides.higher || sides.lower;
      if (x.higher.state == Direction::State::kNever) EXPECT_FALSE(sides.higher);
      if (x.lower.state == Direction::State::kNever) EXPECT_FALSE(sides.lower);
      for (const Direction* d : {&x.higher, &x.lower}) {
        if (!d->witness) continue;
        const auto o = Trials(was, is, pair.record)({d->witness->sample})[0];
        EXPECT_TRUE(d == &x.higher ? o.higher : o.lower) << json_of(d->witness->sample.record);
      }
    }
  }
  std::printf("%s: %zu indicators changed, %zu told, %zu differ on made-up records\n", GetParam(), asked, told, found);
  EXPECT_GE(told * 10, asked * 8);
}

INSTANTIATE_TEST_SUITE_P(Prove, Mutants, ::testing::Values("rules/henan/2019", "rules/neimenggu/2024"), [](const auto& info) { return info.index == 0 ? "Henan" : "InnerMongolia"; });

}  // namespace
}  // namespace zs::prove

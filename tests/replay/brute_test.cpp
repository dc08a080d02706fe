// A replay of the shipped rule sets against 50 wrong versions of each, held against a comparison of two full runs.
#include "replay/document.h"
#include "testing/mutants.h"
#include "tests/generate/world.h"
#include "tests/replay/brute.h"
#include "tests/replay/pack.h"

namespace zs::replay {
namespace {

constexpr size_t kMutants = 50;
constexpr uint64_t kRecords = 300;
constexpr Instant kAsOf = 1'735'689'600;  // 2025-01-01 00:00

struct Data {
  std::vector<columns::Table> tables;                     // one for each kind that the rules judge
  std::vector<std::unique_ptr<columns::Table>> owned;     // reference tables
  std::vector<const columns::Table*> references;          // by model
};

/// Made-up records of every kind judged, with the reference tables that belong to them.
Data data_of(const bytecode::Program& p) {
  Data d;
  d.references.resize(p.models.models.size());
  d.owned.resize(p.models.models.size());
  const generate::Folder folder;
  for (const auto& f : p.functions) {
    const auto world = generate::world(p, f.model, generate::settings(kRecords, p));
    generate::write(*world, f.model, folder.at("r.ndjson"));
    d.tables.push_back(generate::read(p, f.model, folder.at("r.ndjson")).table);
    for (const auto& field : p.models.models[static_cast<size_t>(f.model)].fields) {
      const auto to = static_cast<size_t>(field.reference);
      if (field.reference < 0 || d.owned[to]) continue;
      const bool made = generate::write_table(*world, field.reference, {folder.at("t.ndjson"), generate::Format::kNdjson, generate::Naming::kName}).has_value();
      if (!made) continue;
      d.owned[to] = std::make_unique<columns::Table>(generate::read(p, field.reference, folder.at("t.ndjson")).table);
      d.references[to] = d.owned[to].get();
    }
  }
  return d;
}

/// The number of changes found.
size_t expect_equal(const Pack& old_pack, const typed::Program& new_typed, const Data& d, const std::string& what) {
  auto lowered = ir::lower(new_typed);
  if (!lowered) {
    ADD_FAILURE() << what << ": " << lowered.error().error.en;
    return 0;
  }
  const auto program = std::make_shared<bytecode::Program>(std::move(*lowered));
  auto session = Session::open(old_pack.rules(d.references), {&new_typed, program, d.references, old_pack.rules().sources}, {kAsOf, 1, true});
  if (!session) {
    ADD_FAILURE() << what << ": " << session.error().en;
    return 0;
  }
  size_t changes = 0;
  for (const auto& table : d.tables) {
    const auto expected = by_brute_force(*old_pack.program, *program, d.references, table, kAsOf), got = by_session(**session, table, *program);
    EXPECT_EQ(got, expected) << what;
    changes += got.size();
  }
  expect_sums(**session);
  return changes;
}

class Brute : public ::testing::TestWithParam<const char*> {};

TEST_P(Brute, FiftyMutantsAreReplayedAsTwoFullRunsSay) {
  const Pack pack = compiled(compile(std::string(ZS_SOURCE_DIR) + "/" + GetParam()));
  const Data d = data_of(*pack.program);
  EXPECT_EQ(expect_equal(pack, pack.typed(), d, "against itself"), 0u);
  const auto all = zs::testing::mutants(pack.typed(), pack.compilation->rule_files);
  ASSERT_GT(all.size(), kMutants);
  size_t changing = 0;
  for (size_t k = 0; k < kMutants; ++k) {
    auto mutant = all[k * all.size() / kMutants];
    typed::Program wrong = pack.typed();
    mutant.edit.swap_into(wrong);
    const auto at = pack.compilation->sources.position(mutant.src.file, mutant.src.begin);
    changing += expect_equal(pack, wrong, d, pack.compilation->sources.name(mutant.src.file) + ":" + std::to_string(at.line) + " " + mutant.change.en) > 0;
    if (HasFailure()) return;
  }
  RecordProperty("mutants_with_changes", static_cast<int>(changing));
  EXPECT_GT(changing, kMutants / 3);  // else the records show nothing
}

INSTANTIATE_TEST_SUITE_P(Packs, Brute, ::testing::Values("rules/henan/2019", "rules/neimenggu/2024"),
                         [](const auto& info) { return std::string(info.param).find("henan") != std::string::npos ? "Henan" : "InnerMongolia"; });

}  // namespace
}  // namespace zs::replay

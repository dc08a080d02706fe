// Random rule sets against wrong versions of themselves and against others, held against two full runs.
#include "compiler/ir/lower.h"
#include "testing/mutants.h"
#include "tests/differential/generate_program.h"
#include "tests/differential/generate_records.h"
#include "tests/replay/brute.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <iostream>

namespace zs::replay {
namespace {

using differential::Random;

uint64_t seed_from_environment() {
  const char* s = std::getenv("ZS_SEED");
  return s ? std::strtoull(s, nullptr, 10) : static_cast<uint64_t>(std::chrono::system_clock::now().time_since_epoch().count());
}
int pairs_from_environment() {
  const char* s = std::getenv("ZS_PAIRS");
  return s ? std::atoi(s) : 600;
}

std::shared_ptr<const bytecode::Program> lowered(const typed::Program& p) {
  auto out = ir::lower(p);
  return out ? std::make_shared<const bytecode::Program>(std::move(*out)) : nullptr;  // some computed values are too large for the machine
}

/// Changes found; a failure names the seed.
size_t expect_equal(const typed::Program& a, const typed::Program& b, const differential::Data& data, Instant as_of, uint64_t seed, const std::string& what) {
  const auto old_program = lowered(a), new_program = lowered(b);
  if (!old_program || !new_program) return 0;
  const syntax::Sources none;
  const Tables references{nullptr, nullptr, nullptr, &data.items};
  auto session = Session::open({&a, old_program, references, &none}, {&b, new_program, references, &none}, {as_of, 1, true});
  if (!session) {
    ADD_FAILURE() << "seed " << seed << " " << what << ": " << session.error().en;
    return 0;
  }
  const auto got = by_session(**session, data.records, *new_program);
  EXPECT_EQ(got, by_brute_force(*old_program, *new_program, references, data.records, as_of)) << "seed " << seed << " " << what;
  expect_sums(**session);
  return got.size();
}

TEST(Random, ReplayIsTheDifferenceOfTwoRuns) {
  const uint64_t seed = seed_from_environment();
  const int pairs = pairs_from_environment();
  std::cout << "seed " << seed << ", " << pairs << " rule sets (ZS_SEED, ZS_PAIRS change it)\n";
  size_t changes = 0, mutants = 0;
  for (int i = 0; i < pairs && !::testing::Test::HasFailure(); ++i) {
    const uint64_t own = seed + static_cast<uint64_t>(i);
    Random r(own);
    const auto a = differential::generate_program(r, {1 + r.below(3), 2 + r.below(3)});
    const auto data = differential::generate_records(r, a.models, 24);
    const Instant as_of = differential::some_instant(r);
    EXPECT_EQ(expect_equal(a, a, data, as_of, own, "itself"), 0u);
    changes += expect_equal(a, differential::generate_program(r, {1 + r.below(3), 2 + r.below(3)}), data, as_of, own, "another");
    const auto all = zs::testing::mutants(a, {-1});
    for (int k = 0; k < 3 && !all.empty(); ++k) {
      auto mutant = all[static_cast<size_t>(r.below(static_cast<int>(all.size())))];
      typed::Program wrong = a;
      mutant.edit.swap_into(wrong);
      ++mutants;
      changes += expect_equal(a, wrong, data, as_of, own, mutant.change.en);
    }
  }
  std::cout << mutants << " mutants, " << changes << " changes\n";
  EXPECT_GT(mutants, 0u);
  EXPECT_GT(changes, 0u);
}

}  // namespace
}  // namespace zs::replay

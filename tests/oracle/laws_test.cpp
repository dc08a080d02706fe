// The laws of the calculus, on generated programs and records.
#include "oracle/oracle.h"
#include "tests/differential/generate_program.h"
#include "tests/differential/generate_records.h"
#include "tests/differential/schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace zs::oracle {
namespace {

using differential::Random;

uint64_t seed() {
  const char* s = std::getenv("ZS_SEED");
  return s ? std::strtoull(s, nullptr, 10) : 20241001;
}
int rounds() {
  const char* s = std::getenv("ZS_ROUNDS");
  return s ? std::atoi(s) : 300;
}

struct Case {
  typed::Program program;
  differential::Data data;
  Instant t;
  Inputs inputs() const { return {&data.records, {nullptr, nullptr, nullptr, &data.items}}; }
};
Case make_case(uint64_t seed) {
  Random r(seed);
  Case c{differential::generate_program(r, {1 + r.below(3), 2 + r.below(3)}), {}, 0};
  c.data = differential::generate_records(r, c.program.models, 12);
  c.t = differential::some_instant(r);
  return c;
}

/// What a set says up to and including t: instants only, since a flag may tell of a day that was read later.
std::vector<std::pair<Instant, Instant>> up_to(const Set& s, Instant t) {
  std::vector<std::pair<Instant, Instant>> out;
  for (const Stretch& x : s)
    if (instant_of(x.from) <= t) out.emplace_back(instant_of(x.from), std::min(instant_of(x.until), t + 1));
  return out;
}

TEST(Laws, NothingDependsOnWhatHasNotHappened) {
  for (int i = 0; i < rounds(); ++i) {
    const Case c = make_case(seed() + static_cast<uint64_t>(i));
    const Inputs in = c.inputs();
    for (size_t record = 0; record < c.data.records.size; ++record)
      for (size_t k = 0; k < c.program.indicators.size(); ++k) {
        const Timeline whole = timeline(c.program, in, record, static_cast<int>(k), std::nullopt);
        const Timeline then = timeline(c.program, in, record, static_cast<int>(k), c.t);
        for (size_t card = 0; card < whole.shown.size(); ++card)
          ASSERT_EQ(up_to(whole.shown[card], c.t), up_to(then.shown[card], c.t))
              << "seed " << seed() + static_cast<uint64_t>(i) << " record " << record << " indicator " << k << " card " << card << " T " << c.t;
        ASSERT_EQ(up_to(whole.undecided, c.t), up_to(then.undecided, c.t))
            << "seed " << seed() + static_cast<uint64_t>(i) << " record " << record << " indicator " << k << " undecided, T " << c.t;
      }
  }
}

TEST(Laws, AtMostOneCardAtAnyInstant) {
  for (int i = 0; i < rounds(); ++i) {
    const Case c = make_case(seed() + static_cast<uint64_t>(i));
    for (size_t record = 0; record < c.data.records.size; ++record)
      for (size_t k = 0; k < c.program.indicators.size(); ++k) {
        const Timeline t = timeline(c.program, c.inputs(), record, static_cast<int>(k), std::nullopt);
        for (size_t a = 0; a < t.shown.size(); ++a)
          for (size_t b = a + 1; b < t.shown.size(); ++b) ASSERT_FALSE(overlaps(t.shown[a], t.shown[b]));
      }
  }
}

TEST(Laws, AnUndecidedAnswerNamesWhatIsMissing) {
  size_t undecided = 0, unnamed = 0;
  for (int i = 0; i < rounds(); ++i) {
    const Case c = make_case(seed() + static_cast<uint64_t>(i));
    for (const auto& u : evaluate(c.program, c.inputs(), c.t).undecided) {
      ++undecided;
      unnamed += u.missing.empty() ? 1 : 0;
    }
  }
  std::cout << undecided << " undecided, " << unnamed << " without a name\n";
  EXPECT_GT(undecided, 0u);
}

}  // namespace
}  // namespace zs::oracle

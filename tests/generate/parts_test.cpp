// The parts: chance, distributions, profiles, patterns.
#include "generate/guess.h"
#include "generate/profile.h"
#include "generate/distribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <re2/re2.h>
#include <set>

namespace zs::generate {
namespace {

using testing::HasSubstr;

Distribution distribution(const char* text) {
  const auto d = Distribution::parse(text);
  EXPECT_TRUE(d) << text;
  return d ? *d : Distribution();
}

TEST(Chance, SameSeedSameNumbers) {
  Random a(7), b(7), c(8);
  EXPECT_EQ(a.next(), b.next());
  EXPECT_NE(a.next(), c.next());
}

TEST(Chance, UnitAndNormalLookAsTheyShould) {
  Random r(3);
  double sum = 0, normal = 0, square = 0;
  constexpr int n = 200'000;
  for (int i = 0; i < n; ++i) {
    const double u = r.unit(), z = r.normal();
    ASSERT_TRUE(u >= 0 && u < 1);
    sum += u, normal += z, square += z * z;
  }
  EXPECT_NEAR(sum / n, 0.5, 0.005);
  EXPECT_NEAR(normal / n, 0, 0.01);
  EXPECT_NEAR(square / n, 1, 0.02);
}

TEST(Chance, PermutationTakesEveryPlaceOnce) {
  for (const uint64_t n : {1u, 2u, 3u, 5u, 16u, 17u, 1000u, 4097u}) {
    const Permutation p(n, 42), other(n, 43);
    std::set<uint64_t> seen;
    size_t alike = 0;
    for (uint64_t i = 0; i < n; ++i) {
      ASSERT_LT(p(i), n);
      seen.insert(p(i));
      alike += p(i) == other(i);
    }
    EXPECT_EQ(seen.size(), n);
    if (n >= 1000) EXPECT_LT(alike, n / 10);
  }
}

TEST(Chance, WeightsAndZipf) {
  Weights w;
  w.add(1), w.add(0), w.add(3);
  Random r(1);
  std::vector<int> hits(3);
  for (int i = 0; i < 40'000; ++i) ++hits[w.draw(r)];
  EXPECT_EQ(hits[1], 0);
  EXPECT_NEAR(hits[2] / 40'000.0, 0.75, 0.01);
  const auto zipf = Weights::zipf(10, 1);
  EXPECT_NEAR(zipf.at(0) / zipf.at(4), 5, 1e-9);
}

TEST(Distributions, DrawWhatTheySay) {
  Random r(5);
  const auto log = distribution("对数(20分,1.1)");
  std::vector<double> all;
  for (int i = 0; i < 40'001; ++i) all.push_back(log.draw(r).value);
  std::nth_element(all.begin(), all.begin() + 20'000, all.end());
  EXPECT_NEAR(all[20'000], 1200, 40);
  const auto span = distribution("均匀(25时,47时)").draw(r);
  EXPECT_EQ(span.measure, Measure::kClock);
  EXPECT_TRUE(span.value >= 25 * 3600 && span.value <= 47 * 3600);
  EXPECT_EQ(distribution("定(2工作日)").draw(r).measure, Measure::kOfficeDay);
  EXPECT_TRUE(distribution("无").draw(r).never);
  const auto mixed = distribution("0.9*定(5分)|0.1*无");
  int never = 0;
  for (int i = 0; i < 20'000; ++i) never += mixed.draw(r).never;
  EXPECT_NEAR(never / 20'000.0, 0.1, 0.01);
}

TEST(Distributions, WhatIsNoneIsTold) {
  for (const char* bad : {"", "对数", "对数(20分)", "对数(0分,1)", "均匀(1时,2工时)", "定(1,2)", "x*定(1)", "0*定(1)", "均匀(1光年,2光年)", "对数(20分,1分)"}) {
    const auto d = Distribution::parse(bad);
    EXPECT_FALSE(d) << bad;
    if (!d) EXPECT_THAT(d.error().en, HasSubstr("write 对数"));
  }
}

TEST(Profiles, TheBuiltInOnesParse) {
  const auto p = standard_profile();
  ASSERT_TRUE(p.has_value()) << p.error().en;
  EXPECT_TRUE(p->has_intake);
  for (const char* kind : {"办件", "办件.环节", "事项", "评价", "申诉", "一件事", "工程办件", "大厅巡查", "证照类型", "存量证照"}) EXPECT_EQ(p->sections.count(kind), 1u) << kind;
}

TEST(Profiles, FaultsAreToldWithTheirLine) {
  const auto error = [](const char* text) { return parse_profile("a.profile", text, true).error().en; };
  EXPECT_THAT(error("编号 号 {序}\n"), HasSubstr("a.profile:1: a line like [记录]"));
  EXPECT_THAT(error("# 一\n[办件]\n编号\n"), HasSubstr("a.profile:3: after 「编号」"));
  EXPECT_THAT(error("[办件\n"), HasSubstr("a.profile:1: write [办件]"));
  EXPECT_THAT(error("[事项 许多]\n"), HasSubstr("should be a number of rows"));
  EXPECT_THAT(error("[到件]\n周 1 2 3\n"), HasSubstr("a.profile:2: write 周"));
  EXPECT_THAT(error("[词 空]\n"), HasSubstr("空 is empty"));
}

TEST(Patterns, SamplesMatch) {
  Random r(9);
  for (const char* pattern : {"[0-9]{6,}", "[A-Z]{2}-\\d{3,5}", "(甲|乙丙)[a-f0-9]+", "^1[3-9]\\d{9}$", "(?:ab)?c*\\.x", "[\\w-]{3}", ".{2}"})
    for (int i = 0; i < 50; ++i) {
      const auto s = sample_pattern(pattern, r);
      ASSERT_TRUE(s) << pattern;
      EXPECT_TRUE(RE2::FullMatch(*s, pattern)) << pattern << " " << *s;
    }
  for (const char* beyond : {"[^a]", "(?i)a", "a**", "\\bx", "(a"}) EXPECT_FALSE(sample_pattern(beyond, r)) << beyond;
}

}  // namespace
}  // namespace zs::generate

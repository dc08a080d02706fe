// The two judges of correctness against each other: the slow oracle, written from the calculus, and the machine.
#include "compiler/ir/lower.h"
#include "compiler/typed/dump.h"
#include "oracle/aggregate.h"
#include "oracle/oracle.h"
#include "runtime/bytecode/disassemble.h"
#include "runtime/vm/aggregate.h"
#include "runtime/vm/engine.h"
#include "tests/differential/compare.h"
#include "tests/differential/generate_program.h"
#include "tests/differential/generate_records.h"
#include "tests/differential/schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <iostream>

namespace zs::differential {
namespace {

uint64_t seed_from_environment() {
  const char* s = std::getenv("ZS_SEED");
  return s ? std::strtoull(s, nullptr, 10) : 20240930;
}
int pairs_from_environment() {
  const char* s = std::getenv("ZS_PAIRS");  // (program, record) pairs
  return s ? std::atoi(s) : 100'000;
}

struct Case {
  typed::Program program;
  Data data;
  std::shared_ptr<const bytecode::Program> compiled;
  std::optional<Instant> as_of;

  oracle::Inputs inputs() const { return {&data.records, {nullptr, nullptr, nullptr, &data.items}}; }
};

Case make_case(uint64_t seed, int records) {
  Random r(seed);
  Case c;
  c.program = generate_program(r, {1 + r.below(3), 2 + r.below(3)});
  c.data = generate_records(r, c.program.models, records);
  auto lowered = ir::lower(c.program);
  if (!lowered) throw std::runtime_error("seed " + std::to_string(seed) + ": " + lowered.error().error.en);
  c.compiled = std::make_shared<const bytecode::Program>(std::move(*lowered));
  if (r.chance(80)) c.as_of = some_instant(r);
  return c;
}

findings::Report by_machine(const Case& c, const columns::Table& records, const std::optional<Instant>& as_of, uint32_t batch, unsigned threads) {
  auto engine = vm::Engine::load(c.compiled, {nullptr, nullptr, nullptr, &c.data.items});
  if (!engine) throw std::runtime_error(engine.error().en);
  vm::RunOptions o;
  o.as_of = as_of;
  o.threads = threads;
  o.batch_size = batch;
  o.want_schedule = true;
  return engine->run(records, o);
}

constexpr int kRecords = 16;

/// The program and the records, where ZS_DUMP asks for them.
std::string everything(const Case& c) {
  std::string s = typed::dump(c.program) + bytecode::disassemble(*c.compiled);
  for (size_t i = 0; i < c.data.records.size; ++i) s += std::to_string(i) + " " + show_record(c.program.models, c.data.records, i) + "\n";
  for (size_t i = 0; i < c.data.items.size; ++i) s += "item " + show_record(c.program.models, c.data.items, i) + "\n";
  return s;
}

TEST(Differential, OracleAndMachineAgree) {
  const uint64_t seed = seed_from_environment();
  const int programs = std::max(1, pairs_from_environment() / kRecords);
  std::cout << "seed " << seed << ", " << programs << " programs of " << kRecords << " records (ZS_SEED, ZS_PAIRS change it)\n";
  int different = 0;
  uint64_t findings = 0, undecided = 0;
  for (int i = 0; i < programs && different < 5; ++i) {
    const Case c = make_case(seed + static_cast<uint64_t>(i), kRecords);
    const findings::Report expected = oracle::evaluate(c.program, c.inputs(), c.as_of);
    findings += expected.findings.size();
    undecided += expected.undecided.size();
    static constexpr uint32_t kBatches[] = {1, 2, 3, 7, 1024};
    const uint32_t batch = kBatches[i % 5];
    const findings::Report got = by_machine(c, c.data.records, c.as_of, batch, 1 + static_cast<unsigned>(i / 5 % 2));
    const std::string difference = first_difference(expected, got);
    if (difference.empty()) continue;
    ++different;
    ADD_FAILURE() << "seed " << seed + static_cast<uint64_t>(i) << " batch " << batch << (c.as_of ? " as of T\n" : " for ever\n") << difference << (std::getenv("ZS_DUMP") ? everything(c) : "");
  }
  std::cout << findings << " findings, " << undecided << " undecided\n";
  EXPECT_EQ(different, 0);
  EXPECT_GT(findings, 0u);
  EXPECT_GT(undecided, 0u);
}

/// What an engine keeps between runs must not be heard in its answers: other records, other instants, other batches.
TEST(Differential, AnEngineThatRanBeforeAnswersTheSame) {
  const uint64_t seed = seed_from_environment() + 4'000'000;
  const int programs = std::max(1, pairs_from_environment() / kRecords / 8);
  int different = 0;
  for (int i = 0; i < programs && different < 5; ++i) {
    const Case c = make_case(seed + static_cast<uint64_t>(i), kRecords);
    Random r(seed + static_cast<uint64_t>(i));
    const Data other = generate_records(r, c.program.models, 3);
    auto engine = vm::Engine::load(c.compiled, {nullptr, nullptr, nullptr, &c.data.items});
    if (!engine) throw std::runtime_error(engine.error().en);
    for (int k = 0; k < 4; ++k) {
      const columns::Table& records = k % 2 == 0 ? c.data.records : other.records;
      vm::RunOptions o;
      if (r.chance(80)) o.as_of = some_instant(r);
      o.batch_size = 1 + static_cast<uint32_t>(r.below(20));
      o.want_schedule = true;
      const std::string difference = first_difference(by_machine(c, records, o.as_of, 1024, 1), engine->run(records, o));
      if (difference.empty()) continue;
      ++different;
      ADD_FAILURE() << "seed " << seed + static_cast<uint64_t>(i) << " run " << k << "\n" << difference;
    }
  }
  EXPECT_EQ(different, 0);
}

/// With every event after T removed, the cards up to T are the same: what is shown by T, cut at T.
std::vector<std::string> cards_up_to(const findings::Report& r, Instant t) {
  std::vector<std::string> out;
  for (const findings::Finding& f : r.findings) {
    if (f.onset != kTickAlways && instant_of(f.onset) > t) continue;
    const Tick end = instant_of(f.cleared) > t ? kTickNever : f.cleared;
    out.push_back(std::to_string(f.record) + " " + std::to_string(f.indicator) + " " + std::to_string(f.card) + " " +
                  std::to_string(f.onset == kTickAlways ? f.onset : instant_of(f.onset)) + " " + std::to_string(end == kTickNever ? end : instant_of(end)));
  }
  return out;
}

TEST(Differential, NothingDependsOnWhatHasNotHappened) {
  const uint64_t seed = seed_from_environment() + 1'000'000;
  const int programs = std::max(1, pairs_from_environment() / kRecords / 4);
  int different = 0;
  for (int i = 0; i < programs && different < 5; ++i) {
    const Case c = make_case(seed + static_cast<uint64_t>(i), kRecords);
    Random r(seed + static_cast<uint64_t>(i));
    const Instant t = some_instant(r);
    const findings::Report whole = by_machine(c, c.data.records, std::nullopt, 1024, 1);
    const findings::Report then = by_machine(c, c.data.records, t, 1024, 1);
    if (cards_up_to(whole, t) == cards_up_to(then, t)) continue;
    ++different;
    ADD_FAILURE() << "seed " << seed + static_cast<uint64_t>(i) << ": the cards up to T differ with and without later events";
  }
  EXPECT_EQ(different, 0);
}

std::string show(int what, int aggregate, const std::vector<std::string>& key, Instant asked, uint64_t records, const std::string& reason) {
  std::string s = "T-" + std::to_string(aggregate) + " [";
  for (const std::string& k : key) s += k + " ";
  return s + "] asked " + std::to_string(asked) + " " + std::to_string(records) + " records, answer " + std::to_string(what) + " " + reason + "\n";
}

TEST(Differential, StatisticsAgree) {
  const uint64_t seed = seed_from_environment() + 2'000'000;
  const int programs = std::max(1, pairs_from_environment() / kRecords / 4);
  int different = 0;
  uint64_t answers = 0;
  for (int i = 0; i < programs && different < 5; ++i) {
    const Case c = make_case(seed + static_cast<uint64_t>(i), kRecords);
    std::string slow, fast;
    for (const auto& a : oracle::aggregate(c.program, c.inputs(), c.as_of))
      slow += show(static_cast<int>(a.what), a.aggregate, a.key, a.asked, a.records, a.reason), ++answers;
    auto engine = vm::Engine::load(c.compiled, {nullptr, nullptr, nullptr, &c.data.items});
    if (!engine) throw std::runtime_error(engine.error().en);
    vm::Aggregation statistics(*engine, c.data.records.model, c.as_of);
    statistics.add(c.data.records);
    for (const auto& a : statistics.finish()) fast += show(static_cast<int>(a.what), a.aggregate, a.key, a.asked, a.records, a.reason);
    if (slow == fast) continue;
    ++different;
    ADD_FAILURE() << "seed " << seed + static_cast<uint64_t>(i) << "\noracle\n" << slow << "machine\n" << fast << (std::getenv("ZS_DUMP") ? everything(c) : "");
  }
  std::cout << answers << " answers about groups\n";
  EXPECT_EQ(different, 0);
  EXPECT_GT(answers, 0u);
}

/// At any instant the cards on the table are those of the timeline there, asked of the machine's other way to answer.
TEST(Differential, CountsAtAnInstantAreTheTimelinesThere) {
  const uint64_t seed = seed_from_environment() + 3'000'000;
  const int programs = std::max(1, pairs_from_environment() / kRecords / 4);
  int different = 0;
  for (int i = 0; i < programs && different < 5; ++i) {
    const Case c = make_case(seed + static_cast<uint64_t>(i), kRecords);
    Random r(seed + static_cast<uint64_t>(i));
    const Instant t = some_instant(r);
    auto engine = vm::Engine::load(c.compiled, {nullptr, nullptr, nullptr, &c.data.items});
    if (!engine) throw std::runtime_error(engine.error().en);
    vm::RunOptions o;
    o.as_of = t;
    o.batch_size = 1 + static_cast<uint32_t>(r.below(5));
    const vm::Counts counts = engine->count(c.data.records, o);
    o.want_shown = true;
    const vm::Counts over_time = engine->count(c.data.records, o);
    std::vector<std::vector<uint64_t>> there(c.program.indicators.size(), std::vector<uint64_t>(c.program.cards.size(), 0));
    for (const findings::Finding& f : by_machine(c, c.data.records, std::nullopt, 7, 2).findings)
      if ((f.onset == kTickAlways || instant_of(f.onset) <= t) && t < instant_of(f.cleared)) ++there[f.indicator][f.card];
    bool same = counts.undecided == over_time.undecided && counts.evaluated == over_time.evaluated && counts.out_of_force == over_time.out_of_force &&
                counts.unknown_yet == over_time.unknown_yet;
    for (size_t k = 0; k < there.size(); ++k)
      for (size_t card = 0; card < there[k].size(); ++card)
        same = same && counts.cards[k][card].on_table == there[k][card] && over_time.cards[k][card].on_table == there[k][card];
    if (same) continue;
    ++different;
    ADD_FAILURE() << "seed " << seed + static_cast<uint64_t>(i) << ": the cards at T are not the timeline's";
  }
  EXPECT_EQ(different, 0);
}

}  // namespace
}  // namespace zs::differential

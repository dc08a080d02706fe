// Functions made over say what they said before: whole timelines, and the two parts of a detail function.
#include "runtime/bytecode/verify_function.h"
#include "runtime/vm/detail_parts.h"
#include "runtime/vm/lines.h"
#include "tests/vm/machine.h"

namespace zs::test {
namespace {

using vm::Frame;
using vm::Thread;

/// Some step stands before another in the order and began later than it: over pairs of rows.
Reg some_disorder(Assembler& a) {
  const Reg steps = a.rows(), pairs = a.emit(Opcode::kRows, {steps, 0}, kSteps, steps);
  const Reg place = a.emit(Opcode::kLoadValue, {}, kStepAmount, steps), from = a.emit(Opcode::kLoadEvent, {}, kFrom, steps);
  const auto mine = [&](Reg r) { return a.emit(Opcode::kSpreadV, {r}, -1, pairs); };
  const auto other = [&](Reg r) { return a.emit(Opcode::kPairV, {r}, -1, pairs); };
  const Reg precedes = a.emit(Opcode::kPrecedes, {mine(place), other(place)}, -1, pairs), after = a.emit(Opcode::kAfter, {mine(from), other(from)}, -1, pairs);
  const Reg row = a.emit(Opcode::kAny, {pairs, a.emit(Opcode::kSAndT, {precedes, after}, -1, pairs)}, -1, steps);
  return a.emit(Opcode::kAny, {steps, row});
}

Program program_of(const Assembler& a, Reg shown, Reg judged) {
  Program p = a.program;
  p.functions = {a.f};
  p.judged = {judged};
  p.judged_in = {{}};
  p.indicators.emplace_back();
  p.indicators[0].model = a.f.model;
  p.indicators[0].own = {kNoReg, shown};
  return p;
}

size_t pairs_in(const bytecode::Function& f) {
  return static_cast<size_t>(std::count_if(f.code.begin(), f.code.end(), [](const auto& in) { return in.op == Opcode::kPairV; }));
}

TEST(Lines, DisorderIsTheSameWithoutPairs) {
  Assembler a;
  const Reg shown = some_disorder(a), judged = a.emit(Opcode::kLift, {a.emit(Opcode::kTConst, {}, 1)});
  const auto lines = vm::make_lines(program_of(a, shown, judged), 0);
  EXPECT_GT(pairs_in(a.f), 0U);
  EXPECT_EQ(pairs_in(lines->function), 0U);
  ASSERT_TRUE(bytecode::verify_function(a.program, lines->function, {}, "lines"));
  ASSERT_EQ(lines->indicators.size(), 1U);
  EXPECT_EQ(lines->indicators[0].own[0], kNoReg);
  Assembler made = a;
  made.f = lines->function;
  const Machine before(a, 300), after(made, 300);
  for (const Instant asked : {start_of(19'800), start_of(20'000) + 43'200, kForEver}) {
    std::vector<std::string> said;
    size_t some = 0, at = 0;
    before.each([&](const Frame& f, const Thread&, uint32_t, uint32_t i) {
      const Sets s = sets_of(f[shown], i);
      some += !s.may.empty();
      said.push_back(show(s.must) + " " + show(s.may));
    }, asked);
    after.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
      const Sets s = sets_of(f[lines->indicators[0].own[1]], i);
      ASSERT_EQ(show(s.must) + " " + show(s.may), said[at++]) << "record " << row << " as of " << asked;
    }, asked);
    EXPECT_GT(some, 0U) << "a test that never holds says little";
  }
}

/// Dates may be missing, and then a pair says more than one of its rows: those are left as they were.
TEST(Lines, DisorderOfWhatMayBeMissingKeepsItsPairs) {
  Assembler a;
  const Reg shown = some_disorder(a), judged = a.emit(Opcode::kLift, {a.emit(Opcode::kTConst, {}, 1)});
  for (auto& in : a.f.code)
    if (in.op == Opcode::kLoadEvent && in.imm == kFrom) in.op = Opcode::kLoadValue;
  const auto lines = vm::make_lines(program_of(a, shown, judged), 0);
  EXPECT_GT(pairs_in(lines->function), 0U);
}

TEST(DetailParts, EachHasWhatItReads) {
  Assembler a;
  const Reg event = a.emit(Opcode::kLoadEvent, {}, kE1), shown = a.emit(Opcode::kFrom, {event}), limit = a.emit(Opcode::kLoadValue, {}, kLimit);
  const Reg count = a.emit(Opcode::kLoadValue, {}, kCount);
  bytecode::Detail d;
  d.code = a.f;
  d.situations.resize(1);
  d.situations[0].cards.push_back({0, shown, {}});
  d.reason.resize(1);
  d.reason[0].reg = count;
  d.whys.push_back({bytecode::Why::Ask::kNoSpan, limit, {}, "limit"});
  d.whys.push_back({bytecode::Why::Ask::kOpen, shown, {0}, ""});
  d.roots = {1};
  const bytecode::Detail carrying = vm::carrying_part(d), asking = vm::asking_part(d);
  const auto loads = [](const bytecode::Detail& part, Reg r) {  // registers are used again: the last to write it
    int32_t field = -1;
    for (const auto& in : part.code.code)
      if (in.dst == r) field = in.imm;
    return field;
  };
  EXPECT_EQ(carrying.code.code.size(), 3U);
  EXPECT_EQ(loads(carrying, carrying.reason[0].reg), kCount);
  EXPECT_TRUE(carrying.whys.empty());
  EXPECT_EQ(asking.code.code.size(), 3U);
  EXPECT_EQ(loads(asking, asking.whys[0].reg), kLimit);
  EXPECT_EQ(asking.whys[1].reg, asking.situations[0].cards[0].reg);
  EXPECT_TRUE(asking.reason.empty());
  for (const auto* part : {&carrying, &asking}) EXPECT_TRUE(bytecode::verify_function(a.program, part->code, {}, "part"));
}

}  // namespace
}  // namespace zs::test

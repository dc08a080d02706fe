// What is asked at T alone is what the sets of instants say there: each instruction of the one kind beside that of the other.
#include "runtime/bytecode/verify_function.h"
#include "runtime/vm/moment.h"
#include "tests/vm/machine.h"

namespace zs::test {
namespace {

using vm::Frame;
using vm::Thread;

const Instant kAsked[] = {start_of(19'705), start_of(19'900) + 43'200, start_of(20'100) - 1, start_of(20'310), kForEver};

/// Asserts that truth `t` is the set `s` at T, at every T, for every record; `holds`: and that it does hold for some.
void expect_same(const Assembler& a, Reg s, Reg t, bool holds = true) {
  const Machine m(a, 100);
  int held = 0;
  for (const Instant asked : kAsked) {
    m.each([&](const Frame& f, const Thread&, uint32_t row, uint32_t i) {
      const Sets sets = sets_of(f[s], i);
      held += temporal::contains(sets.may, asked);
      ASSERT_EQ(f[t].must[i] != 0, temporal::contains(sets.must, asked)) << "record " << row << " at " << asked;
      ASSERT_EQ(f[t].may[i] != 0, temporal::contains(sets.may, asked)) << "record " << row << " at " << asked << ", may";
    }, asked);
  }
  if (holds) { EXPECT_GT(held, 0) << "a test that never holds says little"; }
}

Reg events(Assembler& a, Reg steps, Reg& to) {
  to = a.emit(Opcode::kLoadEvent, {}, kTo, steps);
  return a.emit(Opcode::kLoadEvent, {}, kFrom, steps);
}

TEST(Moment, EventsAndDates) {
  Assembler a;
  const Reg x = a.emit(Opcode::kLoadEvent, {}, kE1), y = a.emit(Opcode::kLoadEvent, {}, kE2), instant = a.emit(Opcode::kLoadValue, {}, kInstant);
  expect_same(a, a.emit(Opcode::kFrom, {x}), a.emit(Opcode::kAtFrom, {x}));
  expect_same(a, a.emit(Opcode::kFrom, {instant}), a.emit(Opcode::kAtFrom, {instant}));
  expect_same(a, a.emit(Opcode::kBefore, {x, instant}), a.emit(Opcode::kAtBefore, {x, instant}));
  expect_same(a, a.emit(Opcode::kAfter, {x, y}), a.emit(Opcode::kAtAfter, {x, y}));
  expect_same(a, a.emit(Opcode::kAfter, {x, instant}), a.emit(Opcode::kAtAfter, {x, instant}));
}

TEST(Moment, KnownRows) {
  Assembler a;
  const Reg steps = a.rows();
  const Reg known = a.emit(Opcode::kFrom, {a.emit(Opcode::kLeast)}), row_known = a.emit(Opcode::kFrom, {a.emit(Opcode::kLeast, {}, -1, steps)}, -1, steps);
  expect_same(a, known, a.emit(Opcode::kAtKnown));
  expect_same(a, a.emit(Opcode::kAny, {steps, row_known}), a.emit(Opcode::kAtAny, {steps, a.emit(Opcode::kAtKnown, {}, -1, steps)}));
}

TEST(Moment, RowsOfLists) {
  Assembler a;
  const Reg steps = a.rows();
  Reg to;
  const Reg from = events(a, steps, to);
  const Reg set = a.emit(Opcode::kAfter, {to, from}, -1, steps), truth = a.emit(Opcode::kAtAfter, {to, from}, -1, steps);
  expect_same(a, a.emit(Opcode::kAny, {steps, set}), a.emit(Opcode::kAtAny, {steps, truth}));
  for (const int32_t k : {0, 1, 2}) expect_same(a, a.emit(Opcode::kAtLeast, {steps, set}, k), a.emit(Opcode::kAtCount, {steps, truth}, k));
  const Reg names = a.emit(Opcode::kLoadText, {}, kStepName, steps), wanted = a.emit(Opcode::kLoadList, {}, kTags);
  expect_same(a, a.emit(Opcode::kAllIn, {steps, wanted, names, set}), a.emit(Opcode::kAtAllIn, {steps, wanted, names, truth}));
}

TEST(Moment, SetsThatCannotBeAskedOtherwise) {
  Assembler a;
  const Reg steps = a.rows();
  Reg to;
  const Reg from = events(a, steps, to);
  const Reg run = a.emit(Opcode::kClockRun, {from, to}, a.clock({}), steps);
  const Reg several = a.emit(Opcode::kAny, {steps, run});
  expect_same(a, several, a.emit(Opcode::kAtSet, {several}));
}

struct Clocks {
  Assembler a;
  Reg start, end, limit, pauses;
  Clocks() {
    start = a.emit(Opcode::kLoadEvent, {}, kE1);
    end = a.emit(Opcode::kLoadEvent, {}, kE2);
    limit = a.emit(Opcode::kLoadValue, {}, kLimit);
    const Reg steps = a.rows();
    Reg to;
    const Reg from = events(a, steps, to), when = a.emit(Opcode::kLoadValue, {}, kWhen, steps);
    a.program.cmp_consts.push_back({Cmp::kEq, 1});
    pauses = a.emit(Opcode::kPauseRows, {steps, from, to, a.emit(Opcode::kCmpC, {when}, 0, steps)});
  }
};

TEST(Moment, ClocksInEveryWayOfCounting) {
  for (int way = 0; way < 8; ++way)
    for (const bool paused : {false, true}) {
      Clocks c;
      bytecode::ClockTest test;
      test.exact = way & 1, test.same_day = way & 2, test.roll_over = way & 4;
      const int32_t clock = c.a.clock(test);
      const Reg p = paused ? c.pauses : kNoReg;
      expect_same(c.a, c.a.emit(Opcode::kClockOver, {c.start, c.end, c.limit, p}, clock), c.a.emit(Opcode::kAtOver, {c.start, c.end, c.limit, p}, clock));
      expect_same(c.a, c.a.emit(Opcode::kClockSpan, {c.start, c.end, c.limit, p}, clock), c.a.emit(Opcode::kAtSpan, {c.start, c.end, c.limit, p}, clock));
    }
}

TEST(Moment, ClocksByEveryComparison) {
  for (int cmp = 0; cmp < 6; ++cmp)
    for (const auto unit : {Unit::kWorkDay, Unit::kNaturalDay, Unit::kHour, Unit::kWorkHour}) {
      Clocks c;
      bytecode::ClockTest test;
      test.cmp = static_cast<Cmp>(cmp);
      const int32_t clock = c.a.clock(test);
      const Reg threshold = c.a.emit(Opcode::kConstV, {}, c.a.constant(pack_span(3 * kDecimalOne, unit)));
      for (const Reg p : {kNoReg, c.pauses}) {
        expect_same(c.a, c.a.emit(Opcode::kClockUsed, {c.start, c.end, threshold, kNoReg, p}, clock),
                    c.a.emit(Opcode::kAtUsed, {c.start, c.end, threshold, kNoReg, p}, clock), test.cmp != Cmp::kEq);
        expect_same(c.a, c.a.emit(Opcode::kClockLeft, {c.start, c.end, c.limit, threshold, kNoReg, p}, clock),
                    c.a.emit(Opcode::kAtLeft, {c.start, c.end, c.limit, threshold, kNoReg, p}, clock), test.cmp != Cmp::kEq);
      }
    }
}

TEST(Moment, DisorderIsAskedOfPairs) {
  Assembler a;
  const Reg steps = a.rows(), pairs = a.emit(Opcode::kRows, {steps, 0}, kSteps, steps);
  const Reg place = a.emit(Opcode::kLoadValue, {}, kStepAmount, steps);
  Reg to;
  const Reg from = events(a, steps, to);
  const auto mine = [&](Reg r) { return a.emit(Opcode::kSpreadV, {r}, -1, pairs); };
  const auto other = [&](Reg r) { return a.emit(Opcode::kPairV, {r}, -1, pairs); };
  const Reg precedes = a.emit(Opcode::kPrecedes, {mine(place), other(place)}, -1, pairs), after = a.emit(Opcode::kAfter, {mine(from), other(from)}, -1, pairs);
  const Reg row = a.emit(Opcode::kAny, {pairs, a.emit(Opcode::kSAndT, {precedes, after}, -1, pairs)}, -1, steps);
  expect_same(a, a.emit(Opcode::kAny, {steps, row}), a.emit(Opcode::kAtAny, {steps, a.emit(Opcode::kAtDisorder, {place, from}, -1, steps)}));
}

TEST(Moment, AChoiceOfRecordsKeepsTheirRows) {
  Assembler a;
  a.program.cmp_consts.push_back({Cmp::kGe, 2});
  const Reg on = a.emit(Opcode::kCmpC, {a.emit(Opcode::kLoadValue, {}, kCount)}, 0);
  const auto later = [&](Reg domain) {
    const Reg steps = a.emit(Opcode::kRows, {domain, domain}, kSteps, domain);
    Reg to;
    const Reg from = events(a, steps, to);
    return a.emit(Opcode::kAtAny, {steps, a.emit(Opcode::kAtAfter, {to, from}, -1, steps)}, -1, domain);
  };
  const Reg chosen = a.emit(Opcode::kWhere, {0, on}, -1, 0);
  const Reg back = a.emit(Opcode::kTAnd, {on, a.emit(Opcode::kAtAny, {chosen, later(chosen)})});
  expect_same(a, a.emit(Opcode::kLift, {a.emit(Opcode::kTAnd, {on, later(0)})}), back);
}

/// What is made of a pack is a sound function too, and asks for sets only where something must hold on.
TEST(Moment, IsAProgramLikeAnyOther) {
  Assembler a;
  const Reg x = a.emit(Opcode::kLoadEvent, {}, kE1), y = a.emit(Opcode::kLoadEvent, {}, kE2);
  const Reg open = a.emit(Opcode::kSNot, {a.emit(Opcode::kFrom, {y})}), both = a.emit(Opcode::kSAnd, {a.emit(Opcode::kFrom, {x}), open});
  a.program.holds.push_back({pack_span(3 * kDecimalOne, Unit::kWorkDay), 0});
  const Reg hold = a.emit(Opcode::kHold, {both}, 0), judged = a.emit(Opcode::kLift, {a.emit(Opcode::kTConst, {}, 1)});
  const auto program = a.pack(judged, both, hold);
  const auto moment = vm::make_moment(*program, 0);
  const auto sound = bytecode::verify_function(*program, moment->function, {}, "moment");
  ASSERT_TRUE(sound) << sound.error().en;
  const auto count = [&](Opcode op) {
    return std::count_if(moment->function.code.begin(), moment->function.code.end(), [=](const bytecode::Instr& i) { return i.op == op; });
  };
  EXPECT_EQ(moment->how, vm::Moment::Judged::kAlways);
  EXPECT_EQ(count(Opcode::kHold), 1);
  EXPECT_EQ(count(Opcode::kWhere), 1) << "the set is made for the records alone that show 黄";
  EXPECT_EQ(count(Opcode::kAtSet), 1);
}

}  // namespace
}  // namespace zs::test

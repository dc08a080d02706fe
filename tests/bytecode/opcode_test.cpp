#include "runtime/bytecode/opcode_info.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace zs::bytecode {
namespace {

/// Ids are never reused and never change: a new opcode gets a line of its own here.
TEST(Opcodes, IdsAreFrozen) {
  const std::string frozen =
      "1 rows 2 load.v 3 load.e 4 load.t 5 load.f 6 load.l 7 least 8 ref.row 9 ref.v 10 ref.t 11 ref.l 12 ref.e 13 const.v "
      "14 const.l 15 const.t 16 spread.v 17 spread.t 18 spread.s 19 spread.l 20 spread.q 21 spread.p 22 pair.v "
      "30 coalesce 31 guard 32 e.min 33 e.max 34 seg.min 35 day.start 36 coalesce.l 37 place "
      "40 q.num 41 q.span 42 q.const 43 q.add 44 q.sub 45 q.mul 46 q.neg 47 span.q "
      "50 t.const 51 cmp.v 52 cmp.c 53 cmp.span 54 cmp.q 55 cmp.quot 56 null 57 empty 58 member 59 member.c 60 subset 61 meets "
      "62 contains 63 matches 64 precedes 65 first 66 t.and 67 t.or 68 t.not 69 null.span "
      "80 s.lift 81 s.from 82 s.before 83 s.after 84 s.and 85 s.or 86 s.not 87 s.andt 88 s.any 89 s.atleast 90 s.allin 91 s.hold "
      "92 s.judged 93 s.force 100 pz.rows 101 pz.one 102 pz.join 103 clk.used 104 clk.left 105 clk.over 106 clk.span 107 clk.run "
      "108 clk.pause "
      "120 t.at 121 t.known 122 t.from 123 t.before 124 t.after 125 t.any 126 t.atleast 127 t.allin 128 t.used 129 t.left 130 t.over "
      "131 t.span 132 t.disorder 133 where ";
  std::string now;
  for (const OpcodeInfo& i : opcodes()) now += std::to_string(static_cast<int>(i.op)) + " " + std::string(i.mnemonic) + " ";
  EXPECT_EQ(now, frozen);
}

TEST(Opcodes, RowsAreWellFormed) {
  std::set<std::string_view> mnemonics;
  for (const OpcodeInfo& i : opcodes()) {
    EXPECT_TRUE(mnemonics.insert(i.mnemonic).second) << i.mnemonic;
    EXPECT_EQ(find_opcode(static_cast<uint8_t>(i.op)), &i);
    EXPECT_FALSE(i.meaning.empty()) << i.mnemonic;
    bool optional = false;
    for (size_t o = 0; o < i.operand_count; ++o) {
      EXPECT_TRUE(i.operands[o].optional || !optional) << i.mnemonic << ": what may be absent comes last";
      optional = optional || i.operands[o].optional;
      // Child operands live in the child domain, which is the first operand; spreads take theirs from around.
      if (i.operands[o].child && !is_spread(i.op) && i.op != Opcode::kPairV) { EXPECT_EQ(i.operands[0].cls, RegClass::D) << i.mnemonic; }
    }
  }
  EXPECT_EQ(find_opcode(0), nullptr);
  EXPECT_EQ(find_opcode(255), nullptr);
}

}  // namespace
}  // namespace zs::bytecode

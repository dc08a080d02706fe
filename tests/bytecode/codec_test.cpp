#include "runtime/bytecode/codec.h"

#include "runtime/bytecode/disassemble.h"
#include "runtime/bytecode/sha256.h"
#include "runtime/bytecode/verify.h"
#include "runtime/vm/engine.h"
#include "tests/vm/pack.h"

#include <gtest/gtest.h>

namespace zs::bytecode {
namespace {

using namespace zs::test;

/// A pack with something of every table.
std::shared_ptr<const Program> rich_pack() {
  Assembler a;
  a.program.forces.push_back({19'800, {}});
  const Reg e1 = a.emit(Opcode::kLoadEvent, {}, kE1), e2 = a.emit(Opcode::kLoadEvent, {}, kE2);
  const Reg rows = a.rows();
  const Reg from = a.emit(Opcode::kLoadEvent, {}, kFrom, rows), to = a.emit(Opcode::kLoadEvent, {}, kTo, rows);
  const Reg pauses = a.emit(Opcode::kPauseRows, {rows, from, to});
  const Reg limit = a.emit(Opcode::kLoadValue, {}, kLimit);
  const Reg over = a.emit(Opcode::kClockOver, {e1, e2, limit, pauses}, a.clock({}), 0, Shape::U);
  a.program.holds.push_back({pack_span(3'000'000, Unit::kWorkDay), 0});
  const Reg held = a.emit(Opcode::kHold, {over}, 0, 0, Shape::U);
  a.program.cmp_consts.push_back({Cmp::kEq, 1});
  const Reg kind = a.emit(Opcode::kCmpC, {a.emit(Opcode::kLoadValue, {}, kKind)}, 0);
  const Reg name = a.emit(Opcode::kLoadText, {}, kName);
  const Reg fee = a.emit(Opcode::kRefValue, {a.emit(Opcode::kRefRow, {name}, kItem)}, 0);
  a.program.ref_fields.push_back({kItem, kFee});
  const Reg fee_null = a.emit(Opcode::kIsNull, {fee});
  a.program.patterns.push_back("文.");
  const Reg matches = a.emit(Opcode::kMatches, {name}, 0);
  a.text("文a");
  const Reg contains = a.emit(Opcode::kContains, {name}, a.set({0}, true));
  const Reg amount = a.emit(Opcode::kQNumber, {a.emit(Opcode::kLoadValue, {}, kAmount)}, -1, 0, Shape::I, false, 1'000'000);
  const Reg cmp = a.emit(Opcode::kCmpQ, {amount, a.emit(Opcode::kQConst, {}, a.constant(1), 0, Shape::I, false, 2)}, static_cast<int32_t>(Cmp::kGt));
  Reg all = kind;
  for (const Reg t : {fee_null, matches, contains, cmp}) all = a.emit(Opcode::kTOr, {all, t});
  const Reg yellow = a.emit(Opcode::kSAndT, {all, over}, -1, 0, Shape::U);
  const Reg judged = a.emit(Opcode::kJudged, {a.emit(Opcode::kLeast), e1}, 0);
  const auto pack = a.pack(judged, yellow, held);
  Program p = *pack;
  ReasonPart text;
  text.text = "限";
  ReasonPart value;
  value.what = ReasonPart::What::kDue;
  value.reg = e1, value.end = e2, value.limit = limit, value.pauses = pauses;
  p.indicators[0].detail.reason = {text, value};
  p.indicators[0].detail.whys = {{Why::Ask::kNoNumber, limit, {}, "限"}, {Why::Ask::kOpen, yellow, {0}, ""}};
  p.indicators[0].detail.roots = {0};
  return std::make_shared<const Program>(std::move(p));
}

void run_safely(const Program& p) {
  const auto program = std::make_shared<const Program>(p);
  if (p.models.models.size() != 3) return;
  const columns::Table items = some_items(models()), cases = some_cases(models(), 9, 1);
  // Tables are made for the models as they were: a pack whose models say otherwise is not run on them.
  for (size_t m = 0; m < 3; ++m) {
    const auto now = models().models[m].fields;
    if (p.models.models[m].fields.size() != now.size()) return;
    for (size_t f = 0; f < now.size(); ++f)
      if (p.models.models[m].fields[f].type != now[f].type || p.models.models[m].fields[f].rows != now[f].rows) return;
  }
  auto engine = vm::Engine::load(program, {nullptr, nullptr, &items});
  if (!engine) return;
  vm::RunOptions options;
  options.as_of = 20'000 * kSecondsPerDay;
  options.want_schedule = true;
  engine->run(cases, options);
  engine->count(cases, options);
}

TEST(Codec, ComesBackTheSame) {
  const auto pack = rich_pack();
  ASSERT_TRUE(verify(*pack)) << verify(*pack).error().en;
  const std::string bytes = encode(*pack);
  const auto back = decode(bytes);
  ASSERT_TRUE(back) << back.error().en;
  EXPECT_EQ(encode(back->program), bytes);
  EXPECT_EQ(back->hash, pack_hash(*pack));
  EXPECT_EQ(back->hash.size(), 64u);
  EXPECT_EQ(disassemble(back->program, true), disassemble(*pack, true));
  run_safely(back->program);
}

TEST(Codec, RefusesEveryCutAndEveryFlippedByte) {
  const std::string bytes = encode(*rich_pack());
  for (size_t n = 0; n < bytes.size(); ++n) ASSERT_FALSE(decode(std::string_view(bytes).substr(0, n))) << n;
  for (size_t i = 0; i < bytes.size(); ++i) {
    std::string bad = bytes;
    bad[i] = static_cast<char>(bad[i] ^ 0x5A);
    ASSERT_FALSE(decode(bad)) << i;
  }
  EXPECT_FALSE(decode(bytes + "x"));
}

/// What a forger does: changes a byte and makes the hash fit again. Refused, or sound and safe to run.
TEST(Codec, AForgedPackIsRefusedOrSafe) {
  const std::string bytes = encode(*rich_pack());
  constexpr size_t kHeader = 48;
  size_t refused = 0, ran = 0;
  for (size_t i = kHeader; i < bytes.size(); ++i)
    for (const int change : {0x01, 0x80, 0xFF}) {
      std::string forged = bytes;
      forged[i] = static_cast<char>(forged[i] ^ change);
      const auto hash = sha256(std::string_view(forged).substr(kHeader));
      forged.replace(16, 32, reinterpret_cast<const char*>(hash.data()), hash.size());
      const auto decoded = decode(forged);
      if (!decoded) {
        ++refused;
        continue;
      }
      ++ran;
      run_safely(decoded->program);
      (void)disassemble(decoded->program, true);
    }
  EXPECT_GT(refused, 100u);
  EXPECT_GT(ran, 100u);
}

TEST(Sha256, KnowsTheStandardsExamples) {
  EXPECT_EQ(hex(sha256("")), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(hex(sha256("abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Disassemble, ReadsLikeAnAssembler) {
  Assembler a;
  const Reg e1 = a.emit(Opcode::kLoadEvent, {}, kE1), e2 = a.emit(Opcode::kLoadEvent, {}, kE2);
  const Reg before = a.emit(Opcode::kBefore, {e1, e2}, -1, 0, Shape::U);
  const Reg limit = a.emit(Opcode::kLoadValue, {}, kLimit);
  const Reg over = a.emit(Opcode::kClockOver, {e1, e2, limit}, a.clock({}), 0, Shape::U);
  a.emit(Opcode::kSAnd, {before, over}, -1, 0, Shape::U);
  EXPECT_EQ(disassemble(a.program, a.f),
            "  ; 7 registers, 6 instructions: 6 a record, 0 a row, 0 a pair of rows\n"
            "     0  V1         = load.e     「甲时」\n"
            "     1  V2         = load.e     「乙时」\n"
            "     2  S3.u       = s.before   V1, V2\n"
            "     3  V4         = load.v     「限」\n"
            "     4  S5.u       = clk.over   V1, V2, V4, -, 「日历」\n"
            "     5  S6.u       = s.and      S3.u, S5.u\n");
}

// ---- the verifier ------------------------------------------------------------------------------------------------

/// The pack with one thing spoilt must be refused.
template <class Spoil>
void expect_refused(Spoil spoil) {
  Program p = *rich_pack();
  spoil(p);
  const Status s = verify(p);
  EXPECT_FALSE(s);
  if (!s) { EXPECT_NE(s.error().zh.find("规则包不可信"), std::string::npos); }
}

TEST(Verifier, RefusesWhatIsNotSound) {
  auto code = [](Program& p) -> std::vector<Instr>& { return p.functions[0].code; };
  expect_refused([&](Program& p) { code(p)[0].op = static_cast<Opcode>(99); });
  expect_refused([&](Program& p) { code(p)[0].imm = 999; });
  expect_refused([&](Program& p) { code(p)[0].imm = kAmount; });                      // load.e of a number
  expect_refused([&](Program& p) { code(p)[0].dst = 0; });                            // over the records
  expect_refused([&](Program& p) { std::swap(code(p)[0], code(p).back()); });         // read before defined
  expect_refused([&](Program& p) { code(p)[5].src[0] = 0; });                         // the records are no child domain
  expect_refused([&](Program& p) { code(p)[5].src[1] = code(p)[0].dst; });            // an event of the record as one of its rows
  expect_refused([&](Program& p) { code(p)[7].src[2] = kNoReg; });                    // a limit is needed
  expect_refused([&](Program& p) { code(p)[7].src[0] = code(p)[7].dst; });
  expect_refused([&](Program& p) { p.functions[0].regs[code(p)[7].dst].shape = Shape::D; });
  expect_refused([&](Program& p) { p.functions[0].regs[1].cls = RegClass::T; });
  expect_refused([&](Program& p) { p.functions[0].regs[1].domain = 1; });
  expect_refused([&](Program& p) { p.functions[0].regs[0].domain = 3; });
  expect_refused([&](Program& p) { p.functions[0].model = 7; });
  expect_refused([&](Program& p) { p.functions.push_back(p.functions[0]); });
  expect_refused([&](Program& p) { p.judged[0] = 1; });
  expect_refused([&](Program& p) { p.versions.clear(); });
  expect_refused([&](Program& p) { p.versions.push_back({}); });  // two versions, and no set for each
  expect_refused([&](Program& p) { p.forces.clear(); });
  expect_refused([&](Program& p) { p.judged_in.clear(); });
  expect_refused([&](Program& p) { p.indicators[0].own[0] = 60'000; });
  expect_refused([&](Program& p) { p.indicators[0].own.assign(3, kNoReg); });
  expect_refused([&](Program& p) { p.indicators[0].detail.situations[0].cards[0].card = 9; });
  expect_refused([&](Program& p) { p.indicators[0].detail.situations[0].domain = 1; });
  expect_refused([&](Program& p) { p.indicators[0].detail.whys[0].children = {0}; });  // a condition that is its own reason
  expect_refused([&](Program& p) { p.indicators[0].detail.roots = {5}; });
  expect_refused([&](Program& p) { p.indicators[0].detail.reason[1].limit = kNoReg - 1; });
  expect_refused([&](Program& p) { p.calendars[0].works = 0; });
  expect_refused([&](Program& p) { p.calendars[0].office = {{100, 90}}; });
  expect_refused([&](Program& p) { p.calendars[0].exceptions = {{5, 1}, {5, 0}}; });
  expect_refused([&](Program& p) { p.clock_tests[0].calendar = 3; });
  expect_refused([&](Program& p) { p.holds[0].span = kMissing; });
  expect_refused([&](Program& p) { p.sets[0] = {17}; });
  expect_refused([&](Program& p) { p.models.models[kCase].fields[kSteps].rows = kCase; });  // a list of itself
  expect_refused([&](Program& p) { p.cards.clear(); });
  Limits small;
  small.instructions = 3;
  EXPECT_FALSE(verify(*rich_pack(), small));
}

TEST(Verifier, BoundsTheCostOfARecord) {
  const Cost c = cost(rich_pack()->functions[0]);
  EXPECT_EQ(c.depth, 1);
  EXPECT_EQ(c.per_row, 3u);  // the rows themselves and two loads
  EXPECT_EQ(c.per_pair, 0u);
  EXPECT_EQ(c.per_record + c.per_row, rich_pack()->functions[0].code.size());
}

}  // namespace
}  // namespace zs::bytecode

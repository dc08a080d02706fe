#pragma once
// A compiled pack: everything the machine needs, and nothing of the language's text.
#include "runtime/base/value.h"
#include "runtime/model/record_model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zs::bytecode {

enum class Opcode : uint8_t {
#define ZS_OP(id, Name, ...) k##Name = id,
#include "runtime/bytecode/opcodes.def"
#undef ZS_OP
};

using Reg = uint16_t;
inline constexpr Reg kNoReg = 0xFFFF;

enum class RegClass : uint8_t { V, T, S, L, Q, P, D };
/// What a plane of an S register can be without spilling: U [a,∞), D (−∞,b), I [a,b). A compile-time promise that
/// the verifier re-derives; rows that hold more intervals than I spill at run time, exactly.
enum class Shape : uint8_t { U, D, I };

struct RegInfo {
  RegClass cls = RegClass::V;
  Reg domain = 0;            // D register whose rows this register has; D registers: their parent domain
  Shape shape = Shape::I;    // S only
  bool is_span = false;      // Q only
  int64_t denominator = 1;   // Q only, > 0
};

/// dst = op(src...); unused operands are kNoReg. imm indexes the table the opcode's row names.
struct Instr {
  Opcode op;
  Reg dst = kNoReg;
  Reg src[6] = {kNoReg, kNoReg, kNoReg, kNoReg, kNoReg, kNoReg};
  int32_t imm = -1;
};

enum class Cmp : uint8_t { kEq, kNe, kLt, kLe, kGt, kGe };

struct RefField { int32_t model, field; };
struct CmpConst { Cmp cmp; int64_t value; };
struct HoldSpec { PackedSpan span; int32_t calendar; };
struct Force { std::optional<int32_t> from, until; };   // days; until exclusive; open ends where absent
/// How a clock counts; shared by every test on it.
struct ClockTest {
  int32_t calendar = 0;
  bool exact = false, same_day = false, roll_over = false;
  bool start_is_date = false;  // the start operand is a date; ⊥ gives unknown
  Cmp cmp = Cmp::kGt;          // clk.used, clk.left
};

struct Calendar {
  std::string name, version;
  uint8_t works = 0x1F;                            // bit 0 Monday
  std::vector<std::pair<int32_t, int32_t>> office; // [from, to) seconds of the day
  int32_t first_year = 0, last_year = 0;
  std::vector<std::pair<int32_t, uint8_t>> exceptions;  // day, 1 works 0 off; sorted
};

struct Function {
  int32_t model = 0;               // records it evaluates
  std::vector<RegInfo> regs;       // regs[0] is the record domain
  std::vector<Instr> code;
};

// ---- the detail function of an indicator: run only for the rows that have something to tell -----------------------

/// One step from an undecided condition down to the names of what is missing: where `reg` is as `ask` says, `name` is
/// reported and the children are asked. Registers may live in an inner domain (then each row of the asking row counts) or
/// in an outer one (then the row that holds the asking row).
struct Why {
  enum class Ask : uint8_t {
    kOpen,      // T or S: undecided at the instant asked
    kHeld,      // the same of a 持续; where no child is undecided now, each is asked when it last was
    kAlways,    // T or S: certainly true at all times
    kNoValue,   // V: ⊥
    kNoSpan,    // V: a span without number or unit
    kNoNumber,  // V: a span without number
    kNoUnit,    // V: a span without unit
    kNoList,    // L: ⊥
  } ask = Ask::kOpen;
  Reg reg = kNoReg;
  std::vector<uint32_t> children;  // indices into Detail::whys, each smaller than the own
  std::string name;
};
struct ReasonPart {
  enum class What : uint8_t { kText, kValue, kUsed, kLeft, kDue } what = What::kText;
  std::string text;
  Reg reg = kNoReg;                       // kValue: V or Q or L; clocks: start
  Reg end = kNoReg, limit = kNoReg, pauses = kNoReg;
  ClockTest clock;
  model::FieldType type = model::FieldType::kText;  // how a value prints
  int32_t enumeration = -1;
};
struct DetailCard { uint8_t card; Reg reg; std::vector<std::string> actions; };  // own set of one 当 clause (S, the situation's domain)
struct DetailSituation {
  std::string name;
  Reg domain = 0;
  std::vector<DetailCard> cards;
  std::vector<std::string> clauses;
  std::vector<ReasonPart> reason;         // empty: the indicator's
};
struct Detail {
  Function code;                          // registers are not shared: every value can be read afterwards
  std::vector<DetailSituation> situations;
  std::vector<ReasonPart> reason;         // in the record's domain
  std::vector<Why> whys;
  std::vector<uint32_t> roots;            // conditions to ask at T
};

struct Indicator {
  std::string code, name;
  int32_t model = 0;
  std::vector<std::string> clauses, category;
  std::vector<Reg> own;                   // by card, kNoReg where it never shows: registers of the model's main function
  Reg silenced = kNoReg;                  // union of the own sets of every indicator that supersedes this one
  Detail detail;
};

/// 统计指标: one answer for each group of records at each instant asked.
enum class AggregateFn : uint8_t { kCount, kShare, kSum, kAverage, kMin, kMax };
struct AggregateTerm {
  AggregateFn fn = AggregateFn::kCount;
  Reg value = kNoReg;                     // Q, of the records: sum, average, min, max
  Reg when = kNoReg;                      // T or S: count, share; kNoReg: every record
};
struct Aggregate {
  std::string code, name;
  int32_t model = 0;
  std::vector<std::string> clauses, category, actions;
  uint8_t card = 0;
  Function code_of;                       // registers are not shared
  Reg judged = kNoReg;                    // S
  Reg range = kNoReg;                     // T or S; kNoReg: every record
  std::vector<ReasonPart> by;             // group keys, each a value of the record
  AggregateTerm left, right;              // the test: left ÷ right, or left alone
  bool has_right = false;
  Cmp cmp = Cmp::kLt;
  int64_t threshold_num = 0, threshold_den = 1;  // den > 0
  std::vector<int32_t> at;                // days, asked at their 24:00
  bool every_year_end = false;
  std::vector<ReasonPart> reason;         // values of the group's first record
};

/// A version of the rules and when it is in force.
struct Version {
  std::string code, version, title;
  Force force;
};
/// 待编写: known by name, and judged by nobody.
struct Unwritten { std::string code, name; };

struct Program {
  std::string code, version, title, region;
  std::vector<std::string> cards;         // lowest first
  std::vector<Version> versions;          // earliest first, at least one
  model::Models models;
  std::vector<Calendar> calendars;
  int32_t calendar = 0;                   // the default: its office hours convert 工作小时 to 工作日 in plain comparisons
  std::vector<int64_t> constants;
  std::vector<std::string> texts;
  std::vector<std::vector<int64_t>> sets;  // enum labels, or indices into texts where the set is of texts
  std::vector<uint8_t> set_is_text;        // parallel to sets
  std::vector<std::string> patterns;
  std::vector<RefField> ref_fields;
  std::vector<CmpConst> cmp_consts;
  std::vector<HoldSpec> holds;
  std::vector<Force> forces;
  std::vector<ClockTest> clock_tests;
  std::vector<Function> functions;        // one for each judged model
  std::vector<Reg> judged;                // parallel to functions: S register of the judged set
  std::vector<std::vector<Reg>> judged_in;  // likewise, by version: where that version judges; empty where there is one version
  std::vector<Indicator> indicators;      // in the order of the rule files
  std::vector<Aggregate> aggregates;      // likewise
  std::vector<Unwritten> unwritten;       // likewise
  std::vector<std::vector<bool>> list_used;  // by model, by field: which lists the rules read
};

}  // namespace zs::bytecode

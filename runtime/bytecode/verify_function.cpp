#include "runtime/bytecode/verify_function.h"

#include "runtime/base/value.h"
#include "runtime/bytecode/opcode_info.h"
#include "runtime/bytecode/shape.h"

#include <fmt/format.h>

#include <algorithm>

namespace zs::bytecode {

namespace {

using model::FieldType;

constexpr int64_t kMostDenominator = 1'000'000'000'000'000'000;

class FunctionVerifier {
 public:
  FunctionVerifier(const Program& p, const Function& f, const Limits& limits, const std::string& where)
      : p_(p), f_(f), limits_(limits), where_(where), defined_(f.regs.size(), 0), model_of_domain_(f.regs.size(), -1), rows_(f.regs.size(), nullptr) {}

  Result<Defined> run() {
    if (const Status ok = registers(); !ok) return ok.error();
    if (f_.code.size() > limits_.instructions) return refuse(where_, "too many instructions").error();
    defined_[0] = 1;
    model_of_domain_[0] = f_.model;
    for (size_t i = 0; i < f_.code.size(); ++i) {
      if (const Status ok = instruction(f_.code[i]); !ok)
        return Error{ok.error().kind, ok.error().zh, fmt::format("{} (instruction {})", ok.error().en, i)};
      defined_[f_.code[i].dst] = 1;
    }
    return defined_;
  }

 private:
  Status bad(const std::string& why) const { return refuse(where_, why); }

  Status registers() {
    if (f_.model < 0 || static_cast<size_t>(f_.model) >= p_.models.models.size()) return bad("model out of range");
    if (f_.regs.empty() || f_.regs.size() > limits_.registers) return bad("no registers, or too many");
    if (f_.regs[0].cls != RegClass::D || f_.regs[0].domain != 0) return bad("register 0 is not the domain of the records");
    for (size_t r = 0; r < f_.regs.size(); ++r) {
      const RegInfo& i = f_.regs[r];
      if (i.cls > RegClass::D || i.shape > Shape::I) return bad(fmt::format("register {}: unknown class or shape", r));
      // A domain's parent comes before it: the chain of parents ends at the records.
      if (i.domain >= f_.regs.size() || f_.regs[i.domain].cls != RegClass::D || (i.cls == RegClass::D && r != 0 && i.domain >= r))
        return bad(fmt::format("register {}: domain out of range", r));
      if (i.denominator <= 0 || i.denominator > kMostDenominator) return bad(fmt::format("register {}: denominator out of range", r));
    }
    return {};
  }

  Status instruction(const Instr& in) {
    const OpcodeInfo* const info = find_opcode(static_cast<uint8_t>(in.op));
    if (!info) return bad("unknown opcode");
    if (in.dst >= f_.regs.size() || f_.regs[in.dst].cls != info->result) return bad("result of another class");
    if (in.dst == 0) return bad("the records are given, not computed");
    for (size_t s = 0; s < 6; ++s)
      if (const Status ok = operand(in, *info, s); !ok) return ok;
    const Reg domain = f_.regs[in.dst].domain;
    if (!defined_[domain]) return bad("the result's domain is not defined");
    if (const Status ok = immediate(in, *info); !ok) return ok;
    if (in.op == Opcode::kWhere) return where(in);
    if (info->result == RegClass::D) return rows(in);
    if (info->result == RegClass::S) return shape(in);
    if (info->result == RegClass::Q || in.op == Opcode::kSpanOfQ) return number(in);
    return {};
  }

  Status operand(const Instr& in, const OpcodeInfo& info, size_t s) const {
    const Reg r = in.src[s];
    if (s >= info.operand_count) return r == kNoReg ? Status{} : bad("an operand too many");
    if (r == kNoReg) return info.operands[s].optional ? Status{} : bad("an operand is missing");
    if (r >= f_.regs.size() || f_.regs[r].cls != info.operands[s].cls) return bad("operand of another class");
    if (!defined_[r]) return bad(fmt::format("register {} is read before it is defined", r));
    if (r == in.dst) return bad("the result is also an operand");
    if (in.op == Opcode::kRows || in.op == Opcode::kWhere) return {};
    const Reg domain = f_.regs[in.dst].domain;
    const RegInfo& i = f_.regs[r];
    if (i.cls == RegClass::D) return i.domain == domain && r != domain ? Status{} : bad("not a child of the result's domain");
    if (in.op == Opcode::kPairV) return pairs(i.domain, domain) ? Status{} : bad("rows of another list");
    if (is_spread(in.op)) return i.domain != domain && encloses(f_, i.domain, domain) ? Status{} : bad("spread from a domain that is not around");
    const Reg expected = info.operands[s].child ? in.src[0] : domain;
    return i.domain == expected ? Status{} : bad("operand of another domain");
  }

  Status rows(const Instr& in) {
    const Reg parent = in.src[0], owner = in.src[1];
    if (defined_[in.dst]) return bad("a domain is defined twice");
    if (f_.regs[in.dst].domain != parent || !encloses(f_, owner, parent)) return bad("rows of a domain that is not around");
    model_of_domain_[in.dst] = field(owner, in.imm)->rows;
    rows_[in.dst] = &in;
    return {};
  }

  Status where(const Instr& in) {
    const Reg parent = in.src[0];
    if (defined_[in.dst]) return bad("a domain is defined twice");
    if (f_.regs[in.dst].domain != parent || f_.regs[in.src[1]].domain != parent) return bad("a choice of rows of another domain");
    model_of_domain_[in.dst] = model_of_domain_[parent];
    return {};
  }

  /// Are both domains of one list of one owner, the first the list's rows by themselves?
  bool pairs(Reg list, Reg pair) const {
    const Instr *const x = rows_[list], *const y = rows_[pair];
    return x && y && x->src[0] == x->src[1] && x->src[1] == y->src[1] && x->imm == y->imm;
  }

  Status shape(const Instr& in) const {
    auto of = [&](size_t s) { return in.src[s] == kNoReg ? Shape::I : f_.regs[in.src[s]].shape; };
    Shape derived = Shape::I;
    switch (in.op) {
      case Opcode::kSAnd: case Opcode::kSOr: derived = shape_of(in.op, of(0), of(1)); break;
      case Opcode::kSAndT: case Opcode::kAny: case Opcode::kAtLeast: derived = shape_of(in.op, of(1)); break;
      case Opcode::kAllIn: derived = shape_of(in.op, of(3)); break;
      default: derived = shape_of(in.op, of(0));
    }
    const Shape stored = f_.regs[in.dst].shape;
    return stored == derived || stored == Shape::I ? Status{} : bad("the result's shape is not what the operands give");
  }

  Status number(const Instr& in) const {
    const RegInfo &dst = f_.regs[in.dst], &x = in.src[0] == kNoReg ? dst : f_.regs[in.src[0]], &y = in.src[1] == kNoReg ? x : f_.regs[in.src[1]];
    switch (in.op) {
      case Opcode::kQNumber: return dst.is_span ? bad("a number is no span") : Status{};
      case Opcode::kQSpan: return dst.is_span && dst.denominator % kDecimalOne == 0 ? Status{} : bad("a span's denominator");
      case Opcode::kQAdd: case Opcode::kQSub:
        return dst.is_span == x.is_span && dst.is_span == y.is_span && dst.denominator % x.denominator == 0 && dst.denominator % y.denominator == 0
                   ? Status{} : bad("denominators or units of a sum");
      case Opcode::kQMul: {
        const __int128 product = static_cast<__int128>(x.denominator) * y.denominator;
        return !(x.is_span && y.is_span) && dst.is_span == (x.is_span || y.is_span) && dst.denominator % product == 0
                   ? Status{} : bad("denominators or units of a product");
      }
      case Opcode::kQNeg: return dst.is_span == x.is_span && dst.denominator % x.denominator == 0 ? Status{} : bad("denominator of a negation");
      case Opcode::kSpreadQ: return dst.is_span == x.is_span && dst.denominator == x.denominator ? Status{} : bad("denominator of a copy");
      case Opcode::kSpanOfQ: return x.is_span ? Status{} : bad("not a span");
      case Opcode::kQConst: {
        if (!dst.is_span) return {};
        const auto next = static_cast<size_t>(in.imm) + 1;
        const bool unit = next < p_.constants.size() && p_.constants[next] >= 0 && p_.constants[next] <= static_cast<int64_t>(Unit::kWorkSecond);
        return unit ? Status{} : bad("a span constant without a unit");
      }
      default: return {};
    }
  }

  const model::Field* field(Reg domain, int32_t index) const {
    const int m = model_of_domain_[domain];
    if (m < 0 || index < 0) return nullptr;
    const auto& fields = p_.models.models[static_cast<size_t>(m)].fields;
    return static_cast<size_t>(index) < fields.size() ? &fields[static_cast<size_t>(index)] : nullptr;
  }

  static bool plain(FieldType t) {
    return t == FieldType::kInteger || t == FieldType::kDecimal || t == FieldType::kBool || t == FieldType::kDate || t == FieldType::kInstant ||
           t == FieldType::kEnum || t == FieldType::kSpan;
  }
  static bool list(FieldType t) { return t == FieldType::kTextList || t == FieldType::kEnumList; }

  static bool fits(Opcode op, FieldType t) {
    switch (op) {
      case Opcode::kRows: return t == FieldType::kRows;
      case Opcode::kLoadValue: case Opcode::kRefValue: return plain(t);
      case Opcode::kLoadEvent: case Opcode::kRefEvent: return t == FieldType::kEvent;
      case Opcode::kLoadText: case Opcode::kLoadFlag: case Opcode::kRefText: return t == FieldType::kText;
      case Opcode::kLoadList: case Opcode::kRefList: return list(t);
      default: return false;
    }
  }

  template <class T>
  Status index(int32_t imm, const std::vector<T>& table) const {
    return imm >= 0 && static_cast<size_t>(imm) < table.size() ? Status{} : bad("imm out of range");
  }

  Status immediate(const Instr& in, const OpcodeInfo& info) const {
    switch (info.imm) {
      case ImmTable::kNone: return {};
      case ImmTable::kField: {
        const model::Field* const x = field(in.op == Opcode::kRows ? in.src[1] : f_.regs[in.dst].domain, in.imm);
        return x && fits(in.op, x->type) ? Status{} : bad("no such field, or of another type");
      }
      case ImmTable::kModel: return index(in.imm, p_.models.models);
      case ImmTable::kRefField: {
        if (const Status ok = index(in.imm, p_.ref_fields); !ok) return ok;
        const RefField& r = p_.ref_fields[static_cast<size_t>(in.imm)];
        return fits(in.op, p_.models.models[static_cast<size_t>(r.model)].fields[static_cast<size_t>(r.field)].type) ? Status{} : bad("reference field of another type");
      }
      case ImmTable::kConst: return index(in.imm, p_.constants);
      case ImmTable::kSet:
        if (const Status ok = index(in.imm, p_.sets); !ok) return ok;
        return in.op != Opcode::kContains || p_.set_is_text[static_cast<size_t>(in.imm)] ? Status{} : bad("words that are no texts");
      case ImmTable::kText: return index(in.imm, p_.texts);
      case ImmTable::kTruth: return in.imm >= 0 && in.imm <= 2 ? Status{} : bad("no such truth");
      case ImmTable::kCmp: return in.imm >= 0 && in.imm <= static_cast<int32_t>(Cmp::kGe) ? Status{} : bad("no such comparison");
      case ImmTable::kCmpConst: return index(in.imm, p_.cmp_consts);
      case ImmTable::kPattern: return index(in.imm, p_.patterns);
      case ImmTable::kCount: return {};
      case ImmTable::kHold: return index(in.imm, p_.holds);
      case ImmTable::kClockTest: return index(in.imm, p_.clock_tests);
      case ImmTable::kForce: return index(in.imm, p_.forces);
      case ImmTable::kCalendar: return in.imm == -1 ? Status{} : index(in.imm, p_.calendars);
    }
    return bad("unknown table");
  }

  const Program& p_;
  const Function& f_;
  const Limits& limits_;
  const std::string& where_;
  Defined defined_;
  std::vector<int> model_of_domain_;  // by D register
  std::vector<const Instr*> rows_;    // by D register, null for the records
};

}  // namespace

Status refuse(const std::string& where, const std::string& why) {
  return Error{ErrorKind::kUsage, fmt::format("规则包不可信，拒绝执行（{}：{}）。请用 zs build 重新编译", where, why),
               fmt::format("the pack is not sound and is refused ({}: {}); build it again with zs build", where, why)};
}

bool encloses(const Function& f, Reg outer, Reg inner) noexcept {
  for (Reg d = inner;; d = f.regs[d].domain) {
    if (d == outer) return true;
    if (d == 0) return false;
  }
}

Result<Defined> verify_function(const Program& p, const Function& f, const Limits& limits, const std::string& where) {
  return FunctionVerifier(p, f, limits, where).run();
}

Cost cost(const Function& f) {
  Cost c;
  for (const Instr& in : f.code) {
    int depth = 0;
    for (Reg d = f.regs[in.dst].domain; d != 0; d = f.regs[d].domain) ++depth;
    if (f.regs[in.dst].cls == RegClass::D) ++depth;
    (depth == 0 ? c.per_record : depth == 1 ? c.per_row : c.per_pair) += 1;
    c.depth = std::max(c.depth, depth);
  }
  return c;
}

}  // namespace zs::bytecode

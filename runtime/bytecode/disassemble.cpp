#include "runtime/bytecode/disassemble.h"

#include "runtime/base/instant.h"
#include "runtime/bytecode/codec.h"
#include "runtime/bytecode/opcode_info.h"
#include "runtime/bytecode/verify.h"
#include "runtime/calendar/civil.h"

#include <fmt/format.h>

#include <vector>

namespace zs::bytecode {

namespace {

std::string date(int64_t day) {
  const auto c = calendar::civil_from_day(day);
  return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

std::string period(const Force& f) { return fmt::format("[{}, {})", f.from ? date(*f.from) : "-", f.until ? date(*f.until) : "-"); }

std::string quoted(std::string_view s) { return fmt::format("「{}」", s); }

std::string unit(Unit u) {
  constexpr std::string_view kNames[] = {"工作日", "自然日", "小时", "工作小时", "分钟", "秒", "工作分钟", "天", "工作秒"};
  const auto i = static_cast<size_t>(u);
  return i < std::size(kNames) ? std::string(kNames[i]) : fmt::format("unit {}", i);
}

std::string decimal(int64_t micro) {
  std::string s = fmt::format("{}.{:06}", micro < 0 ? -(micro / kDecimalOne) : micro / kDecimalOne, micro % kDecimalOne < 0 ? -(micro % kDecimalOne) : micro % kDecimalOne);
  while (s.back() == '0') s.pop_back();
  if (s.back() == '.') s.pop_back();
  return micro < 0 ? "-" + s : s;
}

std::string span(PackedSpan s) { return span_known(s) ? decimal(span_number(s)) + unit(span_unit(s)) : fmt::format("span {}", s); }

std::string word(int64_t v) {
  if (v == kMissing) return "⊥";
  if (v == kNever) return "never";
  if (v == kAlways) return "always";
  return std::to_string(v);
}

class Printer {
 public:
  Printer(const Program& p, const Function& f) : p_(p), f_(f), model_(f.regs.size(), f.model) {}

  std::string run() {
    const Cost c = cost(f_);
    std::string out = fmt::format("  ; {} registers, {} instructions: {} a record, {} a row, {} a pair of rows\n", f_.regs.size(), f_.code.size(),
                                  c.per_record, c.per_row, c.per_pair);
    for (size_t i = 0; i < f_.code.size(); ++i) out += line(i, f_.code[i]);
    return out;
  }

 private:
  /// D1, V7, T3; sets say their shape: S4[∞) S5(∞ S6.
  std::string reg(Reg r) const {
    const RegInfo& i = f_.regs[r];
    std::string s = fmt::format("{}{}", class_name(i.cls), r);
    if (i.cls == RegClass::S) s += i.shape == Shape::U ? ".u" : i.shape == Shape::D ? ".d" : "";
    if (i.cls == RegClass::Q) s += i.is_span ? fmt::format("/{}s", i.denominator) : fmt::format("/{}", i.denominator);
    return s;
  }

  std::string line(size_t at, const Instr& in) {
    const OpcodeInfo* const info = find_opcode(static_cast<uint8_t>(in.op));
    std::string text = fmt::format("  {:4}  {:<10} = {:<10}", at, reg(in.dst), info->mnemonic);
    bool first = true;
    for (size_t s = 0; s < info->operand_count; ++s) {
      text += first ? " " : ", ";
      text += in.src[s] == kNoReg ? "-" : reg(in.src[s]);
      first = false;
    }
    const std::string imm = immediate(in, *info);
    if (!imm.empty()) text += fmt::format("{}{}", first ? " " : ", ", imm);
    const Reg domain = f_.regs[in.dst].domain;
    if (domain != 0 && info->result != RegClass::D) text += fmt::format("    ; in {}", reg(domain));
    return text + "\n";
  }

  std::string field(int model, int32_t f) const {
    return quoted(p_.models.models[static_cast<size_t>(model)].fields[static_cast<size_t>(f)].name);
  }

  std::string immediate(const Instr& in, const OpcodeInfo& info) {
    const auto i = static_cast<size_t>(in.imm);
    switch (info.imm) {
      case ImmTable::kNone: return "";
      case ImmTable::kField: {
        const int m = model_[in.op == Opcode::kRows ? in.src[1] : f_.regs[in.dst].domain];
        if (in.op == Opcode::kRows) model_[in.dst] = p_.models.models[static_cast<size_t>(m)].fields[i].rows;
        return field(m, in.imm);
      }
      case ImmTable::kModel: return quoted(p_.models.models[i].name);
      case ImmTable::kRefField: return quoted(p_.models.models[static_cast<size_t>(p_.ref_fields[i].model)].name) + "的" + field(p_.ref_fields[i].model, p_.ref_fields[i].field);
      case ImmTable::kConst:
        if (in.op != Opcode::kQConst) return word(p_.constants[i]);
        return f_.regs[in.dst].is_span ? std::to_string(p_.constants[i]) + unit(static_cast<Unit>(p_.constants[i + 1])) : std::to_string(p_.constants[i]);
      case ImmTable::kSet: return set(i);
      case ImmTable::kText: return quoted(p_.texts[i]);
      case ImmTable::kTruth: return in.imm == 0 ? "false" : in.imm == 1 ? "true" : "unknown";
      case ImmTable::kCmp: return std::string(cmp_name(static_cast<Cmp>(in.imm)));
      case ImmTable::kCmpConst: return fmt::format("{} {}", cmp_name(p_.cmp_consts[i].cmp), word(p_.cmp_consts[i].value));
      case ImmTable::kPattern: return "/" + p_.patterns[i] + "/";
      case ImmTable::kCount: return std::to_string(in.imm);
      case ImmTable::kHold: return fmt::format("> {} {}", span(p_.holds[i].span), quoted(p_.calendars[static_cast<size_t>(p_.holds[i].calendar)].name));
      case ImmTable::kClockTest: return clock(in.op, p_.clock_tests[i]);
      case ImmTable::kForce: return period(p_.forces[i]);
      case ImmTable::kCalendar: return in.imm < 0 ? "" : quoted(p_.calendars[i].name);
    }
    return "";
  }

  std::string set(size_t i) const {
    std::string out = "{";
    for (const int64_t v : p_.sets[i]) out += (out.size() > 1 ? "、" : "") + (p_.set_is_text[i] ? quoted(p_.texts[static_cast<size_t>(v)]) : std::to_string(v));
    return out + "}";
  }

  std::string clock(Opcode op, const ClockTest& t) const {
    std::string out;
    if (op == Opcode::kClockUsed || op == Opcode::kClockLeft) out += std::string(cmp_name(t.cmp)) + " ";
    out += quoted(p_.calendars[static_cast<size_t>(t.calendar)].name);
    if (t.exact) out += " exact";
    if (t.same_day) out += " same-day";
    if (t.roll_over) out += " roll-over";
    if (t.start_is_date) out += " from-date";
    return out;
  }

  const Program& p_;
  const Function& f_;
  std::vector<int> model_;  // by D register
};

std::string head(const Program& p) {
  std::string out = fmt::format("pack {} {} {}\n  hash {}\n  region {}\n  cards", p.code, p.version, quoted(p.title), pack_hash(p), p.region);
  for (size_t c = 0; c < p.cards.size(); ++c) out += fmt::format("{} {}", c ? " <" : "", p.cards[c]);
  for (const Version& v : p.versions) out += fmt::format("\n  version {} {} in force {}", v.code, v.version, period(v.force));
  out += "\n";
  for (const Calendar& c : p.calendars) {
    out += fmt::format("calendar {} {} {}-{}, {} exceptions, office", quoted(c.name), quoted(c.version), c.first_year, c.last_year, c.exceptions.size());
    for (const auto& [from, to] : c.office) out += fmt::format(" {:02}:{:02}-{:02}:{:02}", from / 3600, from / 60 % 60, to / 3600, to / 60 % 60);
    out += "\n";
  }
  return out;
}

}  // namespace

std::string disassemble(const Program& program, const Function& function) { return Printer(program, function).run(); }

std::string disassemble(const Program& program, bool details) {
  std::string out = head(program);
  for (size_t f = 0; f < program.functions.size(); ++f) {
    const Function& function = program.functions[f];
    out += fmt::format("\nfunction {}, judged S{}\n", quoted(program.models.models[static_cast<size_t>(function.model)].name), program.judged[f]);
    out += disassemble(program, function);
  }
  for (const Indicator& i : program.indicators) {
    out += fmt::format("\nindicator {} {} over {}\n ", i.code, i.name, quoted(program.models.models[static_cast<size_t>(i.model)].name));
    for (size_t c = 0; c < i.own.size(); ++c)
      if (i.own[c] != kNoReg) out += fmt::format(" {} = S{}", program.cards[c], i.own[c]);
    if (i.silenced != kNoReg) out += fmt::format(" unless S{}", i.silenced);
    out += "\n";
    if (details) out += disassemble(program, i.detail.code);
  }
  for (const Unwritten& u : program.unwritten) out += fmt::format("\nunwritten {} {}\n", u.code, u.name);
  return out;
}

}  // namespace zs::bytecode

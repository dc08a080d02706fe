#include "runtime/vm/moment.h"

#include "runtime/vm/value_graph.h"

#include <algorithm>
#include <optional>

namespace zs::vm {

namespace {

using bytecode::Instr;
using bytecode::kNoReg;
using bytecode::Opcode;
using bytecode::Reg;
using bytecode::RegClass;

class Maker {
 public:
  Maker(const bytecode::Program& program, size_t function) : program_(program), f_(function), in_(program.functions[function]) {
    copies_.assign(in_.size(), kNone);
    truths_.assign(in_.size(), kNone);
    copies_[0] = 0;
  }
  std::unique_ptr<const Moment> make();

 private:
  using Value = ValueGraph::Value;
  static constexpr int kNone = ValueGraph::kNone;

  /// The value as it is.
  int copy(int id);
  /// Does the set hold at T?
  int at(int id);
  int make_at(const Value& v);
  int clock_at(const Value& v, Opcode op);
  int disorder(const Value& any, int body);
  int both(int x, int y, int domain);
  int either(int x, int y, int domain);
  int negated(int x, int domain);
  int truth(Opcode op, int domain, std::initializer_list<int> src, int32_t imm = -1) { return out_.add(op, RegClass::T, domain, src, imm); }
  std::optional<bool> constant(int id) const;
  void judged(Moment& m);
  bool is_least(int id) const { return in_[id].op == Opcode::kLeast; }

  const bytecode::Program& program_;
  size_t f_;
  ValueGraph in_, out_;
  std::vector<int> copies_, truths_;  // by value of in_
};

int Maker::copy(int id) {
  if (id == kNone) return kNone;
  int& known = copies_[static_cast<size_t>(id)];
  if (known != kNone) return known;
  Value v = in_[id];
  v.domain = copy(v.domain);
  for (int& s : v.src) s = copy(s);
  return copies_[static_cast<size_t>(id)] = out_.add(v);
}

std::optional<bool> Maker::constant(int id) const {
  const Value& v = out_[id];
  if (v.op != Opcode::kTConst || v.imm > 1) return std::nullopt;
  return v.imm == 1;
}

int Maker::both(int x, int y, int domain) {
  if (const auto c = constant(x)) return *c ? y : x;
  if (const auto c = constant(y)) return *c ? x : y;
  return x == y ? x : truth(Opcode::kTAnd, domain, {std::min(x, y), std::max(x, y)});
}
int Maker::either(int x, int y, int domain) {
  if (const auto c = constant(x)) return *c ? x : y;
  if (const auto c = constant(y)) return *c ? y : x;
  return x == y ? x : truth(Opcode::kTOr, domain, {std::min(x, y), std::max(x, y)});
}
int Maker::negated(int x, int domain) {
  if (const auto c = constant(x)) return truth(Opcode::kTConst, domain, {}, *c ? 0 : 1);
  return out_[x].op == Opcode::kTNot ? out_[x].src[0] : truth(Opcode::kTNot, domain, {x});
}

int Maker::at(int id) {
  int& known = truths_[static_cast<size_t>(id)];
  if (known != kNone) return known;
  const int made = make_at(in_[id]);
  return truths_[static_cast<size_t>(id)] = made != kNone ? made : truth(Opcode::kAtSet, copy(in_[id].domain), {copy(id)});
}

int Maker::clock_at(const Value& v, Opcode op) {
  Value t = v;
  t.op = op;
  t.info = {RegClass::T, 0, bytecode::Shape::I, false, 1};
  t.domain = copy(v.domain);
  for (int& s : t.src) s = copy(s);
  return out_.add(t);
}

/// kNone: nothing better than to take the set and look.
int Maker::make_at(const Value& v) {
  const int d = copy(v.domain);
  switch (v.op) {
    case Opcode::kLift: return copy(v.src[0]);
    case Opcode::kFrom: return is_least(v.src[0]) ? truth(Opcode::kAtKnown, d, {}) : truth(Opcode::kAtFrom, d, {copy(v.src[0])});
    case Opcode::kBefore: return truth(Opcode::kAtBefore, d, {copy(v.src[0]), copy(v.src[1])});
    case Opcode::kAfter: return truth(Opcode::kAtAfter, d, {copy(v.src[0]), copy(v.src[1])});
    case Opcode::kSAnd: return both(at(v.src[0]), at(v.src[1]), d);
    case Opcode::kSOr: return either(at(v.src[0]), at(v.src[1]), d);
    case Opcode::kSNot: return negated(at(v.src[0]), d);
    case Opcode::kSAndT: return both(copy(v.src[0]), at(v.src[1]), d);
    case Opcode::kSpreadS: return truth(Opcode::kSpreadT, d, {at(v.src[0])});
    case Opcode::kAny: {
      const int body = at(v.src[1]);
      if (const auto c = constant(body); c && !*c) return truth(Opcode::kTConst, d, {}, 0);
      const int row = disorder(v, body);
      return row != kNone ? row : truth(Opcode::kAtAny, d, {copy(v.src[0]), body});
    }
    case Opcode::kAtLeast: return truth(Opcode::kAtCount, d, {copy(v.src[0]), at(v.src[1])}, v.imm);
    case Opcode::kAllIn: return truth(Opcode::kAtAllIn, d, {copy(v.src[0]), copy(v.src[1]), copy(v.src[2]), at(v.src[3])});
    case Opcode::kClockUsed: return clock_at(v, Opcode::kAtUsed);
    case Opcode::kClockLeft: return clock_at(v, Opcode::kAtLeft);
    case Opcode::kClockOver: return clock_at(v, Opcode::kAtOver);
    case Opcode::kClockSpan: return clock_at(v, Opcode::kAtSpan);
    default: return kNone;
  }
}

/// 甲 先于 乙 and 甲's event 晚于 乙's, 甲 and 乙 rows of one list: asked of the list, without a row for each pair.
int Maker::disorder(const Value& any, int body) {
  const Value b = out_[body];
  if (b.op != Opcode::kTAnd) return kNone;
  Value places = out_[b.src[0]], events = out_[b.src[1]];
  if (places.op == Opcode::kAtAfter) std::swap(places, events);
  if (places.op != Opcode::kPrecedes || events.op != Opcode::kAtAfter) return kNone;
  const int list = copy(any.domain);
  int value[2];
  for (const Value* term : {&places, &events}) {
    const Value &mine = out_[term->src[0]], &other = out_[term->src[1]];
    const bool one_list = mine.op == Opcode::kSpreadV && other.op == Opcode::kPairV && mine.src[0] == other.src[0] && out_[mine.src[0]].domain == list;
    if (!one_list) return kNone;
    value[term == &events] = mine.src[0];
  }
  // The rows are those of a list by itself: then a pair is two rows of one owner.
  const Value& rows = out_[list];
  if (rows.op != Opcode::kRows || rows.src[0] != rows.src[1]) return kNone;
  return truth(Opcode::kAtDisorder, list, {value[0], value[1]});
}

void Maker::judged(Moment& m) {
  const int id = in_.last(program_.judged[f_]);
  const Value& v = in_[id];
  if (v.op == Opcode::kLift && in_[v.src[0]].op == Opcode::kTConst && in_[v.src[0]].imm == 1) {
    m.how = Moment::Judged::kAlways;
  } else if (v.op == Opcode::kJudged && is_least(v.src[0])) {
    m.how = Moment::Judged::kPeriod;
    m.force = v.imm;
    if (v.src[1] != kNone) m.governing = out_.keep(copy(v.src[1]));
  } else {
    m.judged = out_.keep(copy(id));
  }
}

std::unique_ptr<const Moment> Maker::make() {
  auto m = std::make_unique<Moment>();
  const auto reg = [&](Reg r) { return r == kNoReg ? kNoReg : out_.keep(at(in_.last(r))); };
  for (const bytecode::Indicator& i : program_.indicators) {
    if (i.model != program_.functions[f_].model) continue;
    Moment::Cards& c = m->indicators.emplace_back();
    for (const Reg r : i.own) c.own.push_back(reg(r));
    c.silenced = reg(i.silenced);
  }
  m->known = out_.keep(truth(Opcode::kAtKnown, 0, {}));
  judged(*m);
  const std::vector<Reg> at_end = out_.emit(program_.functions[f_].model, m->function);
  const auto settle = [&](Reg& r) {
    if (r != kNoReg) r = at_end[r];
  };
  for (Moment::Cards& c : m->indicators) {
    for (Reg& r : c.own) settle(r);
    settle(c.silenced);
  }
  for (Reg* r : {&m->known, &m->governing, &m->judged}) settle(*r);
  return m;
}

}  // namespace

std::unique_ptr<const Moment> make_moment(const bytecode::Program& program, size_t function) { return Maker(program, function).make(); }

}  // namespace zs::vm

#include "runtime/vm/moment.h"

#include "runtime/vm/disorder.h"

#include <algorithm>
#include <map>
#include <optional>

namespace zs::vm {

namespace {

using bytecode::Instr;
using bytecode::kNoReg;
using bytecode::Opcode;
using bytecode::Reg;
using bytecode::RegClass;

/// Has a record of this model, or a row of its lists, any event at all?
bool has_events(const model::Models& models, int model) {
  for (const model::Field& f : models.models[static_cast<size_t>(model)].fields)
    if (f.type == model::FieldType::kEvent || (f.type == model::FieldType::kRows && has_events(models, f.rows))) return true;
  return false;
}

class Maker {
 public:
  Maker(const bytecode::Program& program, size_t function) : program_(program), f_(function), in_(program.functions[function]) {
    here_ = &all_;
    reset(all_, 0);
  }
  std::unique_ptr<const Moment> make();

 private:
  using Value = ValueGraph::Value;
  static constexpr int kNone = ValueGraph::kNone;

  /// Values made over for all records, or for a choice of them: its domain stands where that of the records stood.
  struct Place {
    int records = 0;
    std::vector<int> copies, truths;  // by value of in_
  };
  void reset(Place& p, int records) const {
    p.records = records;
    p.copies.assign(in_.size(), kNone);
    p.truths.assign(in_.size(), kNone);
    p.copies[0] = records;
  }
  /// Makes something for the records alone in which `cond` may hold, and brings the truth back to all of them.
  template <class F>
  int where(int cond, F f);
  int conjunction(int id);
  void terms(int id, std::vector<int>& out) const;
  bool is_cheap(int id) const;
  bool not_yet(int id) const { return in_[id].op == Opcode::kSNot && in_[in_[id].src[0]].op == Opcode::kFrom; }
  /// Is the row known at T? `domain` is that of in_, `here` what became of it.
  int known(int domain, int here) {
    const bool never_unknown = domain == 0 && !has_events(program_.models, in_model());
    return never_unknown ? truth(Opcode::kTConst, here, {}, 1) : truth(Opcode::kAtKnown, here, {});
  }
  int in_model() const { return program_.functions[f_].model; }
  int term(int id) { return in_[id].info.cls == RegClass::S ? at(id) : copy(id); }

  /// The value as it is.
  int copy(int id);
  /// Does the set hold at T?
  int at(int id);
  int make_at(int id);
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
  Place all_;
  Place* here_;
  std::map<int, Place> chosen_;       // by the truth that chooses
};

int Maker::copy(int id) {
  if (id == kNone) return kNone;
  if (const int known = here_->copies[static_cast<size_t>(id)]; known != kNone) return known;
  Value v = in_[id];
  v.domain = copy(v.domain);
  for (int& s : v.src) s = copy(s);
  return here_->copies[static_cast<size_t>(id)] = out_.add(v);
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
  if (const int known = here_->truths[static_cast<size_t>(id)]; known != kNone) return known;
  int made = conjunction(id);
  if (made == kNone) made = make_at(id);
  return here_->truths[static_cast<size_t>(id)] = made != kNone ? made : truth(Opcode::kAtSet, copy(in_[id].domain), {copy(id)});
}

template <class F>
int Maker::where(int cond, F f) {
  const auto [it, fresh] = chosen_.try_emplace(cond);
  if (fresh) {
    Value rows;
    rows.op = Opcode::kWhere;
    rows.info.cls = RegClass::D;
    rows.src = {0, cond, kNone, kNone, kNone, kNone};
    reset(it->second, out_.add(rows));
  }
  here_ = &it->second;
  const int there = f();
  here_ = &all_;
  if (const auto c = constant(there)) return *c ? cond : truth(Opcode::kTConst, 0, {}, 0);
  return both(cond, truth(Opcode::kAtAny, 0, {it->second.records, there}), 0);
}

/// What an intersection of sets with plain truths is made of.
void Maker::terms(int id, std::vector<int>& out) const {
  const Value& v = in_[id];
  if (v.op == Opcode::kSAnd || v.op == Opcode::kSAndT || v.op == Opcode::kTAnd) {
    terms(v.src[0], out);
    terms(v.src[1], out);
  } else if (v.op == Opcode::kLift) {
    terms(v.src[0], out);
  } else {
    out.push_back(id);
  }
}

/// One look at a few values of the record, already there or nearly so.
bool Maker::is_cheap(int id) const {
  const Value& v = in_[id];
  switch (v.op) {
    case Opcode::kSNot: case Opcode::kTNot: return is_cheap(v.src[0]);
    case Opcode::kTAnd: case Opcode::kTOr: return is_cheap(v.src[0]) && is_cheap(v.src[1]);
    case Opcode::kFrom: case Opcode::kCmpC: case Opcode::kMemberC: case Opcode::kIsNull: case Opcode::kTConst: return true;
    default: return false;
  }
}

/// An intersection that asks for something that has not happened holds for few records: what costs much is asked of those alone.
int Maker::conjunction(int id) {
  if (here_ != &all_ || in_[id].domain != 0) return kNone;
  std::vector<int> all, cheap, dear;
  terms(id, all);
  for (const int t : all) (is_cheap(t) ? cheap : dear).push_back(t);
  const bool few = std::any_of(cheap.begin(), cheap.end(), [&](int t) { return not_yet(t); });
  if (all.size() < 2 || dear.empty() || !few) return kNone;
  int cond = term(cheap[0]);
  for (size_t i = 1; i < cheap.size(); ++i) cond = both(cond, term(cheap[i]), 0);
  if (constant(cond)) return kNone;
  return where(cond, [&] {
    int rest = term(dear[0]);
    for (size_t i = 1; i < dear.size(); ++i) rest = both(rest, term(dear[i]), here_->records);
    return rest;
  });
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
int Maker::make_at(int id) {
  const Value& v = in_[id];
  const int d = copy(v.domain);
  switch (v.op) {
    case Opcode::kLift: return copy(v.src[0]);
    case Opcode::kFrom: return is_least(v.src[0]) ? known(v.domain, d) : truth(Opcode::kAtFrom, d, {copy(v.src[0])});
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
    case Opcode::kHold: {  // it holds only where its operand does: the operand's set is needed there alone
      if (here_ != &all_ || v.domain != 0) return kNone;
      const int cond = at(v.src[0]);
      if (constant(cond)) return kNone;
      return where(cond, [&] { return truth(Opcode::kAtSet, here_->records, {copy(id)}); });
    }
    case Opcode::kClockUsed: return clock_at(v, Opcode::kAtUsed);
    case Opcode::kClockLeft: return clock_at(v, Opcode::kAtLeft);
    case Opcode::kClockOver: return clock_at(v, Opcode::kAtOver);
    case Opcode::kClockSpan: return clock_at(v, Opcode::kAtSpan);
    default: return kNone;
  }
}

/// What asks for disorder among the rows of a list is asked without their pairs.
int Maker::disorder(const Value& any, int body) {
  const Value b = out_[body];
  if (b.op != Opcode::kTAnd) return kNone;
  int places = b.src[0], events = b.src[1];
  if (out_[places].op == Opcode::kAtAfter) std::swap(places, events);
  if (out_[places].op != Opcode::kPrecedes || out_[events].op != Opcode::kAtAfter) return kNone;
  const int list = copy(any.domain);
  const auto found = disorder_of(out_, list, places, events);
  return found ? truth(Opcode::kAtDisorder, list, {found->place, found->event}) : kNone;
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
  m->known = out_.keep(known(0, 0));
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

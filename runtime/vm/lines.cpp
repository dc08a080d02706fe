#include "runtime/vm/lines.h"

#include "runtime/vm/disorder.h"

namespace zs::vm {

namespace {

using bytecode::kNoReg;
using bytecode::Opcode;
using bytecode::Reg;
using bytecode::RegClass;

class Maker {
 public:
  Maker(const bytecode::Program& program, size_t function) : program_(program), f_(function), in_(program.functions[function]), copies_(in_.size(), kNone) { copies_[0] = 0; }
  std::unique_ptr<const Lines> make();

 private:
  using Value = ValueGraph::Value;
  static constexpr int kNone = ValueGraph::kNone;

  int copy(int id);
  int disorder(const Value& any);
  Reg keep(Reg r) { return r == kNoReg ? kNoReg : out_.keep(copy(in_.last(r))); }

  const bytecode::Program& program_;
  size_t f_;
  ValueGraph in_, out_;
  std::vector<int> copies_;
};

int Maker::copy(int id) {
  if (id == kNone) return kNone;
  int& known = copies_[static_cast<size_t>(id)];
  if (known != kNone) return known;
  Value v = in_[id];
  if (v.op == Opcode::kAny)
    if (const int made = disorder(v); made != kNone) return copies_[static_cast<size_t>(id)] = made;
  v.domain = copy(v.domain);
  for (int& s : v.src) s = copy(s);
  return copies_[static_cast<size_t>(id)] = out_.add(v);
}

/// A row is out of order from its own event on. That no event is ⊥, and none lies after T, makes it the answer of all its pairs.
int Maker::disorder(const Value& any) {
  const Value& body = in_[any.src[1]];
  if (body.op != Opcode::kSAndT || in_[body.src[0]].op != Opcode::kPrecedes || in_[body.src[1]].op != Opcode::kAfter) return kNone;
  const auto found = disorder_of(in_, any.domain, body.src[0], body.src[1]);
  if (!found || in_[found->event].op != Opcode::kLoadEvent) return kNone;
  const int list = copy(any.domain), place = copy(found->place), event = copy(found->event);
  const int out_of_order = out_.add(Opcode::kAtDisorder, RegClass::T, list, {place, event}, -1);
  Value from;
  from.op = Opcode::kFrom;
  from.info = {RegClass::S, 0, bytecode::Shape::U, false, 1};
  from.domain = list;
  from.src[0] = event;
  Value set = from;
  set.op = Opcode::kSAndT;
  set.src[0] = out_of_order;
  set.src[1] = out_.add(from);
  return out_.add(set);
}

std::unique_ptr<const Lines> Maker::make() {
  auto lines = std::make_unique<Lines>();
  for (const bytecode::Indicator& i : program_.indicators) {
    if (i.model != program_.functions[f_].model) continue;
    Lines::Cards& c = lines->indicators.emplace_back();
    for (const Reg r : i.own) c.own.push_back(keep(r));
    c.silenced = keep(i.silenced);
  }
  lines->judged = keep(program_.judged[f_]);
  for (const Reg r : program_.judged_in[f_]) lines->judged_in.push_back(keep(r));
  const std::vector<Reg> at_end = out_.emit(program_.functions[f_].model, lines->function);
  const auto settle = [&](Reg& r) {
    if (r != kNoReg) r = at_end[r];
  };
  for (Lines::Cards& c : lines->indicators) {
    for (Reg& r : c.own) settle(r);
    settle(c.silenced);
  }
  settle(lines->judged);
  for (Reg& r : lines->judged_in) settle(r);
  return lines;
}

}  // namespace

std::unique_ptr<const Lines> make_lines(const bytecode::Program& program, size_t function) { return Maker(program, function).make(); }

}  // namespace zs::vm

#include "runtime/vm/value_graph.h"

#include <algorithm>

namespace zs::vm {

using bytecode::Instr;
using bytecode::kNoReg;
using bytecode::Opcode;
using bytecode::Reg;
using bytecode::RegClass;

ValueGraph::ValueGraph() {
  Value records;
  records.info.cls = RegClass::D;
  values_.push_back(records);
}

ValueGraph::ValueGraph(const bytecode::Function& f) : ValueGraph() {
  last_.assign(f.regs.size(), kNone);
  last_[0] = 0;
  for (const Instr& in : f.code) {
    Value v;
    v.op = in.op;
    v.imm = in.imm;
    v.info = f.regs[in.dst];
    v.domain = last_[v.info.domain];
    for (size_t s = 0; s < v.src.size(); ++s)
      if (in.src[s] != kNoReg) v.src[s] = last_[in.src[s]];
    last_[in.dst] = add(v);
  }
}

int ValueGraph::add(const Value& v) {
  const Key key{v.op, v.src, v.imm, v.domain, v.info.cls, v.info.shape, v.info.is_span, v.info.denominator};
  const auto [it, fresh] = seen_.try_emplace(key, static_cast<int>(values_.size()));
  if (fresh) values_.push_back(v);
  return it->second;
}

int ValueGraph::add(Opcode op, RegClass cls, int domain, std::initializer_list<int> src, int32_t imm) {
  Value v;
  v.op = op;
  v.imm = imm;
  v.domain = domain;
  v.info.cls = cls;
  std::copy(src.begin(), src.end(), v.src.begin());
  return add(v);
}

Reg ValueGraph::keep(int id) {
  kept_.push_back(id);
  return static_cast<Reg>(kept_.size() - 1);
}

std::vector<char> ValueGraph::needed() const {
  std::vector<char> need(values_.size(), 0);
  need[0] = 1;
  for (const int id : kept_) need[static_cast<size_t>(id)] = 1;
  for (size_t i = values_.size(); i-- > 1;) {  // operands come before their users
    if (!need[i]) continue;
    need[static_cast<size_t>(values_[i].domain)] = 1;
    for (const int s : values_[i].src)
      if (s != kNone) need[static_cast<size_t>(s)] = 1;
  }
  return need;
}

namespace {

/// Registers that may be used one after the other have the same form.
using Form = std::tuple<RegClass, Reg, bytecode::Shape, bool, int64_t>;
Form form_of(const bytecode::RegInfo& i) { return {i.cls, i.domain, i.cls == RegClass::S ? i.shape : bytecode::Shape::I, i.is_span, i.denominator}; }

/// Constants keep their register: it need not be filled again.
bool stays(const ValueGraph::Value& v) {
  return v.info.cls == RegClass::D || v.op == Opcode::kConstV || v.op == Opcode::kConstText || v.op == Opcode::kConstL || v.op == Opcode::kTConst;
}

}  // namespace

std::vector<Reg> ValueGraph::emit(int32_t model, bytecode::Function& out) const {
  const std::vector<char> need = needed();
  std::vector<size_t> last_read(values_.size(), 0);
  for (size_t i = 1; i < values_.size(); ++i)
    if (need[i])
      for (const int s : values_[i].src)
        if (s != kNone) last_read[static_cast<size_t>(s)] = i;
  for (const int id : kept_) last_read[static_cast<size_t>(id)] = values_.size();
  out.model = model;
  out.regs = {{RegClass::D, 0, bytecode::Shape::I, false, 1}};
  std::vector<Reg> reg(values_.size(), kNoReg);
  reg[0] = 0;
  std::map<Form, std::vector<Reg>> free;
  for (size_t i = 1; i < values_.size(); ++i) {
    if (!need[i]) continue;
    const Value& v = values_[i];
    bytecode::RegInfo info = v.info;
    info.domain = reg[static_cast<size_t>(v.domain)];
    std::vector<Reg>& idle = free[form_of(info)];
    if (!stays(v) && !idle.empty()) {
      reg[i] = idle.back();
      idle.pop_back();
    } else {
      reg[i] = static_cast<Reg>(out.regs.size());
      out.regs.push_back(info);
    }
    Instr in{v.op, reg[i]};
    in.imm = v.imm;
    for (size_t s = 0; s < v.src.size(); ++s)
      if (v.src[s] != kNone) in.src[s] = reg[static_cast<size_t>(v.src[s])];
    out.code.push_back(in);
    // Given back after the result is taken: a kernel may not write over what it reads.
    for (size_t s = 0; s < v.src.size(); ++s) {
      const int x = v.src[s];
      if (x == kNone || last_read[static_cast<size_t>(x)] != i || stays(values_[static_cast<size_t>(x)])) continue;
      if (std::find(v.src.begin(), v.src.begin() + static_cast<std::ptrdiff_t>(s), x) != v.src.begin() + static_cast<std::ptrdiff_t>(s)) continue;
      free[form_of(out.regs[reg[static_cast<size_t>(x)]])].push_back(reg[static_cast<size_t>(x)]);
    }
  }
  std::vector<Reg> kept;
  for (const int id : kept_) kept.push_back(reg[static_cast<size_t>(id)]);
  return kept;
}

}  // namespace zs::vm

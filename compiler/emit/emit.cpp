#include "compiler/emit/emit.h"

#include <map>
#include <tuple>

namespace zs::emit {

using bytecode::Reg;
using bytecode::RegClass;
using bytecode::kNoReg;
using ir::Graph;
using ir::kNoNode;
using ir::Node;
using ir::NodeId;

namespace {

std::vector<char> needed_from(const Graph& g, const std::vector<NodeId>& outputs) {
  std::vector<char> needed(g.size(), 0);
  needed[0] = 1;
  for (NodeId n : outputs)
    if (n != kNoNode) needed[static_cast<size_t>(n)] = 1;
  for (size_t i = g.size(); i-- > 1;) {  // operands come before their users
    if (!needed[i]) continue;
    const Node& n = g[static_cast<NodeId>(i)];
    needed[static_cast<size_t>(n.domain)] = 1;
    for (NodeId s : n.src)
      if (s != kNoNode) needed[static_cast<size_t>(s)] = 1;
  }
  return needed;
}

/// Index of the last instruction that reads each node; outputs are read after the end.
std::vector<size_t> last_reads(const Graph& g, const std::vector<char>& needed, const std::vector<NodeId>& outputs) {
  std::vector<size_t> last(g.size(), 0);
  for (size_t i = 1; i < g.size(); ++i) {
    if (!needed[i]) continue;
    for (NodeId s : g[static_cast<NodeId>(i)].src)
      if (s != kNoNode) last[static_cast<size_t>(s)] = i;
  }
  for (NodeId n : outputs)
    if (n != kNoNode) last[static_cast<size_t>(n)] = g.size();
  return last;
}

/// Registers that may be used one after the other have the same form.
using Form = std::tuple<RegClass, Reg, bytecode::Shape, bool, int64_t>;

class Allocator {
 public:
  explicit Allocator(bytecode::Function& f, bool share) : f_(f), share_(share) {}

  Reg take(const Node& n, Reg domain) {
    const Form form{n.cls, domain, n.cls == RegClass::S ? n.shape : bytecode::Shape::I, n.is_span, n.denominator};
    auto& free = free_[form];
    if (share_ && !free.empty()) {
      const Reg r = free.back();
      free.pop_back();
      return r;
    }
    f_.regs.push_back({n.cls, domain, std::get<2>(form), n.is_span, n.denominator});
    return static_cast<Reg>(f_.regs.size() - 1);
  }
  void give_back(Reg r) {
    const auto& i = f_.regs[r];
    if (i.cls != RegClass::D) free_[Form{i.cls, i.domain, i.shape, i.is_span, i.denominator}].push_back(r);
  }

 private:
  bytecode::Function& f_;
  bool share_;
  std::map<Form, std::vector<Reg>> free_;
};

}  // namespace

Emitted emit(const Graph& g, int32_t model, const std::vector<NodeId>& outputs, bool share) {
  Emitted out;
  out.function.model = model;
  out.reg_of.assign(g.size(), kNoReg);
  out.function.regs.push_back({RegClass::D, 0, bytecode::Shape::I, false, 1});
  out.reg_of[0] = 0;
  const auto needed = needed_from(g, outputs);
  const auto last = last_reads(g, needed, outputs);
  Allocator registers(out.function, share);
  for (size_t i = 1; i < g.size(); ++i) {
    if (!needed[i]) continue;
    const Node& n = g[static_cast<NodeId>(i)];
    bytecode::Instr instr{n.op};
    for (size_t k = 0; k < n.src.size(); ++k)
      if (n.src[k] != kNoNode) instr.src[k] = out.reg_of[static_cast<size_t>(n.src[k])];
    instr.imm = n.imm;
    // The result is taken before the operands are given back: kernels may not write over what they read.
    instr.dst = registers.take(n, out.reg_of[static_cast<size_t>(n.domain)]);
    out.reg_of[i] = instr.dst;
    out.function.code.push_back(instr);
    for (size_t k = 0; k < n.src.size(); ++k) {
      const NodeId s = n.src[k];
      if (s == kNoNode || last[static_cast<size_t>(s)] != i) continue;
      bool again = false;  // the same operand twice is given back once
      for (size_t j = 0; j < k; ++j) again |= n.src[j] == s;
      if (!again && share) registers.give_back(out.reg_of[static_cast<size_t>(s)]);
    }
  }
  return out;
}

}  // namespace zs::emit

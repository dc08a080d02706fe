#include "runtime/vm/detail_parts.h"

#include "runtime/vm/value_graph.h"

namespace zs::vm {

namespace {

using bytecode::Detail;
using bytecode::kNoReg;
using bytecode::Reg;

/// Calls f(Reg&) for every register that is read after the function has run.
template <class F>
void each_register(Detail& d, F f) {
  const auto reason = [&](std::vector<bytecode::ReasonPart>& parts) {
    for (auto& p : parts)
      for (Reg* r : {&p.reg, &p.end, &p.limit, &p.pauses}) f(*r);
  };
  reason(d.reason);
  for (bytecode::DetailSituation& s : d.situations) {
    f(s.domain);
    for (bytecode::DetailCard& c : s.cards) f(c.reg);
    reason(s.reason);
  }
  for (bytecode::Why& w : d.whys) f(w.reg);
}

/// Leaves the instructions alone whose values are read.
void leave_what_is_read(Detail& d) {
  ValueGraph g(d.code);
  each_register(d, [&](Reg& r) {
    if (r != kNoReg) r = g.keep(g.last(r));
  });
  bytecode::Function code;
  const std::vector<Reg> at_end = g.emit(d.code.model, code);
  each_register(d, [&](Reg& r) {
    if (r != kNoReg) r = at_end[r];
  });
  d.code = std::move(code);
}

}  // namespace

Detail carrying_part(const Detail& d) {
  Detail part = d;
  part.whys.clear();
  part.roots.clear();
  leave_what_is_read(part);
  return part;
}

Detail asking_part(const Detail& d) {
  Detail part = d;
  part.reason.clear();
  for (bytecode::DetailSituation& s : part.situations) s.reason.clear();
  leave_what_is_read(part);
  return part;
}

}  // namespace zs::vm

#include "runtime/vm/frame.h"

#include <algorithm>

namespace zs::vm {

void Bounds::reserve(size_t n) {
  if (n <= capacity_ && capacity_ != 0) return;
  capacity_ = n + n / 2 + 16;
  auto never = std::make_unique<Tick[]>(capacity_), always = std::make_unique<Tick[]>(capacity_);
  std::fill_n(never.get(), capacity_, kTickNever);
  std::fill_n(always.get(), capacity_, kTickAlways);
  never_ = never.get();
  always_ = always.get();
  kept_.push_back(std::move(never));
  kept_.push_back(std::move(always));
}

Kernel kernel_for(const bytecode::Function& f, const Instr& in) {
  for (const auto family : {data_kernel, value_kernel, number_kernel, truth_kernel, temporal_kernel, clock_kernel, moment_kernel, moment_clock_kernel})
    if (const Kernel k = family(f, in)) return k;
  return nullptr;
}

Frame::Frame(const Image& image, const bytecode::Function& function) : image_(image), registers_(function.regs.size()) {
  for (size_t r = 0; r < registers_.size(); ++r) registers_[r].info = function.regs[r];
  std::vector<int> writers(function.regs.size(), 0);
  for (const Instr& in : function.code) ++writers[in.dst];
  std::vector<char> constant(function.regs.size(), 0);
  for (const Instr& in : function.code) {
    Op op;
    op.alone = writers[in.dst] == 1;
    for (size_t s = 0; s < 6; ++s)
      if (in.src[s] != bytecode::kNoReg && constant[in.src[s]]) op.constant |= static_cast<uint8_t>(1u << s);
    constant[in.dst] = in.op == Opcode::kConstV || in.op == Opcode::kConstText;
    op.kernel = kernel_for(function, in);
    op.opcode = in.op;
    op.imm = in.imm;
    op.dst = &registers_[in.dst];
    if (op.dst->info.cls == RegClass::D) domains_.push_back(&op.dst->domain);
    else op.rows = &registers_[op.dst->info.domain].domain;
    for (size_t s = 0; s < 6; ++s) op.src[s] = in.src[s] == bytecode::kNoReg ? nullptr : &registers_[in.src[s]];
    ops_.push_back(std::move(op));
  }
}

void Frame::run(Thread& thread, const columns::Table& table, uint32_t first, uint32_t n, const uint32_t* rows, Instant as_of) {
  Domain& records = registers_[0].domain;
  records.n = n;
  records.table = &table;
  records.first = first;
  records.rows = rows;
  thread.bounds.reserve(n);
  Exec ex{image_, thread, as_of, registers_.data()};
  for (const Op& op : ops_) {
    if (op.rows && op.rows->n == 0) {  // nobody reads a row of it
      if (!op.rows->was_empty) op.dst->exact = true;
      continue;
    }
    op.kernel(ex, op);
    if (!op.rows) thread.bounds.reserve(op.dst->domain.n);
  }
  for (Domain* d : domains_) d->was_empty = d->n == 0;
}

}  // namespace zs::vm

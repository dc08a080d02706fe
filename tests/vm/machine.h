#pragma once
// Runs a hand-made function over a table in batches of several sizes and hands every row's registers to a check.
#include "runtime/vm/frame.h"
#include "tests/vm/pack.h"

#include <gtest/gtest.h>

#include <functional>

namespace zs::test {

inline constexpr Instant kForEver = kNever - 1;

/// must and may of a row of a set register.
struct Sets {
  temporal::IntervalSet must, may;
};
inline temporal::IntervalSet copy(temporal::SetView v) {
  temporal::IntervalSet s;
  for (const auto& i : v) s.append(i.a, i.b);
  return s;
}
inline Sets sets_of(const vm::Register& r, uint32_t row) {
  temporal::Interval one;
  Sets s;
  s.must = copy(r.must_plane.view(row, one));
  s.may = copy(r.may_set().view(row, one));
  return s;
}
inline std::string show(const temporal::IntervalSet& s) {
  std::string out;
  for (const auto& i : s) out += "[" + std::to_string(i.a) + "," + std::to_string(i.b) + ")";
  return out.empty() ? "∅" : out;
}

class Machine {
 public:
  explicit Machine(const Assembler& a, size_t records = 60, uint64_t seed = 1)
      : function_(a.f), items_(some_items(a.program.models)), cases_(some_cases(a.program.models, records, seed)) {
    auto program = a.program;
    program.functions = {a.f};
    program.functions[0].regs.push_back({bytecode::RegClass::T, 0, Shape::I, false, 1});
    program.functions[0].regs.push_back({bytecode::RegClass::S, 0, Shape::I, false, 1});
    const auto t = static_cast<Reg>(a.f.regs.size());
    bytecode::Instr always{Opcode::kTConst}, lift{Opcode::kLift};
    always.dst = t, always.imm = 1;
    lift.dst = static_cast<Reg>(t + 1), lift.src[0] = t;
    program.functions[0].code.push_back(always);
    program.functions[0].code.push_back(lift);
    program.versions = {{}};
    program.judged = {lift.dst};
    program.judged_in = {{}};
    auto image = vm::make_image(std::make_shared<const Program>(std::move(program)), {nullptr, nullptr, &items_});
    if (!image) throw std::runtime_error(image.error().en);
    image_ = std::move(*image);
  }

  const columns::Table& cases() const { return cases_; }
  const columns::Table& steps() const { return *cases_.columns[kSteps].rows; }
  const vm::Image& image() const { return *image_; }

  /// check(frame, thread, table row, batch row) for every record, at every batch size; and once more over gathered rows.
  void each(const std::function<void(const vm::Frame&, const vm::Thread&, uint32_t, uint32_t)>& check, Instant as_of = kForEver) const {
    for (const uint32_t size : {1u, 2u, 3u, 7u, 1024u}) {
      vm::Frame frame(*image_, function_);
      vm::Thread thread;
      thread.texts.start_run(image_->dictionary, *cases_.strings);
      for (uint32_t first = 0; first < cases_.size; first += size) {
        const uint32_t n = std::min<uint32_t>(size, static_cast<uint32_t>(cases_.size) - first);
        thread.texts.start_batch();
        frame.run(thread, cases_, first, n, nullptr, as_of);
        for (uint32_t i = 0; i < n; ++i) check(frame, thread, first + i, i);
      }
    }
    std::vector<uint32_t> rows;
    for (uint32_t i = 1; i < cases_.size; i += 3) rows.push_back(i);
    vm::Frame frame(*image_, function_);
    vm::Thread thread;
    thread.texts.start_run(image_->dictionary, *cases_.strings);
    thread.texts.start_batch();
    frame.run(thread, cases_, 0, static_cast<uint32_t>(rows.size()), rows.data(), as_of);
    for (uint32_t i = 0; i < rows.size(); ++i) check(frame, thread, rows[i], i);
  }

 private:
  bytecode::Function function_;
  columns::Table items_, cases_;
  std::unique_ptr<vm::Image> image_;
};

}  // namespace zs::test

#pragma once
// The tables that instructions index (constants, sets, clock tests, …), each entry once.
#include "runtime/bytecode/program.h"

namespace zs::ir {

class Pools {
 public:
  explicit Pools(bytecode::Program& out) : out_(out) {}

  int32_t constant(int64_t v);
  int32_t span_constant(int64_t numerator, Unit unit);  // two entries: numerator, unit
  int32_t text(const std::string& s);
  int32_t set(std::vector<int64_t> values, bool of_texts);
  int32_t pattern(const std::string& re2);
  int32_t ref_field(int32_t model, int32_t field);
  int32_t compare(bytecode::Cmp cmp, int64_t value);
  int32_t force(std::optional<int32_t> from, std::optional<int32_t> until);
  int32_t hold(PackedSpan span, int32_t calendar);
  int32_t clock(const bytecode::ClockTest& test);

  bytecode::Program& program() { return out_; }

 private:
  bytecode::Program& out_;
};

}  // namespace zs::ir

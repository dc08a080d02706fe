#pragma once
// A verified function as values that are each computed once: read from instructions, made over, written as instructions again.
#include "runtime/bytecode/program.h"

#include <array>
#include <initializer_list>
#include <map>
#include <tuple>
#include <vector>

namespace zs::vm {

class ValueGraph {
 public:
  static constexpr int kNone = -1;
  struct Value {
    bytecode::Opcode op{};
    std::array<int, 6> src{kNone, kNone, kNone, kNone, kNone, kNone};
    int32_t imm = -1;
    int domain = 0;             // the D value whose rows it has; of a D value: the domain around
    bytecode::RegInfo info;     // class, shape, span, denominator; info.domain is not kept up
  };

  /// Value 0, the domain of the records, alone.
  ValueGraph();
  explicit ValueGraph(const bytecode::Function& f);

  const Value& operator[](int id) const { return values_[static_cast<size_t>(id)]; }
  size_t size() const { return values_.size(); }
  /// What a register holds when the function that was read has run.
  int last(bytecode::Reg r) const { return last_[r]; }

  /// The value, the one already there where it is equal.
  int add(const Value& v);
  int add(bytecode::Opcode op, bytecode::RegClass cls, int domain, std::initializer_list<int> src, int32_t imm);
  /// Asks for a value after the end: the answer is an index into what emit() returns.
  bytecode::Reg keep(int id);
  /// Writes the instructions for what is kept, in as few registers as may be; returns the registers of what was kept.
  std::vector<bytecode::Reg> emit(int32_t model, bytecode::Function& out) const;

 private:
  using Key = std::tuple<bytecode::Opcode, std::array<int, 6>, int32_t, int, bytecode::RegClass, bytecode::Shape, bool, int64_t>;
  std::vector<char> needed() const;

  std::vector<Value> values_;
  std::map<Key, int> seen_;
  std::vector<int> last_, kept_;
};

}  // namespace zs::vm

#pragma once
// Registers and everything a kernel works with while one batch runs. All of it belongs to one thread.
#include "runtime/bytecode/program.h"
#include "runtime/columns/table.h"
#include "runtime/temporal/clock.h"
#include "runtime/vm/buffer.h"
#include "runtime/vm/engine.h"
#include "runtime/vm/image.h"
#include "runtime/vm/plane.h"
#include "runtime/vm/texts.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace zs::vm {

using bytecode::Instr;
using bytecode::Opcode;
using bytecode::Reg;
using bytecode::RegClass;
using bytecode::RegInfo;

/// A list of ids; size -1 is ⊥.
struct ListRef {
  const int32_t* data;
  int32_t size;
};

/// Rows that registers have: the records of the batch, or rows of a nested list.
struct Domain {
  uint32_t n = 0;
  const columns::Table* table = nullptr;
  const uint32_t* rows = nullptr;        // table row by domain row; null: first + i
  uint32_t first = 0;
  const Domain* parent = nullptr;
  const uint32_t* parent_row = nullptr;  // row of the parent domain, rising
  const uint32_t* offsets = nullptr;     // parent->n + 1: the domain's rows of each parent row
  std::vector<uint32_t> rows_store, parent_store, offset_store;
  bool was_empty = false;                // in the run before: its registers are known to be exact

  uint32_t row(uint32_t i) const noexcept { return rows ? rows[i] : first + i; }
};

/// One register; which members are used follows from its class (opcodes.def). What plain values and truths need stands in
/// front: a batch of one record is mostly a matter of how many cache lines it touches.
struct alignas(64) Register {
  // V: points at own memory or into a column
  const int64_t* v = nullptr;
  Buffer<int64_t> v_store;
  // T: bytes 0 or 1; exact: may is must
  bool exact = true;  // T and S
  const uint8_t* must = nullptr;
  const uint8_t* may = nullptr;
  Buffer<uint8_t> must_store, may_store;
  RegInfo info;
  // S
  Plane must_plane, may_plane;
  const Plane& may_set() const noexcept { return exact ? must_plane : may_plane; }
  // L
  const ListRef* l = nullptr;
  Buffer<ListRef> l_store;
  // Q: unit kQMissing is ⊥, kQNumber a plain number, else a Unit
  const __int128* q = nullptr;
  const uint8_t* unit = nullptr;
  Buffer<__int128> q_store;
  Buffer<uint8_t> unit_store;
  // P
  std::vector<uint32_t> pause_offsets;
  std::vector<temporal::Pause> pauses;
  std::vector<uint8_t> pauses_unknown;   // the row has pauses of which it is unknown whether they count: those in `doubtful`
  std::vector<std::pair<uint32_t, temporal::Pause>> doubtful;  // by row
  bool any_unknown = false;
  /// The row's first doubtful pause.
  const std::pair<uint32_t, temporal::Pause>* doubtful_of(uint32_t i) const noexcept {
    const auto row_before = [](const std::pair<uint32_t, temporal::Pause>& d, uint32_t r) { return d.first < r; };
    return doubtful.data() + (std::lower_bound(doubtful.begin(), doubtful.end(), i, row_before) - doubtful.begin());
  }
  temporal::Pauses pauses_of(uint32_t i) const noexcept {
    return {pauses.data() + pause_offsets[i], pause_offsets[i + 1] - pause_offsets[i]};
  }
  // D
  Domain domain;
};
inline constexpr uint8_t kQMissing = 255, kQNumber = 254;

struct Exec;
struct Op;
using Kernel = void (*)(Exec&, const Op&);

/// An instruction with its kernel and registers looked up.
struct Op {
  Kernel kernel = nullptr;
  const Domain* rows = nullptr;  // the domain of the result; null where the result is a domain itself
  Register* dst = nullptr;
  Register* src[6] = {};
  int32_t imm = -1;
  Opcode opcode{};
  uint8_t constant = 0;  // a bit for each operand that is the same in every row
  bool alone = false;    // no other instruction writes the result
  mutable uint32_t filled = 0;       // const.v written once: rows that hold the constant already
  mutable std::vector<int32_t> ids;  // what the lists this instruction loads point at, until it runs again
};

/// Memory of one thread shared by all functions it runs.
struct Thread {
  Texts texts;
  Bounds bounds;
  Plane scratch_must, scratch_may;
  std::vector<uint32_t> slow;  // rows a dense kernel could not do
  Buffer<uint8_t> bytes;
  Buffer<int64_t> words;
  IntervalSet set_a, set_b, set_c;
};

/// What a kernel is given beside its instruction.
struct Exec {
  const Image& image;
  Thread& thread;
  Instant as_of;  // events after it have not happened; kNever - 1: nothing is pruned
  Register* registers;

  Domain& domain_of(const Register& r) const noexcept { return registers[r.info.domain].domain; }
  uint32_t size_of(const Op& op) const noexcept { return op.rows->n; }
};

/// A function made ready for one thread: registers allocated, kernels resolved.
class Frame {
 public:
  Frame(const Image& image, const bytecode::Function& function);
  Frame(const Frame&) = delete;
  /// Runs over table rows [first, first + n), or over `rows` (n of them) where that is not null.
  void run(Thread& thread, const columns::Table& table, uint32_t first, uint32_t n, const uint32_t* rows, Instant as_of);
  const Register& operator[](Reg r) const noexcept { return registers_[r]; }
  const Domain& records() const noexcept { return registers_[0].domain; }
  const Domain& domain_of(Reg r) const noexcept {
    const Register& x = registers_[r];
    return x.info.cls == RegClass::D ? x.domain : registers_[x.info.domain].domain;
  }

 private:
  const Image& image_;
  std::vector<Register> registers_;
  std::vector<Domain*> domains_;
  std::vector<Op> ops_;
};

/// Lowers out[i] to the least event of table rows [first, first + n), lists included, whenever it happens.
void least_events(const Image& image, const columns::Table& t, uint32_t first, uint32_t n, int64_t* out);

/// The kernel for an instruction of a verified function.
Kernel kernel_for(const bytecode::Function& f, const Instr& in);

// By family; null where the opcode belongs to another.
Kernel data_kernel(const bytecode::Function& f, const Instr& in);
Kernel value_kernel(const bytecode::Function& f, const Instr& in);
Kernel number_kernel(const bytecode::Function& f, const Instr& in);
Kernel truth_kernel(const bytecode::Function& f, const Instr& in);
Kernel temporal_kernel(const bytecode::Function& f, const Instr& in);
Kernel clock_kernel(const bytecode::Function& f, const Instr& in);
Kernel moment_kernel(const bytecode::Function& f, const Instr& in);
Kernel moment_clock_kernel(const bytecode::Function& f, const Instr& in);

}  // namespace zs::vm

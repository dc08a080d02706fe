// Plain truth: must and may, a byte each; may is must wherever nothing is missing in the batch.
#include "runtime/vm/compare.h"
#include "runtime/vm/frame.h"
#include "runtime/vm/kernels_dense.h"
#include "runtime/vm/truth.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstring>

namespace zs::vm {

namespace {

template <class F>
void total(Exec& ex, const Op& op, F f) {
  test(ex, op, f, [](uint32_t) { return false; });
}

void t_const(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  uint8_t* const must = op.dst->must_store.reserve(n);
  std::memset(must, op.imm == 1, n);
  op.dst->must = op.dst->may = must;
  op.dst->exact = op.imm != 2;
  if (op.imm != 2) return;
  uint8_t* const may = op.dst->may_store.reserve(n);
  std::memset(may, 1, n);
  op.dst->may = may;
}

ZS_KERNEL void cmp_v(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const int64_t* const y = op.src[1]->v;
  with_cmp(static_cast<Cmp>(op.imm), [&](auto cmp) {
    test(ex, op, [=](uint32_t i) { return cmp(x[i], y[i]); }, [=](uint32_t i) { return (x[i] == kMissing) | (y[i] == kMissing); });
  });
}

ZS_KERNEL void cmp_c(Exec& ex, const Op& op) {
  const bytecode::CmpConst& c = ex.image.program->cmp_consts[static_cast<size_t>(op.imm)];
  const int64_t* const x = op.src[0]->v;
  const int64_t y = c.value;
  with_cmp(c.cmp, [&](auto cmp) {
    test(ex, op, [=](uint32_t i) { return cmp(x[i], y); }, [=](uint32_t i) { return x[i] == kMissing; });
  });
}

void cmp_span(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const int64_t* const y = op.src[1]->v;
  const calendar::WorkCalendar* const cal = ex.image.default_calendar();
  const auto cmp = static_cast<Cmp>(op.imm);
  auto factors = [&](uint32_t i, int64_t& fx, int64_t& fy) {
    if (!span_known(x[i]) || !span_known(y[i])) return false;
    Unit ux = span_unit(x[i]), uy = span_unit(y[i]);
    return common_unit(ux, uy, cal, fx, fy);
  };
  test(ex, op,
       [&](uint32_t i) {
         int64_t fx = 1, fy = 1;
         factors(i, fx, fy);
         return compare(cmp, static_cast<__int128>(span_number(x[i])) * fx, static_cast<__int128>(span_number(y[i])) * fy);
       },
       [&](uint32_t i) {
         int64_t fx, fy;
         return !factors(i, fx, fy);
       });
}

void is_null(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  total(ex, op, [=](uint32_t i) { return x[i] == kMissing; });
}

void is_no_span(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  total(ex, op, [=](uint32_t i) { return !span_known(x[i]); });
}

void is_empty(Exec& ex, const Op& op) {
  const ListRef* const x = op.src[0]->l;
  total(ex, op, [=](uint32_t i) { return x[i].size <= 0; });
}

bool holds(const ListRef& l, int64_t v) noexcept { return std::find(l.data, l.data + l.size, v) != l.data + l.size; }

void member(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const ListRef* const l = op.src[1]->l;
  test(ex, op, [=](uint32_t i) { return holds(l[i], x[i]); }, [=](uint32_t i) { return (x[i] == kMissing) | (l[i].size < 0); });
}

void member_c(Exec& ex, const Op& op) {
  const auto& set = ex.image.sets[static_cast<size_t>(op.imm)];
  const int64_t* const x = op.src[0]->v;
  uint64_t bits = 0;
  const bool small = std::all_of(set.begin(), set.end(), [](int64_t v) { return v >= 0 && v < 64; });
  for (const int64_t v : set)
    if (small) bits |= uint64_t{1} << v;
  const auto missing = [=](uint32_t i) { return x[i] == kMissing; };
  if (small) test(ex, op, [=](uint32_t i) { return static_cast<uint64_t>(x[i]) < 64 && ((bits >> (x[i] & 63)) & 1) != 0; }, missing);
  else test(ex, op, [&](uint32_t i) { return std::binary_search(set.begin(), set.end(), x[i]); }, missing);
}

void subset(Exec& ex, const Op& op) {
  const ListRef* const x = op.src[0]->l;
  const ListRef* const y = op.src[1]->l;
  test(ex, op,
       [=](uint32_t i) { return std::all_of(x[i].data, x[i].data + x[i].size, [&](int32_t v) { return holds(y[i], v); }); },
       [=](uint32_t i) { return (x[i].size < 0) | (y[i].size < 0); });
}

void meets(Exec& ex, const Op& op) {
  const ListRef* const x = op.src[0]->l;
  const ListRef* const y = op.src[1]->l;
  test(ex, op,
       [=](uint32_t i) { return std::any_of(x[i].data, x[i].data + x[i].size, [&](int32_t v) { return holds(y[i], v); }); },
       [=](uint32_t i) { return (x[i].size < 0) | (y[i].size < 0); });
}

/// A question about a text is asked once for each distinct text.
template <class F>
void ask(Exec& ex, const Op& op, size_t question, F f) {
  const int64_t* const x = op.src[0]->v;
  Texts& texts = ex.thread.texts;
  test(ex, op,
       [&](uint32_t i) {
         if (!texts.valid(x[i])) return false;
         uint8_t& answer = texts.answer(question, x[i]);
         if (answer == 0) answer = f(texts.text(x[i])) ? 2 : 1;
         return answer == 2;
       },
       [=](uint32_t i) { return x[i] == kMissing; });
}

void contains(Exec& ex, const Op& op) {
  const auto& program = *ex.image.program;
  const auto& words = program.sets[static_cast<size_t>(op.imm)];
  ask(ex, op, static_cast<size_t>(op.imm), [&](std::string_view s) {
    return std::any_of(words.begin(), words.end(), [&](int64_t w) { return s.find(program.texts[static_cast<size_t>(w)]) != std::string_view::npos; });
  });
}

void matches(Exec& ex, const Op& op) {
  const re2::RE2& pattern = *ex.image.patterns[static_cast<size_t>(op.imm)];
  ask(ex, op, ex.image.program->sets.size() + static_cast<size_t>(op.imm),
      [&](std::string_view s) { return re2::RE2::FullMatch(re2::StringPiece(s.data(), s.size()), pattern); });
}

ZS_KERNEL void precedes(Exec& ex, const Op& op) {
  const int64_t* const x = op.src[0]->v;
  const int64_t* const y = op.src[1]->v;
  test(ex, op, [=](uint32_t i) { return (x[i] < y[i]) & (y[i] != kNever); }, [=](uint32_t i) { return (x[i] == kMissing) | (y[i] == kMissing); });
}

void is_first(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  const int64_t* const x = op.src[0]->v;
  uint8_t* const must = op.dst->must_store.reserve(d.n);
  std::memset(must, 0, d.n);
  const uint32_t parents = d.parent ? d.parent->n : 0;
  for (uint32_t p = 0; p < parents; ++p) {
    uint32_t first = d.offsets[p + 1];
    for (uint32_t k = d.offsets[p]; k < d.offsets[p + 1]; ++k)
      if (x[k] != kAlways && x[k] < kNever && (first == d.offsets[p + 1] || x[k] < x[first])) first = k;
    if (first != d.offsets[p + 1]) must[first] = 1;
  }
  op.dst->must = op.dst->may = must;
  op.dst->exact = true;
}

template <class F>
void connect(Exec& ex, const Op& op, F f) {
  const uint32_t n = ex.size_of(op);
  const Register &x = *op.src[0], &y = *op.src[1];
  const bool exact = x.exact && y.exact;
  const uint8_t *x_may = x.may, *y_may = y.may, *x_must = x.must, *y_must = y.must;
  uint8_t* const may = op.dst->may_store.reserve(n);
  uint8_t* const must = op.dst->must_store.reserve(n);
  // The may bytes first: an operand that is also the result may lend its must bytes as may bytes.
  if (!exact) {
#pragma GCC ivdep
    for (uint32_t i = 0; i < n; ++i) may[i] = f(x_may[i], y_may[i]);
  }
#pragma GCC ivdep
  for (uint32_t i = 0; i < n; ++i) must[i] = f(x_must[i], y_must[i]);
  op.dst->must = must;
  op.dst->may = exact ? must : may;
  op.dst->exact = exact;
}
ZS_KERNEL void t_and(Exec& ex, const Op& op) { connect(ex, op, [](uint8_t x, uint8_t y) -> uint8_t { return x & y; }); }
ZS_KERNEL void t_or(Exec& ex, const Op& op) { connect(ex, op, [](uint8_t x, uint8_t y) -> uint8_t { return x | y; }); }

void t_not(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const bool exact = op.src[0]->exact;
  const uint8_t *in_must = op.src[0]->must, *in_may = op.src[0]->may;
  uint8_t* const must = op.dst->must_store.reserve(n);
  uint8_t* const may = op.dst->may_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    const uint8_t m = in_must[i] ^ 1, p = in_may[i] ^ 1;
    must[i] = p;
    may[i] = m;
  }
  op.dst->must = must;
  op.dst->may = exact ? must : may;
  op.dst->exact = exact;
}

}  // namespace

Kernel truth_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kTConst: return t_const;
    case Opcode::kCmpV: return cmp_v;
    case Opcode::kCmpC: return cmp_c;
    case Opcode::kCmpSpan: return cmp_span;
    case Opcode::kIsNull: return is_null;
    case Opcode::kIsNoSpan: return is_no_span;
    case Opcode::kIsEmpty: return is_empty;
    case Opcode::kMember: return member;
    case Opcode::kMemberC: return member_c;
    case Opcode::kSubset: return subset;
    case Opcode::kMeets: return meets;
    case Opcode::kContains: return contains;
    case Opcode::kMatches: return matches;
    case Opcode::kPrecedes: return precedes;
    case Opcode::kIsFirst: return is_first;
    case Opcode::kTAnd: return t_and;
    case Opcode::kTOr: return t_or;
    case Opcode::kTNot: return t_not;
    default: return nullptr;
  }
}

}  // namespace zs::vm

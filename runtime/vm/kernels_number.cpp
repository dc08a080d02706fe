// Exact numbers: a numerator of 128 bits over the register's denominator, spans with a unit. What does not fit is ⊥.
#include "runtime/vm/compare.h"
#include "runtime/vm/frame.h"

namespace zs::vm {

namespace {

using Wide = __int128;

struct Number {
  Wide n = 0;
  uint8_t unit = kQMissing;
};

struct Out {
  Wide* n;
  uint8_t* unit;
  Out(Register& dst, uint32_t size) : n(dst.q_store.reserve(size)), unit(dst.unit_store.reserve(size)) {
    dst.q = n;
    dst.unit = unit;
  }
  void set(uint32_t i, Number x) const {
    n[i] = x.n;
    unit[i] = x.unit;
  }
};
Number at(const Register& r, uint32_t i) { return {r.q[i], r.unit[i]}; }

bool times(Wide x, Wide y, Wide& out) noexcept { return !__builtin_mul_overflow(x, y, &out); }

Wide floor_div(Wide x, Wide y) noexcept { return x / y - (x % y != 0 && (x < 0) != (y < 0) ? 1 : 0); }

void q_number(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t* const in = op.src[0]->v;
  const Out out(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) out.set(i, {in[i], in[i] == kMissing ? kQMissing : kQNumber});
}

void q_span(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t* const in = op.src[0]->v;
  const int64_t scale = op.dst->info.denominator / kDecimalOne;
  const Out out(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) {
    if (!span_known(in[i])) out.set(i, {});
    else out.set(i, {Wide{span_number(in[i])} * scale, static_cast<uint8_t>(span_unit(in[i]))});
  }
}

void q_const(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const auto& constants = ex.image.program->constants;
  const auto imm = static_cast<size_t>(op.imm);
  const uint8_t unit = op.dst->info.is_span ? static_cast<uint8_t>(constants[imm + 1]) : kQNumber;
  const Out out(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) out.set(i, {constants[imm], unit});
}

/// x ± y in the first's unit. The result's denominator is such that the second, converted, is a whole number of its
/// parts: the compiler sees to that.
Number add(const Exec& ex, Number x, Number y, int64_t scale_x, int64_t scale_y, bool minus) {
  if (x.unit == kQMissing || y.unit == kQMissing) return {};
  Wide xn, yn;
  if (!times(x.n, scale_x, xn) || !times(y.n, scale_y, yn)) return {};
  uint8_t unit = x.unit;
  if (x.unit != kQNumber && y.unit != kQNumber) {
    Unit ux = static_cast<Unit>(x.unit), uy = static_cast<Unit>(y.unit);
    int64_t fx, fy;
    if (!common_unit(ux, uy, ex.image.default_calendar(), fx, fy)) return {};
    unit = static_cast<uint8_t>(ux);
    if (fx != fy) {
      Wide converted;
      if (!times(yn, fy, converted) || converted % fx != 0) return {};
      yn = converted / fx;
    }
  } else if (x.unit != y.unit) {
    return {};
  }
  Wide sum;
  if (minus ? __builtin_sub_overflow(xn, yn, &sum) : __builtin_add_overflow(xn, yn, &sum)) return {};
  return {sum, unit};
}

template <bool minus>
void q_add(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t scale_x = op.dst->info.denominator / op.src[0]->info.denominator;
  const int64_t scale_y = op.dst->info.denominator / op.src[1]->info.denominator;
  const Out out(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) out.set(i, add(ex, at(*op.src[0], i), at(*op.src[1], i), scale_x, scale_y, minus));
}

void q_mul(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  // The result's denominator is a multiple of the product of the operands' (the verifier asks for it).
  const Wide scale = op.dst->info.denominator / (Wide{op.src[0]->info.denominator} * op.src[1]->info.denominator);
  const Out out(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) {
    const Number x = at(*op.src[0], i), y = at(*op.src[1], i);
    Wide product;
    const bool ok = x.unit != kQMissing && y.unit != kQMissing && times(x.n, y.n, product) && times(product, scale, product);
    out.set(i, ok ? Number{product, x.unit != kQNumber ? x.unit : y.unit} : Number{});
  }
}

void q_neg(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Wide scale = op.dst->info.denominator / op.src[0]->info.denominator;
  const Out out(*op.dst, n);
  for (uint32_t i = 0; i < n; ++i) {
    const Number x = at(*op.src[0], i);
    Wide r;
    const bool ok = x.unit != kQMissing && times(x.n, -scale, r);
    out.set(i, ok ? Number{r, x.unit} : Number{});
  }
}

/// A span of x over den as every clock test decides it: the whole part, and a half where there is more. What six
/// decimals hold is kept as it is.
PackedSpan pack(Number x, int64_t den, const calendar::WorkCalendar* calendar) {
  if (x.unit == kQMissing || x.unit == kQNumber) return kMissing;
  auto unit = static_cast<Unit>(x.unit);
  Wide factor = 1;
  switch (unit) {
    case Unit::kHour: factor = 3600, unit = Unit::kSecond; break;
    case Unit::kMinute: factor = 60, unit = Unit::kSecond; break;
    case Unit::kWorkHour: factor = 3600, unit = Unit::kWorkSecond; break;
    case Unit::kWorkMinute: factor = 60, unit = Unit::kWorkSecond; break;
    case Unit::kWorkDay:
      if (calendar) factor = calendar->office_seconds(), unit = Unit::kWorkDaySecond;
      break;
    case Unit::kNaturalDay:
      if (calendar) factor = kSecondsPerDay, unit = Unit::kDaySecond;
      break;
    default: break;
  }
  constexpr Wide kClamp = Wide{100'000'000'000} * kDecimalOne;
  Wide n;
  if (!times(x.n, factor, n)) n = x.n < 0 ? -kClamp * den : kClamp * den;
  const Wide whole = floor_div(n, den);
  const Wide rest = (n - whole * den) * kDecimalOne;  // < den * 10^6
  const Wide part = rest % den == 0 ? rest / den : kDecimalOne / 2;
  Wide number = whole > kClamp ? kClamp : whole < -kClamp ? -kClamp : whole * kDecimalOne + part;
  if (number > kClamp) number = kClamp;
  if (number < -kClamp) number = -kClamp;
  return pack_span(static_cast<int64_t>(number), unit);
}

void span_of_q(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const int64_t den = op.src[0]->info.denominator;
  const calendar::WorkCalendar* const calendar = op.imm < 0 ? nullptr : &ex.image.calendars[static_cast<size_t>(op.imm)];
  int64_t* const out = op.dst->v_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) out[i] = pack(at(*op.src[0], i), den, calendar);
  op.dst->v = out;
}

// ---- comparisons -----------------------------------------------------------------------------------------------------

struct Verdict {
  bool must = false, may = true;
};
Verdict certain(bool b) { return {b, b}; }

/// x / dx against y / dy, units included.
Verdict compare_numbers(const Exec& ex, Cmp cmp, Number x, Wide dx, Number y, Wide dy) {
  if (x.unit == kQMissing || y.unit == kQMissing) return {};
  if ((x.unit == kQNumber) != (y.unit == kQNumber)) return {};
  int64_t fx = 1, fy = 1;
  if (x.unit != kQNumber) {
    Unit ux = static_cast<Unit>(x.unit), uy = static_cast<Unit>(y.unit);
    if (!common_unit(ux, uy, ex.image.default_calendar(), fx, fy)) return {};
  }
  Wide l, r;
  if (!times(x.n, fx, l) || !times(l, dy, l) || !times(y.n, fy, r) || !times(r, dx, r)) return {};
  return certain(compare(cmp, l, r));
}

template <class F>
void decide(Exec& ex, const Op& op, F f) {
  const uint32_t n = ex.size_of(op);
  uint8_t* const must = op.dst->must_store.reserve(n);
  uint8_t* const may = op.dst->may_store.reserve(n);
  bool exact = true;
  for (uint32_t i = 0; i < n; ++i) {
    const Verdict v = f(i);
    must[i] = v.must;
    may[i] = v.may;
    exact = exact && v.must == v.may;
  }
  op.dst->must = must;
  op.dst->may = may;
  op.dst->exact = exact;
}

void cmp_q(Exec& ex, const Op& op) {
  const Wide dx = op.src[0]->info.denominator, dy = op.src[1]->info.denominator;
  decide(ex, op, [&](uint32_t i) { return compare_numbers(ex, static_cast<Cmp>(op.imm), at(*op.src[0], i), dx, at(*op.src[1], i), dy); });
}

Cmp turned(Cmp c) {
  switch (c) {
    case Cmp::kLt: return Cmp::kGt;
    case Cmp::kLe: return Cmp::kGe;
    case Cmp::kGt: return Cmp::kLt;
    case Cmp::kGe: return Cmp::kLe;
    default: return c;
  }
}

/// (x / dx) ÷ (y / dy) against z / dz.
Verdict compare_quotient(const Exec& ex, Cmp cmp, Number x, Wide dx, Number y, Wide dy, Number z, Wide dz) {
  if (x.unit == kQMissing || y.unit == kQMissing || z.unit == kQMissing || y.n == 0) return {};
  if (y.unit != kQNumber) {  // span ÷ span is a number
    if (x.unit == kQNumber || z.unit != kQNumber) return {};
    Unit ux = static_cast<Unit>(x.unit), uy = static_cast<Unit>(y.unit);
    int64_t fx, fy;
    if (!common_unit(ux, uy, ex.image.default_calendar(), fx, fy)) return {};
    if (!times(x.n, fx, x.n) || !times(y.n, fy, y.n)) return {};
    x.unit = y.unit = kQNumber;
  }
  // x/dx cmp (y/dy)(z/dz), turned round where the divisor is negative.
  Wide product, den;
  if (!times(y.n, z.n, product) || !times(dy, dz, den)) return {};
  return compare_numbers(ex, y.n < 0 ? turned(cmp) : cmp, x, dx, {product, z.unit}, den);
}

void cmp_quot(Exec& ex, const Op& op) {
  const Wide dx = op.src[0]->info.denominator, dy = op.src[1]->info.denominator, dz = op.src[2]->info.denominator;
  decide(ex, op, [&](uint32_t i) {
    return compare_quotient(ex, static_cast<Cmp>(op.imm), at(*op.src[0], i), dx, at(*op.src[1], i), dy, at(*op.src[2], i), dz);
  });
}

}  // namespace

Kernel number_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kQNumber: return q_number;
    case Opcode::kQSpan: return q_span;
    case Opcode::kQConst: return q_const;
    case Opcode::kQAdd: return q_add<false>;
    case Opcode::kQSub: return q_add<true>;
    case Opcode::kQMul: return q_mul;
    case Opcode::kQNeg: return q_neg;
    case Opcode::kSpanOfQ: return span_of_q;
    case Opcode::kCmpQ: return cmp_q;
    case Opcode::kCmpQuot: return cmp_quot;
    default: return nullptr;
  }
}

}  // namespace zs::vm

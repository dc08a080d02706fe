// Data in: domains, columns, references, constants, spreading from an outer domain.
#include "runtime/vm/frame.h"
#include "runtime/vm/kernels_dense.h"
#include "runtime/vm/least.h"

#include <algorithm>
#include <cstring>

namespace zs::vm {

namespace {

using columns::Column;
using columns::Table;

const Column& column(const Domain& d, int32_t field) { return d.table->columns[static_cast<size_t>(field)]; }

/// offsets of a list column for a table row; an absent column has empty lists.
std::pair<uint32_t, uint32_t> range(const Column& c, uint32_t row) noexcept {
  if (row + size_t{1} >= c.offsets.size()) return {0, 0};
  return {c.offsets[row], c.offsets[row + 1]};
}

/// For each row of `inner`, its row of `outer`, an ancestor domain.
const uint32_t* ancestors(const Domain& inner, const Domain& outer, std::vector<uint32_t>& store) {
  if (inner.parent == &outer) return inner.parent_row;
  store.resize(inner.n);
  for (uint32_t i = 0; i < inner.n; ++i) store[i] = i;
  for (const Domain* d = &inner; d != &outer; d = d->parent)
    for (uint32_t& i : store) i = d->parent_row[i];
  return store.data();
}

void rows_together(const Column& list, const Domain& owner, Domain& d) {
  const uint32_t* const from = list.offsets.data() + owner.first;
  const uint32_t base = from[0];
  uint32_t* const offsets = d.offset_store.data();
#pragma GCC ivdep
  for (uint32_t i = 0; i <= owner.n; ++i) offsets[i] = from[i] - base;
  d.first = base;
  d.n = from[owner.n] - base;
  d.parent_store.resize(d.n);
  uint32_t* const parents = d.parent_store.data();
  for (uint32_t i = 0; i < owner.n && d.n > 0; ++i)
    for (uint32_t k = offsets[i]; k < offsets[i + 1]; ++k) parents[k] = i;
  d.rows = nullptr;
  d.parent_row = d.parent_store.data();
  d.offsets = d.offset_store.data();
}

void rows(Exec& ex, const Op& op) {
  const Domain& parent = op.src[0]->domain;
  const Domain& owner = op.src[1]->domain;
  Domain& d = op.dst->domain;
  const Column& list = column(owner, op.imm);
  d.parent = &parent;
  d.table = list.rows.get();
  d.offset_store.resize(parent.n + size_t{1});
  std::vector<uint32_t> way;
  const uint32_t* const at = &parent == &owner ? nullptr : ancestors(parent, owner, way);
  // A batch of records that stand together has its rows together too.
  if (&parent == &owner && !owner.rows && !list.offsets.empty() && owner.first + size_t{owner.n} < list.offsets.size()) return rows_together(list, owner, d);
  uint32_t n = 0;
  bool contiguous = true;
  uint32_t expected = 0;
  for (uint32_t i = 0; i < parent.n; ++i) {
    const auto [from, to] = range(list, owner.row(at ? at[i] : i));
    d.offset_store[i] = n;
    if (to > from) {
      contiguous = contiguous && (n == 0 || from == expected);
      expected = to;
      if (n == 0) d.first = from;
    }
    n += to - from;
  }
  d.offset_store[parent.n] = n;
  d.n = n;
  d.parent_store.resize(n);
  for (uint32_t i = 0; i < parent.n; ++i)
    std::fill(d.parent_store.begin() + d.offset_store[i], d.parent_store.begin() + d.offset_store[i + 1], i);
  d.rows = nullptr;
  if (!contiguous) {
    d.rows_store.resize(n);
    for (uint32_t i = 0; i < parent.n; ++i) {
      const uint32_t from = range(list, owner.row(at ? at[i] : i)).first;
      for (uint32_t k = d.offset_store[i]; k < d.offset_store[i + 1]; ++k) d.rows_store[k] = from + (k - d.offset_store[i]);
    }
    d.rows = d.rows_store.data();
  }
  d.parent_row = d.parent_store.data();
  d.offsets = d.offset_store.data();
}

/// Points at the column where the rows stand together, else gathers; `absent` where the column is missing.
const int64_t* gather(const columns::Array<int64_t>& values, const Domain& d, int64_t absent, Buffer<int64_t>& store) {
  if (values.empty() || !d.table) {
    int64_t* const out = store.reserve(d.n);
    std::fill_n(out, d.n, absent);
    return out;
  }
  if (!d.rows) return values.data() + d.first;
  int64_t* const out = store.reserve(d.n);
  for (uint32_t i = 0; i < d.n; ++i) out[i] = values[d.rows[i]];
  return out;
}

void load_value(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  op.dst->v = gather(column(d, op.imm).values, d, kMissing, op.dst->v_store);
}

ZS_KERNEL void load_event(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  const int64_t* const in = gather(column(d, op.imm).values, d, kNever, op.dst->v_store);
  int64_t* const out = op.dst->v_store.reserve(d.n);
  const Instant as_of = ex.as_of;
#pragma GCC ivdep
  for (uint32_t i = 0; i < d.n; ++i) out[i] = in[i] > as_of || in[i] == kMissing ? kNever : in[i];
  op.dst->v = out;
}

void load_text(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  const auto& codes = column(d, op.imm).codes;
  int64_t* const out = op.dst->v_store.reserve(d.n);
  if (codes.empty()) std::fill_n(out, d.n, kMissing);
  const int32_t* const code_of = codes.data();
  Texts& texts = ex.thread.texts;
  for (uint32_t i = 0; i < d.n && !codes.empty(); ++i) {
    const int32_t code = code_of[d.row(i)];
    out[i] = code < 0 ? kMissing : texts.id(code);
  }
  op.dst->v = out;
}

void load_flag(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  const auto& codes = column(d, op.imm).codes;
  int64_t* const out = op.dst->v_store.reserve(d.n);
  for (uint32_t i = 0; i < d.n; ++i) out[i] = codes.empty() || codes[d.row(i)] < 0 ? kMissing : 0;
  op.dst->v = out;
}

void load_list(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  const Column& c = column(d, op.imm);
  const bool of_texts = ex.image.program->models.models[static_cast<size_t>(d.table->model)].fields[static_cast<size_t>(op.imm)].type ==
                        model::FieldType::kTextList;
  ListRef* const out = op.dst->l_store.reserve(d.n);
  std::vector<int32_t>& ids = op.ids;
  ids.clear();
  for (uint32_t i = 0; i < d.n; ++i) {
    const auto [from, to] = range(c, d.row(i));
    const size_t start = ids.size();
    for (uint32_t k = from; k < to; ++k) {
      if (of_texts && c.codes[k] >= 0) ids.push_back(ex.thread.texts.id(c.codes[k]));
      if (!of_texts && c.values[k] != kMissing) ids.push_back(static_cast<int32_t>(c.values[k]));
    }
    out[i].size = static_cast<int32_t>(ids.size() - start);
  }
  const int32_t* at = ids.data();
  for (uint32_t i = 0; i < d.n; at += out[i++].size) out[i].data = at;
  op.dst->l = out;
}

}  // namespace

void least_events(const Image& image, const Table& t, uint32_t first, uint32_t n, int64_t* out) {
  const auto& fields = image.program->models.models[static_cast<size_t>(t.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const Column& c = t.columns[f];
    if (fields[f].type == model::FieldType::kEvent && !c.values.empty()) {
      const int64_t* const values = c.values.data() + first;
      if (n > 8) dense::least(values, out, n);
      for (uint32_t i = 0; i < n && n <= 8; ++i)
        if (values[i] != kMissing) out[i] = std::min(out[i], values[i]);
    }
    if (fields[f].type != model::FieldType::kRows || !c.rows || c.offsets.empty() || n == 0) continue;
    const uint32_t from = c.offsets[first], to = c.offsets[first + n];
    if (from == to) continue;
    std::vector<int64_t> rows(to - from, kNever);
    least_events(image, *c.rows, from, to - from, rows.data());
    for (uint32_t i = 0; i < n; ++i)
      for (uint32_t k = c.offsets[first + i]; k < c.offsets[first + i + 1]; ++k) out[i] = std::min(out[i], rows[k - from]);
  }
}

void least_events_of(const Image& image, const Table& t, const uint32_t* rows, uint32_t n, int64_t* out) {
  const auto& fields = image.program->models.models[static_cast<size_t>(t.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const Column& c = t.columns[f];
    if (fields[f].type == model::FieldType::kEvent && c.values.size() != 0) {
      const int64_t* const values = c.values.data();
      for (uint32_t i = 0; i < n; ++i)
        if (const int64_t e = values[rows[i]]; e != kMissing) out[i] = std::min(out[i], e);
    }
    if (fields[f].type != model::FieldType::kRows || !c.rows || c.offsets.size() == 0) continue;
    std::vector<int64_t> events;
    for (uint32_t i = 0; i < n; ++i) {
      const auto [from, to] = range(c, rows[i]);
      if (from == to) continue;
      events.assign(to - from, kNever);
      least_events(image, *c.rows, from, to - from, events.data());
      out[i] = std::min(out[i], *std::min_element(events.begin(), events.end()));
    }
  }
}

namespace {

void least(Exec& ex, const Op& op) {
  const Domain& d = ex.domain_of(*op.dst);
  int64_t* const out = op.dst->v_store.reserve(d.n);
  std::fill_n(out, d.n, kNever);
  if (d.table && d.rows && d.n > 0) {
    // Pairs of rows name a row several times; what lies between the first and the last is mostly named.
    const auto [first, last] = std::minmax_element(d.rows, d.rows + d.n);
    const uint32_t from = *first, n = *last - *first + 1;
    if (n <= 2 * d.n) {
      std::vector<int64_t> of_row(n, kNever);
      least_events(ex.image, *d.table, from, n, of_row.data());
      for (uint32_t i = 0; i < d.n; ++i) out[i] = of_row[d.rows[i] - from];
    } else {
      least_events_of(ex.image, *d.table, d.rows, d.n, out);
    }
  } else if (d.table) {
    least_events(ex.image, *d.table, d.first, d.n, out);
  }
  const Instant as_of = ex.as_of;
  for (uint32_t i = 0; i < d.n; ++i) out[i] = out[i] == kNever ? kAlways : out[i] > as_of ? kNever : out[i];
  op.dst->v = out;
}

void ref_row(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const auto& rows = ex.image.references[static_cast<size_t>(op.imm)].row_of_text;
  const int64_t* const in = op.src[0]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    const bool known = in[i] >= 0 && static_cast<uint64_t>(in[i]) < rows.size() && rows[static_cast<size_t>(in[i])] >= 0;
    out[i] = known ? rows[static_cast<size_t>(in[i])] : kMissing;
  }
  op.dst->v = out;
}

const Reference::Field* ref_field(const Exec& ex, int32_t imm) {
  const bytecode::RefField& rf = ex.image.program->ref_fields[static_cast<size_t>(imm)];
  const Reference& r = ex.image.references[static_cast<size_t>(rf.model)];
  return r.size == 0 ? nullptr : &r.fields[static_cast<size_t>(rf.field)];
}

void ref_value(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Reference::Field* const f = ref_field(ex, op.imm);
  const int64_t* const in = op.src[0]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
  const uint64_t size = f ? f->values.size() : 0;  // ⊥ is beyond it as well
  for (uint32_t i = 0; i < n; ++i) out[i] = static_cast<uint64_t>(in[i]) < size ? f->values[static_cast<size_t>(in[i])] : kMissing;
  op.dst->v = out;
}

void ref_event(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Reference::Field* const f = ref_field(ex, op.imm);
  const int64_t* const in = op.src[0]->v;
  int64_t* const out = op.dst->v_store.reserve(n);
  const uint64_t size = f ? f->values.size() : 0;
  for (uint32_t i = 0; i < n; ++i) {
    const int64_t e = static_cast<uint64_t>(in[i]) < size ? f->values[static_cast<size_t>(in[i])] : kNever;
    out[i] = e > ex.as_of || e == kMissing ? kNever : e;
  }
  op.dst->v = out;
}

void ref_list(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const Reference::Field* const f = ref_field(ex, op.imm);
  const int64_t* const in = op.src[0]->v;
  ListRef* const out = op.dst->l_store.reserve(n);
  for (uint32_t i = 0; i < n; ++i) {
    out[i] = {nullptr, -1};
    if (!f || static_cast<uint64_t>(in[i]) >= f->absent.size()) continue;
    const auto row = static_cast<size_t>(in[i]);
    if (!f->absent[row]) out[i] = {f->ids.data() + f->offsets[row], static_cast<int32_t>(f->offsets[row + 1] - f->offsets[row])};
  }
  op.dst->l = out;
}

void fill_v(Exec& ex, const Op& op, int64_t value) {
  const uint32_t n = ex.size_of(op);
  if (op.alone && n <= op.filled) return;
  op.filled = n;
  int64_t* const out = op.dst->v_store.reserve(n);
  std::fill_n(out, n, value);
  op.dst->v = out;
}
void const_v(Exec& ex, const Op& op) { fill_v(ex, op, ex.image.program->constants[static_cast<size_t>(op.imm)]); }
void const_text(Exec& ex, const Op& op) { fill_v(ex, op, ex.image.text_ids[static_cast<size_t>(op.imm)]); }
void const_list(Exec& ex, const Op& op) {
  const uint32_t n = ex.size_of(op);
  const auto& list = ex.image.lists[static_cast<size_t>(op.imm)];
  ListRef* const out = op.dst->l_store.reserve(n);
  std::fill_n(out, n, ListRef{list.data(), static_cast<int32_t>(list.size())});
  op.dst->l = out;
}

// ---- spreading -----------------------------------------------------------------------------------------------------

struct Way {
  std::vector<uint32_t> store;  // first: `at` may point into it
  uint32_t n;
  const uint32_t* at;
  Way(Exec& ex, const Op& op) : n(ex.size_of(op)), at(ancestors(ex.domain_of(*op.dst), ex.domain_of(*op.src[0]), store)) {}
};

/// Each list stands as often in the pairs as its owner's row has partners: copied run by run.
void pair_v(Exec& ex, const Op& op) {
  const Domain &pair = ex.domain_of(*op.dst), &list = ex.domain_of(*op.src[0]);
  const Domain &parent = *pair.parent, &owner = *list.parent;
  std::vector<uint32_t> way;
  const uint32_t* const owner_row = &parent == &owner ? nullptr : ancestors(parent, owner, way);
  const int64_t* const in = op.src[0]->v;
  int64_t* const out = op.dst->v_store.reserve(pair.n);
  for (uint32_t i = 0; i < parent.n; ++i) {
    const int64_t* const from = in + list.offsets[owner_row ? owner_row[i] : i];
    std::copy_n(from, pair.offsets[i + 1] - pair.offsets[i], out + pair.offsets[i]);
  }
  op.dst->v = out;
}

template <class T>
const T* spread(const Way& w, const T* in, Buffer<T>& store) {
  T* const out = store.reserve(w.n);
  for (uint32_t i = 0; i < w.n; ++i) out[i] = in[w.at[i]];
  return out;
}

void spread_v(Exec& ex, const Op& op) { op.dst->v = spread(Way(ex, op), op.src[0]->v, op.dst->v_store); }
void spread_l(Exec& ex, const Op& op) { op.dst->l = spread(Way(ex, op), op.src[0]->l, op.dst->l_store); }
void spread_q(Exec& ex, const Op& op) {
  const Way w(ex, op);
  op.dst->q = spread(w, op.src[0]->q, op.dst->q_store);
  op.dst->unit = spread(w, op.src[0]->unit, op.dst->unit_store);
}
void spread_t(Exec& ex, const Op& op) {
  const Way w(ex, op);
  op.dst->exact = op.src[0]->exact;
  op.dst->must = spread(w, op.src[0]->must, op.dst->must_store);
  op.dst->may = op.dst->exact ? op.dst->must : spread(w, op.src[0]->may, op.dst->may_store);
}

void spread_plane(Exec& ex, const Way& w, const Plane& in, Plane& out, Shape shape) {
  out.prepare(w.n, shape, ex.thread.bounds);
  Tick* const a = shape == Shape::D ? nullptr : out.out_a();
  Tick* const b = shape == Shape::U ? nullptr : out.out_b();
  if (a)
    for (uint32_t i = 0; i < w.n; ++i) a[i] = in.a[w.at[i]];
  if (b)
    for (uint32_t i = 0; i < w.n; ++i) b[i] = in.b[w.at[i]];
  if (in.spill.empty()) return;
  for (uint32_t i = 0; i < w.n; ++i)
    if (const Spill* s = in.spilled(w.at[i])) out.put(i, {in.pool.data() + s->at, s->size}, shape);
}
void spread_s(Exec& ex, const Op& op) {
  const Way w(ex, op);
  op.dst->exact = op.src[0]->exact;
  spread_plane(ex, w, op.src[0]->must_plane, op.dst->must_plane, op.dst->info.shape);
  if (!op.dst->exact) spread_plane(ex, w, op.src[0]->may_plane, op.dst->may_plane, op.dst->info.shape);
}

void spread_p(Exec& ex, const Op& op) {
  const Way w(ex, op);
  const Register& in = *op.src[0];
  Register& out = *op.dst;
  out.pause_offsets.resize(w.n + size_t{1});
  out.pauses.clear();
  out.pauses_unknown.resize(w.n);
  out.any_unknown = in.any_unknown;
  out.doubtful.clear();
  for (uint32_t i = 0; i < w.n; ++i) {
    out.pause_offsets[i] = static_cast<uint32_t>(out.pauses.size());
    out.pauses_unknown[i] = in.pauses_unknown[w.at[i]];
    if (out.pauses_unknown[i])
      for (auto d = in.doubtful_of(w.at[i]); d != in.doubtful.data() + in.doubtful.size() && d->first == w.at[i]; ++d)
        out.doubtful.emplace_back(i, d->second);
    const temporal::Pauses p = in.pauses_of(w.at[i]);
    out.pauses.insert(out.pauses.end(), p.begin(), p.end());
  }
  out.pause_offsets[w.n] = static_cast<uint32_t>(out.pauses.size());
}

}  // namespace

Kernel data_kernel(const bytecode::Function&, const Instr& in) {
  switch (in.op) {
    case Opcode::kRows: return rows;
    case Opcode::kLoadValue: return load_value;
    case Opcode::kLoadEvent: return load_event;
    case Opcode::kLoadText: return load_text;
    case Opcode::kLoadFlag: return load_flag;
    case Opcode::kLoadList: return load_list;
    case Opcode::kLeast: return least;
    case Opcode::kRefRow: return ref_row;
    case Opcode::kRefValue: case Opcode::kRefText: return ref_value;
    case Opcode::kRefList: return ref_list;
    case Opcode::kRefEvent: return ref_event;
    case Opcode::kConstV: return const_v;
    case Opcode::kConstL: return const_list;
    case Opcode::kConstText: return const_text;
    case Opcode::kSpreadV: return spread_v;
    case Opcode::kPairV: return pair_v;
    case Opcode::kSpreadT: return spread_t;
    case Opcode::kSpreadS: return spread_s;
    case Opcode::kSpreadL: return spread_l;
    case Opcode::kSpreadQ: return spread_q;
    case Opcode::kSpreadP: return spread_p;
    default: return nullptr;
  }
}

}  // namespace zs::vm

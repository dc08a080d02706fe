#include "runtime/columns/append.h"

namespace zs::columns {
namespace {

using model::FieldType;

/// Values of `from` behind those of `to`, where either may be missing everywhere (empty).
template <class T>
void extend(Array<T>& to, size_t to_size, const Array<T>& from, size_t from_size, T missing) {
  if (to.empty() && from.empty()) return;
  if (to.empty()) to.resize(to_size, missing);
  if (from.empty()) to.resize(to_size + from_size, missing);
  else to.append(from.begin(), from.end());
}

void extend_offsets(Column& to, size_t to_size, const Column& from, size_t from_size) {
  if (to.offsets.empty() && from.offsets.empty()) return;
  if (to.offsets.empty()) to.offsets.assign(to_size + 1, 0);
  const uint32_t base = to.offsets.size() == 0 ? 0 : std::as_const(to.offsets).back();
  if (from.offsets.empty()) return to.offsets.resize(to_size + from_size + 1, base);
  const uint32_t first = from.offsets[0];
  for (size_t i = 1; i <= from_size; ++i) to.offsets.push_back(base + from.offsets[i] - first);
}

/// A list that its table has no column for is absent, in either table.
void extend_absent(Column& to, size_t to_size, bool to_had, const Column& from, size_t from_size) {
  if (to.offsets.empty()) return;
  if (to.absent.empty()) to.absent.assign(to_size, to_had ? 0 : 1);
  if (from.absent.empty()) to.absent.resize(to_size + from_size, from.offsets.empty() ? 1 : 0);
  else to.absent.append(from.absent.begin(), from.absent.end());
}

std::vector<int32_t> moved(const Array<int32_t>& codes, int32_t by) {
  std::vector<int32_t> out(codes.begin(), codes.end());
  for (int32_t& c : out)
    if (c >= 0) c += by;
  return out;
}

void append_columns(const model::Models& models, Table& to, const Table& from, int32_t by) {
  const auto& fields = models.models[static_cast<size_t>(to.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    Column& a = to.columns[f];
    const Column& b = from.columns[f];
    const Array<int32_t> codes = moved(b.codes, by);
    switch (fields[f].type) {
      case FieldType::kText: extend(a.codes, to.size, codes, from.size, int32_t{-1}); break;
      case FieldType::kTextList:
      case FieldType::kEnumList: {
        const bool had = !a.offsets.empty();
        extend_offsets(a, to.size, b, from.size);
        extend_absent(a, to.size, had, b, from.size);
        a.codes.append(codes.begin(), codes.end());
        a.values.append(b.values.begin(), b.values.end());
        break;
      }
      case FieldType::kRows:
        extend_offsets(a, to.size, b, from.size);
        append_columns(models, *a.rows, *b.rows, by);
        break;
      default: extend(a.values, to.size, b.values, from.size, fields[f].type == FieldType::kEvent ? kNever : kMissing);
    }
  }
  to.size += from.size;
}

}  // namespace

void append(const model::Models& models, Table& to, const Table& from) {
  const auto by = static_cast<int32_t>(to.strings->size());
  to.strings->keep(from.strings);
  for (size_t i = 0; i < from.strings->size(); ++i) to.strings->refer((*from.strings)[static_cast<int32_t>(i)]);
  append_columns(models, to, from, by);
}

}  // namespace zs::columns

#include "runtime/columns/fingerprint.h"

#include <fmt/format.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace zs::columns {
namespace {

using model::FieldType;

/// Every bit of the input moves about half of the output's (the finalizer of splitmix64).
uint64_t mixed(uint64_t x) {
  x ^= x >> 30, x *= 0xBF58476D1CE4E5B9;
  x ^= x >> 27, x *= 0x94D049BB133111EB;
  return x ^ (x >> 31);
}

uint64_t hash_of(std::string_view s) { return XXH3_64bits(s.data(), s.size()); }

/// The n-th element of a list.
uint64_t at(uint64_t salt, uint64_t n, uint64_t value) { return mixed((salt + n * 0x9E3779B97F4A7C15) ^ value); }

class Hasher {
 public:
  explicit Hasher(const model::Models& models) : models_(models) {}

  std::vector<uint64_t> records(const Table& t) {
    std::vector<uint64_t> out(t.size, 0);
    const auto& m = models_.models[static_cast<size_t>(t.model)];
    for (size_t f = 0; f < m.fields.size(); ++f) field(m.fields[f], t, t.columns[f], out);
    return out;
  }

 private:
  void field(const model::Field& f, const Table& t, const Column& c, std::vector<uint64_t>& out) {
    const uint64_t salt = hash_of(f.name);
    switch (f.type) {
      case FieldType::kText:
        for (size_t i = 0; i < c.codes.size(); ++i)
          if (c.codes[i] >= 0) out[i] += mixed(salt ^ text(t, c.codes[i]));
        return;
      case FieldType::kEnum: {
        const auto labels = labels_of(f);
        for (size_t i = 0; i < c.values.size(); ++i)
          if (c.values[i] != kMissing) out[i] += mixed(salt ^ labels[static_cast<size_t>(c.values[i])]);
        return;
      }
      case FieldType::kEvent:
        for (size_t i = 0; i < c.values.size(); ++i)
          if (c.values[i] != kNever) out[i] += mixed(salt ^ static_cast<uint64_t>(c.values[i]));
        return;
      case FieldType::kTextList:
        return list(c, t.size, salt, out, [&](uint32_t k) { return c.codes[k] < 0 ? 0 : text(t, c.codes[k]); });
      case FieldType::kEnumList: {
        const auto labels = labels_of(f);
        return list(c, t.size, salt, out, [&](uint32_t k) { return c.values[k] == kMissing ? 0 : labels[static_cast<size_t>(c.values[k])]; });
      }
      case FieldType::kRows: return rows(c, t.size, salt, out);
      default:
        for (size_t i = 0; i < c.values.size(); ++i)
          if (c.values[i] != kMissing) out[i] += mixed(salt ^ static_cast<uint64_t>(c.values[i]));
    }
  }

  template <class Element>
  void list(const Column& c, size_t size, uint64_t salt, std::vector<uint64_t>& out, Element element) {
    if (c.offsets.size() != size + 1) return;
    for (size_t i = 0; i < size; ++i) {
      if (i < c.absent.size() && c.absent[i]) continue;
      out[i] += mixed(salt);  // an empty list is not an absent one
      for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) out[i] += at(salt, k - c.offsets[i] + 1, element(k));
    }
  }

  void rows(const Column& c, size_t size, uint64_t salt, std::vector<uint64_t>& out) {
    if (!c.rows || c.offsets.size() != size + 1) return;
    const auto inner = records(*c.rows);
    for (size_t i = 0; i < size; ++i)
      for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) out[i] += at(salt, k - c.offsets[i] + 1, inner[k]);
  }

  /// By its content: codes are a matter of the batch.
  uint64_t text(const Table& t, int32_t code) {
    const auto c = static_cast<size_t>(code);
    if (texts_.size() <= c) texts_.resize(t.strings->size(), 0);
    if (texts_[c] == 0) texts_[c] = hash_of((*t.strings)[code]) | 1;
    return texts_[c];
  }

  /// By value.
  std::vector<uint64_t> labels_of(const model::Field& f) const {
    std::vector<uint64_t> out;
    for (const auto& label : models_.enumerations[static_cast<size_t>(f.enumeration)].labels) out.push_back(hash_of(label.label));
    return out;
  }

  const model::Models& models_;
  std::vector<uint64_t> texts_;  // by pool code, 0: not yet known
};

}  // namespace

std::vector<uint64_t> record_hashes(const model::Models& models, const Table& table) { return Hasher(models).records(table); }

void Fingerprint::add(const model::Models& models, const Table& table) {
  for (const uint64_t h : record_hashes(models, table)) {
    high_ = mixed(high_ ^ h);
    low_ = mixed(low_ + h * 0x9E3779B97F4A7C15 + high_);
    ++records_;
  }
}

std::string Fingerprint::text() const { return fmt::format("{:016x}{:016x}", high_, low_); }

}  // namespace zs::columns

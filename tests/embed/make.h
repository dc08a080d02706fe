#pragma once
// Arrow batches made by hand: what a test wants to push, with every buffer in sight. Everything lives as long as the Maker;
// releases are counted.
#include "io/arrow/abi.h"

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::test {

/// A column in the making: its name, format and buffers.
struct Made {
  std::string name, format;
  int64_t length = 0, nulls = 0, offset = 0;
  std::vector<uint8_t> validity;               // empty: all valid
  std::vector<std::vector<uint8_t>> buffers;   // behind the validity
  std::vector<Made> children;
  std::shared_ptr<Made> dictionary;
};

template <class T>
using Opt = std::vector<std::optional<T>>;

/// Bytes of a list of numbers, with 8 to spare in front of nothing.
template <class T>
std::vector<uint8_t> bytes_of(const std::vector<T>& v) {
  const auto* p = reinterpret_cast<const uint8_t*>(v.data());
  return {p, p + v.size() * sizeof(T)};
}

template <class T>
void set_validity(Made& m, const Opt<T>& values) {
  m.length = static_cast<int64_t>(values.size());
  m.validity.assign(values.size() / 8 + 1, 0);
  for (size_t i = 0; i < values.size(); ++i) {
    if (values[i]) m.validity[i / 8] |= static_cast<uint8_t>(1 << i % 8);
    else ++m.nulls;
  }
  if (m.nulls == 0) m.validity.clear();
}

template <class T>
Made fixed(std::string name, std::string format, const Opt<T>& values) {
  Made m{std::move(name), std::move(format)};
  set_validity(m, values);
  std::vector<T> v;
  for (const auto& x : values) v.push_back(x.value_or(T{}));
  m.buffers = {bytes_of(v)};
  return m;
}

Made texts(std::string name, const Opt<std::string>& values, bool large = false);
Made booleans(std::string name, const Opt<bool>& values);
/// int32 indices.
Made labels(std::string name, const Opt<int32_t>& indices, Made dictionary);
Made nulls(std::string name, int64_t length);
/// `sizes`: elements of each list; the child holds them one after another (those of a null list: none).
Made lists(std::string name, const Opt<int64_t>& sizes, Made child, bool large = false);
Made structs(std::string name, int64_t length, std::vector<Made> children);

/// Holds made columns as the interface's structures.
class Maker {
 public:
  /// `out` gets a batch whose release is counted in released().
  void batch(Made made, ArrowSchema& schema, ArrowArray& array);
  int released() const { return released_; }

 private:
  void fill(Made& m, ArrowSchema& schema, ArrowArray& array, bool top);
  std::deque<Made> kept_;
  std::deque<ArrowSchema> schemas_;
  std::deque<ArrowArray> arrays_;
  std::deque<std::vector<ArrowSchema*>> schema_lists_;
  std::deque<std::vector<ArrowArray*>> array_lists_;
  std::deque<std::vector<const void*>> buffer_lists_;
  int released_ = 0;
};

}  // namespace zs::test

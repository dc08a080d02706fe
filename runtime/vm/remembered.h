#pragma once
// Texts that many findings have in common, made once for each combination of what they are made of.
#include <cstdint>
#include <map>
#include <vector>

namespace zs::vm {

template <class Value>
class Remembered {
 public:
  using Key = std::vector<uint32_t>;
  /// The value of the key, made where it is not there yet. It stays where it is until the next call.
  template <class Make>
  const Value& operator()(const Key& key, Make make) {
    if (last_ && *last_key_ == key) return *last_;
    auto it = made_.find(key);
    if (it == made_.end()) {
      if (made_.size() >= kMost) made_.clear();
      it = made_.emplace(key, make()).first;
    }
    last_key_ = &it->first;
    return *(last_ = &it->second);
  }

 private:
  static constexpr size_t kMost = 4096;  // a pack with very many combinations shall not fill the memory
  std::map<Key, Value> made_;
  const Key* last_key_ = nullptr;
  const Value* last_ = nullptr;
};

}  // namespace zs::vm

#pragma once
// Texts as ids: a dictionary frozen when the engine is loaded (constants of the pack, texts of the reference tables), and
// ids above it for the other texts of one batch. Equal texts have equal ids.
#include "runtime/columns/table.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zs::vm {

/// An open-addressing table from text to a small id. Ids rise from 0 in the order of add().
class TextTable {
 public:
  /// The id of s, -1 where it is not there. hash must be hash_of(s).
  int32_t find(std::string_view s, uint64_t hash) const noexcept;
  /// The id of s, added where it is new. The view must stay valid.
  int32_t add(std::string_view s, uint64_t hash);
  std::string_view operator[](int32_t id) const noexcept { return texts_[static_cast<size_t>(id)]; }
  int32_t size() const noexcept { return static_cast<int32_t>(texts_.size()); }
  void clear() noexcept;
  static uint64_t hash_of(std::string_view s) noexcept;

 private:
  void grow();
  struct Slot {
    uint32_t hash = 0;
    int32_t id = -1;
  };
  std::vector<Slot> slots_;
  std::vector<std::string_view> texts_;
  std::vector<uint32_t> slot_of_;  // by id
};

/// One thread's view: the frozen dictionary and the batch's own texts.
class Texts {
 public:
  /// Before a run over tables with this pool.
  void start_run(const TextTable& frozen, const columns::StringPool& pool);
  void start_batch();

  /// The id of a pool code ≥ 0.
  int32_t id(int32_t code) {
    const int32_t seen = seen_[static_cast<size_t>(code)];
    return seen > 1 ? seen - 2 : seek(code);
  }
  std::string_view text(int64_t id) const noexcept {
    return id < frozen_->size() ? (*frozen_)[static_cast<int32_t>(id)] : local_[static_cast<int32_t>(id) - frozen_->size()];
  }

  bool valid(int64_t id) const noexcept { return id >= 0 && id < int64_t{frozen_->size()} + local_.size(); }

  /// Remembered answers of a test on text `id`; 0 not asked, 1 no, 2 yes. `test` numbers the tests from 0.
  uint8_t& answer(size_t test, int64_t id);

 private:
  int32_t seek(int32_t code);

  const TextTable* frozen_ = nullptr;
  const columns::StringPool* pool_ = nullptr;
  std::vector<int32_t> seen_;  // by code: 0 not seen, 1 not in the dictionary, else id + 2
  TextTable local_;
  std::vector<std::vector<uint8_t>> frozen_answers_, local_answers_;
};

}  // namespace zs::vm

#pragma once
// Counts the cards on the table at T. Belongs to one thread at a time; kept by the image between counts.
#include "runtime/vm/frame.h"

namespace zs::vm {

class Standing {
 public:
  Standing(const Image& image, int model);
  int model() const { return model_; }

  /// Before batches of a table.
  void start(const columns::Table& table, const RunOptions& options);
  /// Adds table rows [first, first + n) to the counts.
  void batch(uint32_t first, uint32_t n, Counts& out);

 private:
  void judge(uint32_t first, uint32_t n, Counts& out);
  void judge_period(uint32_t first, uint32_t n, Counts& out);
  void least_of(uint32_t first, uint32_t n, size_t wanted);
  void cards(const Moment::Cards& c, uint32_t n, std::span<Counts::Card> out, uint64_t& undecided);

  const Image& image_;
  int model_;
  const Moment& moment_;
  Thread thread_;
  Frame frame_;
  const columns::Table* table_ = nullptr;
  bool pruned_ = false;
  Instant as_of_ = kNever - 1;
  Buffer<uint8_t> judged_, higher_, part_, open_;
  Buffer<int64_t> least_;
  Buffer<uint8_t> wanted_;
};

}  // namespace zs::vm

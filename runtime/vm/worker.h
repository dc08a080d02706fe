#pragma once
// Whole timelines: findings with what they carry. Belongs to one thread at a time; kept by the image between runs.
#include "runtime/vm/evidence.h"
#include "runtime/vm/missing.h"

#include <memory>
#include <vector>

namespace zs::vm {

class Worker {
 public:
  Worker(const Image& image, int model);
  int model() const { return model_; }

  /// Before batches of a table. The table and the options must last until the next start().
  void start(const columns::Table& table, const RunOptions& options);
  /// Judges table rows [first, first + n).
  void batch(uint32_t first, uint32_t n, findings::Report& out);
  void batch(uint32_t first, uint32_t n, Counts& out);

 private:
  /// A row of the batch and where its findings and undecided answers stand in the report.
  struct Told {
    uint32_t row;
    size_t from, to;        // findings
    size_t undecided;       // index + 1, 0: none
  };

  const std::vector<uint16_t>& indicators() const { return image_.indicators_of_model[static_cast<size_t>(model_)]; }
  const bytecode::Indicator& indicator(uint16_t i) const { return image_.program->indicators[i]; }
  void judge(uint32_t first, uint32_t n);
  void classify(uint32_t first, uint32_t n);
  void mark(uint32_t n);
  void tell(uint32_t record, uint32_t row, size_t k, findings::Report& out);
  void make_room(uint32_t first, findings::Report& out) const;
  void schedule(uint32_t record, uint16_t i, Tick at, findings::Report& out) const;
  void describe(size_t k, uint32_t first, findings::Report& out);
  void name_missing(size_t k, uint32_t first, findings::Report& out);
  uint16_t version_at(uint32_t row, Tick t) const;

  enum State : uint8_t { kJudged, kOutOfForce, kUnknownYet };

  const Image& image_;
  int model_;
  const Lines& lines_;
  const columns::Table* table_ = nullptr;
  const RunOptions* options_ = nullptr;
  Instant as_of_ = kNever - 1;
  Thread thread_;
  Frame main_;
  std::vector<Judge> judges_;                       // parallel to indicators()
  std::vector<std::unique_ptr<Evidence>> evidence_; // likewise, made when first needed
  std::vector<std::unique_ptr<Missing>> missing_;   // likewise
  Buffer<uint8_t> state_;                           // by row
  Buffer<int64_t> least_;
  std::vector<Buffer<uint8_t>> marks_;              // by indicator, by row
  std::vector<std::vector<Told>> told_;             // by indicator
  std::vector<uint32_t> rows_;
  OpenCards open_;
  Answer answer_;
  bool quiet_ = true, rests_on_unpublished_ = false;  // of the record at hand
};

}  // namespace zs::vm

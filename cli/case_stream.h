#pragma once
// The records of one kind in batches, read ahead while others are judged; counted and fingerprinted.
#include "cli/inputs.h"
#include "runtime/columns/fingerprint.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace zs::cli {

struct CaseBatch {
  columns::Table table;
  std::vector<uint64_t> ordinals;        // see RecordReader::ordinals
  uint64_t read = 0, rejected = 0;       // of the whole stream, up to the end of this batch
};

class CaseStream {
 public:
  /// The models must outlive the stream. `on_reject` is called by the reading thread, one call after another; all calls for
  /// a batch are over when next() gives it, and calls for later ones may have begun.
  CaseStream(const model::Models& models, KindInputs inputs, const readers::ReadOptions& options, readers::OnReject on_reject);
  /// Waits for the batch that is being read.
  ~CaseStream();

  /// nullopt at the end. What reading threw is thrown here, and after it is the end.
  Result<std::optional<CaseBatch>> next();

  /// Of all that was read, once next() said that it was the end.
  const readers::RecordReader& reader() const { return *reader_; }
  const columns::Fingerprint& fingerprint() const { return fingerprint_; }
  int model() const { return model_; }

 private:
  using Pulled = Result<std::optional<CaseBatch>>;
  Pulled pull();
  void read_ahead();
  void read_until_closed();

  const model::Models& models_;
  int model_;
  std::unique_ptr<readers::RecordReader> reader_;
  columns::Fingerprint fingerprint_;
  bool ended_ = false;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Pulled> ahead_;    // guarded, as all below
  size_t records_ahead_ = 0;
  std::exception_ptr failed_;   // comes after those ahead
  bool closing_ = false;
  std::thread thread_;
};

}  // namespace zs::cli

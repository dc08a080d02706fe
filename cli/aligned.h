#pragma once
// The same files read by two record models that are not alike: the records that both of them take, side by side.
#include "cli/case_stream.h"

#include <functional>

namespace zs::cli {

class Aligned {
 public:
  /// Reads the inputs by the second model; the models must outlive it.
  Aligned(const model::Models& first, const model::Models& second, const KindInputs& by_second, const readers::ReadOptions& options)
      : first_(first), second_(second), reader_(second, by_second.model, by_second.inputs, options, nullptr) {}

  /// Records of both, in the same order. What one model alone takes is counted.
  using OnPiece = std::function<Status(const columns::Table& first, const columns::Table& second)>;
  Status add(const CaseBatch& batch, const OnPiece& on_piece);
  /// After the last batch.
  Status finish();
  uint64_t only_first() const { return only_first_; }
  uint64_t only_second() const { return only_second_; }

 private:
  Status flush(const columns::Table& first, const OnPiece& on_piece);
  Result<bool> pull();

  const model::Models& first_;
  const model::Models& second_;
  readers::RecordReader reader_;
  columns::Table table_;
  std::vector<uint64_t> ordinals_;
  size_t at_ = 0;
  std::vector<uint32_t> rows_first_, rows_second_;
  uint64_t only_first_ = 0, only_second_ = 0;
};

/// The inputs as another rule set's models number them. Error: it has no such record kind or list.
Result<std::vector<KindInputs>> by_models(const model::Models& from, const model::Models& to, const std::vector<KindInputs>& kinds);

}  // namespace zs::cli

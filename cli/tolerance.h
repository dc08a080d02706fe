#pragma once
// --max-rejects N|P%
#include "runtime/base/result.h"

#include <cstdint>
#include <string>

namespace zs::cli {

class Tolerance {
 public:
  static Result<Tolerance> parse(const std::string& text);
  /// True where `bad` of `all` is no more than N, or no more than P percent.
  bool allows(uint64_t bad, uint64_t all) const noexcept;

 private:
  bool share_ = false;
  int64_t value_ = 0;  // N; or the share at scale 6
};

}  // namespace zs::cli

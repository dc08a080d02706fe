#pragma once
// Room on disk for a while: a file without a name in TMPDIR (/tmp), which goes with the process however that ends.
#include "runtime/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace zs::readers {

class Temporary {
 public:
  /// Errors are kIo and name the folder.
  static Result<Temporary> create();
  Temporary(Temporary&& other) noexcept;
  Temporary& operator=(Temporary&& other) noexcept;
  ~Temporary();

  Status append(std::string_view bytes);
  /// n bytes from `at` on; false where the file has not so many.
  Result<bool> read(uint64_t at, char* to, size_t n) const;
  uint64_t size() const noexcept { return size_; }
  /// A path by which other code of this process can open it.
  std::string path() const;

 private:
  explicit Temporary(int fd) : fd_(fd) {}

  int fd_ = -1;
  uint64_t size_ = 0;
};

}  // namespace zs::readers

#pragma once
// A database in a file, as something to write to: may it be made or changed, and what becomes of it if it was not finished.
#include "runtime/base/result.h"

#include <string>

namespace zs::databases {

/// Remembers whether the file was there; removes what was begun of a new one unless keep() was called.
class OutputPlace {
 public:
  explicit OutputPlace(std::string path);
  ~OutputPlace();
  OutputPlace(const OutputPlace&) = delete;
  OutputPlace& operator=(const OutputPlace&) = delete;
  /// kIo where the file, or its folder, cannot be written to.
  Status check() const;
  bool existed() const noexcept { return existed_; }
  void keep() noexcept { kept_ = true; }
  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
  bool existed_, kept_ = false;
};

}  // namespace zs::databases

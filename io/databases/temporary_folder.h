#pragma once
// A folder for what does not fit into memory; it goes with everything in it when the object goes.
#include "runtime/base/result.h"

#include <string>

namespace zs::databases {

class TemporaryFolder {
 public:
  /// Below $TMPDIR, else /tmp. kIo where it cannot be made.
  static Result<TemporaryFolder> make();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  explicit TemporaryFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace zs::databases

#pragma once
// A database in a file, as something to write to. A new one is made in a folder beside its place, so that it appears complete or not at all.
#include "io/temporary/name.h"
#include "runtime/base/result.h"

#include <optional>
#include <string>

namespace zs::databases {

class OutputPlace {
 public:
  /// kIo where the file, or its folder, cannot be written to.
  static Result<OutputPlace> open(const std::string& path);
  /// The file as the user named it.
  const std::string& path() const noexcept { return path_; }
  bool existed() const noexcept { return !folder_; }
  /// The file to open: `path()` where it existed.
  const std::string& written() const noexcept { return written_; }
  /// A new file, closed and without journals, takes its place; kIo where another program made one meanwhile. Nothing where it existed.
  Status appear();

 private:
  explicit OutputPlace(std::string path) : path_(std::move(path)), written_(path_) {}
  Error cannot(int error) const;
  std::string path_, written_;
  std::optional<temporary::Name> folder_;
};

}  // namespace zs::databases

#pragma once
// Waits for files to change, until the user presses Ctrl-C.
#include "runtime/base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace zs::cli {

class Watch {
 public:
  /// From here on SIGINT and SIGTERM end the waiting instead of the process. `ignore`: file names that do not count, for we write
  /// them ourselves.
  static Result<std::unique_ptr<Watch>> start(std::vector<std::string> ignore);
  ~Watch();
  /// Watches these folders with all below them, and these files; what is watched already stays so.
  Status add(const std::vector<std::string>& paths);
  /// Waits for a change of a .zs, .csv, .xlsx, .txt, .json or .ndjson file, and until nothing more has changed for a moment.
  /// False: the user wants to stop.
  bool wait();

 private:
  Watch() = default;
  bool drain();
  int notify_ = -1, signals_ = -1;
  std::vector<std::string> ignore_;
};

}  // namespace zs::cli

#pragma once
// How far a run is, on stderr: a line that rewrites itself on a terminal, or JSON lines for programs.
#include "cli/context.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace zs::cli {

class Progress {
 public:
  enum class Mode : uint8_t { kNever, kLine, kJson };
  /// auto (a line where stderr is a terminal), never, json.
  static Result<Mode> mode_named(const Context& context, const std::string& name);

  Progress(const Context& context, Mode mode);
  /// At most a few times a second anything is written.
  void at(uint64_t read, uint64_t rejected);
  /// The last word; clears the line.
  void done(uint64_t read, uint64_t rejected);
  double seconds() const;

 private:
  void write(uint64_t read, uint64_t rejected, bool last);
  const Context& context_;
  Mode mode_;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace zs::cli

#pragma once
// How far a run is, on stderr: a line that rewrites itself on a terminal, or JSON lines for programs.
#include "cli/context.h"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace zs::cli {

class Progress {
 public:
  enum class Mode : uint8_t { kNever, kLine, kJson };
  /// auto (a line where stderr is a terminal), never, json.
  static Result<Mode> mode_named(const Context& context, const std::string& name);

  /// `total`: the bytes of all files, 0 where that is not known; `done` of them were read so far.
  Progress(const Context& context, Mode mode, uint64_t total, const std::atomic<uint64_t>& done);
  /// At most a few times a second anything is written.
  void at(uint64_t read, uint64_t rejected);
  /// The last word; clears the line.
  void done(uint64_t read, uint64_t rejected);
  double seconds() const;

 private:
  void write(uint64_t read, uint64_t rejected, bool last);
  const Context& context_;
  std::optional<double> seconds_left(double seconds) const;
  Mode mode_;
  uint64_t total_;
  const std::atomic<uint64_t>& done_;
  std::chrono::steady_clock::time_point start_, last_;
};

}  // namespace zs::cli

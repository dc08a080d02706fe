#pragma once
// Ctrl-C that ends a run cleanly: the first asks the reading to stop, the second ends the process at once.
#include "io/readers/byte_source.h"

namespace zs::cli {

/// While it lives, SIGINT and SIGTERM do so; one at a time. The flow must outlive it.
class Interruption {
 public:
  explicit Interruption(readers::Flow& flow);
  ~Interruption();
  Interruption(const Interruption&) = delete;
  /// The signal that came; 0: none.
  int signal() const;
};

}  // namespace zs::cli

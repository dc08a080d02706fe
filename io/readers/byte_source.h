#pragma once
// Bytes of a file or of standard input, decompressed on the way (gzip, Zstandard, told by their first bytes).
#include "runtime/base/result.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace zs::readers {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Up to n bytes; 0 at the end and only there. Errors are kIo and name the file, or told_to_stop().
  virtual Result<size_t> read(char* to, size_t n) = 0;
};

/// What threads tell each other about a reading that goes on.
struct Flow {
  std::atomic<uint64_t> bytes{0};    // taken from files so far, as they are stored
  std::atomic<bool> stop{false};     // asked for from outside: sources end early
};

/// What a source says once its flow's stop is set, so that an end is the input's own and half a record is none.
Error told_to_stop();

/// "-" is standard input. `flow` may be null; else it must outlive the source.
Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, Flow* flow = nullptr);
/// The bytes that a packed source holds (gzip, Zstandard, by its first bytes); else the source itself. `name` is for messages.
Result<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> source, const std::string& name);
/// For tests: bytes of a text, at most `step` at a time.
std::unique_ptr<ByteSource> bytes_of(std::string text, size_t step = SIZE_MAX);
/// Everything that is left.
Result<std::string> read_all(ByteSource& source);

}  // namespace zs::readers

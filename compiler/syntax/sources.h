#pragma once
// The texts of one compilation. Spans are byte offsets into them.
#include "compiler/diagnostics/span.h"
#include "runtime/base/result.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace zs::syntax {

/// One-based; a column counts code points.
struct Position {
  int line = 1, column = 1;
};

class Sources {
 public:
  enum class Encoding : uint8_t { kUtf8, kGb18030, kBroken };

  /// Reads a file: UTF-8 (a BOM is dropped) or GB18030 (converted). Errors: kIo where it cannot be read, kLimit
  /// above kMaxBytes. Text that is neither is kept with U+FFFD for what is broken, and the parser reports it.
  Result<int> load(const std::string& path);
  /// Adds a text under a name, treated in the same way.
  int add(std::string name, std::string text);

  int size() const { return static_cast<int>(files_.size()); }
  /// Valid UTF-8; stays valid for the life of this object.
  std::string_view text(int file) const { return files_[static_cast<size_t>(file)].text; }
  std::string_view text(Span src) const { return text(src.file).substr(src.begin, src.end - src.begin); }
  const std::string& name(int file) const { return files_[static_cast<size_t>(file)].name; }
  Encoding encoding(int file) const { return files_[static_cast<size_t>(file)].encoding; }
  /// The byte offset of the first U+FFFD that stands for broken text, where encoding is kBroken.
  uint32_t broken_at(int file) const { return files_[static_cast<size_t>(file)].broken_at; }

  Position position(int file, uint32_t offset) const;
  /// The line that holds the offset, without its line end.
  Span line_of(int file, uint32_t offset) const;

  static constexpr size_t kMaxBytes = 32u << 20;

 private:
  struct File {
    std::string name, text;
    Encoding encoding = Encoding::kUtf8;
    uint32_t broken_at = 0;
    std::vector<uint32_t> lines;  // where each line begins
  };
  std::deque<File> files_;
};

}  // namespace zs::syntax

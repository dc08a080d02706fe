#pragma once
// Lines of a text file as UTF-8, each with its number; a line in a broken encoding is told, not dropped.
#include "io/binding/problem.h"
#include "io/readers/byte_source.h"
#include "io/readers/encoding.h"

#include <memory>
#include <string>
#include <string_view>

namespace zs::readers {

struct Line {
  std::string_view text;   // UTF-8 without its line end (\n or \r\n); raw bytes where it is not the file's encoding
  uint64_t number = 0;     // from 1
  bool valid = true;       // false: not the file's encoding, with NUL bytes in it, or a mark of the byte order in the middle
  bool ended = true;       // false: the last line, without a line end
  bool too_long = false;   // longer than kMaxLine: text is its beginning, the rest was skipped
  bool piece = false;      // of a line that goes on with the next piece, or with its end
};

inline constexpr size_t kMaxLine = 64u << 20;
/// Of a line longer than this, next_piece() gives pieces.
inline constexpr size_t kPiece = 1u << 20;
/// So much of a file is looked at to tell its encoding.
inline constexpr size_t kEncodingSample = 4u << 20;

class LineReader {
 public:
  /// `name` is for messages. `chunk` is how much is read at a time; the lines do not depend on it.
  LineReader(std::unique_ptr<ByteSource> source, std::string name, Encoding encoding = Encoding::kAuto, size_t chunk = 1u << 18);
  /// False at the end. The text is valid until the next call.
  Result<bool> next(Line& line) { return read(line, SIZE_MAX); }
  /// The same for JSON, whose lines may be as long as the file: a long line comes in pieces, each ending behind a comma or a
  /// quotation mark (whose bytes are no part of another character in UTF-8 nor in GB18030).
  Result<bool> next_piece(Line& line) { return read(line, kPiece); }
  const std::string& name() const noexcept { return name_; }
  /// What to say of a line that is not valid.
  binding::Reason not_text(const Line& line) const;

 private:
  Status start();
  Result<bool> read(Line& line, size_t longest);
  bool cut_piece(Line& line);
  Result<bool> fill();
  void decode(Line& line);

  std::unique_ptr<ByteSource> source_;
  std::string name_;
  Encoding encoding_;
  size_t chunk_;
  std::string buffer_;
  size_t at_ = 0;       // start of the next line in buffer_
  size_t scanned_ = 0;  // no line end before this place
  uint64_t number_ = 0;
  bool started_ = false, at_end_ = false;
  std::unique_ptr<Gb18030> gb_;
  std::string decoded_;
};

}  // namespace zs::readers

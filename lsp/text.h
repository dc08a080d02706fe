#pragma once
// Places in a text as editors count them: lines from 0, and characters in UTF-16 code units unless the client reads bytes.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zs::lsp {

enum class Encoding : uint8_t { kUtf16, kUtf8 };

struct Place {
  int64_t line = 0, character = 0;
};

/// Holds a view: the text must outlive it.
class Lines {
 public:
  Lines(std::string_view text, Encoding encoding);

  /// Both ways places and bytes beyond a line or the text are taken as its end; a byte or half within a character as its beginning.
  uint32_t offset(Place place) const;
  Place place(uint32_t offset) const;
  /// The line without its line end.
  std::string_view line(int64_t n) const;
  int64_t count() const { return static_cast<int64_t>(begins_.size()); }

 private:
  std::string_view text_;
  Encoding encoding_;
  std::vector<uint32_t> begins_;
};

/// How many units of the encoding the text has.
int64_t length_in(std::string_view text, Encoding encoding);
/// The text with everything that is not UTF-8 as U+FFFD.
std::string repaired(std::string text);

/// file:///a/%E5%8A%9E.zs and the path that it names; other schemes have none: empty.
std::string path_of(const std::string& uri);
std::string uri_of(const std::string& path);

}  // namespace zs::lsp

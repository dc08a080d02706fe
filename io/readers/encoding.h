#pragma once
// The encodings of text files: UTF-8 and GB18030 (which holds GBK and GB2312).
#include <memory>
#include <string>
#include <string_view>

namespace zs::readers {

enum class Encoding : uint8_t { kAuto, kUtf8, kGb18030, kUtf16 /* recognised by its mark, refused */ };

bool is_utf8(std::string_view s) noexcept;

/// Tells the encoding of a text by its beginning, which is all there is if `whole`. Lines of a UTF-8 file may be
/// broken: GB18030 is answered only where most lines with bytes above 127 are no UTF-8 but are common Chinese
/// characters of GB2312, so that a damaged UTF-8 file is not taken for something else.
Encoding detect(std::string_view sample);

/// Not thread-safe.
class Gb18030 {
 public:
  Gb18030();
  ~Gb18030();
  /// False where the bytes are not valid GB18030.
  bool to_utf8(std::string_view bytes, std::string& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// A NUL byte stands in no text file: the file is damaged or something else.
bool has_nul(std::string_view s) noexcept;

/// Bytes shown as far as they can be: every broken byte, and NUL, becomes U+FFFD.
std::string lossy_utf8(std::string_view bytes);

}  // namespace zs::readers

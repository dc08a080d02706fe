#pragma once
// Messages on a stream: headers, an empty line, so many bytes.
#include <optional>
#include <string>
#include <string_view>

namespace zs::lsp {

class Frames {
 public:
  void feed(std::string_view bytes) { waiting_ += bytes; }
  /// The next whole message; nothing until it has all come. What is no header is skipped to the next line.
  std::optional<std::string> next();

  static constexpr size_t kMost = 256u << 20;   // a longer message is skipped

 private:
  std::string waiting_;
  size_t skip_ = 0;
};

std::string framed(std::string_view message);

}  // namespace zs::lsp

#include "lsp/frames.h"

#include <algorithm>
#include <cctype>

namespace zs::lsp {
namespace {

/// The number behind Content-Length, whatever the case; nothing for other headers.
std::optional<size_t> length_of(std::string_view header) {
  constexpr std::string_view name = "content-length:";
  if (header.size() <= name.size()) return std::nullopt;
  for (size_t i = 0; i < name.size(); ++i)
    if (std::tolower(static_cast<unsigned char>(header[i])) != name[i]) return std::nullopt;
  size_t n = 0;
  bool any = false;
  for (const char c : header.substr(name.size())) {
    if (c == ' ' || c == '\t') continue;
    if (c < '0' || c > '9' || n > Frames::kMost * 16) return std::nullopt;
    n = n * 10 + static_cast<size_t>(c - '0'), any = true;
  }
  return any ? std::optional(n) : std::nullopt;
}

}  // namespace

std::optional<std::string> Frames::next() {
  const size_t dropped = std::min(skip_, waiting_.size());
  waiting_.erase(0, dropped), skip_ -= dropped;
  std::optional<size_t> length;
  for (size_t at = 0;;) {
    const size_t end = waiting_.find('\n', at);
    if (end == std::string::npos) return std::nullopt;
    std::string_view line = std::string_view(waiting_).substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (!line.empty()) {
      if (const auto n = length_of(line)) length = n;
      continue;
    }
    if (!length) {                 // an empty line behind no header
      waiting_.erase(0, at), at = 0;
      continue;
    }
    if (*length > kMost) {
      waiting_.erase(0, at), skip_ = *length;
      return next();
    }
    if (waiting_.size() - at < *length) return std::nullopt;
    std::string message = waiting_.substr(at, *length);
    waiting_.erase(0, at + *length);
    return message;
  }
}

std::string framed(std::string_view message) { return "Content-Length: " + std::to_string(message.size()) + "\r\n\r\n" + std::string(message); }

}  // namespace zs::lsp

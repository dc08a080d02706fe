#include "lsp/text.h"

#include "compiler/syntax/utf8.h"

#include <algorithm>

namespace zs::lsp {
namespace {

uint32_t units(const syntax::Decoded& d, Encoding encoding) { return encoding == Encoding::kUtf8 ? d.size : d.c > 0xFFFF ? 2 : 1; }

int hex(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; }

}  // namespace

Lines::Lines(std::string_view text, Encoding encoding) : text_(text), encoding_(encoding), begins_{0} {
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'))) begins_.push_back(static_cast<uint32_t>(i + 1));
}

std::string_view Lines::line(int64_t n) const {
  if (n < 0 || n >= count()) return {};
  const auto i = static_cast<size_t>(n);
  std::string_view s = text_.substr(begins_[i], (i + 1 < begins_.size() ? begins_[i + 1] : text_.size()) - begins_[i]);
  while (!s.empty() && (s.back() == '\n' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

uint32_t Lines::offset(Place place) const {
  if (place.line < 0) return 0;
  if (place.line >= count()) return static_cast<uint32_t>(text_.size());
  const std::string_view s = line(place.line);
  size_t at = 0;
  for (int64_t left = place.character; at < s.size();) {
    const auto d = syntax::decode_utf8(s, at);
    left -= units(d, encoding_);
    if (left < 0) break;
    at += d.size;
  }
  return begins_[static_cast<size_t>(place.line)] + static_cast<uint32_t>(at);
}

Place Lines::place(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(text_.size()));
  const auto it = std::upper_bound(begins_.begin(), begins_.end(), offset) - 1;
  const auto n = static_cast<int64_t>(it - begins_.begin());
  return {n, length_in(line(n).substr(0, offset - *it), encoding_)};
}

int64_t length_in(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return static_cast<int64_t>(text.size());
  int64_t n = 0;
  for (size_t i = 0; i < text.size();) {
    const auto d = syntax::decode_utf8(text, i);
    n += units(d, encoding);
    i += d.size;
  }
  return n;
}

std::string repaired(std::string text) {
  if (syntax::valid_utf8(text)) return text;
  std::string out;
  for (size_t i = 0; i < text.size();) {
    const auto d = syntax::decode_utf8(text, i);
    syntax::append_utf8(out, d.c);
    i += d.size;
  }
  return out;
}

std::string path_of(const std::string& uri) {
  constexpr std::string_view scheme = "file://";
  if (!uri.starts_with(scheme)) return {};
  std::string out;
  const size_t from = uri.find('/', scheme.size());
  if (from == std::string::npos) return {};
  for (size_t i = from; i < uri.size(); ++i) {
    if (uri[i] == '%' && i + 2 < uri.size() && hex(uri[i + 1]) >= 0 && hex(uri[i + 2]) >= 0) {
      out += static_cast<char>(hex(uri[i + 1]) * 16 + hex(uri[i + 2]));
      i += 2;
    } else {
      out += uri[i];
    }
  }
  return out;
}

std::string uri_of(const std::string& path) {
  if (!path.starts_with('/') && path.find(':') != std::string::npos) return path;   // a buffer without a file: its URI stands for it
  constexpr std::string_view digits = "0123456789ABCDEF", plain = "-._~/";
  std::string out = "file://";
  for (const char c : path) {
    const auto b = static_cast<unsigned char>(c);
    if ((b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z') || plain.find(c) != std::string_view::npos) out += c;
    else out += '%', out += digits[b >> 4], out += digits[b & 15];
  }
  return out;
}

}  // namespace zs::lsp

#pragma once
// UTF-8, one code point at a time.
#include <cstdint>
#include <string>
#include <string_view>

namespace zs::syntax {

struct Decoded {
  char32_t c = 0;
  uint32_t size = 1;   // bytes taken, at least 1; a broken byte is one
  bool valid = false;
};

/// The code point at byte i; i < text.size().
inline Decoded decode_utf8(std::string_view text, size_t i) {
  const auto at = [&](size_t k) { return static_cast<unsigned char>(text[k]); };
  const unsigned char b = at(i);
  if (b < 0x80) return {b, 1, true};
  const uint32_t n = b >= 0xF0 && b < 0xF5 ? 4 : b >= 0xE0 && b < 0xF0 ? 3 : b >= 0xC2 && b < 0xE0 ? 2 : 0;
  if (n == 0 || i + n > text.size()) return {0xFFFD, 1, false};
  char32_t c = b & (0xFF >> (n + 1));
  for (uint32_t k = 1; k < n; ++k) {
    if ((at(i + k) & 0xC0) != 0x80) return {0xFFFD, 1, false};
    c = (c << 6) | (at(i + k) & 0x3F);
  }
  const bool overlong = (n == 3 && c < 0x800) || (n == 4 && c < 0x10000);
  if (overlong || (c >= 0xD800 && c < 0xE000) || c > 0x10FFFF) return {0xFFFD, 1, false};
  return {c, n, true};
}

inline void append_utf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

inline bool valid_utf8(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      ++i;
      continue;
    }
    const Decoded d = decode_utf8(text, i);
    if (!d.valid) return false;
    i += d.size;
  }
  return true;
}

/// Columns on a terminal: 2 for East-Asian wide and full-width, 0 for combining marks and controls, else 1.
int display_width(char32_t c);

}  // namespace zs::syntax

#pragma once
// Full width and half width, look-alikes and normal forms.
#include <cstdint>
#include <string>
#include <string_view>

namespace zs::syntax {

/// The half-width sign, digit, letter or blank that c stands for; c itself where there is none.
constexpr char32_t fold(char32_t c) {
  if (c < 0x80) return c;
  if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
  if (c >= 0x2000 && c <= 0x200A) return U' ';
  switch (c) {
    case 0x3000: case 0x00A0: case 0x202F: case 0x205F: return U' ';
    case 0x2212: return U'-';                 // −
    case 0x2266: case 0x2A7D: return U'≤';    // ≦ ⩽
    case 0x2267: case 0x2A7E: return U'≥';
    case 0x2715: case 0x2217: return U'×';
    case 0xFE59: return U'(';                 // ﹙﹚
    case 0xFE5A: return U')';
    case 0xFE5B: return U'{';
    case 0xFE5C: return U'}';
    case 0xFE50: return U',';
    case 0xFE51: return U'、';
    case 0xFE54: return U';';
    case 0xFE55: return U':';
    case 0xFE5D: case 0x3010: return U'[';
    case 0xFE5E: case 0x3011: return U']';
    default: return c;
  }
}

/// Zero-width characters and direction marks, which are copied with a text and cannot be seen.
constexpr bool is_invisible(char32_t c) { return c == 0xFEFF || c == 0xAD || (c >= 0x200B && c <= 0x200F) || (c >= 0x2060 && c <= 0x2064) || (c >= 0x202A && c <= 0x202E); }

/// Han, letters, digits, marks and _; not 的 且 或, which part words.
bool is_word_char(char32_t folded);
bool is_han(char32_t c);

/// Every code point folded, then NFC: what names are compared by.
std::string normalise(std::string_view word);

}  // namespace zs::syntax

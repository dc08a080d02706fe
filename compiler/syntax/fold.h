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
  switch (c) {
    case 0x3000: case 0x00A0: return U' ';
    case 0x2212: return U'-';                 // −
    case 0x2266: case 0x2A7D: return U'≤';    // ≦ ⩽
    case 0x2267: case 0x2A7E: return U'≥';
    case 0x2715: case 0x2217: return U'×';
    case 0x3010: return U'[';
    case 0x3011: return U']';
    default: return c;
  }
}

/// Han, letters, digits, marks and _; not 的 且 或, which part words.
bool is_word_char(char32_t folded);
bool is_han(char32_t c);

/// Every code point folded, then NFC: what names are compared by.
std::string normalise(std::string_view word);

}  // namespace zs::syntax

#include "compiler/syntax/fold.h"

#include "compiler/syntax/utf8.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace zs::syntax {

bool is_han(char32_t c) { return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF); }

bool is_word_char(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  if (c == U'的' || c == U'且' || c == U'或' || is_invisible(c)) return false;
  if (c >= 0x4E00 && c <= 0x9FFF) return true;
  return u_hasBinaryProperty(static_cast<UChar32>(c), UCHAR_ID_CONTINUE) || c == 0x3007 || (c >= 0x2460 && c <= 0x2473);
}

std::string normalise(std::string_view word) {
  std::string folded;
  folded.reserve(word.size());
  bool plain = true;  // ASCII and unified ideographs are in NFC already
  for (size_t i = 0; i < word.size();) {
    const Decoded d = decode_utf8(word, i);
    const char32_t c = fold(d.c);
    if (!is_invisible(c)) append_utf8(folded, c);
    plain = plain && (c < 0x80 || (c >= 0x4E00 && c <= 0x9FFF));
    i += d.size;
  }
  if (plain) return folded;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return folded;
  const icu::UnicodeString result = nfc->normalize(icu::UnicodeString::fromUTF8(folded), status);
  if (U_FAILURE(status)) return folded;
  std::string out;
  result.toUTF8String(out);
  return out;
}

int display_width(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return 0;
  if (c < 0x300) return 1;
  const int8_t type = u_charType(static_cast<UChar32>(c));
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace zs::syntax

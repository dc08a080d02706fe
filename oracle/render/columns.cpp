#include "oracle/render/columns.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace zs::oracle::render {

namespace {

struct Glyph {
  std::string_view bytes;
  int columns = 1;
};

int width_of(UChar32 c) {
  const int type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

std::vector<Glyph> glyphs_of(std::string_view text) {
  std::vector<Glyph> out;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t from = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, length, c);
    const auto piece = text.substr(static_cast<size_t>(from), static_cast<size_t>(i - from));
    // What is no text must not steer the terminal.
    out.push_back(c < 0 || u_charType(c) == U_CONTROL_CHAR ? Glyph{"?", 1} : Glyph{piece, width_of(c)});
  }
  return out;
}

}  // namespace

int columns_of(std::string_view text) {
  int n = 0;
  for (const Glyph& g : glyphs_of(text)) n += g.columns;
  return n;
}

std::string fitted(std::string_view text, int columns) {
  const int all = columns_of(text);
  const int room = all > columns ? columns - 2 : columns;
  std::string out;
  int n = 0;
  for (const Glyph& g : glyphs_of(text)) {
    if (n + g.columns > room) break;
    out += g.bytes;
    n += g.columns;
  }
  if (all > columns) out += "..", n += 2;
  if (n < columns) out.append(static_cast<size_t>(columns - n), ' ');
  return out;
}

std::vector<std::string> wrapped(std::string_view text, int columns) {
  std::vector<std::string> lines = {""};
  std::string word;
  int used = 0, pending = 0;
  const auto flush = [&] {
    if (used + pending > columns && used > 0) {
      lines.emplace_back();
      used = 0;
      word.erase(0, std::min(word.find_first_not_of(' '), word.size()));
      pending = columns_of(word);
    }
    lines.back() += word;
    used += pending;
    word.clear();
    pending = 0;
  };
  for (const Glyph& g : glyphs_of(text)) {
    if (g.bytes == " " || g.columns == 2) flush();
    word += g.bytes;
    pending += g.columns;
  }
  flush();
  return lines;
}

void TextLine::put(int column, std::string_view text, int color) {
  for (const Glyph& g : glyphs_of(text)) {
    if (g.columns == 0) continue;
    if (column < 0 || column + g.columns > columns()) return;
    const auto at = static_cast<size_t>(column);
    if (glyphs_[at].empty()) glyphs_[at - 1] = " ";                                             // the left half goes
    const size_t end = at + static_cast<size_t>(g.columns);
    if (end < glyphs_.size() && glyphs_[end].empty()) glyphs_[end] = " ";                       // the right half goes
    glyphs_[at] = g.bytes;
    colors_[at] = color;
    if (g.columns == 2) glyphs_[at + 1].clear(), colors_[at + 1] = color;
    column += g.columns;
  }
}

bool TextLine::blank(int column, int count) const {
  for (int c = column; c < column + count; ++c)
    if (c < 0 || c >= columns() || glyphs_[static_cast<size_t>(c)] != " ") return false;
  return true;
}

std::string TextLine::text(bool color) const {
  size_t last = glyphs_.size();
  while (last > 0 && glyphs_[last - 1] == " ") --last;
  std::string out;
  int now = 0;
  for (size_t i = 0; i < last; ++i) {
    const int wanted = color && glyphs_[i] != " " ? colors_[i] : now;
    if (wanted != now) out += "\x1b[" + std::to_string(wanted) + "m", now = wanted;
    out += glyphs_[i];
  }
  return now ? out + "\x1b[0m" : out;
}

}  // namespace zs::oracle::render

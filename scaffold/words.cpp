#include "scaffold/words.h"

#include "compiler/syntax/utf8.h"
#include "io/binding/scalar.h"

namespace zs::scaffold {
namespace {

bool is_blank(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200B) || c == 0xFEFF; }
/// Between these a blank is a matter of layout.
bool is_wide(char32_t c) { return c >= 0x2E80 || (c >= 0x2010 && c <= 0x206F); }

std::u32string decoded(std::string_view text) {
  std::u32string out;
  for (size_t i = 0; i < text.size();) {
    const auto d = syntax::decode_utf8(text, i);
    out += d.c;
    i += d.size;
  }
  return out;
}

std::string encoded(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) syntax::append_utf8(out, c);
  return out;
}

int chinese_digit(char32_t c) {
  constexpr std::u32string_view kDigits = U"〇一二三四五六七八九";
  const size_t at = kDigits.find(c);
  return at == std::u32string_view::npos ? -1 : static_cast<int>(at);
}

int chinese_number(const std::u32string& s) {
  int whole = 0, digit = 0;
  bool any = false;
  for (const char32_t c : s) {
    if (c == U'十' || c == U'百') {
      whole += (digit == 0 ? 1 : digit) * (c == U'十' ? 10 : 100);
      digit = 0, any = true;
    } else if (const int d = chinese_digit(c); d >= 0 && digit == 0) {
      digit = d, any = true;
    } else {
      return 0;
    }
  }
  return any ? whole + digit : 0;
}

}  // namespace

std::string one_line(std::string_view text) {
  std::u32string out;
  bool gap = false;
  for (const char32_t c : decoded(text)) {
    if (is_blank(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty() && !is_wide(out.back()) && !is_wide(c)) out += U' ';
    gap = false;
    if (c >= 0x20 && c != 0x7F) out += c;
  }
  return encoded(out);
}

std::string folded(std::string_view text) {
  std::u32string out;
  for (char32_t c : decoded(text)) {
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
    if (!is_blank(c)) out += c;
  }
  return encoded(out);
}

size_t length(std::string_view text) { return decoded(text).size(); }
std::string first(std::string_view text, size_t n) { return encoded(decoded(text).substr(0, n)); }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.emplace_back(line);
    at = end + 1;
  }
  return out;
}

int number_of(std::string_view text) {
  std::u32string s = decoded(folded(text));
  const auto drop = [&](std::u32string_view front, std::u32string_view back) {
    while (!s.empty() && front.find(s.front()) != std::u32string_view::npos) s.erase(s.begin());
    while (!s.empty() && back.find(s.back()) != std::u32string_view::npos) s.pop_back();
  };
  drop(U"第(", U").、,项条号");
  if (s.empty() || s.size() > 6) return 0;
  int n = 0;
  for (const char32_t c : s) {
    if (c < '0' || c > '9') return chinese_number(s);
    n = n * 10 + static_cast<int>(c - '0');
  }
  return n;
}

}  // namespace zs::scaffold

#include "io/readers/encoding.h"

#include <algorithm>
#include <simdjson.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>
#include <vector>

namespace zs::readers {
namespace {

bool has_high(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// Pairs of bytes above 127 in a line that is no UTF-8: how many are in the hanzi of GB2312, and how many not.
void count_pairs(std::string_view line, size_t& common, size_t& other) {
  for (size_t i = 0; i < line.size(); ++i) {
    const auto a = static_cast<unsigned char>(line[i]);
    if (a < 0x80) continue;
    const auto b = i + 1 < line.size() ? static_cast<unsigned char>(line[i + 1]) : 0;
    const bool hanzi = a >= 0xB0 && a <= 0xF7 && b >= 0xA1 && b <= 0xFE;
    const bool sign = a >= 0xA1 && a <= 0xA9 && b >= 0xA1 && b <= 0xFE;
    (hanzi || sign ? common : other) += 1;
    ++i;
  }
}

/// Without a mark: in every second byte of what is mostly digits and commas there is a NUL.
bool looks_like_utf16(std::string_view s) {
  const auto nuls = static_cast<size_t>(std::count(s.begin(), s.end(), '\0'));
  return s.size() >= 8 && nuls * 5 > s.size();
}

size_t utf8_length(std::string_view s) {
  for (size_t n = 1; n <= 4 && n <= s.size(); ++n)
    if (is_utf8(s.substr(0, n))) return n;
  return 0;
}

}  // namespace

bool is_utf8(std::string_view s) noexcept { return simdjson::validate_utf8(s.data(), s.size()); }

bool has_nul(std::string_view s) noexcept { return s.find('\0') != std::string_view::npos; }

Encoding detect(std::string_view sample) {
  if (sample.substr(0, 2) == "\xff\xfe" || sample.substr(0, 2) == "\xfe\xff" || looks_like_utf16(sample.substr(0, 4096))) return Encoding::kUtf16;
  if (sample.substr(0, 3) == "\xef\xbb\xbf") return Encoding::kUtf8;
  size_t good = 0, bad = 0, common = 0, other = 0;
  while (!sample.empty()) {
    const size_t end = sample.find('\n');
    const std::string_view line = sample.substr(0, end);
    if (has_high(line)) {
      // Chinese in UTF-8 has bytes from E0 on. 小时 in GB18030 happens to be UTF-8 too, two Greek letters of it: no evidence.
      const bool hanzi = std::any_of(line.begin(), line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE0; });
      if (hanzi && is_utf8(line)) ++good;
      else ++bad, count_pairs(line, common, other);
    }
    if (end == std::string_view::npos) break;
    sample.remove_prefix(end + 1);
  }
  return bad > good && common > other ? Encoding::kGb18030 : Encoding::kUtf8;
}

struct Gb18030::State {
  UConverter* converter = nullptr;
  std::vector<UChar> wide;
};

Gb18030::Gb18030() : state_(std::make_unique<State>()) {
  UErrorCode e = U_ZERO_ERROR;
  state_->converter = ucnv_open("gb18030", &e);
  if (U_FAILURE(e)) { state_->converter = nullptr; return; }
  ucnv_setToUCallBack(state_->converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &e);
}
Gb18030::~Gb18030() {
  if (state_->converter) ucnv_close(state_->converter);
}

bool Gb18030::to_utf8(std::string_view bytes, std::string& out) {
  out.clear();
  if (!state_->converter) return false;
  UErrorCode e = U_ZERO_ERROR;
  state_->wide.resize(bytes.size() + 16);
  const int32_t n = ucnv_toUChars(state_->converter, state_->wide.data(), static_cast<int32_t>(state_->wide.size()), bytes.data(),
                                  static_cast<int32_t>(bytes.size()), &e);
  if (U_FAILURE(e)) return false;
  out.resize(static_cast<size_t>(n) * 3 + 1);
  int32_t size = 0;
  u_strToUTF8(out.data(), static_cast<int32_t>(out.size()), &size, state_->wide.data(), n, &e);
  if (U_FAILURE(e)) return false;
  out.resize(static_cast<size_t>(size));
  return true;
}

std::string lossy_utf8(std::string_view bytes) {
  if (is_utf8(bytes) && !has_nul(bytes)) return std::string(bytes);
  std::string out;
  while (!bytes.empty()) {
    const size_t n = bytes.front() == '\0' ? 0 : utf8_length(bytes);
    if (n == 0) out += "\xEF\xBF\xBD", bytes.remove_prefix(1);
    else out += bytes.substr(0, n), bytes.remove_prefix(n);
  }
  return out;
}

}  // namespace zs::readers

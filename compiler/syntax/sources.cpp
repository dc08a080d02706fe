#include "compiler/syntax/sources.h"

#include "compiler/syntax/utf8.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <sys/stat.h>
#include <unicode/ucnv.h>

namespace zs::syntax {
namespace {

/// GB18030 -> UTF-8; empty where the bytes are not GB18030 throughout.
std::string from_gb18030(const std::string& bytes) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<UConverter, decltype(&ucnv_close)> from(ucnv_open("gb18030", &status), ucnv_close);
  if (U_FAILURE(status)) return {};
  ucnv_setToUCallBack(from.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  std::u16string wide(bytes.size() + 8, u'\0');
  const int32_t n = ucnv_toUChars(from.get(), wide.data(), static_cast<int32_t>(wide.size()), bytes.data(),
                                  static_cast<int32_t>(bytes.size()), &status);
  if (U_FAILURE(status)) return {};
  std::string out;
  for (int32_t i = 0; i < n; ++i) {
    char32_t c = wide[static_cast<size_t>(i)];
    if (c >= 0xD800 && c < 0xDC00 && i + 1 < n) c = 0x10000 + ((c - 0xD800) << 10) + (wide[static_cast<size_t>(++i)] - 0xDC00);
    append_utf8(out, c);
  }
  return out;
}

std::string with_replacements(const std::string& bytes, uint32_t& first) {
  std::string out;
  bool found = false;
  for (size_t i = 0; i < bytes.size();) {
    const Decoded d = decode_utf8(bytes, i);
    if (!d.valid && !found) first = static_cast<uint32_t>(out.size()), found = true;
    append_utf8(out, d.valid ? d.c : U'\uFFFD');
    i += d.size;
  }
  return out;
}

Error io_error(const std::string& path) {
  return {ErrorKind::kIo, "无法读取文件「" + path + "」：请确认路径存在且有读取权限", "cannot read \"" + path + "\": check that it exists and may be read"};
}

}  // namespace

Result<int> Sources::load(const std::string& path) {
  struct stat info{};
  if (stat(path.c_str(), &info) != 0 || S_ISDIR(info.st_mode)) return io_error(path);
  std::ifstream in(path, std::ios::binary);
  if (!in) return io_error(path);
  std::string bytes;
  char buffer[65536];
  while (in.read(buffer, sizeof buffer) || in.gcount() > 0) {
    bytes.append(buffer, static_cast<size_t>(in.gcount()));
    if (bytes.size() > kMaxBytes)
      return Error{ErrorKind::kLimit, "规则文件「" + path + "」超过 32 MB，请拆分成几个文件", "the rule file \"" + path + "\" is larger than 32 MB: split it into several files"};
  }
  if (in.bad()) return io_error(path);
  return add(path, std::move(bytes));
}

int Sources::add(std::string name, std::string text) {
  File& f = files_.emplace_back();
  f.name = std::move(name);
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (!valid_utf8(text)) {
    std::string converted = from_gb18030(text);
    f.encoding = converted.empty() ? Encoding::kBroken : Encoding::kGb18030;
    text = converted.empty() ? with_replacements(text, f.broken_at) : std::move(converted);
  }
  f.text = std::move(text);
  f.lines.push_back(0);
  for (uint32_t i = 0; i < f.text.size(); ++i)
    if (f.text[i] == '\n') f.lines.push_back(i + 1);
  return size() - 1;
}

Position Sources::position(int file, uint32_t offset) const {
  const File& f = files_[static_cast<size_t>(file)];
  offset = std::min(offset, static_cast<uint32_t>(f.text.size()));
  const auto next = std::upper_bound(f.lines.begin(), f.lines.end(), offset);
  Position p;
  p.line = static_cast<int>(next - f.lines.begin());
  for (uint32_t i = *(next - 1); i < offset; ++i)
    if ((static_cast<unsigned char>(f.text[i]) & 0xC0) != 0x80) ++p.column;
  return p;
}

Span Sources::line_of(int file, uint32_t offset) const {
  const File& f = files_[static_cast<size_t>(file)];
  offset = std::min(offset, static_cast<uint32_t>(f.text.size()));
  const auto next = std::upper_bound(f.lines.begin(), f.lines.end(), offset);
  uint32_t end = next == f.lines.end() ? static_cast<uint32_t>(f.text.size()) : *next - 1;
  const uint32_t begin = *(next - 1);
  if (end > begin && f.text[end - 1] == '\r') --end;
  return {file, begin, end};
}

}  // namespace zs::syntax

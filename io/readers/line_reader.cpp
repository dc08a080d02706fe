#include "io/readers/line_reader.h"

#include <algorithm>
#include <cstring>

namespace zs::readers {

static constexpr std::string_view kMark = "\xEF\xBB\xBF";

LineReader::LineReader(std::unique_ptr<ByteSource> source, std::string name, Encoding encoding, size_t chunk)
    : source_(std::move(source)), name_(std::move(name)), encoding_(encoding), chunk_(chunk) {}

/// Reads one more chunk; false at the end of the source.
Result<bool> LineReader::fill() {
  if (at_end_) return false;
  if (at_ > 0 && at_ >= buffer_.size() / 2) {
    buffer_.erase(0, at_);
    scanned_ -= at_;
    at_ = 0;
  }
  const size_t had = buffer_.size();
  buffer_.resize(had + chunk_);
  auto got = source_->read(buffer_.data() + had, chunk_);
  buffer_.resize(had + (got ? *got : 0));
  if (!got) return got.error();
  at_end_ = *got == 0;
  return !at_end_;
}

Status LineReader::start() {
  started_ = true;
  while (buffer_.size() < kEncodingSample) {
    auto more = fill();
    if (!more) return more.error();
    if (!*more) break;
  }
  const std::string_view sample = std::string_view(buffer_).substr(0, kEncodingSample);
  const Encoding seen = detect(sample);
  if (seen == Encoding::kUtf16)
    return Error{ErrorKind::kUsage, name_ + " 是 UTF-16 编码，请另存为 UTF-8 或 GB18030", name_ + " is UTF-16; save it as UTF-8 or GB18030"};
  if (encoding_ == Encoding::kAuto) encoding_ = seen;
  if (sample.substr(0, 3) == "\xef\xbb\xbf") at_ = scanned_ = 3;
  if (encoding_ == Encoding::kGb18030) gb_ = std::make_unique<Gb18030>();
  return {};
}

binding::Reason LineReader::not_text(const Line& line) const {
  if (has_nul(line.text)) return {"含有 NUL 字节（0x00），文件可能已损坏", "it holds NUL bytes (0x00): the file may be damaged"};
  if (line.text.substr(0, 3) == kMark)
    return {"行首有字节顺序标记（U+FEFF），文件可能由几个文件拼接而成，请去掉它", "it begins with a byte order mark (U+FEFF): the file may be several put together; remove the mark"};
  if (gb_) return {"不是有效的 GB18030 文字（若是 UTF-8，可用 --encoding utf-8 指明）", "not valid GB18030 (if it is UTF-8, say --encoding utf-8)"};
  return {"不是有效的 UTF-8 文字（若是 GB18030，可用 --encoding gb18030 指明）", "not valid UTF-8 (if it is GB18030, say --encoding gb18030)"};
}

void LineReader::decode(Line& line) {
  if (has_nul(line.text)) {
    line.valid = false;
    if (gb_ && gb_->to_utf8(line.text, decoded_)) line.text = decoded_;  // shown as text all the same
    return;
  }
  if (!gb_) {
    line.valid = is_utf8(line.text) && (number_ == 1 || line.text.substr(0, 3) != kMark);
    return;
  }
  if (std::all_of(line.text.begin(), line.text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return;
  line.valid = gb_->to_utf8(line.text, decoded_);
  if (line.valid) line.text = decoded_;
  if (line.text.substr(0, 3) == kMark && number_ > 1) line.valid = false;
}

/// What of the line is in the buffer, up to where it may be cut; false where that is nowhere.
bool LineReader::cut_piece(Line& line) {
  const size_t last = buffer_.find_last_of(",\"");
  if (last == std::string::npos || last < at_) return false;
  line.number = number_ + 1;
  line.text = std::string_view(buffer_).substr(at_, last + 1 - at_);
  line.ended = false;
  line.piece = true;
  decode(line);
  at_ = last + 1;
  return true;
}

Result<bool> LineReader::read(Line& line, size_t longest) {
  line = Line{};
  if (!started_)
    if (auto s = start(); !s) return s.error();
  size_t end = std::string::npos;
  bool skipping = false;
  std::string head;
  for (;;) {
    const void* found = scanned_ < buffer_.size() ? std::memchr(buffer_.data() + scanned_, '\n', buffer_.size() - scanned_) : nullptr;
    if (found) { end = static_cast<size_t>(static_cast<const char*>(found) - buffer_.data()); break; }
    scanned_ = buffer_.size();
    if (scanned_ - at_ >= longest && cut_piece(line)) return true;
    if (scanned_ - at_ > kMaxLine) {
      if (!skipping) head = buffer_.substr(at_, 4096);
      skipping = true;
      at_ = scanned_;
    }
    auto more = fill();
    if (!more) return more.error();
    if (!*more) break;
  }
  line.ended = end != std::string::npos;
  if (!line.ended && at_ == buffer_.size() && !skipping) return false;
  line.number = ++number_;
  const size_t stop = line.ended ? end : buffer_.size();
  if (skipping || stop - at_ > kMaxLine) {
    if (!skipping) head = buffer_.substr(at_, 4096);
    line.too_long = true;
    decoded_ = lossy_utf8(head);
    line.text = decoded_;
  } else {
    line.text = std::string_view(buffer_).substr(at_, stop - at_);
    if (!line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
    decode(line);
  }
  at_ = scanned_ = line.ended ? end + 1 : buffer_.size();
  return true;
}

}  // namespace zs::readers

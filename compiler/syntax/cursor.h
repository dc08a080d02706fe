#pragma once
// A place in a text, read one folded code point at a time.
#include "compiler/syntax/fold.h"
#include "compiler/syntax/utf8.h"

#include <string_view>

namespace zs::syntax {

class Cursor {
 public:
  explicit Cursor(std::string_view text, uint32_t at = 0) : text_(text), at_(at) { load(); }

  bool done() const { return at_ >= text_.size(); }
  uint32_t at() const { return at_; }
  /// The folded code point here; 0 at the end.
  char32_t c() const { return folded_; }
  char32_t raw() const { return raw_; }
  bool is(char32_t c) const { return folded_ == c; }
  bool digit() const { return folded_ >= '0' && folded_ <= '9'; }
  bool blank() const { return folded_ == ' ' || folded_ == '\t' || folded_ == '\r'; }
  void next() {
    at_ += size_;
    load();
  }
  bool take(char32_t c) {
    if (!is(c)) return false;
    next();
    return true;
  }
  void go(uint32_t at) {
    at_ = at;
    load();
  }
  char32_t after() const { return at_ + size_ >= text_.size() ? 0 : fold(decode_utf8(text_, at_ + size_).c); }
  std::string_view since(uint32_t begin) const { return text_.substr(begin, at_ - begin); }
  std::string_view text() const { return text_; }

 private:
  void load() {
    if (at_ >= text_.size()) {
      raw_ = folded_ = 0;
      size_ = 0;
      return;
    }
    const Decoded d = decode_utf8(text_, at_);
    raw_ = d.c;
    folded_ = fold(d.c);
    size_ = d.size;
  }
  std::string_view text_;
  uint32_t at_ = 0, size_ = 0;
  char32_t raw_ = 0, folded_ = 0;
};

}  // namespace zs::syntax

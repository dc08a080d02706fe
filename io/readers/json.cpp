#include "io/binding/json_value.h"
#include "io/binding/scalar.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <utility>

namespace zs::readers {
namespace {

using binding::Reason;

/// Cuts a text into its top-level elements by brackets and quotes alone; each is then parsed by itself, so that a
/// broken one costs only itself.
class Json : public RecordSource {
 public:
  explicit Json(std::unique_ptr<LineReader> lines) : lines_(std::move(lines)) {}

  Status start() {
    skip_blanks();
    if (!status_) return status_;
    if (at_end())
      return Error{ErrorKind::kUsage, lines_->name() + " 是空文件；应是 JSON 列表，没有记录时写作 []", lines_->name() + " is empty: write a JSON list, [] where there are no records"};
    list_ = peek() == '[';
    if (list_) ++at_;
    return {};
  }

  Result<Pulled> next() override {
    auto p = pull();
    return status_ ? p : Result<Pulled>(status_.error());
  }

 private:
  Pulled pull() {
    if (at_ >= text_.size() / 2) text_.erase(0, std::exchange(at_, 0));  // not every time: a line may hold thousands
    for (;;) {
      skip_blanks();
      if (done_ || at_end()) return end();
      if (!list_ || after_value_) {
        if (list_ && peek() == ']') return close();
        if (list_ && peek() == ',') { ++at_, after_value_ = false; continue; }
      } else if (peek() == ']' && first_) {
        return close();
      }
      return element();
    }
  }

  /// Is there nothing more? Else text_ has a byte at at_, for which more lines are read.
  bool at_end() {
    while (at_ >= text_.size() && status_) {
      Line line;
      auto more = lines_->next_piece(line);
      if (!more) status_ = more.error();
      else if (!*more) return true;
      else if (line.too_long)
        status_ = Error{ErrorKind::kLimit, lines_->name() + " 有一行太长；请改用 NDJSON（每行一条记录）", lines_->name() + " has a line that is too long; use NDJSON (a record a line)"};
      else {
        text_ += line.text;
        if (!line.piece) text_ += '\n';
      }
    }
    return !status_;
  }
  char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
  void skip_blanks() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\r' || text_[at_] == '\n')) {
      if (text_[at_] == '\n') ++line_;
      ++at_;
    }
  }

  Pulled end() {
    Pulled p;
    if (!done_ && list_) {
      done_ = true;
      p.what = Pulled::What::kBroken;
      p.line = line_;
      p.problem.why = {"文件在列表中间结束，缺少 ]，可能被截断", "the file ends inside the list, without its ]: it may be cut short"};
    }
    return p;
  }

  Pulled close() {
    ++at_;
    skip_blanks();
    done_ = true;
    if (at_end()) return {};
    Pulled p = broken(line_, std::string_view(text_).substr(at_, 4096), {"列表 ] 之后还有内容，没有读取", "there is text after the list's ]; it was not read"});
    p.cut = text_.size() - at_ > 4096;
    return p;
  }

  Pulled broken(uint64_t line, std::string_view text, Reason why) {
    Pulled p;
    p.element = list_ ? number_ : 0;
    p.what = Pulled::What::kBroken;
    p.line = line;
    p.problem = {"", lossy_utf8(text), std::move(why)};
    return p;
  }

  /// From at_ to just after the element, or to the end of the text where it does not end.
  std::string_view cut(bool& complete) {
    const size_t from = at_;
    int depth = 0;
    bool quoted = false;
    complete = false;
    for (; !at_end(); ++at_) {
      const char c = text_[at_];
      if (c == '\n') ++line_;
      if (quoted) {
        if (c == '\\' && (++at_, !at_end()) && text_[at_] == '\n') ++line_;
        else if (c == '"') quoted = false;
        continue;
      }
      if (c == '"') quoted = true;
      else if (c == '{' || c == '[') ++depth;
      else if (depth == 0 && list_ && (c == ',' || c == ']')) { complete = true; break; }
      else if (c == '}' || c == ']') {
        if (--depth <= 0 && !list_) { ++at_, complete = true; break; }
      }
    }
    at_ = std::min(at_, text_.size());
    if (!list_ && depth == 0) complete = true;
    return std::string_view(text_).substr(from, at_ - from);
  }

  Pulled element() {
    first_ = false;
    after_value_ = true;
    ++number_;
    const uint64_t line = line_;
    bool complete = false;
    const std::string_view s = cut(complete);
    if (!complete) {
      done_ = true;
      Pulled p = broken(line, binding::trim(s).substr(0, 65'536), {"这条记录没有结束，其后内容都没有读取；文件可能被截断", "the record does not end; nothing after it was read; the file may be cut short"});
      p.cut = s.size() > 65'536;
      return p;
    }
    if (!is_utf8(s)) {
      Pulled p = broken(line, s, {"不是有效的 UTF-8 文字", "not valid UTF-8"});
      p.garbled = true;
      return p;
    }
    arena_.release();
    auto value = json_.parse(s, arena_);
    if (!value) return broken(line, s, value.error());
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.element = list_ ? number_ : 0;
    p.line = line;
    p.record = *value;
    p.text = s;
    return p;
  }

  std::unique_ptr<LineReader> lines_;
  Status status_;
  std::string text_;  // the element at hand and what was read with it
  size_t at_ = 0;
  uint64_t line_ = 1, number_ = 0;
  bool list_ = false, first_ = true, after_value_ = false, done_ = false;
  binding::JsonParser json_;
  binding::Arena arena_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_json(std::unique_ptr<LineReader> lines) {
  auto source = std::make_unique<Json>(std::move(lines));
  if (auto s = source->start(); !s) return s.error();
  return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace zs::readers

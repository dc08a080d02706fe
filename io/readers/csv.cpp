#include "io/binding/scalar.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <deque>
#include <fmt/format.h>

namespace zs::readers {
namespace {

using binding::Member;
using binding::Problem;
using binding::Reason;
using binding::Value;

/// A record may stretch over so many lines and bytes; beyond them the quote is taken as unclosed.
constexpr size_t kMaxRecordLines = 1000, kMaxRecordBytes = 1u << 20;

enum class Cut : uint8_t { kDone, kOpenQuote, kTextAfterQuote };

/// Cells of one record. Unescaped texts are kept in `store`, whose strings do not move.
struct Cells {
  std::vector<std::string_view> cells;
  std::deque<std::string> store;
  void clear() { cells.clear(), store.clear(); }
};

Cut cut_quoted(std::string_view s, size_t& at, Cells& out, char delimiter) {
  size_t from = at + 1;
  std::string* joined = nullptr;
  for (size_t i = from;;) {
    const size_t quote = s.find('"', i);
    if (quote == std::string_view::npos) return Cut::kOpenQuote;
    if (quote + 1 < s.size() && s[quote + 1] == '"') {
      if (!joined) joined = &out.store.emplace_back();
      joined->append(s.substr(from, quote + 1 - from));
      i = from = quote + 2;
      continue;
    }
    if (joined) joined->append(s.substr(from, quote - from));
    out.cells.push_back(joined ? std::string_view(*joined) : s.substr(from, quote - from));
    at = quote + 1;
    return at == s.size() || s[at] == delimiter ? Cut::kDone : Cut::kTextAfterQuote;
  }
}

Cut cut(std::string_view s, char delimiter, Cells& out) {
  out.clear();
  for (size_t at = 0;;) {
    if (at < s.size() && s[at] == '"') {
      if (const Cut c = cut_quoted(s, at, out, delimiter); c != Cut::kDone) return c;
    } else {
      const size_t end = std::min(s.find(delimiter, at), s.size());
      out.cells.push_back(s.substr(at, end - at));
      at = end;
    }
    if (at == s.size()) return Cut::kDone;
    ++at;
  }
}

char sniff(std::string_view header) {
  char best = ',';
  size_t most = 0;
  for (const char c : {',', '\t', ';', '|'}) {
    size_t n = 0;
    bool quoted = false;
    for (const char x : header) {
      if (x == '"') quoted = !quoted;
      else if (x == c && !quoted) ++n;
    }
    if (n > most) most = n, best = c;
  }
  return best;
}

struct Held { std::string text; uint64_t number = 0; bool valid = true, ended = true, too_long = false; Reason why; };

class Csv : public RecordSource {
 public:
  explicit Csv(std::unique_ptr<LineReader> lines) : lines_(std::move(lines)) {}

  Status start() {
    for (;;) {
      auto more = take();
      if (!more) return more.error();
      if (!*more)
        return Error{ErrorKind::kUsage, lines_->name() + " 是空文件，没有表头；第一行应是列名", lines_->name() + " is empty: the first line must name the columns"};
      if (!binding::is_blank(held_.front().text)) break;
      held_.pop_front();
    }
    const Held line = held_.front();
    held_.pop_front();
    if (!line.valid)
      return Error{ErrorKind::kUsage, fmt::format("{}:{}: 表头{}", lines_->name(), line.number, line.why.zh),
                   fmt::format("{}:{}: the header: {}", lines_->name(), line.number, line.why.en)};
    delimiter_ = sniff(line.text);
    Cells cells;
    if (cut(line.text, delimiter_, cells) != Cut::kDone)
      return Error{ErrorKind::kUsage, fmt::format("{}:{}: 表头的引号没有配对", lines_->name(), line.number),
                   fmt::format("{}:{}: the header's quotes do not match", lines_->name(), line.number)};
    header_ = line.text;
    for (const auto c : cells.cells) names_.emplace_back(binding::trim(c));
    for (const auto& n : names_) members_.push_back({n, {}});
    return {};
  }

  std::optional<std::vector<std::string>> columns() const override { return names_; }
  std::string_view header() const override { return header_; }

  Result<Pulled> next() override {
    for (;;) {
      if (held_.empty()) {
        auto more = take();
        if (!more) return more.error();
        if (!*more) return Pulled{};
      }
      if (!held_.front().text.empty()) break;
      held_.pop_front();
    }
    return record();
  }

 private:
  /// Holds one more line; false at the end.
  Result<bool> take() {
    Line line;
    auto more = lines_->next(line);
    if (!more || !*more) return more;
    held_.push_back({std::string(line.text), line.number, line.valid, line.ended, line.too_long, line.valid ? Reason() : lines_->not_text(line)});
    return true;
  }

  Result<Pulled> record() {
    current_ = std::move(held_.front());
    held_.pop_front();
    if (current_.too_long) {
      Pulled p = broken({"这一行太长", "the line is too long"});
      p.cut = true;
      return p;
    }
    if (!current_.valid) return broken(current_.why);
    size_t joined = 0;  // lines of held_ that the record takes in
    text_.clear();
    std::string_view text = current_.text;
    bool look = true;  // false: the line just joined cannot close the quote
    for (;;) {
      if (look) {
        const Cut c = cut(text, delimiter_, cells_);
        if (c == Cut::kTextAfterQuote) return broken({"引号闭合后还有文字", "text follows a closing quote"});
        if (c == Cut::kDone) break;
      }
      if (joined == held_.size()) {
        auto more = take();
        if (!more) return more.error();
        if (!*more) return broken({"引号没有闭合" + cut_short_zh(), "a quote is not closed" + cut_short_en()});
      }
      const Held& line = held_[joined];
      if (!line.valid || line.too_long || joined == kMaxRecordLines || text.size() + line.text.size() > kMaxRecordBytes)
        return broken({"引号没有闭合", "a quote is not closed"});
      if (text_.empty()) text_ = current_.text;
      text_ += '\n';
      text_ += line.text;
      text = text_;
      ++joined;
      look = line.text.find('"') != std::string::npos;
    }
    const bool ended = joined ? held_[joined - 1].ended : current_.ended;
    if (cells_.cells.size() != names_.size()) {
      // Its quotes match: the lines belong together, and none of them is a record by itself.
      current_.ended = ended;
      if (joined) current_.text = text_;
      held_.erase(held_.begin(), held_.begin() + static_cast<long>(joined));
      return broken({fmt::format("应有 {} 列，实有 {} 列{}", names_.size(), cells_.cells.size(), cut_short_zh()),
                     fmt::format("expected {} columns, found {}{}", names_.size(), cells_.cells.size(), cut_short_en())});
    }
    held_.erase(held_.begin(), held_.begin() + static_cast<long>(joined));
    return good();
  }

  std::string cut_short_zh() const { return current_.ended ? "" : "（文件最后一行没有换行，可能被截断）"; }
  std::string cut_short_en() const { return current_.ended ? "" : " (the file's last line has no line end: it may be cut short)"; }

  Pulled good() {
    for (size_t i = 0; i < names_.size(); ++i)
      members_[i].value = cells_.cells[i].empty() ? Value{} : Value::of_text(cells_.cells[i]);
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.line = current_.number;
    p.record.kind = Value::Kind::kObject;
    p.record.size = static_cast<uint32_t>(members_.size());
    p.record.members = members_.data();
    p.text = text_.empty() ? std::string_view(current_.text) : std::string_view(text_);
    return p;
  }

  Pulled broken(Reason why) {
    Pulled p;
    p.what = Pulled::What::kBroken;
    p.line = current_.number;
    p.problem = {"", lossy_utf8(current_.text), std::move(why)};
    return p;
  }

  std::unique_ptr<LineReader> lines_;
  std::deque<Held> held_;  // lines read but not yet part of a record
  Held current_;
  std::string text_;       // a record over several lines, joined
  char delimiter_ = ',';
  std::string header_;
  std::vector<std::string> names_;
  std::vector<Member> members_;
  Cells cells_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_csv(std::unique_ptr<LineReader> lines) {
  auto csv = std::make_unique<Csv>(std::move(lines));
  if (auto s = csv->start(); !s) return s.error();
  return std::unique_ptr<RecordSource>(std::move(csv));
}

}  // namespace zs::readers

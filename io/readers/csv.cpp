#include "io/binding/scalar.h"
#include "io/readers/block_binder.h"
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

/// What all records of a file share.
struct Shape {
  char delimiter = ',';
  std::vector<std::string> names;
};

/// Cells under their names.
class Row {
 public:
  explicit Row(const Shape& shape) {
    for (const auto& n : shape.names) members_.push_back({n, {}});
  }
  Value of(const Cells& cells) {
    for (size_t i = 0; i < members_.size(); ++i) members_[i].value = cells.cells[i].empty() ? Value{} : Value::of_text(cells.cells[i]);
    Value v;
    v.kind = Value::Kind::kObject;
    v.size = static_cast<uint32_t>(members_.size());
    v.members = members_.data();
    return v;
  }

 private:
  std::vector<Member> members_;
};

/// So much is bound at a time.
constexpr size_t kBlockRecords = 2048, kBlockBytes = 2u << 20;

/// Records that were cut once and found good, and what is broken between them.
class CsvBlock : public Block {
 public:
  explicit CsvBlock(std::shared_ptr<const Shape> shape) : shape_(std::move(shape)), row_(*shape_) {}
  void add(Pulled p) {
    const bool good = p.what == Pulled::What::kRecord;
    records_.push_back({bytes_.size(), p.text.size(), p.line, good ? kGood : broken_.size()});
    if (good) bytes_ += p.text;
    else broken_.push_back(std::move(p));
  }
  bool full() const { return records_.size() >= kBlockRecords || bytes_.size() >= kBlockBytes; }

  size_t size() const override { return records_.size(); }

  Bound bind(BlockBinder& binder) override {
    Value value;
    return binder.by_records(size(), [&](size_t i) -> const Value* {
      if (records_[i].broken != kGood) return nullptr;
      value = values(i);
      return &value;
    });
  }

  Pulled record(size_t i) override {
    if (records_[i].broken != kGood) return broken_[records_[i].broken];
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.line = records_[i].line;
    p.record = values(i);
    p.text = text(i);
    return p;
  }

 private:
  static constexpr size_t kGood = SIZE_MAX;
  struct Kept {
    size_t from, size;
    uint64_t line;
    size_t broken;   // place in broken_
  };
  std::string_view text(size_t i) const { return std::string_view(bytes_).substr(records_[i].from, records_[i].size); }
  Value values(size_t i) {
    cut(text(i), shape_->delimiter, cells_);
    return row_.of(cells_);
  }

  std::shared_ptr<const Shape> shape_;
  std::string bytes_;
  std::vector<Kept> records_;
  std::vector<Pulled> broken_;
  Row row_;
  Cells cells_;
};

class Csv : public RecordSource, public BlockSource {
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
    if (const char first = line.text.front(); first == '{' || first == '[')
      return Error{ErrorKind::kUsage, fmt::format("{}:{}: 第一行应是列名，这里像是 JSON；请把文件改名为 .ndjson 或 .json", lines_->name(), line.number),
                   fmt::format("{}:{}: the first line should name the columns, and this looks like JSON; call the file .ndjson or .json", lines_->name(), line.number)};
    auto shape = std::make_shared<Shape>();
    shape->delimiter = sniff(line.text);
    Cells cells;
    if (cut(line.text, shape->delimiter, cells) != Cut::kDone)
      return Error{ErrorKind::kUsage, fmt::format("{}:{}: 表头的引号没有配对", lines_->name(), line.number),
                   fmt::format("{}:{}: the header's quotes do not match", lines_->name(), line.number)};
    if (const size_t at = line.text.find('\r'); at != std::string::npos && line.text.find('"') == std::string::npos)
      return Error{ErrorKind::kUsage, fmt::format("{}:{}: 表头里有回车（CR）：这个文件的行尾是 CR（旧 Mac 格式），请另存为 LF 或 CRLF 行尾", lines_->name(), line.number),
                   fmt::format("{}:{}: the header holds a carriage return (CR): the file's lines end in CR, as on old Macs; save it with LF or CRLF", lines_->name(), line.number)};
    header_ = line.text;
    for (const auto c : cells.cells) shape->names.emplace_back(binding::trim(c));
    row_.emplace(*shape);
    shape_ = std::move(shape);
    return {};
  }

  std::optional<std::vector<std::string>> columns() const override { return shape_->names; }
  std::string_view header() const override { return header_; }
  BlockSource* blocks() override { return this; }

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

  Result<std::unique_ptr<Block>> fetch() override {
    if (failed_) return *failed_;
    auto block = std::make_unique<CsvBlock>(shape_);
    while (!block->full()) {
      auto pulled = next();
      if (!pulled) {  // after the records before it
        if (block->size() == 0) return pulled.error();
        failed_ = pulled.error();
        break;
      }
      if (pulled->what == Pulled::What::kEnd) break;
      block->add(std::move(*pulled));
    }
    if (block->size() == 0) return std::unique_ptr<Block>();
    return std::unique_ptr<Block>(std::move(block));
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
    if (!current_.valid) {
      Pulled p = broken(current_.why);
      p.garbled = true;
      return p;
    }
    size_t joined = 0;  // lines of held_ that the record takes in
    text_.clear();
    std::string_view text = current_.text;
    bool look = true;  // false: the line just joined cannot close the quote
    for (;;) {
      if (look) {
        const Cut c = cut(text, shape_->delimiter, cells_);
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
    if (cells_.cells.size() != shape_->names.size()) {
      // Its quotes match: the lines belong together, and none of them is a record by itself.
      current_.ended = ended;
      if (joined) current_.text = text_;
      held_.erase(held_.begin(), held_.begin() + static_cast<long>(joined));
      return broken({fmt::format("应有 {} 列，实有 {} 列{}", shape_->names.size(), cells_.cells.size(), cut_short_zh()),
                     fmt::format("expected {} columns, found {}{}", shape_->names.size(), cells_.cells.size(), cut_short_en())});
    }
    held_.erase(held_.begin(), held_.begin() + static_cast<long>(joined));
    return good();
  }

  std::string cut_short_zh() const { return current_.ended ? "" : "（文件最后一行没有换行，可能被截断）"; }
  std::string cut_short_en() const { return current_.ended ? "" : " (the file's last line has no line end: it may be cut short)"; }

  Pulled good() {
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.line = current_.number;
    p.record = row_->of(cells_);
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
  std::shared_ptr<const Shape> shape_;
  std::string header_;
  std::optional<Row> row_;
  std::optional<Error> failed_;
  Cells cells_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_csv(std::unique_ptr<LineReader> lines) {
  auto csv = std::make_unique<Csv>(std::move(lines));
  if (auto s = csv->start(); !s) return s.error();
  return std::unique_ptr<RecordSource>(std::move(csv));
}

}  // namespace zs::readers

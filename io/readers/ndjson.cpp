#include "io/binding/json_value.h"
#include "io/binding/scalar.h"
#include "io/readers/block_binder.h"
#include "io/readers/record_source.h"

namespace zs::readers {
namespace {

/// So much is bound at a time.
constexpr size_t kBlockLines = 2048, kBlockBytes = 2u << 20;

Pulled broken(uint64_t line, std::string_view text, binding::Reason why) {
  Pulled p;
  p.what = Pulled::What::kBroken;
  p.line = line;
  p.problem = {"", lossy_utf8(text), std::move(why)};
  return p;
}

/// The record of a line, which is valid text.
Pulled parsed(std::string_view text, uint64_t number, bool ended, binding::JsonParser& json, binding::Arena& arena) {
  arena.release();
  auto value = json.parse(text, arena);
  if (!value) {
    Pulled p = broken(number, text, value.error());
    if (!ended) {
      p.problem.why.zh += "（文件最后一行没有换行，可能被截断）";
      p.problem.why.en += " (the file's last line has no line end: it may be cut short)";
    }
    return p;
  }
  Pulled p;
  p.what = Pulled::What::kRecord;
  p.line = number;
  p.record = *value;
  p.text = text;
  return p;
}

class LineBlock : public Block {
 public:
  void add(const Line& line) {
    lines_.push_back({bytes_.size(), line.text.size(), line.number, line.ended, kGood});
    bytes_ += line.text;
  }
  void add(Pulled broken) {
    lines_.push_back({0, 0, broken.line, true, broken_.size()});
    broken_.push_back(std::move(broken));
  }
  bool full() const { return lines_.size() >= kBlockLines || bytes_.size() >= kBlockBytes; }

  size_t size() const override { return lines_.size(); }

  Bound bind(BlockBinder& binder) override {
    binding::Value value;
    return binder.by_records(size(), [&](size_t i) -> const binding::Value* {
      if (lines_[i].broken != kGood) return nullptr;
      arena_.release();
      auto v = binder.json().parse(text(i), arena_);
      if (!v) return nullptr;
      value = *v;
      return &value;
    });
  }

  Pulled record(size_t i) override {
    const Kept& line = lines_[i];
    if (line.broken != kGood) return broken_[line.broken];
    if (!json_) json_ = std::make_unique<binding::JsonParser>();
    return parsed(text(i), line.number, line.ended, *json_, arena_);
  }

 private:
  static constexpr size_t kGood = SIZE_MAX;
  struct Kept {
    size_t from, size;
    uint64_t number;
    bool ended;
    size_t broken;   // place in broken_
  };
  std::string_view text(size_t i) const { return std::string_view(bytes_).substr(lines_[i].from, lines_[i].size); }

  std::string bytes_;
  std::vector<Kept> lines_;
  std::vector<Pulled> broken_;
  std::unique_ptr<binding::JsonParser> json_;   // for record()
  binding::Arena arena_;
};

class Ndjson : public RecordSource, public BlockSource {
 public:
  explicit Ndjson(std::unique_ptr<LineReader> lines) : lines_(std::move(lines)) {}

  Result<Pulled> next() override {
    Line line;
    auto more = next_line(line);
    if (!more) return more.error();
    if (!*more) return Pulled{};
    if (auto bad = not_a_text(line)) return std::move(*bad);
    return parsed(line.text, line.number, line.ended, json_, arena_);
  }

  BlockSource* blocks() override { return this; }

  Result<std::unique_ptr<Block>> fetch() override {
    if (failed_) return *failed_;
    auto block = std::make_unique<LineBlock>();
    Line line;
    while (!block->full()) {
      auto more = next_line(line);
      if (!more) {  // after the lines before it
        if (block->size() == 0) return more.error();
        failed_ = more.error();
        break;
      }
      if (!*more) break;
      if (auto bad = not_a_text(line)) block->add(std::move(*bad));
      else block->add(line);
    }
    if (block->size() == 0) return std::unique_ptr<Block>();
    return std::unique_ptr<Block>(std::move(block));
  }

 private:
  Result<bool> next_line(Line& line) {
    for (;;) {
      auto more = lines_->next(line);
      if (!more || !*more || !line.valid || !binding::is_blank(line.text)) return more;
    }
  }

  std::optional<Pulled> not_a_text(const Line& line) const {
    if (!line.too_long && line.valid) return std::nullopt;
    Pulled p = broken(line.number, line.text, line.too_long ? binding::Reason{"这一行太长", "the line is too long"} : lines_->not_text(line));
    p.cut = line.too_long, p.garbled = !line.too_long;
    return p;
  }

  std::unique_ptr<LineReader> lines_;
  std::optional<Error> failed_;
  binding::JsonParser json_;
  binding::Arena arena_;
};

}  // namespace

std::unique_ptr<RecordSource> open_ndjson(std::unique_ptr<LineReader> lines) { return std::make_unique<Ndjson>(std::move(lines)); }

}  // namespace zs::readers

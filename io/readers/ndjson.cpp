#include "io/binding/json_value.h"
#include "io/binding/scalar.h"
#include "io/readers/record_source.h"

namespace zs::readers {
namespace {

class Ndjson : public RecordSource {
 public:
  explicit Ndjson(std::unique_ptr<LineReader> lines) : lines_(std::move(lines)) {}

  Result<Pulled> next() override {
    Line line;
    do {
      auto more = lines_->next(line);
      if (!more) return more.error();
      if (!*more) return Pulled{};
    } while (line.valid && binding::is_blank(line.text));
    Pulled p;
    p.line = line.number;
    p.what = Pulled::What::kBroken;
    if (line.too_long) {
      p.problem.why = {"这一行太长", "the line is too long"};
      p.cut = true;
    } else if (!line.valid) {
      p.problem.why = lines_->not_text(line);
    } else {
      arena_.release();
      auto value = json_.parse(line.text, arena_);
      if (value) {
        p.what = Pulled::What::kRecord;
        p.record = *value;
        p.text = line.text;
        return p;
      }
      p.problem.why = value.error();
      if (!line.ended) {
        p.problem.why.zh += "（文件最后一行没有换行，可能被截断）";
        p.problem.why.en += " (the file's last line has no line end: it may be cut short)";
      }
    }
    p.problem.value = lossy_utf8(line.text);
    return p;
  }

 private:
  std::unique_ptr<LineReader> lines_;
  binding::JsonParser json_;
  binding::Arena arena_;
};

}  // namespace

std::unique_ptr<RecordSource> open_ndjson(std::unique_ptr<LineReader> lines) { return std::make_unique<Ndjson>(std::move(lines)); }

}  // namespace zs::readers

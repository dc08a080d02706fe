// A file of rejects as a source: each row holds a record as it stood in its own file, perhaps corrected.
#include "io/binding/json_value.h"
#include "io/binding/scalar.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace zs::readers {
namespace {

using binding::Reason;
using binding::Value;

class Rejects : public RecordSource {
 public:
  Rejects(std::unique_ptr<RecordSource> rows, std::string name, std::string record) : rows_(std::move(rows)), name_(std::move(name)), record_(std::move(record)) {}

  /// Are all columns there?
  Status start() const {
    const auto given = rows_->columns().value_or(std::vector<std::string>(kColumns.begin(), kColumns.end()));
    for (const char* wanted : kColumns)
      if (std::find(given.begin(), given.end(), wanted) == given.end())
        return Error{ErrorKind::kUsage, name_ + " 不是 --rejects 写出的文件：缺少列 " + wanted, name_ + " was not written by --rejects: the column " + wanted + " is missing"};
    return {};
  }

  Result<Pulled> next() override {
    for (;;) {
      auto row = rows_->next();
      if (!row || row->what == Pulled::What::kEnd) return row;
      if (row->what == Pulled::What::kBroken) {
        if (!mine_) continue;
        row->cut = true;  // nothing of the record itself can be kept
        return row;
      }
      mine_ = cell(row->record, "record") == record_;
      if (!mine_) continue;
      const std::string_view what = cell(row->record, "what");
      if (what == "row" || what == "reference") continue;
      return read(row->record, row->line, what == "duplicate");
    }
  }

 private:
  static constexpr std::array<const char*, 8> kColumns{"file", "line", "record", "key", "what", "format", "header", "original"};

  static constexpr std::string_view kLost = "\xEF\xBF\xBD";  // U+FFFD

  static std::string_view cell(const Value& row, std::string_view name) {
    for (uint32_t i = 0; i < row.size; ++i)
      if (row.members[i].name == name) return row.members[i].value.text;
    return {};
  }

  Result<Pulled> read(const Value& row, uint64_t line, bool duplicate) {
    origin_ = {std::string(cell(row, "file")), std::string(cell(row, "format")), std::string(cell(row, "header")), line, duplicate ? std::string(cell(row, "key")) : ""};
    const std::string_view at = cell(row, "line");
    std::from_chars(at.data(), at.data() + at.size(), origin_.line);
    original_ = cell(row, "original");
    Pulled p;
    if (cell(row, "what") == "encoding" && original_.find(kLost) != std::string::npos) {
      p = broken({"original 里还有 �，那里的字节读不出来：请改成原来的字", "original still has � where bytes could not be read: put in what stood there"});
      p.garbled = true;
    } else if (binding::is_blank(original_)) p = broken({"没有 original（原记录太长，或由绑定的几张表拼成，没有保留）：请在原处改正后再运行 zs run，或在此补上", "original is empty (the record was too long to be kept, or a binding makes it of several tables): correct it where it stands and run zs run again, or fill it in here"});
    else if (origin_.format == "csv") p = csv();
    else if (origin_.format == "json") p = json();
    else p = broken({"format 应为 csv 或 json", "format is csv or json"});
    p.line = line;
    p.text = original_;
    p.origin = &origin_;
    return p;
  }

  Pulled broken(Reason why) const {
    Pulled p;
    p.what = Pulled::What::kBroken;
    p.problem = {"", original_, std::move(why)};
    return p;
  }

  Pulled json() {
    arena_.release();
    auto value = json_.parse(original_, arena_);
    if (!value) return broken(value.error());
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.record = *value;
    return p;
  }

  /// Read as the file was: the header, and this record alone.
  Pulled csv() {
    auto opened = open_csv(std::make_unique<LineReader>(bytes_of(origin_.header + "\n" + original_ + "\n"), name_, Encoding::kUtf8));
    if (!opened) return broken({opened.error().zh, opened.error().en});
    csv_ = std::move(*opened);
    auto p = csv_->next();
    if (!p) return broken({p.error().zh, p.error().en});
    if (p->what != Pulled::What::kRecord) return broken(p->what == Pulled::What::kEnd ? Reason{"没有记录", "there is no record"} : p->problem.why);
    // The record's texts live in the source until its next pull: look at what follows in another one.
    auto again = open_csv(std::make_unique<LineReader>(bytes_of(origin_.header + "\n" + original_ + "\n"), name_, Encoding::kUtf8));
    if (again) (void)(*again)->next();
    auto more = again ? (*again)->next() : Result<Pulled>(again.error());
    if (!more || more->what != Pulled::What::kEnd) return broken({"original 里不止一条记录", "original holds more than one record"});
    return *p;
  }

  std::unique_ptr<RecordSource> rows_, csv_;
  std::string name_, record_, original_;
  Origin origin_;
  bool mine_ = true;  // the row looked at last, to which a broken one after it belongs
  binding::JsonParser json_;
  binding::Arena arena_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_rejects(std::unique_ptr<LineReader> lines, bool is_ndjson, std::string record) {
  const std::string name = lines->name();
  auto rows = is_ndjson ? Result<std::unique_ptr<RecordSource>>(open_ndjson(std::move(lines))) : open_csv(std::move(lines));
  if (!rows) return rows.error();
  auto source = std::make_unique<Rejects>(std::move(*rows), name, std::move(record));
  if (auto s = source->start(); !s) return s.error();
  return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace zs::readers

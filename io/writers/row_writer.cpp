#include "io/writers/row_writer.h"

#include "io/databases/sink.h"
#include "io/writers/output_file.h"
#include "io/writers/parquet_rows.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::writers {
namespace {

class CsvWriter : public RowWriter {
 public:
  explicit CsvWriter(std::unique_ptr<OutputFile> file) : file_(std::move(file)) {}
  Status put(Cells cells) override {
    line_.clear();
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i) line_ += ',';
      append_csv_cell(line_, cells[i]);
    }
    line_ += '\n';
    return file_->write(line_);
  }
  Status seal() override { return file_->seal(); }
  Status commit() override { return file_->commit(); }
  void mark_partial() override { file_->mark_partial(); }

 private:
  std::unique_ptr<OutputFile> file_;
  std::string line_;
};

bool is_text(const ColumnSpec& c) { return c.kind == ColumnSpec::Kind::kText || c.kind == ColumnSpec::Kind::kInstant; }

class NdjsonWriter : public RowWriter {
 public:
  NdjsonWriter(std::unique_ptr<OutputFile> file, std::vector<ColumnSpec> columns) : file_(std::move(file)), columns_(std::move(columns)) {
    for (const auto& c : columns_) names_.push_back((names_.empty() ? "" : ",") + json_string(c.name) + ":");
  }
  Status put(Cells cells) override {
    line_ = '{';
    for (size_t i = 0; i < cells.size(); ++i) {
      line_ += names_[i];
      if (cells[i].empty()) line_ += "null";
      else if (is_text(columns_[i])) append_json_string(line_, cells[i]);
      else line_ += cells[i];
    }
    line_ += "}\n";
    return file_->write(line_);
  }
  Status seal() override { return file_->seal(); }
  Status commit() override { return file_->commit(); }
  void mark_partial() override { file_->mark_partial(); }

 private:
  std::unique_ptr<OutputFile> file_;
  std::vector<ColumnSpec> columns_;
  std::vector<std::string> names_;  // as they stand in a line
  std::string line_;
};

/// A table of a database. Its sink is that of other tables too, whose rows another thread may bring: rejects come from the reading one.
class TableWriter : public RowWriter {
 public:
  TableWriter(std::shared_ptr<databases::Sink> sink, size_t table) : sink_(std::move(sink)), table_(table) {}
  Status put(Cells cells) override {
    const std::vector<std::string> texts(cells.begin(), cells.end());
    const std::lock_guard lock(sink_->mutex());
    return sink_->row(table_, texts);
  }
  Status seal() override {
    const std::lock_guard lock(sink_->mutex());
    return partial_ ? Status() : sink_->seal();
  }
  Status commit() override {
    const std::lock_guard lock(sink_->mutex());
    return partial_ ? Status() : sink_->commit();
  }
  /// A table is whole or as it was before.
  void mark_partial() override { partial_ = true; }
  bool in_database() const override { return true; }

 private:
  std::shared_ptr<databases::Sink> sink_;
  size_t table_;
  bool partial_ = false;
};

databases::ValueKind kind_in_database(ColumnSpec::Kind kind) {
  switch (kind) {
    case ColumnSpec::Kind::kBool: return databases::ValueKind::kBool;
    case ColumnSpec::Kind::kInteger: return databases::ValueKind::kInteger;
    case ColumnSpec::Kind::kInstant: return databases::ValueKind::kInstant;
    default: return databases::ValueKind::kText;
  }
}

Result<std::unique_ptr<RowWriter>> open_table(const std::string& path, const std::vector<ColumnSpec>& columns, databases::Sinks* sinks) {
  auto location = databases::parse_location(path);
  if (!location) return location.error();
  if (location->table.empty())
    return Error{ErrorKind::kUsage, location->shown + "：只能写入表，不能写入查询", location->shown + ": rows are written to a table, not to a query"};
  if (location->upsert && std::none_of(columns.begin(), columns.end(), [](const ColumnSpec& c) { return c.identity; }))
    return Error{ErrorKind::kUsage, location->shown + "：这种结果没有能说明是哪一行的列，不能用 :upsert；去掉它则整表替换",
                 location->shown + ": such rows have no columns that say which row it is, so that :upsert cannot be used; without it the table is replaced as a whole"};
  databases::Sinks own;
  auto sink = (sinks ? sinks : &own)->of(*location);
  if (!sink) return sink.error();
  std::vector<databases::Column> wanted;
  for (const auto& c : columns) wanted.push_back({c.name, kind_in_database(c.kind), c.identity});
  auto table = (*sink)->add(*location, std::move(wanted));
  if (!table) return table.error();
  return std::unique_ptr<RowWriter>(std::make_unique<TableWriter>(std::move(*sink), *table));
}

bool ends_with(std::string_view s, std::string_view end) { return s.size() >= end.size() && s.substr(s.size() - end.size()) == end; }

}  // namespace

namespace {

/// Names that promise what is not written here: a reader would take the bytes for something else.
constexpr std::string_view kOtherFormats[] = {".gz", ".zst", ".zip", ".bz2", ".xz", ".7z", ".json", ".tsv", ".xlsx", ".xls", ".xml", ".html", ".pdf", ".docx", ".arrow", ".feather", ".orc", ".avro",
                                              ":upsert"};

Status check_name(const std::string& path) {
  for (const std::string_view ending : kOtherFormats)
    if (ends_with(path, ending))
      return Error{ErrorKind::kUsage, fmt::format("{}：不写 {} 格式；文件名应以 .csv、.ndjson、.jsonl 或 .parquet 结尾，数据库的表写作 postgres://…#表、文件.duckdb#表、文件.sqlite#表", path, ending),
                   fmt::format("{}: {} is not written; end the name in .csv, .ndjson, .jsonl or .parquet, or name a table: postgres://…#TABLE, FILE.duckdb#TABLE, FILE.sqlite#TABLE", path, ending)};
  return {};
}

}  // namespace

RowFormat row_format_of(const std::string& path) {
  if (ends_with(path, ".parquet")) return RowFormat::kParquet;
  if (ends_with(path, ".ndjson") || ends_with(path, ".jsonl")) return RowFormat::kNdjson;
  return RowFormat::kCsv;
}

void append_csv_cell(std::string& to, std::string_view s) {
  const auto quoted = [](char c) { return c == ',' || c == '"' || c == '\r' || c == '\n'; };
  if (s.empty() || (s.front() != ' ' && s.back() != ' ' && std::none_of(s.begin(), s.end(), quoted))) return void(to += s);
  to += '"';
  for (const char c : s) {
    if (c == '"') to += '"';
    to += c;
  }
  to += '"';
}

void append_json_string(std::string& to, std::string_view s) {
  to += '"';
  size_t plain = 0;  // from here on nothing to escape was met
  for (size_t i = 0; i < s.size(); ++i) {
    const char c = s[i];
    if (c != '"' && c != '\\' && static_cast<unsigned char>(c) >= 0x20) continue;
    to += s.substr(plain, i - plain);
    plain = i + 1;
    switch (c) {
      case '"': to += "\\\""; break;
      case '\\': to += "\\\\"; break;
      case '\n': to += "\\n"; break;
      case '\r': to += "\\r"; break;
      case '\t': to += "\\t"; break;
      default: to += fmt::format("\\u{:04x}", static_cast<int>(c));
    }
  }
  to += s.substr(plain);
  to += '"';
}

std::string csv_cell(std::string_view s) {
  std::string out;
  append_csv_cell(out, s);
  return out;
}

std::string json_string(std::string_view s) {
  std::string out;
  append_json_string(out, s);
  return out;
}

Result<std::unique_ptr<RowWriter>> open_rows(const std::string& path, std::vector<ColumnSpec> columns, databases::Sinks* sinks) {
  if (databases::is_location(path)) return open_table(path, columns, sinks);
  if (auto s = check_name(path); !s) return s.error();
  auto file = OutputFile::create(path);
  if (!file) return file.error();
  switch (row_format_of(path)) {
    case RowFormat::kNdjson: return std::unique_ptr<RowWriter>(std::make_unique<NdjsonWriter>(std::move(*file), std::move(columns)));
    case RowFormat::kParquet:
      return open_parquet_rows(std::move(*file), path, std::move(columns));
    case RowFormat::kCsv: break;
  }
  auto writer = std::make_unique<CsvWriter>(std::move(*file));
  std::vector<std::string> header;
  for (const auto& c : columns) header.push_back(c.name);
  if (auto s = writer->row(header); !s) return s.error();
  return std::unique_ptr<RowWriter>(std::move(writer));
}

}  // namespace zs::writers

#include "io/duckdb/database.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>
#include <sys/stat.h>
#include <utility>

namespace zs::readers {
namespace {

using binding::Member;
using binding::Value;

/// The SQL type of a column with text in place of every plain value.
std::string text_type(duckdb_logical_type type) {
  const auto with = [](duckdb_logical_type child, auto&& make) {
    std::string s = make(child);
    duckdb_destroy_logical_type(&child);
    return s;
  };
  switch (duckdb_get_type_id(type)) {
    case DUCKDB_TYPE_LIST: return with(duckdb_list_type_child_type(type), [](auto t) { return text_type(t); }) + "[]";
    case DUCKDB_TYPE_ARRAY: return with(duckdb_array_type_child_type(type), [](auto t) { return text_type(t); }) + "[]";
    case DUCKDB_TYPE_STRUCT: {
      std::string s = "STRUCT(";
      const idx_t n = duckdb_struct_type_child_count(type);
      for (idx_t i = 0; i < n; ++i) {
        char* name = duckdb_struct_type_child_name(type, i);
        s += fmt::format("{}{} {}", i ? ", " : "", duck::quoted_name(name),
                         with(duckdb_struct_type_child_type(type, i), [](auto t) { return text_type(t); }));
        duckdb_free(name);
      }
      return s + ")";
    }
    default: return "VARCHAR";
  }
}

class Parquet : public RecordSource {
 public:
  Parquet(duck::Database db, std::string path, std::string name, Flow* flow) : db_(std::move(db)), path_(std::move(path)), name_(std::move(name)), flow_(flow) {}
  ~Parquet() override {
    for (auto& t : types_) duckdb_destroy_logical_type(&t);
    if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    if (have_result_) duckdb_destroy_result(&result_);
  }

  Status start() {
    const std::string from = " FROM read_parquet(" + duck::literal(path_) + ")";
    auto shape = query("SELECT *" + from + " LIMIT 0", false);
    if (!shape) return shape;
    std::string list;
    for (idx_t i = 0; i < duckdb_column_count(&result_); ++i) {
      duckdb_logical_type t = duckdb_column_logical_type(&result_, i);
      names_.emplace_back(duckdb_column_name(&result_, i));
      list += fmt::format("{}CAST({} AS {})", i ? ", " : "", duck::quoted_name(names_.back()), text_type(t));
      duckdb_destroy_logical_type(&t);
    }
    duckdb_destroy_result(&result_);
    have_result_ = false;
    if (auto s = measure(); !s) return s;
    if (auto s = db_.run("SET TimeZone='Asia/Shanghai'", ErrorKind::kInternal, "设置时区", "setting the time zone"); !s) return s;
    if (auto s = query("SELECT " + list + from, true); !s) return s;
    for (idx_t i = 0; i < duckdb_column_count(&result_); ++i) types_.push_back(duckdb_column_logical_type(&result_, i));
    return {};
  }

  std::optional<std::vector<std::string>> columns() const override { return names_; }

  Result<Pulled> next() override {
    while (row_ == rows_) {
      if (chunk_) duckdb_destroy_data_chunk(&chunk_);
      chunk_ = duckdb_fetch_chunk(result_);
      if (!chunk_) {
        if (const char* why = duckdb_result_error(&result_); why && *why) return cannot_read(why);
        return Pulled{};
      }
      row_ = 0;
      rows_ = duckdb_data_chunk_get_size(chunk_);
      arena_.release();
      tell_flow();
    }
    auto* members = static_cast<Member*>(arena_.allocate(names_.size() * sizeof(Member) + 1, alignof(Member)));
    for (size_t c = 0; c < names_.size(); ++c)
      new (members + c) Member{names_[c], value(duckdb_data_chunk_get_vector(chunk_, c), types_[c], row_)};
    ++row_;
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.line = ++number_;
    p.record.kind = Value::Kind::kObject;
    p.record.size = static_cast<uint32_t>(names_.size());
    p.record.members = members;
    return p;
  }

 private:
  void tell_flow() {
    if (!flow_ || total_ == 0) return;
    fetched_ += rows_;
    const auto now = static_cast<uint64_t>(static_cast<double>(bytes_) * std::min(1.0, static_cast<double>(fetched_) / static_cast<double>(total_)));
    flow_->bytes += now - std::exchange(told_, now);
  }

  /// DuckDB's first line; the SQL after it is not the user's.
  Error cannot_read(std::string why) const {
    why.resize(std::min(why.find('\n'), why.size()));
    return {ErrorKind::kIo, "读不了 Parquet 文件 " + name_ + "：文件已损坏或不是 Parquet（" + why + "）",
            "cannot read the Parquet file " + name_ + ": it is damaged or no Parquet (" + why + ")"};
  }

  Status query(const std::string& sql, bool streaming) {
    duckdb_prepared_statement statement = nullptr;
    if (duckdb_prepare(db_.connection(), sql.c_str(), &statement) != DuckDBSuccess) {
      const Error e = cannot_read(duckdb_prepare_error(statement));
      duckdb_destroy_prepare(&statement);
      return e;
    }
    duckdb_pending_result pending = nullptr;
    const auto made = streaming ? duckdb_pending_prepared_streaming(statement, &pending) : duckdb_pending_prepared(statement, &pending);
    std::string why;
    if (made != DuckDBSuccess) why = duckdb_pending_error(pending);
    else if (duckdb_execute_pending(pending, &result_) != DuckDBSuccess) why = duckdb_pending_error(pending) ? duckdb_pending_error(pending) : "", have_result_ = true;
    else have_result_ = true;
    const bool failed = made != DuckDBSuccess || !why.empty();
    duckdb_destroy_pending(&pending);
    duckdb_destroy_prepare(&statement);
    if (failed) return cannot_read(why);
    return {};
  }

  /// Rows by the file's own account, and its bytes.
  Status measure() {
    if (!flow_) return {};
    if (auto s = query("SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(" + duck::literal(path_) + ")", false); !s) return s;
    total_ = static_cast<uint64_t>(duckdb_value_int64(&result_, 0, 0));
    duckdb_destroy_result(&result_);
    have_result_ = false;
    struct stat st {};
    if (::stat(path_.c_str(), &st) == 0) bytes_ = static_cast<uint64_t>(st.st_size);
    return {};
  }

  Value value(duckdb_vector v, duckdb_logical_type type, idx_t row) {
    uint64_t* validity = duckdb_vector_get_validity(v);
    if (validity && !duckdb_validity_row_is_valid(validity, row)) return {};
    switch (duckdb_get_type_id(type)) {
      case DUCKDB_TYPE_LIST: return list(v, type, row);
      case DUCKDB_TYPE_STRUCT: return record(v, type, row);
      default: {
        auto* s = static_cast<duckdb_string_t*>(duckdb_vector_get_data(v)) + row;
        return Value::of_text({duckdb_string_t_data(s), duckdb_string_t_length(*s)});
      }
    }
  }

  Value list(duckdb_vector v, duckdb_logical_type type, idx_t row) {
    const auto entry = static_cast<duckdb_list_entry*>(duckdb_vector_get_data(v))[row];
    duckdb_vector child = duckdb_list_vector_get_child(v);
    duckdb_logical_type child_type = duckdb_list_type_child_type(type);
    auto* items = static_cast<Value*>(arena_.allocate(entry.length * sizeof(Value) + 1, alignof(Value)));
    for (idx_t i = 0; i < entry.length; ++i) new (items + i) Value(value(child, child_type, entry.offset + i));
    duckdb_destroy_logical_type(&child_type);
    return {Value::Kind::kList, static_cast<uint32_t>(entry.length), {}, items, nullptr};
  }

  Value record(duckdb_vector v, duckdb_logical_type type, idx_t row) {
    const idx_t n = duckdb_struct_type_child_count(type);
    auto* members = static_cast<Member*>(arena_.allocate(n * sizeof(Member) + 1, alignof(Member)));
    for (idx_t i = 0; i < n; ++i) {
      char* name = duckdb_struct_type_child_name(type, i);
      duckdb_logical_type t = duckdb_struct_type_child_type(type, i);
      new (members + i) Member{binding::copy(arena_, std::string_view(name)), value(duckdb_struct_vector_get_child(v, i), t, row)};
      duckdb_free(name);
      duckdb_destroy_logical_type(&t);
    }
    return {Value::Kind::kObject, static_cast<uint32_t>(n), {}, nullptr, members};
  }

  duck::Database db_;
  std::string path_, name_;
  std::vector<std::string> names_;
  std::vector<duckdb_logical_type> types_;
  duckdb_result result_{};
  bool have_result_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  idx_t row_ = 0, rows_ = 0;
  uint64_t number_ = 0;
  Flow* flow_;
  uint64_t total_ = 0, fetched_ = 0, bytes_ = 0, told_ = 0;  // rows, rows fetched, bytes of the file, bytes told of
  binding::Arena arena_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_parquet(const std::string& path, const std::string& name, Flow* flow) {
  auto db = duck::Database::open();
  if (!db) return db.error();
  auto source = std::make_unique<Parquet>(std::move(*db), path, name, flow);
  if (auto s = source->start(); !s) return s.error();
  return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace zs::readers

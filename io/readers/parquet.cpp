#include "io/duckdb/database.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <cstring>
#include <fmt/format.h>

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

/// What DuckDB reads, and what to say where it cannot.
struct Asked {
  std::string from;           // what follows FROM
  std::string zh, en;         // names what is read: Parquet 文件 a.parquet / the Parquet file a.parquet
  std::string why_zh, why_en; // the usual reason, before DuckDB's own
};

class DuckRows : public RecordSource {
 public:
  DuckRows(duck::Database db, Asked asked) : db_(std::move(db)), asked_(std::move(asked)) {}
  ~DuckRows() override {
    for (auto& t : types_) duckdb_destroy_logical_type(&t);
    if (chunk_) duckdb_destroy_data_chunk(&chunk_);
    if (have_result_) duckdb_destroy_result(&result_);
  }

  Status start() {
    const std::string from = " FROM " + asked_.from;
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
  /// DuckDB's first line; the SQL after it is not the user's.
  Error cannot_read(std::string why) const {
    why.resize(std::min(why.find('\n'), why.size()));
    return {ErrorKind::kIo, "读不了 " + asked_.zh + "：" + (asked_.why_zh.empty() ? why : asked_.why_zh + "（" + why + "）"),
            "cannot read " + asked_.en + ": " + (asked_.why_en.empty() ? why : asked_.why_en + " (" + why + ")")};
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
  Asked asked_;
  std::vector<std::string> names_;
  std::vector<duckdb_logical_type> types_;
  duckdb_result result_{};
  bool have_result_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  idx_t row_ = 0, rows_ = 0;
  uint64_t number_ = 0;
  binding::Arena arena_;
};

}  // namespace

namespace {

Result<std::unique_ptr<RecordSource>> open_rows(duck::Database db, Asked asked) {
  auto source = std::make_unique<DuckRows>(std::move(db), std::move(asked));
  if (auto s = source->start(); !s) return s.error();
  return std::unique_ptr<RecordSource>(std::move(source));
}

}  // namespace

Result<std::unique_ptr<RecordSource>> open_parquet(const std::string& path, const std::string& name) {
  auto db = duck::Database::open();
  if (!db) return db.error();
  return open_rows(std::move(*db), {"read_parquet(" + duck::literal(path) + ")", "Parquet 文件 " + name, "the Parquet file " + name, "文件已损坏或不是 Parquet", "it is damaged or no Parquet"});
}

Result<std::unique_ptr<RecordSource>> open_duckdb(duck::Database db, const std::string& query, const std::string& name) {
  return open_rows(std::move(db), {"(" + query + "\n)", name, name, "", ""});
}

}  // namespace zs::readers

#include "io/binding/instant_text.h"
#include "io/duckdb/database.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <sys/stat.h>
#include <utility>

namespace zs::readers {
namespace {

using binding::Member;
using binding::Value;

/// A column of the result or what is inside it, with the vectors of the chunk at hand.
struct Shape {
  duckdb_type type = DUCKDB_TYPE_VARCHAR;
  std::string name;              // in a struct
  std::vector<Shape> children;   // a list's element; a struct's members
  duckdb_vector vector = nullptr;
  void* data = nullptr;
  uint64_t* valid = nullptr;

  bool is_null(idx_t row) const { return valid && !(valid[row >> 6] >> (row & 63) & 1); }
};

Shape shape_of(duckdb_logical_type type) {
  Shape s;
  s.type = duckdb_get_type_id(type);
  const auto add = [&](duckdb_logical_type child, std::string name) {
    s.children.push_back(shape_of(child));
    s.children.back().name = std::move(name);
    duckdb_destroy_logical_type(&child);
  };
  if (s.type == DUCKDB_TYPE_LIST) add(duckdb_list_type_child_type(type), "");
  if (s.type == DUCKDB_TYPE_STRUCT)
    for (idx_t i = 0; i < duckdb_struct_type_child_count(type); ++i) {
      char* name = duckdb_struct_type_child_name(type, i);
      add(duckdb_struct_type_child_type(type, i), name);
      duckdb_free(name);
    }
  return s;
}

void attach(Shape& s, duckdb_vector v) {
  s.vector = v;
  s.data = duckdb_vector_get_data(v);
  s.valid = duckdb_vector_get_validity(v);
  if (s.type == DUCKDB_TYPE_LIST) attach(s.children[0], duckdb_list_vector_get_child(v));
  if (s.type == DUCKDB_TYPE_STRUCT)
    for (size_t i = 0; i < s.children.size(); ++i) attach(s.children[i], duckdb_struct_vector_get_child(v, i));
}

/// The SQL type of a column with text in place of every plain value but those whose text is made here.
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
    case DUCKDB_TYPE_TIMESTAMP: return "TIMESTAMP";
    case DUCKDB_TYPE_BIGINT: return "BIGINT";
    case DUCKDB_TYPE_BOOLEAN: return "BOOLEAN";
    default: return "VARCHAR";
  }
}

std::string_view text_of(const duckdb_string_t& s) {
  const uint32_t n = s.value.inlined.length;
  return {n <= sizeof s.value.inlined.inlined ? s.value.inlined.inlined : s.value.pointer.ptr, n};
}

char* digits(char* to, int n, int64_t v) {
  for (int i = n - 1; i >= 0; --i, v /= 10) to[i] = static_cast<char>('0' + v % 10);
  return to + n;
}

/// What DuckDB reads, and what to say where it cannot.
struct Asked {
  std::string from;           // what follows FROM
  std::string zh, en;         // names what is read: Parquet 文件 a.parquet / the Parquet file a.parquet
  std::string why_zh, why_en; // the usual reason, before DuckDB's own
  std::string file;           // a Parquet file, of whose bytes `flow` is told; else empty
  Flow* flow = nullptr;
};

class DuckRows : public RecordSource {
 public:
  DuckRows(duck::Database db, Asked asked) : db_(std::move(db)), asked_(std::move(asked)) {}
  ~DuckRows() override {
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
    if (auto s = measure(); !s) return s;
    if (auto s = db_.run("SET TimeZone='Asia/Shanghai'", ErrorKind::kInternal, "设置时区", "setting the time zone"); !s) return s;
    if (auto s = query("SELECT " + list + from, true); !s) return s;
    for (idx_t i = 0; i < duckdb_column_count(&result_); ++i) {
      duckdb_logical_type t = duckdb_column_logical_type(&result_, i);
      shapes_.push_back(shape_of(t));
      duckdb_destroy_logical_type(&t);
    }
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
      for (size_t c = 0; c < shapes_.size(); ++c) attach(shapes_[c], duckdb_data_chunk_get_vector(chunk_, c));
      arena_.release();
      tell_flow();
    }
    auto* members = static_cast<Member*>(arena_.allocate(names_.size() * sizeof(Member) + 1, alignof(Member)));
    for (size_t c = 0; c < names_.size(); ++c)
      new (members + c) Member{names_[c], value(shapes_[c], row_)};
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
    if (!asked_.flow || total_ == 0) return;
    fetched_ += rows_;
    const auto now = static_cast<uint64_t>(static_cast<double>(bytes_) * std::min(1.0, static_cast<double>(fetched_) / static_cast<double>(total_)));
    asked_.flow->bytes += now - std::exchange(told_, now);
  }

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

  /// Rows by the file's own account, and its bytes.
  Status measure() {
    if (!asked_.flow) return {};
    if (auto s = query("SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(" + duck::literal(asked_.file) + ")", false); !s) return s;
    total_ = static_cast<uint64_t>(duckdb_value_int64(&result_, 0, 0));
    duckdb_destroy_result(&result_);
    have_result_ = false;
    struct stat st {};
    if (::stat(asked_.file.c_str(), &st) == 0) bytes_ = static_cast<uint64_t>(st.st_size);
    return {};
  }

  Value value(const Shape& s, idx_t row) {
    if (s.is_null(row)) return {};
    switch (s.type) {
      case DUCKDB_TYPE_LIST: return list(s, row);
      case DUCKDB_TYPE_STRUCT: return record(s, row);
      case DUCKDB_TYPE_TIMESTAMP: return moment(static_cast<int64_t*>(s.data)[row]);
      case DUCKDB_TYPE_BIGINT: return number(static_cast<int64_t*>(s.data)[row]);
      case DUCKDB_TYPE_BOOLEAN: return Value::of_text(static_cast<bool*>(s.data)[row] ? "true" : "false");
      default: return Value::of_text(text_of(static_cast<duckdb_string_t*>(s.data)[row]));
    }
  }

  Value number(int64_t v) {
    auto* text = static_cast<char*>(arena_.allocate(20, 1));
    return Value::of_text({text, static_cast<size_t>(std::to_chars(text, text + 20, v).ptr - text)});
  }

  /// Without a zone, so China Standard Time. The text is the one that DuckDB would make, for fields of other types and for rejects.
  Value moment(int64_t micros) {
    const int64_t t = micros / 1'000'000 - (micros % 1'000'000 < 0), fraction = micros - t * 1'000'000;
    if (t < kMinInstant || t > kMaxInstant) return unheard_of(t);
    const Day day = day_of(t);
    const auto date = binding::civil_from_days(day);
    const int64_t second = t - start_of(day);
    auto* text = static_cast<char*>(arena_.allocate(26, 1));
    char* p = digits(text, 4, date.year);
    *p++ = '-', p = digits(p, 2, date.month), *p++ = '-', p = digits(p, 2, date.day);
    *p++ = ' ', p = digits(p, 2, second / 3600), *p++ = ':', p = digits(p, 2, second / 60 % 60), *p++ = ':', p = digits(p, 2, second % 60);
    if (fraction) {
      *p++ = '.', p = digits(p, 6, fraction);
      while (p[-1] == '0') --p;
    }
    Value v = Value::of_text({text, static_cast<size_t>(p - text)});
    v.has_instant = true;
    v.instant = t;
    return v;
  }

  /// Years before 1000 and beyond 9999, which no record may have; and "infinity".
  Value unheard_of(int64_t t) {
    const auto date = binding::civil_from_days(day_of(t));
    const bool endless = t > 9'000'000'000'000 || t < -9'000'000'000'000;
    return Value::of_text(binding::copy(arena_, endless ? std::string(t > 0 ? "infinity" : "-infinity") : fmt::format("{}-{:02}-{:02}", date.year, date.month, date.day)));
  }

  Value list(const Shape& s, idx_t row) {
    const auto entry = static_cast<duckdb_list_entry*>(s.data)[row];
    auto* items = static_cast<Value*>(arena_.allocate(entry.length * sizeof(Value) + 1, alignof(Value)));
    for (idx_t i = 0; i < entry.length; ++i) new (items + i) Value(value(s.children[0], entry.offset + i));
    Value v;
    v.kind = Value::Kind::kList, v.size = static_cast<uint32_t>(entry.length), v.items = items;
    return v;
  }

  Value record(const Shape& s, idx_t row) {
    const size_t n = s.children.size();
    auto* members = static_cast<Member*>(arena_.allocate(n * sizeof(Member) + 1, alignof(Member)));
    for (size_t i = 0; i < n; ++i) new (members + i) Member{s.children[i].name, value(s.children[i], row)};
    Value v;
    v.kind = Value::Kind::kObject, v.size = static_cast<uint32_t>(n), v.members = members;
    return v;
  }

  duck::Database db_;
  Asked asked_;
  std::vector<std::string> names_;
  std::vector<Shape> shapes_;
  duckdb_result result_{};
  bool have_result_ = false;
  duckdb_data_chunk chunk_ = nullptr;
  idx_t row_ = 0, rows_ = 0;
  uint64_t number_ = 0;
  uint64_t total_ = 0, fetched_ = 0, bytes_ = 0, told_ = 0;  // rows, rows fetched, bytes of the file, bytes told of
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

Result<std::unique_ptr<RecordSource>> open_parquet(const std::string& path, const std::string& name, Flow* flow) {
  auto db = duck::Database::open();
  if (!db) return db.error();
  return open_rows(std::move(*db), {"read_parquet(" + duck::literal(path) + ")", "Parquet 文件 " + name, "the Parquet file " + name,
                                    "文件已损坏或不是 Parquet", "it is damaged or no Parquet", path, flow});
}

Result<std::unique_ptr<RecordSource>> open_duckdb(duck::Database db, const std::string& query, const std::string& name) {
  return open_rows(std::move(db), {"(" + query + "\n)", name, name, "", "", "", nullptr});
}

}  // namespace zs::readers

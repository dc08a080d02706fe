#include "io/writers/parquet_rows.h"

#include "io/duckdb/database.h"
#include "io/duckdb/trouble.h"
#include "io/temporary/work.h"

#include <cerrno>
#include <charconv>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <mutex>
#include <thread>
#include <unistd.h>

namespace zs::writers {
namespace {

/// Rows of cells, one text behind the other.
struct Rows {
  std::string bytes;
  std::vector<size_t> ends;  // of each cell
  size_t count = 0;

  bool empty() const { return count == 0; }
  void add(Cells cells) {
    for (const std::string_view c : cells) bytes += c, ends.push_back(bytes.size());
    ++count;
  }
  std::string_view cell(size_t row, size_t columns, size_t column) const {
    const size_t i = row * columns + column, from = i == 0 ? 0 : ends[i - 1];
    return std::string_view(bytes).substr(from, ends[i] - from);
  }
};

/// Between the thread that makes rows and DuckDB's, which copies them out: a few blocks at most lie between them.
class Channel {
 public:
  /// False where nobody takes rows any more.
  bool put(Rows rows) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return rows_.empty() || closed_; });
    if (closed_) return false;
    rows_ = std::move(rows);
    changed_.notify_all();
    return true;
  }
  /// No rows at the end.
  Rows take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !rows_.empty() || closed_; });
    Rows out = std::exchange(rows_, {});
    changed_.notify_all();
    return out;
  }
  void close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Rows rows_;
  bool closed_ = false;
};

struct Shared {
  std::vector<ColumnSpec> columns;
  Channel channel;
};

duckdb_type type_of(ColumnSpec::Kind kind) {
  return kind == ColumnSpec::Kind::kBool ? DUCKDB_TYPE_BOOLEAN : kind == ColumnSpec::Kind::kInteger ? DUCKDB_TYPE_BIGINT : DUCKDB_TYPE_VARCHAR;
}

void on_bind(duckdb_bind_info info) {
  const auto* shared = static_cast<const Shared*>(duckdb_bind_get_extra_info(info));
  for (const auto& c : shared->columns) {
    duckdb_logical_type type = duckdb_create_logical_type(type_of(c.kind));
    duckdb_bind_add_result_column(info, c.name.c_str(), type);
    duckdb_destroy_logical_type(&type);
  }
}

void on_init(duckdb_init_info info) { duckdb_init_set_max_threads(info, 1); }

void fill(duckdb_vector vector, ColumnSpec::Kind kind, size_t column, size_t columns, const Rows& rows) {
  void* data = duckdb_vector_get_data(vector);
  duckdb_vector_ensure_validity_writable(vector);
  uint64_t* valid = duckdb_vector_get_validity(vector);
  for (size_t r = 0; r < rows.count; ++r) {
    const std::string_view cell = rows.cell(r, columns, column);
    duckdb_validity_set_row_validity(valid, r, !cell.empty());
    if (cell.empty()) continue;
    if (kind == ColumnSpec::Kind::kBool) static_cast<bool*>(data)[r] = cell == "true";
    else if (kind == ColumnSpec::Kind::kInteger) std::from_chars(cell.data(), cell.data() + cell.size(), static_cast<int64_t*>(data)[r]);
    else duckdb_vector_assign_string_element_len(vector, r, cell.data(), cell.size());
  }
}

void on_call(duckdb_function_info info, duckdb_data_chunk chunk) {
  auto* shared = static_cast<Shared*>(duckdb_function_get_extra_info(info));
  const Rows rows = shared->channel.take();
  for (size_t c = 0; c < shared->columns.size(); ++c) fill(duckdb_data_chunk_get_vector(chunk, c), shared->columns[c].kind, c, shared->columns.size(), rows);
  duckdb_data_chunk_set_size(chunk, rows.count);
}

class ParquetRows : public RowWriter {
 public:
  ParquetRows(std::unique_ptr<OutputFile> file, std::string path, std::vector<ColumnSpec> columns, duck::Database db)
      : file_(std::move(file)), path_(std::move(path)), db_(std::move(db)), block_(duckdb_vector_size()) {
    shared_.columns = std::move(columns);
  }
  ~ParquetRows() override {
    finish();
  }

  Status start() {
    if (auto s = db_.run("SET threads=1", ErrorKind::kInternal, "设置线程数", "setting the number of threads"); !s) return s;
    duckdb_table_function f = duckdb_create_table_function();
    duckdb_table_function_set_name(f, "rows_of_zs");
    duckdb_table_function_set_extra_info(f, &shared_, nullptr);
    duckdb_table_function_set_bind(f, on_bind);
    duckdb_table_function_set_init(f, on_init);
    duckdb_table_function_set_function(f, on_call);
    const auto made = duckdb_register_table_function(db_.connection(), f);
    duckdb_destroy_table_function(&f);
    if (made != DuckDBSuccess) return Error{ErrorKind::kInternal, "无法写 Parquet：" + path_, "Parquet cannot be written: " + path_};
    auto to = place();
    if (!to) return to.error();
    copying_ = std::thread([this, sql = "COPY (SELECT * FROM rows_of_zs()) TO " + duck::literal(*to) + " (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)"] {
      copied_ = copy(sql);
      shared_.channel.close();  // nobody takes rows after an error
    });
    return {};
  }

  Status put(Cells cells) override {
    rows_.add(cells);
    return rows_.count < block_ ? Status() : send();
  }

  Status seal() override {
    if (sealed_) return {};
    if (auto s = rows_.empty() ? Status() : send(); !s) return s;
    if (auto s = finish(); !s) return s;
    if (auto s = beside_ ? copy_beside() : Status(); !s) return s;
    if (auto s = file_->seal(); !s) return s;
    sealed_ = true;
    return {};
  }
  Status commit() override {
    if (auto s = seal(); !s) return s;
    return file_->commit();
  }
  void mark_partial() override { file_->mark_partial(); }

 private:
  Status send() {
    if (shared_.channel.put(std::exchange(rows_, {}))) return {};
    auto s = finish();
    return s ? Status(Error{ErrorKind::kInternal, "写 " + path_ + " 时线程提前结束", "writing " + path_ + " ended early"}) : s;
  }

  /// In the words of the other formats where the system failed.
  Status copy(const std::string& sql) {
    auto s = db_.run(sql, ErrorKind::kIo, "写 " + path_, "writing " + path_);
    const auto why = s ? std::nullopt : duck::system_trouble(s.error().en);
    return why ? Status(Error{ErrorKind::kIo, "写不了 " + path_ + "：" + why->zh, "cannot write " + path_ + ": " + why->en}) : s;
  }

  Status finish() {
    shared_.channel.close();
    if (copying_.joinable()) copying_.join();
    return copied_;
  }

  /// Standard output and devices take the finished file's bytes.
  Result<std::string> place() {
    if (!file_->temporary().empty()) return file_->temporary();
    auto beside = temporary::make_work(temporary::Name::What::kFile);
    if (!beside) return beside.error();
    beside_.emplace(std::move(*beside));
    return beside_->path();
  }

  Status copy_beside() {
    std::string chunk(1 << 20, '\0');
    Status out;
    ssize_t n = 0;
    while (out && (n = ::read(beside_->fd(), chunk.data(), chunk.size())) > 0) out = file_->write(std::string_view(chunk).substr(0, static_cast<size_t>(n)));
    if (out && n < 0) return temporary::cannot_work(errno);
    return out;
  }

  std::unique_ptr<OutputFile> file_;
  std::string path_;
  std::optional<temporary::Name> beside_;  // the whole file before its bytes go to a device
  Shared shared_;
  duck::Database db_;      // after shared_, which its function uses
  Rows rows_;
  size_t block_;
  std::thread copying_;
  Status copied_;          // set by copying_ before it ends
  bool sealed_ = false;
};

}  // namespace

Result<std::unique_ptr<RowWriter>> open_parquet_rows(std::unique_ptr<OutputFile> file, const std::string& path, std::vector<ColumnSpec> columns) {
  auto db = duck::Database::open();
  if (!db) return db.error();
  auto writer = std::make_unique<ParquetRows>(std::move(file), path, std::move(columns), std::move(*db));
  if (auto s = writer->start(); !s) return s.error();
  return std::unique_ptr<RowWriter>(std::move(writer));
}

}  // namespace zs::writers

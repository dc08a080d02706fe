#include "io/duckdb/chunk.h"
#include "io/duckdb/query.h"
#include "io/readers/block_binder.h"
#include "io/readers/duck_values.h"
#include "io/readers/record_source.h"

#include <algorithm>
#include <sys/stat.h>
#include <utility>

namespace zs::readers {
namespace {

using binding::Value;

/// What DuckDB reads, and what to say where it cannot.
struct Asked {
  std::string from;           // what follows FROM
  std::string zh, en;         // names what is read: Parquet 文件 a.parquet / the Parquet file a.parquet
  std::string why_zh, why_en; // the usual reason, before DuckDB's own
  std::string file;           // a Parquet file, of whose bytes `flow` is told; else empty
  Flow* flow = nullptr;
};

/// The rows of one chunk.
class DuckBlock : public Block {
 public:
  DuckBlock(duckdb_data_chunk chunk, duckdb_result& result, const std::vector<std::string>& names, uint64_t rows_before)
      : chunk_(chunk, [](void* c) {
          auto one = static_cast<duckdb_data_chunk>(c);
          duckdb_destroy_data_chunk(&one);
        }),
        node_(result), before_(rows_before) {
    for (size_t i = 0; i < names.size(); ++i) node_.name(i, names[i]);  // a cast has a name of its own
    node_.attach(chunk);
  }

  size_t size() const override { return static_cast<size_t>(node_.node().length); }

  Bound bind(BlockBinder& binder) override {
    if (auto bound = binder.by_columns(node_.node(), chunk_)) return std::move(*bound);
    Value value;
    return binder.by_records(size(), [&](size_t i) {
      arena_.release();
      value = duck_value(node_.node(), static_cast<int64_t>(i), arena_);
      return &value;
    });
  }

  Pulled record(size_t i) override {
    arena_.release();
    Pulled p;
    p.what = Pulled::What::kRecord;
    p.line = before_ + i + 1;
    p.record = duck_value(node_.node(), static_cast<int64_t>(i), arena_);
    return p;
  }

 private:
  std::shared_ptr<void> chunk_;
  duck::ChunkNode node_;
  uint64_t before_;
  binding::Arena arena_;
};

class DuckRows : public RecordSource, public BlockSource {
 public:
  DuckRows(duck::Database db, Asked asked) : db_(std::move(db)), asked_(std::move(asked)) {}

  Status start() {
    const std::string from = " FROM " + asked_.from;
    if (auto s = query("SELECT *" + from + " LIMIT 0", Rows::kAtOnce); !s) return s;
    std::string list;
    auto& shape = query_.result();
    for (idx_t i = 0; i < duckdb_column_count(&shape); ++i) {
      duckdb_logical_type t = duckdb_column_logical_type(&shape, i);
      names_.emplace_back(duckdb_column_name(&shape, i));
      list += (i ? ", " : "") + duck::readable(names_.back(), t);
      duckdb_destroy_logical_type(&t);
    }
    if (auto s = measure(); !s) return s;
    if (auto s = db_.run("SET threads=1", ErrorKind::kInternal, "设置线程数", "setting the number of threads"); !s) return s;
    // Each page is read once: what DuckDB would keep of the file in memory is never asked for again.
    if (auto s = db_.run("SET enable_external_file_cache=false", ErrorKind::kInternal, "关闭文件缓存", "turning the file cache off"); !s) return s;
    if (auto s = db_.run("SET TimeZone='Asia/Shanghai'", ErrorKind::kInternal, "设置时区", "setting the time zone"); !s) return s;
    return query("SELECT " + list + from, Rows::kStreamed);
  }

  std::optional<std::vector<std::string>> columns() const override { return names_; }
  BlockSource* blocks() override { return this; }

  Result<Pulled> next() override {
    if (!block_ || row_ == block_->size()) {
      auto fetched = fetch();
      if (!fetched) return fetched.error();
      if (!*fetched) return Pulled{};
      block_ = std::move(*fetched);
      row_ = 0;
    }
    return block_->record(row_++);
  }

  Result<std::unique_ptr<Block>> fetch() override {
    std::string why;
    duckdb_data_chunk chunk = query_.fetch(why);
    if (!why.empty()) return cannot_read(why);
    if (!chunk) return std::unique_ptr<Block>();
    auto block = std::make_unique<DuckBlock>(chunk, query_.result(), names_, fetched_);
    fetched_ += block->size();
    tell_flow();
    return std::unique_ptr<Block>(std::move(block));
  }

 private:
  void tell_flow() {
    if (!asked_.flow || total_ == 0) return;
    const auto now = static_cast<uint64_t>(static_cast<double>(bytes_) * std::min(1.0, static_cast<double>(fetched_) / static_cast<double>(total_)));
    asked_.flow->bytes += now - std::exchange(told_, now);
  }

  Error cannot_read(const std::string& why) const {
    return {ErrorKind::kIo, "读不了 " + asked_.zh + "：" + (asked_.why_zh.empty() ? why : asked_.why_zh + "（" + why + "）"),
            "cannot read " + asked_.en + ": " + (asked_.why_en.empty() ? why : asked_.why_en + " (" + why + ")")};
  }

  using Rows = duck::Query::Rows;
  Status query(const std::string& sql, Rows rows) {
    const auto why = query_.start(db_.connection(), sql, rows);
    return why.empty() ? Status() : cannot_read(why);
  }

  /// Rows by the file's own account, and its bytes.
  Status measure() {
    if (!asked_.flow) return {};
    if (auto s = query("SELECT sum(num_rows)::BIGINT FROM parquet_file_metadata(" + duck::literal(asked_.file) + ")", Rows::kAtOnce); !s) return s;
    total_ = static_cast<uint64_t>(duckdb_value_int64(&query_.result(), 0, 0));
    struct stat st {};
    if (::stat(asked_.file.c_str(), &st) == 0) bytes_ = static_cast<uint64_t>(st.st_size);
    return {};
  }

  duck::Database db_;
  Asked asked_;
  std::vector<std::string> names_;
  duck::Query query_;
  std::unique_ptr<Block> block_;  // for next(), and the row of it that comes next
  size_t row_ = 0;
  uint64_t total_ = 0, fetched_ = 0, bytes_ = 0, told_ = 0;  // rows, rows fetched, bytes of the file, bytes told of
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

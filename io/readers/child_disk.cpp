#include "io/readers/child_disk.h"

#include "io/temporary/work.h"

namespace zs::readers {
namespace {

using binding::Value;

/// Appended rows stay in memory until they are flushed.
constexpr size_t kFlush = 16u << 20;
/// DuckDB joins and sorts on disk with this much, whatever the data's size.
constexpr size_t kLeastMemory = 64u << 20;

constexpr duck::Cursor::Doing kJoining{"在磁盘上连接数据", "joining data on disk"};

Error failed(duckdb_appender a) {
  const char* why = a ? duckdb_appender_error(a) : nullptr;
  const std::string text = why ? why : "";
  return {ErrorKind::kIo, "写不了临时文件：" + text, "cannot write a temporary file: " + text};
}

Status run(duck::Database& db, const std::string& sql) { return db.run(sql, ErrorKind::kIo, "在磁盘上连接数据", "joining data on disk"); }

void append_key(duckdb_appender a, std::string_view key) {
  if (key.empty()) duckdb_append_null(a);
  else duckdb_append_blob(a, key.data(), key.size());
}

void append_record(std::string& to, const ParkedRecord& r) {
  to += static_cast<char>(r.pulled.what);
  for (const uint64_t n : {uint64_t{r.file}, r.pulled.element, r.pulled.line, uint64_t{r.pulled.cut}, uint64_t{r.pulled.garbled}, uint64_t{r.origin.has_value()}}) binding::append_number(to, n);
  binding::append_text(to, r.pulled.text);
  binding::append_text(to, r.source), binding::append_text(to, r.key), binding::append_number(to, r.source_line);
  if (r.origin) {
    binding::append_number(to, r.origin->line);
    for (const auto* s : {&r.origin->file, &r.origin->format, &r.origin->header, &r.origin->taken}) binding::append_text(to, *s);
  }
  if (r.pulled.what == Pulled::What::kRecord) return binding::append_value(to, r.pulled.record);
  const auto& p = r.pulled.problem;
  for (const auto* s : {&p.field, &p.value, &p.why.zh, &p.why.en}) binding::append_text(to, *s);
}

ParkedRecord take_record(std::string_view from, binding::Arena& arena) {
  ParkedRecord r;
  r.pulled.what = static_cast<Pulled::What>(from.front());
  from.remove_prefix(1);
  r.file = static_cast<uint32_t>(binding::take_number(from));
  r.pulled.element = binding::take_number(from);
  r.pulled.line = binding::take_number(from);
  r.pulled.cut = binding::take_number(from) != 0;
  r.pulled.garbled = binding::take_number(from) != 0;
  const bool has_origin = binding::take_number(from) != 0;
  r.pulled.text = binding::copy(arena, binding::take_text(from));
  r.source = binding::take_text(from), r.key = binding::take_text(from);
  r.source_line = binding::take_number(from);
  if (has_origin) {
    Origin& o = r.origin.emplace();
    o.line = binding::take_number(from);
    for (auto* s : {&o.file, &o.format, &o.header, &o.taken}) *s = binding::take_text(from);
  }
  if (r.pulled.what == Pulled::What::kRecord) {
    r.pulled.record = binding::take_value(from, arena);
    return r;
  }
  auto& p = r.pulled.problem;
  for (auto* s : {&p.field, &p.value, &p.why.zh, &p.why.en}) *s = binding::take_text(from);
  return r;
}

}  // namespace

Result<std::unique_ptr<ChildJoin::Disk>> ChildJoin::Disk::make(size_t memory) {
  auto folder = temporary::make_work(temporary::Name::What::kFolder);
  if (!folder) return folder.error();
  auto db = duck::Database::open_bounded(folder->path() + "/join.duckdb", std::max(memory, kLeastMemory));
  if (!db) return db.error();
  auto other = db->another();
  if (!other) return other.error();
  std::unique_ptr<Disk> disk(new Disk(std::move(*folder), std::move(*db), std::move(*other)));
  if (auto s = disk->begin(); !s) return s.error();
  return disk;
}

ChildJoin::Disk::~Disk() {
  duckdb_appender_destroy(&rows_);
  duckdb_appender_destroy(&records_);
}

/// One transaction for everything: what is appended goes to the file once, not through a log.
Status ChildJoin::Disk::begin() {
  for (const char* sql : {"CREATE TABLE child(number BIGINT, key BLOB, field BIGINT, file BIGINT, line BIGINT, data BLOB)",
                          "CREATE TABLE record(number BIGINT, key BLOB, data BLOB)", "BEGIN"})
    if (auto s = run(db_, sql); !s) return s;
  if (duckdb_appender_create(db_.connection(), nullptr, "child", &rows_) != DuckDBSuccess) return failed(rows_);
  if (duckdb_appender_create(db_.connection(), nullptr, "record", &records_) != DuckDBSuccess) return failed(records_);
  return {};
}

Status ChildJoin::Disk::flush_at(duckdb_appender appender, size_t added) {
  unflushed_ += added;
  if (unflushed_ < kFlush) return {};
  unflushed_ = 0;
  return duckdb_appender_flush(appender) == DuckDBSuccess ? Status() : failed(appender);
}

Status ChildJoin::Disk::add(std::string_view key, int field, RowPlace place, const Value& row) {
  bytes_.clear();
  binding::append_value(bytes_, row);
  duckdb_append_int64(rows_, row_number_++);
  append_key(rows_, key);
  duckdb_append_int64(rows_, field);
  duckdb_append_int64(rows_, place.file);
  duckdb_append_int64(rows_, static_cast<int64_t>(place.line));
  duckdb_append_blob(rows_, bytes_.data(), bytes_.size());
  if (duckdb_appender_end_row(rows_) != DuckDBSuccess) return failed(rows_);
  return flush_at(rows_, bytes_.size());
}

Status ChildJoin::Disk::park(std::string_view key, const ParkedRecord& record) {
  bytes_.clear();
  append_record(bytes_, record);
  duckdb_append_int64(records_, record_number_++);
  append_key(records_, key);
  duckdb_append_blob(records_, bytes_.data(), bytes_.size());
  if (duckdb_appender_end_row(records_) != DuckDBSuccess) return failed(records_);
  return flush_at(records_, bytes_.size());
}

Status ChildJoin::Disk::start_reading() {
  for (auto* a : {&rows_, &records_})
    if (duckdb_appender_close(*a) != DuckDBSuccess) return failed(*a);
  if (auto s = run(db_, "COMMIT"); !s) return s;
  auto rows = duck::Cursor::start(
      db_.connection(), "SELECT r.number, c.field, c.file, c.line, c.data, c.key FROM child c LEFT JOIN record r ON r.key = c.key ORDER BY r.number NULLS LAST, c.number", kJoining);
  if (!rows) return rows.error();
  row_cursor_.emplace(std::move(*rows));
  auto records = duck::Cursor::start(other_.connection(), "SELECT number, data FROM record", kJoining);  // one thread: in the order of appending
  if (!records) return records.error();
  record_cursor_.emplace(std::move(*records));
  return forward();
}

Status ChildJoin::Disk::forward() {
  auto more = row_cursor_->next();
  if (!more) return more.error();
  has_row_ = *more;
  return {};
}

Result<bool> ChildJoin::Disk::next(ParkedRecord& record, JoinedRows& out) {
  if (!record_cursor_)
    if (auto s = start_reading(); !s) return s.error();
  arena_.release();
  out.lists.clear(), out.places.clear();
  for (auto& v : values_) v.clear();
  auto more = record_cursor_->next();
  if (!more || !*more) return more;
  if (record_cursor_->integer(0) != read_)
    return Error{ErrorKind::kInternal, "记录没有按原来的顺序读回", "records were not read back in their order"};
  record = take_record(record_cursor_->bytes(1), arena_);
  while (has_row_ && !row_cursor_->is_null(0) && row_cursor_->integer(0) == read_) {
    const int field = static_cast<int>(row_cursor_->integer(1));
    size_t k = 0;
    while (k < out.lists.size() && out.lists[k].field != field) ++k;
    if (k == out.lists.size()) out.lists.push_back({field, nullptr, 0}), out.places.emplace_back();
    if (k >= values_.size()) values_.emplace_back();
    std::string_view data = binding::copy(arena_, row_cursor_->bytes(4));
    values_[k].push_back(binding::take_value(data, arena_));
    out.places[k].push_back({static_cast<uint32_t>(row_cursor_->integer(2)), static_cast<uint64_t>(row_cursor_->integer(3))});
    if (auto s = forward(); !s) return s.error();
  }
  for (size_t k = 0; k < out.lists.size(); ++k) out.lists[k].rows = values_[k].data(), out.lists[k].count = values_[k].size();
  ++read_;
  return true;
}

Status ChildJoin::Disk::each_orphan(const OnOrphan& on_orphan) {
  if (!row_cursor_)
    if (auto s = start_reading(); !s) return s;
  while (has_row_) {
    arena_.release();
    std::string_view data = row_cursor_->bytes(4);
    const Value row = binding::take_value(data, arena_);
    on_orphan(row_cursor_->bytes(5), static_cast<int>(row_cursor_->integer(1)), {static_cast<uint32_t>(row_cursor_->integer(2)), static_cast<uint64_t>(row_cursor_->integer(3))}, row);
    if (auto s = forward(); !s) return s;
  }
  return {};
}

}  // namespace zs::readers

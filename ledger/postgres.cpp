#include "ledger/postgres.h"

#include "io/postgres/connection.h"

#include <fmt/format.h>

namespace zs::ledger {
namespace {

using postgres::Answer;

constexpr size_t kChunk = 1u << 18;

/// One cell of COPY's text format.
void put(std::string& to, std::string_view cell) {
  for (const char c : cell) switch (c) {
      case '\\': to += "\\\\"; break;
      case '\t': to += "\\t"; break;
      case '\n': to += "\\n"; break;
      case '\r': to += "\\r"; break;
      default: to += c;
    }
}

/// The same of bytes, which PostgreSQL writes as \x and two digits for each.
void put_bytes(std::string& to, std::string_view cell) {
  constexpr const char* kDigits = "0123456789abcdef";
  to += "\\\\x";
  for (const char c : cell) to += kDigits[static_cast<unsigned char>(c) >> 4], to += kDigits[c & 15];
}

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

class Postgres : public Connection {
 public:
  explicit Postgres(postgres::Connection db) : db_(std::move(db)) {}

  const std::string& name() const override { return db_.shown(); }
  const Dialect& dialect() const override {
    static constexpr Dialect kDialect{"TEXT COLLATE \"C\"", "BIGINT", "BYTEA", ""};
    return kDialect;
  }

  Status execute(const std::string& script) override { return checked(Answer(PQexec(db_.get(), script.c_str()))); }

  Status query(const std::string& sql, const std::vector<std::string>& parameters, const OnRow& on_row) override {
    std::vector<const char*> values;
    for (const auto& p : parameters) values.push_back(p.c_str());
    if (!PQsendQueryParams(db_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0)) return failed(nullptr);
    PQsetSingleRowMode(db_.get());
    Status done;
    std::vector<std::string_view> cells;
    while (Answer answer{PQgetResult(db_.get())}) {   // to the end, or the connection cannot be used again
      if (!done) continue;
      const auto state = PQresultStatus(answer.get());
      if (state == PGRES_SINGLE_TUPLE) done = row(answer.get(), cells, on_row);
      else if (state != PGRES_TUPLES_OK && state != PGRES_COMMAND_OK) done = failed(answer.get());
    }
    return done;
  }

  Status insert(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::string>& cells, size_t bytes) override {
    if (cells.empty()) return {};
    if (const Answer answer{PQexec(db_.get(), fmt::format("COPY {}({}) FROM STDIN", table, fmt::join(columns, ",")).c_str())}; PQresultStatus(answer.get()) != PGRES_COPY_IN) return failed(answer.get());
    std::string chunk;
    for (size_t i = 0; i < cells.size(); ++i) {
      i % columns.size() == bytes ? put_bytes(chunk, cells[i]) : put(chunk, cells[i]);
      chunk += (i + 1) % columns.size() ? '\t' : '\n';
      if (chunk.size() < kChunk) continue;
      if (PQputCopyData(db_.get(), chunk.data(), static_cast<int>(chunk.size())) != 1) return failed(nullptr);
      chunk.clear();
    }
    if (!chunk.empty() && PQputCopyData(db_.get(), chunk.data(), static_cast<int>(chunk.size())) != 1) return failed(nullptr);
    if (PQputCopyEnd(db_.get(), nullptr) != 1) return failed(nullptr);
    Status done;
    while (Answer answer{PQgetResult(db_.get())})
      if (done && PQresultStatus(answer.get()) != PGRES_COMMAND_OK) done = failed(answer.get());
    return done;
  }

  std::string bytes_of(std::string_view cell) const override {
    std::string out;
    for (size_t i = 2; i + 1 < cell.size(); i += 2) out += static_cast<char>(digit(cell[i]) << 4 | digit(cell[i + 1]));
    return out;
  }

  Result<bool> has(const std::string& table) override {
    bool there = false;
    if (auto s = query("SELECT to_regclass($1)", {table}, [&](Row r) { return there = !r[0].empty(), Status(); }); !s) return s.error();
    return there;
  }

  Status look_at(const std::vector<std::string>& tables) override { return execute(fmt::format("ANALYZE {}", fmt::join(tables, ", "))); }

  /// One writer: the lock is held to the end of the transaction. A run asks for a few thousand cases at a time by their keys: without
  /// statistics of its temporary table the server would rather read all cases each time.
  Status begin() override {
    writing_ = true;
    if (auto s = execute("BEGIN; SET LOCAL lock_timeout='5s'; SELECT pg_advisory_xact_lock(hashtext(current_schema()), 2054385012); SET LOCAL enable_hashjoin=off; SET LOCAL enable_mergejoin=off"); !s) {
      rollback();
      return s;
    }
    return {};
  }
  Status commit() override {
    const Answer answer(PQexec(db_.get(), "COMMIT"));
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK) return writing_ = false, Status();
    if (!db_.alive())
      return Error{ErrorKind::kIo, fmt::format("账本 {}：提交时连接断了，不知道是否已经记入。再运行一次即可：已经记入的不会再记，没有交付的变化会补上", name()),
                   fmt::format("the ledger {}: the connection was lost during the commit, so it is not known whether it was done. Just run again: what was recorded is not recorded twice, and changes not yet delivered are", name())};
    return failed(answer.get());
  }
  void rollback() noexcept override {
    Answer(PQexec(db_.get(), "ROLLBACK"));
    writing_ = false;
  }
  Status begin_reading() override { return execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); }

 private:
  static Status row(const PGresult* r, std::vector<std::string_view>& cells, const OnRow& on_row) {
    cells.resize(static_cast<size_t>(PQnfields(r)));
    for (size_t c = 0; c < cells.size(); ++c) {
      const int i = static_cast<int>(c);
      cells[c] = {PQgetvalue(r, 0, i), static_cast<size_t>(PQgetlength(r, 0, i))};
    }
    return on_row(cells);
  }

  Status checked(const Answer& answer) const {
    const auto state = PQresultStatus(answer.get());
    return state == PGRES_COMMAND_OK || state == PGRES_TUPLES_OK ? Status() : Status(failed(answer.get()));
  }

  Error failed(const PGresult* r) const {
    const char* state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : nullptr;
    if (state && std::string_view(state) == "55P03")
      return {ErrorKind::kIo, fmt::format("账本 {}：另一次运行正在写它；等它结束后再试，这次什么也没有改", name()), fmt::format("the ledger {}: another run is writing to it; try again when that has ended; nothing was changed", name())};
    const auto words = db_.trouble(r);
    std::string zh = "账本：" + words.zh, en = "the ledger: " + words.en;
    if (writing_) zh += "。账本仍是上次运行后的样子", en += ". The ledger is as the last run left it";
    if (db_.lost(r)) zh += "；请再运行一次", en += "; run again";   // what else fails would fail again
    return {ErrorKind::kIo, zh, en};
  }

  postgres::Connection db_;
  bool writing_ = false;
};

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address) {
  auto db = postgres::Connection::open(address);
  if (!db) return Error{db.error().kind, "账本：" + db.error().zh, "the ledger: " + db.error().en};
  return std::unique_ptr<Connection>(std::make_unique<Postgres>(std::move(*db)));
}

}  // namespace zs::ledger

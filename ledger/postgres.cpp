#include "ledger/postgres.h"

#include <fmt/format.h>
#include <libpq-fe.h>

namespace zs::ledger {
namespace {

struct Clear {
  void operator()(PGresult* r) const noexcept { PQclear(r); }
};
using Answer = std::unique_ptr<PGresult, Clear>;

constexpr size_t kChunk = 1u << 18;

/// postgres://user:secret@host/db -> postgres://user:***@host/db
std::string without_password(const std::string& address) {
  const size_t from = address.find("://") + 3, at = address.find('@', from);
  const size_t colon = address.find(':', from);
  std::string out = at != std::string::npos && colon < at ? address.substr(0, colon) + ":***" + address.substr(at) : address;
  const size_t query = out.find("password=");
  if (query == std::string::npos) return out;
  const size_t end = out.find('&', query);
  return out.substr(0, query) + "password=***" + (end == std::string::npos ? "" : out.substr(end));
}

std::string one_line(std::string s) {
  for (char& c : s)
    if (c == '\n' || c == '\r') c = ' ';
  while (!s.empty() && s.back() == ' ') s.pop_back();
  return s;
}

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

class Postgres : public Connection {
 public:
  Postgres(const std::string& address, PGconn* db) : name_(without_password(address)), db_(db) {}
  ~Postgres() override { PQfinish(db_); }

  const std::string& name() const override { return name_; }
  const char* text_type() const override { return "TEXT COLLATE \"C\""; }

  Status execute(const std::string& script) override { return checked(Answer(PQexec(db_, script.c_str()))); }

  Status query(const std::string& sql, const std::vector<std::string>& parameters, const OnRow& on_row) override {
    std::vector<const char*> values;
    for (const auto& p : parameters) values.push_back(p.c_str());
    if (!PQsendQueryParams(db_, sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0)) return failed(nullptr);
    PQsetSingleRowMode(db_);
    Status done;
    std::vector<std::string_view> cells;
    while (Answer answer{PQgetResult(db_)}) {   // to the end, or the connection cannot be used again
      if (!done) continue;
      const auto state = PQresultStatus(answer.get());
      if (state == PGRES_SINGLE_TUPLE) done = row(answer.get(), cells, on_row);
      else if (state != PGRES_TUPLES_OK && state != PGRES_COMMAND_OK) done = failed(answer.get());
    }
    return done;
  }

  Status insert(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::string>& cells) override {
    if (cells.empty()) return {};
    if (const Answer answer{PQexec(db_, fmt::format("COPY {}({}) FROM STDIN", table, fmt::join(columns, ",")).c_str())}; PQresultStatus(answer.get()) != PGRES_COPY_IN) return failed(answer.get());
    std::string chunk;
    for (size_t i = 0; i < cells.size(); ++i) {
      put(chunk, cells[i]);
      chunk += (i + 1) % columns.size() ? '\t' : '\n';
      if (chunk.size() < kChunk) continue;
      if (PQputCopyData(db_, chunk.data(), static_cast<int>(chunk.size())) != 1) return failed(nullptr);
      chunk.clear();
    }
    if (!chunk.empty() && PQputCopyData(db_, chunk.data(), static_cast<int>(chunk.size())) != 1) return failed(nullptr);
    if (PQputCopyEnd(db_, nullptr) != 1) return failed(nullptr);
    Status done;
    while (Answer answer{PQgetResult(db_)})
      if (done && PQresultStatus(answer.get()) != PGRES_COMMAND_OK) done = failed(answer.get());
    return done;
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
    if (auto s = execute("BEGIN; SET LOCAL lock_timeout='5s'; SELECT pg_advisory_xact_lock(hashtext(current_schema()), 2054385012); SET LOCAL enable_hashjoin=off; SET LOCAL enable_mergejoin=off"); !s) {
      rollback();
      return s;
    }
    return {};
  }
  Status commit() override {
    const Answer answer(PQexec(db_, "COMMIT"));
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK) return {};
    if (PQstatus(db_) == CONNECTION_BAD)
      return Error{ErrorKind::kIo, fmt::format("账本 {}：提交时连接断了，不知道是否已经记入。再运行一次即可：已经记入的不会再记，没有交付的变化会补上", name_),
                   fmt::format("the ledger {}: the connection was lost during the commit, so it is not known whether it was done. Just run again: what was recorded is not recorded twice, and changes not yet delivered are", name_)};
    return failed(answer.get());
  }
  void rollback() noexcept override { Answer(PQexec(db_, "ROLLBACK")); }

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
    const char* code = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : nullptr;
    const std::string_view state = code ? code : "";
    const std::string detail = one_line(r && *PQresultErrorMessage(r) ? PQresultErrorMessage(r) : PQerrorMessage(db_));
    const auto said = [&](const std::string& zh, const std::string& en) { return Error{ErrorKind::kIo, fmt::format("账本 {}：{}", name_, zh), fmt::format("the ledger {}: {}", name_, en)}; };
    if (PQstatus(db_) == CONNECTION_BAD || state.starts_with("57P"))
      return said("与 PostgreSQL 的连接断了（" + detail + "）；账本仍是上次运行后的样子，请再运行一次", "the connection to PostgreSQL was lost (" + detail + "); the ledger is as the last run left it; run again");
    if (state == "55P03") return said("另一次运行正在写它；等它结束后再试，这次什么也没有改", "another run is writing to it; try again when that has ended; nothing was changed");
    if (state.starts_with("53")) return said("服务器的磁盘或内存不够（" + detail + "）；账本仍是上次运行后的样子", "the server is out of disk or memory (" + detail + "); the ledger is as the last run left it");
    if (state == "42501" || state == "25006") return said("没有权限写（" + detail + "）", "it must not be written (" + detail + ")");
    return {ErrorKind::kIo, fmt::format("账本 {}：数据库说 {}", name_, detail), fmt::format("the ledger {}: the database says {}", name_, detail)};
  }

  std::string name_;
  PGconn* db_;
};

void ignore_notice(void*, const PGresult*) {}

}  // namespace

Result<std::unique_ptr<Connection>> open_postgres(const std::string& address) {
  PGconn* db = PQconnectdb(address.c_str());
  auto made = std::make_unique<Postgres>(address, db);
  if (PQstatus(db) != CONNECTION_OK) {
    const std::string why = one_line(PQerrorMessage(db));
    return Error{ErrorKind::kIo, fmt::format("连不上账本 {}：{}", made->name(), why), fmt::format("cannot connect to the ledger {}: {}", made->name(), why)};
  }
  PQsetNoticeReceiver(db, ignore_notice, nullptr);
  PQsetClientEncoding(db, "UTF8");
  return std::unique_ptr<Connection>(std::move(made));
}

}  // namespace zs::ledger

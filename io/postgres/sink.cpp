#include "io/postgres/sink.h"

#include "io/postgres/connection.h"

namespace zs::postgres {
namespace {

using databases::Column;
using databases::Location;
using databases::Target;

/// Rows of a table are sent when so much has gathered: one COPY at a time goes over a connection.
constexpr size_t kPiece = 1u << 20;

void add_cell(std::string& to, const std::string& cell) {
  if (cell.empty()) {
    to += "\\N";
    return;
  }
  for (const char c : cell) switch (c) {
      case '\\': to += "\\\\"; break;
      case '\t': to += "\\t"; break;
      case '\n': to += "\\n"; break;
      case '\r': to += "\\r"; break;
      default: to += c;
    }
}

class PostgresSink : public databases::Sink {
 public:
  explicit PostgresSink(Connection c) : connection_(std::move(c)) {}

  /// A table that another program holds is waited for as long as the address or the server says, else as long as SQLite waits.
  Status begin() { return run("SELECT set_config('lock_timeout', '10s', false) WHERE current_setting('lock_timeout') = '0'; BEGIN"); }

  Result<size_t> add(const Location& l, std::vector<Column> columns) override {
    Staged s{{l.kind, databases::quoted(l.table), l.shown, l.upsert, std::move(columns), std::nullopt}, "pg_temp.zs_" + std::to_string(tables_.size()), {}};
    auto present = columns_of(s.target.table);
    if (!present) return present.error();
    s.target.present = std::move(*present);
    if (auto ok = databases::check(s.target); !ok) return ok.error();
    if (auto ok = run(databases::create_staging(s.target, s.name, "", " ON COMMIT DROP")); !ok) return ok.error();
    tables_.push_back(std::move(s));
    return tables_.size() - 1;
  }

  Status row(size_t table, const std::vector<std::string>& cells) override {
    Staged& s = tables_[table];
    for (size_t i = 0; i < cells.size(); ++i) {
      if (i) s.rows += '\t';
      add_cell(s.rows, cells[i]);
    }
    s.rows += '\n';
    return s.rows.size() >= kPiece ? send(s) : Status();
  }

  Status seal() override {
    if (sealed_) return {};
    for (auto& s : tables_) {
      if (auto ok = send(s); !ok) return ok;
      if (!s.target.present)
        if (auto ok = run(databases::create_table(s.target)); !ok) return ok;
      // Two runs that write at once come one after the other; readers see the old rows until the commit.
      if (auto ok = run("LOCK TABLE " + s.target.table + " IN SHARE ROW EXCLUSIVE MODE"); !ok) return ok;
      for (const auto& statement : databases::put(s.target, s.name))
        if (auto ok = run(statement); !ok) return ok;
    }
    sealed_ = true;
    return {};
  }

  Status commit() override {
    if (committed_) return {};
    if (auto ok = seal(); !ok) return ok;
    auto answer = connection_.run("COMMIT");
    if (answer) return committed_ = true, Status();
    if (!connection_.alive()) {
      const Error& e = answer.error();
      return Error{e.kind, e.zh + "；提交时断开，无法得知是否已写入：请先看表里的 as_of，再决定是否重跑", e.en + "; it broke during the commit, so that it is not known whether the rows are there: look at as_of in the table before running again"};
    }
    return nothing_written(answer.error());
  }

 private:
  struct Staged {
    Target target;
    std::string name, rows;
  };

  Status run(const std::string& sql) {
    if (auto answer = connection_.run(sql); !answer) return nothing_written(answer.error());
    return {};
  }

  Result<std::optional<std::vector<databases::Present>>> columns_of(const std::string& table) {
    auto found = connection_.ask("SELECT to_regclass($1)", {table});
    if (!found) return found.error();
    if (PQgetisnull(found->get(), 0, 0)) return std::optional<std::vector<databases::Present>>();
    auto rows = connection_.ask("SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped", {table});
    if (!rows) return rows.error();
    std::vector<databases::Present> out;
    for (int i = 0; i < PQntuples(rows->get()); ++i) out.push_back({PQgetvalue(rows->get(), i, 0), PQgetvalue(rows->get(), i, 1)});
    return std::optional(std::move(out));
  }

  Status send(Staged& s) {
    if (s.rows.empty()) return {};
    if (auto ok = run("COPY " + s.name + " FROM STDIN"); !ok) return ok;
    const bool sent = PQputCopyData(connection_.get(), s.rows.data(), static_cast<int>(s.rows.size())) == 1 && PQputCopyEnd(connection_.get(), nullptr) == 1;
    s.rows.clear();
    if (!sent) return nothing_written(connection_.failed(nullptr));
    Status out;
    for (Answer answer(PQgetResult(connection_.get())); answer; answer.reset(PQgetResult(connection_.get())))
      if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK && out) out = nothing_written(connection_.failed(answer.get()));
    return out;
  }

  static Error nothing_written(const Error& e) {
    return {e.kind, e.zh + "；什么也没有写入，表仍是原样", e.en + "; nothing was written, the tables are as they were"};
  }

  Connection connection_;
  std::vector<Staged> tables_;
  bool sealed_ = false, committed_ = false;
};

}  // namespace

Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& address) {
  auto connection = Connection::open(address);
  if (!connection) return connection.error();
  auto sink = std::make_unique<PostgresSink>(std::move(*connection));
  if (auto s = sink->begin(); !s) return s.error();
  return std::unique_ptr<databases::Sink>(std::move(sink));
}

}  // namespace zs::postgres

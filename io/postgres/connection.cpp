#include "io/postgres/connection.h"

#include "io/databases/location.h"

#include <string_view>

namespace zs::postgres {
namespace {

/// A query is read in one process and from the table's first page, so that the order does not change from run to run; a server
/// that ends idle transactions leaves ours alone while records are judged.
constexpr const char* kSettings =
    "SET DateStyle = 'ISO, YMD'; SET TimeZone = 'Asia/Shanghai'; SET IntervalStyle = 'iso_8601'; SET synchronize_seqscans = off; "
    "SET max_parallel_workers_per_gather = 0; SET idle_in_transaction_session_timeout = 0; SET client_min_messages = error";

std::string first_line(const char* text) {
  std::string s = text ? text : "";
  s.resize(std::min(s.find('\n'), s.size()));
  return s;
}

/// libpq says what it cannot read in an address, which may be a piece of the password.
bool readable(const std::string& address) {
  char* why = nullptr;
  PQconninfoOption* parts = PQconninfoParse(address.c_str(), &why);
  PQfreemem(why);
  PQconninfoFree(parts);
  return parts != nullptr;
}

/// Of SQLSTATE; empty where there is none.
std::string_view state_of(const PGresult* answer) {
  const char* state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
  return state ? state : "";
}

bool is_refusal(std::string_view state) { return state == "42501" || state == "25006"; }   // no right, read-only

}  // namespace

Result<Connection> Connection::open(const std::string& address) {
  Connection c;
  c.shown_ = databases::without_password(address);
  if (!readable(address))
    return Error{ErrorKind::kUsage, c.shown_ + " 不是有效的 PostgreSQL 地址；应为 postgres://用户@主机:端口/库，特殊字符写作 %XX",
                 c.shown_ + " is no address of PostgreSQL; write postgres://USER@HOST:PORT/DATABASE, special characters as %XX"};
  // What stands after the address outweighs it, what stands before is for what it leaves out.
  const char* names[] = {"fallback_application_name", "connect_timeout", "dbname", "client_encoding", nullptr};
  const char* values[] = {"zs", "15", address.c_str(), "UTF8", nullptr};
  c.connection_.reset(PQconnectdbParams(names, values, 1));
  PQsetNoticeProcessor(c.get(), [](void*, const char*) {}, nullptr);
  if (!c.alive()) {
    const std::string why = first_line(PQerrorMessage(c.get()));
    return Error{ErrorKind::kIo, "连不上 PostgreSQL " + c.shown_ + "：" + why, "cannot connect to PostgreSQL " + c.shown_ + ": " + why};
  }
  if (auto set = c.run(kSettings); !set) return set.error();
  return c;
}

// Ended by an administrator (57P…) or by the machine (08…): the connection may look well for a moment longer.
bool Connection::lost(const PGresult* answer) const {
  const auto state = state_of(answer);
  return !alive() || state.starts_with("57P") || state.starts_with("08");
}

Connection::Words Connection::trouble(const PGresult* answer) const {
  const std::string why = first_line(answer ? PQresultErrorMessage(answer) : PQerrorMessage(get()));
  const auto state = state_of(answer);
  if (lost(answer))
    return {"与 PostgreSQL " + shown_ + " 的连接中断：" + why, "the connection to PostgreSQL " + shown_ + " was lost: " + why};
  if (state.starts_with("53")) return {"PostgreSQL " + shown_ + "：服务器的磁盘、内存或连接数不够（" + why + "）；请腾出后再运行", "PostgreSQL " + shown_ + ": the server is out of disk, memory or connections (" + why + "); make room and run again"};
  if (state == "55P03") return {"PostgreSQL " + shown_ + "：正被别的程序使用；请稍后重试（" + why + "）", "PostgreSQL " + shown_ + ": it is in use by another program; try again later (" + why + ")"};
  if (is_refusal(state)) return {"PostgreSQL " + shown_ + "：没有权限（" + why + "）；请检查用户的权限", "PostgreSQL " + shown_ + ": it is not allowed (" + why + "); check the user's rights"};
  return {"PostgreSQL " + shown_ + "：" + why, "PostgreSQL " + shown_ + ": " + why};
}

Error Connection::failed(const PGresult* answer) const {
  const Words words = trouble(answer);
  const auto state = state_of(answer);
  return {alive() && state.starts_with("42") && !is_refusal(state) ? ErrorKind::kUsage : ErrorKind::kIo, words.zh, words.en};
}

Result<Answer> Connection::run(const std::string& sql) {
  Answer answer(PQexec(get(), sql.c_str()));
  const auto status = PQresultStatus(answer.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN || status == PGRES_COPY_OUT) return answer;
  return failed(answer.get());
}

Result<Answer> Connection::ask(const std::string& sql, const std::vector<std::string>& parameters) {
  std::vector<const char*> values;
  for (const auto& p : parameters) values.push_back(p.c_str());
  Answer answer(PQexecParams(get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(), nullptr, nullptr, 0));
  const auto status = PQresultStatus(answer.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return answer;
  return failed(answer.get());
}

}  // namespace zs::postgres

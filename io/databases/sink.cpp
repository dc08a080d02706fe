#include "io/databases/sink.h"

#include "io/duckdb/sink.h"
#include "io/postgres/sink.h"
#include "io/sqlite/sink.h"

namespace zs::databases {

Result<std::shared_ptr<Sink>> Sinks::of(const Location& l) {
  auto& sink = by_database_[l.database];
  if (sink) return sink;
  auto opened = l.kind == Kind::kPostgres ? postgres::open_sink(l.database) : l.kind == Kind::kSqlite ? sqlite::open_sink(l.database) : duck::open_sink(l.database);
  if (!opened) return opened.error();
  sink = std::move(*opened);
  return sink;
}

}  // namespace zs::databases

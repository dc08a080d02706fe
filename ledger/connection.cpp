#include "ledger/connection.h"

#include "ledger/postgres.h"
#include "ledger/schema.h"
#include "ledger/sqlite.h"

namespace zs::ledger {

bool is_server(const std::string& address) { return address.starts_with("postgres://") || address.starts_with("postgresql://"); }

Result<std::unique_ptr<Connection>> open_connection(const std::string& address, Opening opening) {
  auto db = is_server(address) ? open_postgres(address) : open_sqlite(address, opening);
  if (!db || opening == Opening::kCreate) return db;
  if (auto s = check_schema(**db); !s) return s.error();
  return db;
}

Status at_one_moment(Connection& db, const std::function<Status()>& work) {
  if (auto s = db.begin_reading(); !s) return s;
  const Status done = work();
  db.rollback();
  return done;
}

}  // namespace zs::ledger

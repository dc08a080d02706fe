#include "ledger/connection.h"

#include "ledger/postgres.h"
#include "ledger/sqlite.h"

namespace zs::ledger {

bool is_server(const std::string& address) { return address.starts_with("postgres://") || address.starts_with("postgresql://"); }

Result<std::unique_ptr<Connection>> open_connection(const std::string& address, Opening opening) {
  auto db = is_server(address) ? open_postgres(address) : open_sqlite(address, opening);
  if (!db || opening == Opening::kCreate) return db;
  const auto there = (*db)->has("zs_runs");
  if (!there) return there.error();
  if (*there) return db;
  const std::string& name = (*db)->name();
  return Error{ErrorKind::kUsage, name + " 里没有账本；先用 zs run … --ledger 建一个", "there is no ledger in " + name + "; zs run … --ledger makes one"};
}

}  // namespace zs::ledger

#pragma once
#include "ledger/connection.h"

namespace zs::ledger {

/// One file, with a rollback journal beside it while a transaction is open; nothing is committed before it is on the disk.
Result<std::unique_ptr<Connection>> open_sqlite(const std::string& path, Opening opening);

}  // namespace zs::ledger

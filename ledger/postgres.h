#pragma once
#include "ledger/connection.h"

namespace zs::ledger {

/// An address as libpq takes it. The tables stand in the first schema of the search path that exists.
Result<std::unique_ptr<Connection>> open_postgres(const std::string& address);

}  // namespace zs::ledger

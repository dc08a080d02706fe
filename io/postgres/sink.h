#pragma once
// Writing to PostgreSQL: COPY into staging tables, and from there into the real ones, in one transaction.
#include "io/databases/sink.h"

namespace zs::postgres {

/// The transaction begins at once and is held until commit(); a lost connection undoes it. Locks on the tables written to are
/// taken in seal() only: others read and write them until then, and read them always.
Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& address);

}  // namespace zs::postgres

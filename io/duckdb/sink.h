#pragma once
// Writing to a DuckDB file: rows are staged in a temporary database, and come into the file in one transaction.
#include "io/databases/sink.h"

namespace zs::duck {

/// The file is opened in seal() and closed after commit(): until then others may read it.
Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& path);

}  // namespace zs::duck

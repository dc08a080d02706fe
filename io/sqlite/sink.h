#pragma once
// Writing to a SQLite file: rows are staged in a temporary database, and come into the file in one transaction.
#include "io/databases/sink.h"

namespace zs::sqlite {

/// The file is locked in seal() and commit() only.
Result<std::unique_ptr<databases::Sink>> open_sink(const std::string& path);

}  // namespace zs::sqlite

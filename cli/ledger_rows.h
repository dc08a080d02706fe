#pragma once
// Rows of a ledger to a file.
#include "io/writers/row_writer.h"
#include "ledger/ledger.h"

namespace zs::cli {

/// The columns of a run's changes, for a writer.
std::vector<writers::ColumnSpec> change_columns();
/// Writes and commits.
Status write_changes(const ledger::Ledger::Rows& each, writers::RowWriter& to);

}  // namespace zs::cli

#pragma once
// Rows of a ledger to a file.
#include "cli/context.h"
#include "io/writers/row_writer.h"
#include "ledger/inquiry.h"
#include "ledger/ledger.h"

namespace zs::cli {

/// The columns of a run's changes, for a writer.
std::vector<writers::ColumnSpec> change_columns();
/// As writers::open_rows, and .xlsx with one sheet.
Result<std::unique_ptr<writers::RowWriter>> open_table(const std::string& path, std::vector<writers::ColumnSpec> columns);
/// The answer to a query as a file.
Status write_query(ledger::Connection& db, const ledger::Query& query, const std::string& path);
/// Says, once, that a commit waits for readers of the ledger.
void tell_waiting(const Context& context, bool& told);
/// Writes and commits.
Status write_changes(const ledger::Ledger::Rows& each, writers::RowWriter& to);

}  // namespace zs::cli

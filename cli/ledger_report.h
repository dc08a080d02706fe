#pragma once
// A ledger's sums as a table, and a workbook of all it holds.
#include "cli/context.h"
#include "ledger/summary.h"

#include <string>
#include <vector>

namespace zs::cli {

/// 区划 部门 层级 事项 指标 月, or their English names; nothing: by department.
Result<std::vector<ledger::By>> groups_named(const std::vector<std::string>& names);

/// Headings are in the language of the context. The last row is the total.
Status write_summary(const Context& context, ledger::Connection& db, const std::vector<ledger::By>& by, const std::string& path);

/// Findings, changes, decisions, and sums by department and by indicator: a sheet each.
Status write_workbook(const Context& context, ledger::Connection& db, const std::string& path);

}  // namespace zs::cli

#include "cli/ledger_rows.h"

namespace zs::cli {

std::vector<writers::ColumnSpec> change_columns() {
  using Kind = writers::ColumnSpec::Kind;
  std::vector<writers::ColumnSpec> out;
  for (const auto& name : ledger::change_columns())
    out.push_back({name, name == "run" || name == "seq" ? Kind::kInteger : name == "provisional" || name == "revoked" ? Kind::kBool : Kind::kText});
  return out;
}

Status write_changes(const ledger::Ledger::Rows& each, writers::RowWriter& to) {
  const auto row = [&](ledger::Row r) -> Status { return to.row({r.begin(), r.end()}); };
  if (auto s = each(row); !s) return s;
  return to.commit();
}

}  // namespace zs::cli

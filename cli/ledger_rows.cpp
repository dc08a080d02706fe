#include "cli/ledger_rows.h"

#include "io/writers/workbook.h"

#include <set>
#include <utility>

namespace zs::cli {
namespace {

class OneSheet : public writers::RowWriter {
 public:
  explicit OneSheet(std::unique_ptr<writers::Workbook> book) : book_(std::move(book)) {}
  Status put(writers::Cells cells) override { return book_->row({cells.begin(), cells.end()}); }
  Status seal() override { return book_->seal(); }
  Status commit() override { return book_->commit(); }

 private:
  std::unique_ptr<writers::Workbook> book_;
};

std::vector<writers::ColumnSpec> specs(const std::vector<std::string>& names) {
  using Kind = writers::ColumnSpec::Kind;
  static const std::set<std::string> numbers{"run", "seq", "cases", "changes"}, flags{"provisional", "revoked", "delivered"};
  std::vector<writers::ColumnSpec> out;
  for (const auto& name : names) out.push_back({name, numbers.contains(name) ? Kind::kInteger : flags.contains(name) ? Kind::kBool : Kind::kText});
  return out;
}

}  // namespace

std::vector<writers::ColumnSpec> change_columns() {
  auto out = specs(ledger::change_columns());
  for (auto& c : out) c.identity = c.name == "run" || c.name == "seq";   // they number each change for good
  return out;
}

Result<std::unique_ptr<writers::RowWriter>> open_table(const std::string& path, std::vector<writers::ColumnSpec> columns) {
  if (!path.ends_with(".xlsx")) return writers::open_rows(path, std::move(columns));
  auto book = writers::Workbook::create(path);
  if (!book) return book.error();
  std::vector<std::string> heading;
  for (const auto& c : columns) heading.push_back(c.name);
  if (auto s = (*book)->sheet("1", heading); !s) return s.error();
  return std::unique_ptr<writers::RowWriter>(std::make_unique<OneSheet>(std::move(*book)));
}

Status write_query(ledger::Connection& db, const ledger::Query& query, const std::string& path) {
  auto rows = open_table(path, specs(query.columns));
  if (!rows) return rows.error();
  if (auto s = db.query(query.sql, query.parameters, [&](ledger::Row r) { return (*rows)->put(r); }); !s) return s;
  return (*rows)->commit();
}

void tell_waiting(const Context& context, bool& told) {
  if (!std::exchange(told, true)) context.warn("有人正在读账本；等他读完再记入", "somebody is reading the ledger; waiting for that to end");
}

Status write_changes(const ledger::Ledger::Rows& each, writers::RowWriter& to) {
  const auto row = [&](ledger::Row r) -> Status { return to.put(r); };
  if (auto s = each(row); !s) return s;
  return to.commit();
}

}  // namespace zs::cli

#include "cli/ledger_report.h"

#include "cli/ledger_rows.h"
#include "io/writers/workbook.h"

namespace zs::cli {
namespace {

using ledger::By;
using Strings = std::vector<std::string>;

struct GroupName {
  By by;
  const char *zh, *en;
};
constexpr GroupName kGroups[] = {{By::kRegion, "区划", "region"}, {By::kDepartment, "部门", "department"}, {By::kLevel, "层级", "level"},
                                 {By::kItem, "事项", "item"},     {By::kIndicator, "指标", "indicator"},    {By::kMonth, "月", "month"}};

Strings heading(const Context& c, const std::vector<By>& by, const ledger::Summary& s) {
  Strings out;
  for (const By b : by)
    for (const auto& g : kGroups)
      if (g.by == b) out.push_back(c.pick(g.zh, g.en));
  for (const auto& name : {c.pick("收件数", "received"), c.pick("办结数", "completed"), c.pick("办结率", "completion_rate"), c.pick("法定提速率", "legal_speed_up"), c.pick("承诺提速率", "promised_speed_up")}) out.push_back(name);
  out.insert(out.end(), s.cards.begin(), s.cards.end());
  for (const auto& name : {c.pick("在案", "on_table"), c.pick("撤销", "withdrawn"), c.pick("撤回", "retracted")}) out.push_back(name);
  return out;
}

Strings row_of(const ledger::Sums& s, Strings group, bool of_cases) {
  Strings out = std::move(group);
  const Strings cases{std::to_string(s.received), std::to_string(s.done), ledger::percentage(static_cast<int64_t>(s.done), static_cast<int64_t>(s.received)),
                      ledger::percentage(s.legal_limit - s.legal_used, s.legal_limit), ledger::percentage(s.promised_limit - s.promised_used, s.promised_limit)};
  for (const auto& cell : cases) out.push_back(of_cases ? cell : "");
  for (const auto n : s.cards) out.push_back(std::to_string(n));
  for (const auto n : {s.on_table, s.withdrawn, s.retracted}) out.push_back(std::to_string(n));
  return out;
}

std::vector<Strings> rows_of(const Context& c, const std::vector<By>& by, const ledger::Summary& s) {
  bool of_cases = true;
  for (const By b : by) of_cases = of_cases && b != By::kIndicator;
  std::vector<Strings> out;
  for (const auto& g : s.groups) out.push_back(row_of(g, g.group, of_cases));
  Strings total(by.size(), "");
  if (!total.empty()) total[0] = c.pick("合计", "total");
  out.push_back(row_of(s.total, std::move(total), of_cases));
  return out;
}

Status sheet(writers::Workbook& book, ledger::Connection& db, const std::string& name, const ledger::Query& query) {
  if (auto s = book.sheet(name, query.columns); !s) return s;
  return db.query(query.sql, query.parameters, [&](ledger::Row r) { return book.row({r.begin(), r.end()}); });
}

Status sheet(const Context& c, writers::Workbook& book, ledger::Connection& db, const std::string& name, const std::vector<By>& by) {
  const auto s = ledger::summary(db, by);
  if (!s) return s.error();
  if (auto done = book.sheet(name, heading(c, by, *s)); !done) return done;
  for (const auto& row : rows_of(c, by, *s))
    if (auto done = book.row(row); !done) return done;
  return {};
}

}  // namespace

Result<std::vector<By>> groups_named(const Strings& names) {
  if (names.empty()) return std::vector<By>{By::kDepartment};
  std::vector<By> out;
  for (const auto& name : names) {
    const auto before = out.size();
    for (const auto& g : kGroups)
      if (name == g.zh || name == g.en) out.push_back(g.by);
    if (out.size() == before) return Error{ErrorKind::kUsage, "--by " + name + "：可用 区划、部门、层级、事项、指标、月", "--by " + name + ": there are region, department, level, item, indicator, month"};
  }
  return out;
}

Status write_summary(const Context& context, ledger::Connection& db, const std::vector<By>& by, const std::string& path) {
  Result<ledger::Summary> s{ledger::Summary{}};
  if (auto ok = ledger::at_one_moment(db, [&] { return (s = ledger::summary(db, by)) ? Status() : Status(s.error()); }); !ok) return ok;
  std::vector<writers::ColumnSpec> columns;
  for (const auto& name : heading(context, by, *s)) columns.push_back({name});
  auto out = open_table(path, std::move(columns));
  if (!out) return out.error();
  for (const auto& row : rows_of(context, by, *s))
    if (auto done = (*out)->row(row); !done) return done;
  return (*out)->commit();
}

Status write_workbook(const Context& c, ledger::Connection& db, const std::string& path) {
  auto book = writers::Workbook::create(path);
  if (!book) return book.error();
  auto& b = **book;
  const auto sheets = [&]() -> Status {
    if (auto s = sheet(c, b, db, c.pick("按部门", "by department"), {By::kDepartment}); !s) return s;
    if (auto s = sheet(c, b, db, c.pick("按指标", "by indicator"), {By::kIndicator}); !s) return s;
    if (auto s = sheet(b, db, c.pick("亮牌", "findings"), ledger::all_findings()); !s) return s;
    if (auto s = sheet(b, db, c.pick("变化", "changes"), ledger::all_changes()); !s) return s;
    return sheet(b, db, c.pick("撤销和申诉", "withdrawals and appeals"), ledger::all_decisions());
  };
  if (auto s = ledger::at_one_moment(db, sheets); !s) return s;
  return b.commit();
}

}  // namespace zs::cli

// From the log to the file: what a run changed is read from the ledger that has it, so that a run that was cut short after its
// commit can be finished by the next.
#include "ledger/ledger.h"
#include "ledger/sql.h"

#include <fmt/format.h>

namespace zs::ledger {

const std::vector<std::string>& change_columns() {
  static const std::vector<std::string> columns{"run", "seq", "change", "cause", "record", "key", "indicator", "name", "card", "was", "onset", "cleared", "at", "provisional", "revoked",
                                                "actions", "reason", "clause", "ruleset", "version", "pack_hash", "calendar", "as_of"};
  return columns;
}

const std::string& change_rows() {
  static const std::string sql =
      "SELECT h.run, h.seq, h.change, h.cause, h.record, h.key, h.indicator, coalesce(i.name, ''), h.card, h.was, h.onset, h.cleared, h.at, CASE h.provisional WHEN 1 THEN 'true' ELSE 'false' END, "
      "CASE WHEN " + withdrawn("h", "h") + " THEN 'true' ELSE 'false' END, "
      "h.actions, h.reason, h.clause, h.ruleset, h.version, r.pack_hash, r.calendar, r.as_of "
      "FROM zs_changes h JOIN zs_runs r ON r.id = h.run LEFT JOIN zs_indicators i ON i.code = h.indicator AND i.record = h.record ";
  return sql;
}

Result<std::vector<Undelivered>> Ledger::undelivered() {
  std::vector<Undelivered> out;
  const auto there = db_->has("zs_runs");
  if (!there) return there.error();
  if (!*there) return out;
  const auto take = [&](Row r) -> Status { return out.push_back({number(r[0]), std::string(r[1])}), Status(); };
  if (auto s = db_->query("SELECT id, out FROM zs_runs WHERE delivered = 0 ORDER BY id", {}, take); !s) return s.error();
  return out;
}

Status Ledger::deliver(const std::function<bool(const Undelivered&)>& chosen, const std::function<Status(const Rows&)>& write) {
  if (auto s = db_->begin(); !s) return s;
  const auto work = [&]() -> Status {
    auto runs = undelivered();
    if (!runs) return runs.error();
    std::erase_if(*runs, [&](const Undelivered& u) { return !chosen(u); });
    if (runs->empty()) return {};
    const Rows rows = [&](const OnRow& on_row) -> Status {
      for (const auto& u : *runs)
        if (auto s = db_->query(change_rows() + fmt::format("WHERE h.run = {} ORDER BY h.seq", u.run), {}, on_row); !s) return s;
      return {};
    };
    if (auto s = write(rows); !s) return s;
    for (const auto& u : *runs)
      if (auto s = db_->execute(fmt::format("UPDATE zs_runs SET delivered = 1 WHERE id = {}", u.run)); !s) return s;
    return {};
  };
  if (auto s = work(); !s) {
    db_->rollback();
    return s;
  }
  return db_->commit();
}

}  // namespace zs::ledger

#include "ledger/inquiry.h"

#include "ledger/ledger.h"
#include "ledger/sql.h"

#include <fmt/format.h>

namespace zs::ledger {
namespace {

std::string described(const Target& t) {
  std::string s = t.key;
  for (const auto* part : {&t.indicator, &t.card, &t.onset})
    if (!part->empty()) s += " " + *part;
  return s;
}

struct Candidate {
  Target target;
  bool on_table = false, withdrawn = false;
};

Result<std::vector<Candidate>> candidates(Connection& db, const Target& t) {
  std::vector<Candidate> out;
  const auto take = [&](Row r) -> Status { return out.push_back({{std::string(r[0]), std::string(r[1]), std::string(r[2]), std::string(r[3]), std::string(r[4])}, r[5] == "0", r[6] == "1"}), Status(); };
  const std::string sql = fmt::format(
      "SELECT c.record, c.key, f.indicator, f.card, f.onset, f.ending, CASE WHEN {} THEN 1 ELSE 0 END FROM zs_cases c JOIN zs_findings f ON f.case_id = c.id WHERE c.key = $1 AND "
      "($2 = '' OR c.record = $2) AND ($3 = '' OR f.indicator = $3) AND ($4 = '' OR f.card = $4) AND ($5 = '' OR f.onset = $5) ORDER BY c.record, f.n",
      withdrawn("c", "f"));
  if (auto s = db.query(sql, {t.key, t.record, t.indicator, t.card, t.onset}, take); !s) return s.error();
  return out;
}

Result<Target> chosen(Connection& db, Decision decision, const Target& target) {
  auto all = candidates(db, target);
  if (!all) return all.error();
  if (all->empty())
    return Error{ErrorKind::kUsage, fmt::format("账本 {} 里没有这样的亮牌：{}；用 zs ledger … history --case {} 看它有什么", db.name(), described(target), target.key),
                 fmt::format("the ledger {} has no such finding: {}; zs ledger … history --case {} shows what there is", db.name(), described(target), target.key)};
  std::vector<Candidate> fit;
  for (const auto& c : *all)
    if (c.on_table) fit.push_back(c);
  if (fit.empty()) fit = *all;
  if (fit.size() > 1) {
    std::string list;
    for (const auto& c : fit) list += (list.empty() ? "" : "；") + described(c.target);
    return Error{ErrorKind::kUsage, "不止一张牌符合，请用 --indicator、--card、--onset 指明一张：" + list, "several findings fit; name one by --indicator, --card, --onset: " + list};
  }
  if (decision == Decision::kWithdrawal && fit[0].withdrawn) return Error{ErrorKind::kUsage, described(fit[0].target) + " 已经撤销", described(fit[0].target) + " is withdrawn already"};
  return fit[0].target;
}

}  // namespace

const char* name_of(Decision decision) { return decision == Decision::kWithdrawal ? "撤销" : "申诉"; }

Query due(const std::string& by) {
  return {{"record", "key", "next_change", "as_of"},
          "SELECT c.record, c.key, c.next_change, r.as_of FROM zs_cases c JOIN zs_runs r ON r.id = c.run WHERE c.next_change <> '' AND c.next_change <= $1 ORDER BY c.next_change, c.record, c.key",
          {by}};
}

Query runs() {
  return {{"run", "as_of", "recorded", "ruleset", "version", "pack_hash", "calendar", "references", "engine", "cases", "changes", "delivered", "out"},
          "SELECT id, as_of, recorded, ruleset, version, pack_hash, calendar, refs, engine, cases, changes, CASE delivered WHEN 1 THEN 'true' ELSE 'false' END, out FROM zs_runs ORDER BY id",
          {}};
}

Query history(const std::string& record, const std::string& key) {
  return {{"recorded", "run", "as_of", "what", "cause", "record", "key", "indicator", "card", "was", "onset", "cleared", "at", "person", "reason", "ruleset", "version", "pack_hash"},
          "SELECT recorded, run, as_of, what, cause, record, key, indicator, card, was, onset, cleared, at, person, reason, ruleset, version, pack_hash FROM ("
          "SELECT r.recorded AS recorded, h.run AS run, h.seq AS seq, r.as_of AS as_of, h.change AS what, h.cause AS cause, h.record AS record, h.key AS key, h.indicator AS indicator, h.card AS card, "
          "h.was AS was, h.onset AS onset, h.cleared AS cleared, h.at AS at, '' AS person, h.reason AS reason, h.ruleset AS ruleset, h.version AS version, r.pack_hash AS pack_hash "
          "FROM zs_changes h JOIN zs_runs r ON r.id = h.run WHERE h.key = $1 AND ($2 = '' OR h.record = $2) UNION ALL "
          "SELECT d.recorded, d.after_run, d.id + 1000000000000, '', d.what, '', d.record, d.key, d.indicator, d.card, '', d.onset, '', d.at, d.person, d.reason, '', '', '' "
          "FROM zs_decisions d WHERE d.key = $1 AND ($2 = '' OR d.record = $2)) AS happened ORDER BY run, seq",
          {key, record}};
}

Query all_findings() {
  return {{"record", "key", "indicator", "name", "card", "onset", "cleared", "status", "provisional", "actions", "reason", "clause", "ruleset", "version", "region", "department", "level", "item", "item_name", "next_change",
           "run", "pack_hash", "as_of"},
          fmt::format("SELECT c.record, c.key, f.indicator, coalesce(i.name, ''), f.card, f.onset, f.cleared, "
                      "CASE WHEN {} THEN '已撤销' WHEN f.ending = 0 THEN '在案' WHEN f.ending = 2 THEN '已升级' ELSE '已消除' END, CASE f.provisional WHEN 1 THEN 'true' ELSE 'false' END, "
                      "f.actions, f.reason, f.clause, f.ruleset, f.version, c.region, c.department, c.level, c.item, c.item_name, c.next_change, c.run, r.pack_hash, r.as_of "
                      "FROM zs_findings f JOIN zs_cases c ON c.id = f.case_id JOIN zs_runs r ON r.id = c.run LEFT JOIN zs_indicators i ON i.code = f.indicator AND i.record = c.record ORDER BY c.id, f.n",
                      withdrawn("c", "f")),
          {}};
}

Query all_decisions() {
  return {{"what", "record", "key", "indicator", "card", "onset", "person", "reason", "at", "recorded"},
          "SELECT what, record, key, indicator, card, onset, person, reason, at, recorded FROM zs_decisions ORDER BY id",
          {}};
}

Query decision(int64_t id) {
  Query one = all_decisions();
  one.sql.replace(one.sql.find("ORDER BY"), std::string::npos, fmt::format("WHERE id = {}", id));
  return one;
}

Result<bool> has_case(Connection& db, const std::string& record, const std::string& key) {
  bool there = false;
  if (auto s = db.query("SELECT id FROM zs_cases WHERE key = $1 AND ($2 = '' OR record = $2)", {key, record}, [&](Row) { return there = true, Status(); }); !s) return s.error();
  return there;
}

Query all_changes() { return {change_columns(), change_rows() + "ORDER BY h.run, h.seq", {}}; }

Result<int64_t> decide(Connection& db, Decision decision, const Target& target, const std::string& person, const std::string& reason, const std::string& at, const std::string& recorded) {
  if (auto s = db.begin(); !s) return s.error();
  std::string id;
  const auto work = [&]() -> Status {
    auto one = chosen(db, decision, target);
    if (!one) return one.error();
    if (at < one->onset)
      return Error{ErrorKind::kUsage, fmt::format("{} 早于这张牌的起始时刻：{}；请检查 --time", at, described(*one)), fmt::format("{} is before the card began: {}; check --time", at, described(*one))};
    std::string run;
    if (auto s = db.query("SELECT coalesce((SELECT max(id) FROM zs_decisions), 0) + 1, coalesce((SELECT max(id) FROM zs_runs), 0)", {}, [&](Row r) { return id = r[0], run = r[1], Status(); }); !s) return s;
    return db.insert("zs_decisions", {"id", "after_run", "what", "record", "key", "indicator", "card", "onset", "person", "reason", "at", "recorded"},
                     {id, run, name_of(decision), one->record, one->key, one->indicator, one->card, one->onset, person, reason, at, recorded});
  };
  if (auto s = work(); !s) {
    db.rollback();
    return s.error();
  }
  if (auto s = db.commit(); !s) return s.error();
  return number(id);
}

}  // namespace zs::ledger

#include "ledger/ledger.h"

#include "ledger/schema.h"
#include "ledger/sql.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::ledger {
namespace {

using Strings = std::vector<std::string>;

/// Cases compared at a time: bounds the memory, whatever the batch.
constexpr size_t kSlice = 8192;
constexpr uint64_t kManyRows = 5000;

const Strings kCaseColumns{"id", "record", "key", "fingerprint", "run", "next_change", "region", "department", "level", "item", "item_name", "received", "done", "legal_limit", "legal_used", "promised_limit", "promised_used"};
const Strings kFindingColumns{"case_id", "n", "indicator", "card", "onset", "rank", "cleared", "ending", "provisional", "actions", "reason", "clause", "ruleset", "version"};
const Strings kLogColumns{"run", "seq", "change", "cause", "record", "key", "indicator", "card", "was", "onset", "cleared", "at", "provisional", "actions", "reason", "clause", "ruleset", "version"};

std::string joined(const Strings& parts, const char* between) { return fmt::format("{}", fmt::join(parts, between)); }

Finding finding_of(Row r, size_t at) {
  Finding f;
  f.indicator = r[at], f.card = r[at + 1], f.onset = r[at + 2], f.rank = static_cast<int>(number(r[at + 3])), f.cleared = r[at + 4];
  f.ending = static_cast<Ending>(number(r[at + 5])), f.provisional = r[at + 6] == "1";
  f.actions = r[at + 7], f.reason = r[at + 8], f.clause = r[at + 9], f.ruleset = r[at + 10], f.version = r[at + 11];
  return f;
}

void put(Strings& to, std::initializer_list<std::string_view> cells) {
  for (const auto c : cells) to.emplace_back(c);
}

}  // namespace

struct Ledger::Known {
  int64_t id = 0, run = 0;
  std::string fingerprint, next_change;
  std::vector<Finding> findings;
};

/// What a slice writes; cells row after row.
struct Ledger::Writes {
  Strings cases, findings, log;
  std::vector<std::pair<std::string, std::string>> data;   // id, text
  Strings old_cases, old_data, old_findings;   // ids of rows to be replaced
};

Result<std::unique_ptr<Ledger>> Ledger::open(const std::string& address) {
  auto db = open_connection(address, Opening::kCreate);
  if (!db) return db.error();
  return std::unique_ptr<Ledger>(new Ledger(std::move(*db)));
}

Status Ledger::begin(RunInfo info) {
  if (auto s = db_->begin(); !s) return s;
  Status done = start(info);
  if (!done) db_->rollback();
  info_ = std::move(info);
  return done;
}

Status Ledger::start(const RunInfo& info) {
  if (auto s = make_schema(*db_); !s) return s;
  if (auto s = records_.load(); !s) return s;
  if (auto s = db_->execute("CREATE TEMP TABLE IF NOT EXISTS zs_wanted(key TEXT NOT NULL); CREATE TEMP TABLE IF NOT EXISTS zs_touched(id BIGINT NOT NULL)"); !s) return s;
  std::string last, references;
  const auto take = [&](Row r) -> Status {
    run_ = number(r[0]), last = r[1], references = r[3];
    bases_[run_] = {std::string(r[2]), references};
    return {};
  };
  if (auto s = db_->query("SELECT id, as_of, pack_hash, refs FROM zs_runs ORDER BY id", {}, take); !s) return s;
  if (info.as_of < last)
    return Error{ErrorKind::kUsage, fmt::format("账本 {} 已记到 {}，不能再记更早的 {}；请给 --as-of 不早于它的时刻", db_->name(), last, info.as_of),
                 fmt::format("the ledger {} stands at {}: nothing is recorded for {}, which is earlier; give an --as-of no earlier than that", db_->name(), last, info.as_of)};
  if (auto s = fits(info); !s) return s;
  ++run_;
  for (size_t at = 0; at < references.size();) {
    const size_t end = std::min(references.find(';', at), references.size()), equals = references.find('=', at);
    last_references_[references.substr(at, equals - at)] = references.substr(equals + 1, end - equals - 1);
    at = end + 1;
  }
  if (auto s = db_->query("SELECT coalesce(max(id), 0) FROM zs_cases", {}, [&](Row r) { return next_case_ = number(r[0]) + 1, Status(); }); !s) return s;
  first_ = next_case_ == 1;
  Strings names;
  for (const auto& [indicator, name] : info.indicators) {
    const auto& [kind, code] = indicator;
    if (auto s = db_->query("DELETE FROM zs_indicators WHERE record = $1 AND code = $2", {kind, code}, [](Row) { return Status(); }); !s) return s;
    put(names, {kind, code, name});
  }
  return db_->insert("zs_indicators", {"record", "code", "name"}, names);
}

/// A rule set that knows none of the indicators by which the cases of a kind were judged would take every card back.
Status Ledger::fits(const RunInfo& info) const {
  std::map<std::string, bool> known;   // by kind: is any of its indicators in the ledger?
  for (const auto& [indicator, name] : info.indicators) known[indicator.first];
  for (auto& [kind, any] : known) {
    size_t kept = 0;
    const auto take = [&, &kind = kind, &any = any](Row r) { return ++kept, any |= info.indicators.count({kind, std::string(r[0])}) > 0, Status(); };
    if (auto s = db_->query("SELECT code FROM zs_indicators WHERE record = $1", {kind}, take); !s) return s;
    if (any || kept == 0 || info.replaces_rules) continue;
    std::string ruleset;
    if (auto s = db_->query("SELECT r.ruleset FROM zs_cases c JOIN zs_runs r ON r.id = c.run WHERE c.record = $1 LIMIT 1", {kind}, [&](Row r) { return ruleset = r[0], Status(); }); !s) return s;
    if (ruleset.empty()) continue;
    return Error{ErrorKind::kUsage,
                 fmt::format("账本 {} 里的 {} 是按规则集 {} 判的，与 {} 没有一个相同的指标；这样运行会撤回它的全部亮牌。请换一个账本；确实要改用这套规则的，加 --replace-rules", db_->name(), kind, ruleset, info.ruleset),
                 fmt::format("the {} of the ledger {} were judged by the rule set {}, which shares no indicator with {}: this run would take back all their cards. Use another ledger; where these rules do replace the others, add --replace-rules", kind, db_->name(), ruleset, info.ruleset)};
  }
  return {};
}

bool Ledger::same_basis(int64_t run) const {
  if (run == run_) return true;
  const auto it = bases_.find(run);
  return it != bases_.end() && it->second.pack_hash == info_.pack_hash && it->second.references == info_.references;
}

std::string Ledger::cause_of(const Known* known, const Judged& now) const {
  if (!known) return "新件";
  Strings causes;
  if (known->fingerprint != now.fingerprint) causes.emplace_back("数据");
  if (const auto it = bases_.find(known->run); it != bases_.end()) {
    if (it->second.pack_hash != info_.pack_hash) causes.emplace_back("规则");
    if (it->second.references != info_.references) causes.emplace_back("参照");
  }
  return causes.empty() ? "时间" : joined(causes, "、");
}

Result<std::unordered_map<std::string, Ledger::Known>> Ledger::known(const std::string& record, const std::vector<Judged>& cases, size_t from, size_t to) {
  std::unordered_map<std::string, Known> out;
  if (first_) return out;
  Strings keys;
  for (size_t i = from; i < to; ++i) keys.push_back(cases[i].key);
  if (auto s = db_->execute("DELETE FROM zs_wanted"); !s) return s.error();
  if (auto s = db_->insert("zs_wanted", {"key"}, keys); !s) return s.error();
  const auto take_case = [&](Row r) -> Status {
    Known& k = out[std::string(r[1])];
    k.id = number(r[0]), k.fingerprint = r[2], k.run = number(r[3]), k.next_change = r[4];
    return {};
  };
  if (auto s = db_->query("SELECT c.id, c.key, c.fingerprint, c.run, c.next_change FROM zs_wanted w CROSS JOIN zs_cases c WHERE c.key = w.key AND c.record = $1", {record}, take_case); !s) return s.error();
  const auto take_finding = [&](Row r) -> Status { return out[std::string(r[0])].findings.push_back(finding_of(r, 1)), Status(); };
  const std::string sql =
      "SELECT c.key, f.indicator, f.card, f.onset, f.rank, f.cleared, f.ending, f.provisional, f.actions, f.reason, f.clause, f.ruleset, f.version "
      "FROM zs_wanted w CROSS JOIN zs_cases c CROSS JOIN zs_findings f WHERE c.key = w.key AND c.record = $1 AND f.case_id = c.id ORDER BY f.case_id, f.n";
  if (auto s = db_->query(sql, {record}, take_finding); !s) return s.error();
  return out;
}

bool Ledger::compare(const std::string& record, const Judged& now, const Known* known, Writes& to, std::string& id) {
  static const std::vector<Finding> none;
  const auto& old = known ? known->findings : none;
  const auto changes = changes_of(old, now.findings);
  const std::string run = std::to_string(run_);
  id = std::to_string(known ? known->id : next_case_++);
  if (!changes.empty()) {
    const std::string cause = cause_of(known, now);
    for (const auto& c : changes) {
      const auto& f = c.finding;
      const bool by_record = c.kind == Kind::kWithdrawn || c.kind == Kind::kCorrected;
      const std::string& at = by_record ? info_.as_of : c.kind == Kind::kCleared ? f.cleared : f.onset;
      put(to.log, {run, std::to_string(++seq_), name_of(c.kind), cause, record, now.key, f.indicator, f.card, c.was, f.onset, f.cleared, at, f.provisional ? "1" : "0", f.actions, f.reason, f.clause, f.ruleset, f.version});
    }
    changes_ += changes.size();
  }
  const bool same_data = known && known->fingerprint == now.fingerprint, same_findings = known && old == now.findings;
  if (!same_data || !same_findings || known->next_change != now.next_change || !same_basis(known->run)) {
    const auto& a = now.facts;
    put(to.cases, {id, record, now.key, now.fingerprint, run, now.next_change, a.region, a.department, a.level, a.item, a.item_name, a.received, a.done, std::to_string(a.legal_limit), std::to_string(a.legal_used),
                   std::to_string(a.promised_limit), std::to_string(a.promised_used)});
    if (known) to.old_cases.push_back(id);
  }
  if (same_findings) return !same_data;
  if (!old.empty()) to.old_findings.push_back(id);
  for (size_t n = 0; n < now.findings.size(); ++n) {
    const auto& f = now.findings[n];
    put(to.findings, {id, std::to_string(n), f.indicator, f.card, f.onset, std::to_string(f.rank), f.cleared, std::to_string(static_cast<int>(f.ending)), f.provisional ? "1" : "0", f.actions, f.reason, f.clause, f.ruleset, f.version});
  }
  return !same_data;
}

Status Ledger::forget(const char* table, const char* column, const Strings& ids) {
  if (ids.empty()) return {};
  if (auto s = db_->execute("DELETE FROM zs_touched"); !s) return s;
  if (auto s = db_->insert("zs_touched", {"id"}, ids); !s) return s;
  return db_->execute(fmt::format("DELETE FROM {} WHERE {} IN (SELECT id FROM zs_touched)", table, column));
}

Status Ledger::write(const std::string& record, const Writes& w) {
  written_ += w.cases.size() / kCaseColumns.size();
  if (auto s = forget("zs_cases", "id", w.old_cases); !s) return s;
  if (auto s = forget("zs_data", "case_id", w.old_data); !s) return s;
  if (auto s = forget("zs_findings", "case_id", w.old_findings); !s) return s;
  if (auto s = db_->insert("zs_cases", kCaseColumns, w.cases); !s) return s;
  if (auto s = records_.write(record, w.data); !s) return s;
  if (auto s = db_->insert("zs_findings", kFindingColumns, w.findings); !s) return s;
  return db_->insert("zs_changes", kLogColumns, w.log);
}

Status Ledger::slice(const std::string& record, const std::vector<Judged>& cases, size_t from, size_t to, const DataOf& data_of) {
  const auto before = known(record, cases, from, to);
  if (!before) return before.error();
  Writes writes;
  for (size_t i = from; i < to; ++i) {
    const auto it = before->find(cases[i].key);
    const Known* known = it == before->end() ? nullptr : &it->second;
    std::string id;
    if (!compare(record, cases[i], known, writes, id)) continue;
    if (known) writes.old_data.push_back(id);
    writes.data.emplace_back(std::move(id), data_of(i));
  }
  return write(record, writes);
}

Status Ledger::take(const std::string& record, const std::vector<Judged>& cases, const DataOf& data_of) {
  for (size_t from = 0; from < cases.size(); from += kSlice)
    if (auto s = slice(record, cases, from, std::min(cases.size(), from + kSlice), data_of); !s) return s;
  cases_ += cases.size();
  return {};
}

Result<std::vector<Stored>> Ledger::due(const std::string& record, int64_t after, size_t limit) {
  std::vector<Stored> out;
  const std::string sql = fmt::format(
      "SELECT c.id, c.key, d.data FROM zs_cases c JOIN zs_data d ON d.case_id = c.id WHERE c.record = $1 AND c.id > $5 AND c.run <> {} AND "
      "((c.next_change <> '' AND c.next_change <= $2) OR c.run NOT IN (SELECT id FROM zs_runs WHERE pack_hash = $3 AND refs = $4)) ORDER BY c.id LIMIT {}",
      run_, limit);
  const auto take = [&](Row r) -> Status {
    auto data = records_.read(r[2]);
    if (!data) return data.error();
    return out.push_back({number(r[0]), std::string(r[1]), std::move(*data)}), Status();
  };
  if (auto s = db_->query(sql, {record, info_.as_of, info_.pack_hash, info_.references, std::to_string(after)}, take); !s) return s.error();
  return out;
}

Result<Strings> Ledger::reference_rows(const std::string& record) {
  Strings rows;
  if (auto s = db_->query("SELECT data FROM zs_references WHERE record = $1 ORDER BY n", {record}, [&](Row r) { return rows.emplace_back(r[0]), Status(); }); !s) return s.error();
  return rows;
}

Status Ledger::keep_reference(const std::string& record, const Strings& rows) {
  if (auto s = db_->query("DELETE FROM zs_references WHERE record = $1", {record}, [](Row) { return Status(); }); !s) return s;
  Strings cells;
  for (size_t n = 0; n < rows.size(); ++n) put(cells, {record, std::to_string(n), rows[n]});
  return db_->insert("zs_references", {"record", "n", "data"}, cells);
}

Status Ledger::commit() {
  Strings run;
  put(run, {std::to_string(run_), info_.as_of, info_.recorded, info_.engine, info_.ruleset, info_.version, info_.pack_hash, info_.calendar, info_.references, joined(info_.cards, ";"), info_.out, "0", std::to_string(cases_),
            std::to_string(changes_)});
  Status done = db_->insert("zs_runs", {"id", "as_of", "recorded", "engine", "ruleset", "version", "pack_hash", "calendar", "refs", "cards", "out", "delivered", "cases", "changes"}, run);
  if (done && written_ >= kManyRows) done = db_->look_at({"zs_cases", "zs_data", "zs_findings"});
  if (!done) db_->rollback();
  return done ? db_->commit() : done;
}

}  // namespace zs::ledger

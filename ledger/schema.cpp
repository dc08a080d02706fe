#include "ledger/schema.h"

#include <fmt/format.h>

namespace zs::ledger {
namespace {

constexpr const char* kTables = R"(
CREATE TABLE zs_meta(name {0} PRIMARY KEY, value {0} NOT NULL);
CREATE TABLE zs_runs(id {1} PRIMARY KEY, as_of {0} NOT NULL, recorded {0} NOT NULL, engine {0} NOT NULL, ruleset {0} NOT NULL, version {0} NOT NULL,
  pack_hash {0} NOT NULL, calendar {0} NOT NULL, refs {0} NOT NULL, cards {0} NOT NULL, out {0} NOT NULL, delivered SMALLINT NOT NULL, cases BIGINT NOT NULL, changes BIGINT NOT NULL);
CREATE TABLE zs_indicators(record {0} NOT NULL, code {0} NOT NULL, name {0} NOT NULL, PRIMARY KEY(code, record));
CREATE TABLE zs_cases(id {1} PRIMARY KEY, record {0} NOT NULL, key {0} NOT NULL, fingerprint {0} NOT NULL, run BIGINT NOT NULL, next_change {0} NOT NULL,
  region {0} NOT NULL, department {0} NOT NULL, level {0} NOT NULL, item {0} NOT NULL, item_name {0} NOT NULL, received {0} NOT NULL, done {0} NOT NULL,
  legal_limit BIGINT NOT NULL, legal_used BIGINT NOT NULL, promised_limit BIGINT NOT NULL, promised_used BIGINT NOT NULL);
CREATE UNIQUE INDEX zs_cases_key ON zs_cases(key, record);
CREATE INDEX zs_cases_next ON zs_cases(next_change) WHERE next_change <> '';
CREATE TABLE zs_data(case_id {1} PRIMARY KEY, data {2} NOT NULL);
CREATE TABLE zs_dictionaries(id {1} PRIMARY KEY, record {0} NOT NULL, data {2} NOT NULL);
CREATE TABLE zs_findings(case_id BIGINT NOT NULL, n SMALLINT NOT NULL, indicator {0} NOT NULL, card {0} NOT NULL, onset {0} NOT NULL, rank SMALLINT NOT NULL, cleared {0} NOT NULL,
  ending SMALLINT NOT NULL, provisional SMALLINT NOT NULL, actions {0} NOT NULL, reason {0} NOT NULL, clause {0} NOT NULL, ruleset {0} NOT NULL, version {0} NOT NULL,
  PRIMARY KEY(case_id, n)){3};
CREATE TABLE zs_changes(run BIGINT NOT NULL, seq BIGINT NOT NULL, change {0} NOT NULL, cause {0} NOT NULL, record {0} NOT NULL, key {0} NOT NULL, indicator {0} NOT NULL,
  card {0} NOT NULL, was {0} NOT NULL, onset {0} NOT NULL, cleared {0} NOT NULL, at {0} NOT NULL, provisional SMALLINT NOT NULL, actions {0} NOT NULL, reason {0} NOT NULL,
  clause {0} NOT NULL, ruleset {0} NOT NULL, version {0} NOT NULL, PRIMARY KEY(run, seq)){3};
CREATE INDEX zs_changes_key ON zs_changes(key, record);
CREATE TABLE zs_decisions(id {1} PRIMARY KEY, after_run BIGINT NOT NULL, what {0} NOT NULL, record {0} NOT NULL, key {0} NOT NULL, indicator {0} NOT NULL, card {0} NOT NULL, onset {0} NOT NULL,
  person {0} NOT NULL, reason {0} NOT NULL, at {0} NOT NULL, recorded {0} NOT NULL);
CREATE INDEX zs_decisions_key ON zs_decisions(key, record);
CREATE TABLE zs_references(record {0} NOT NULL, n BIGINT NOT NULL, data {0} NOT NULL, PRIMARY KEY(record, n));
)";

/// Empty where it has none yet.
Result<std::string> version_of(Connection& db) {
  std::string version;
  if (auto s = db.query("SELECT value FROM zs_meta WHERE name = 'schema'", {}, [&](Row r) { return version = r[0], Status(); }); !s) return s.error();
  return version;
}

Error other_version(const Connection& db, const std::string& version) {
  return {ErrorKind::kUsage, fmt::format("账本 {} 是第 {} 版的，这个 zs 只会第 {} 版；请用写它的那个版本", db.name(), version, kSchemaVersion),
          fmt::format("the ledger {} has version {} of the tables, this zs knows version {}; use the zs that wrote it", db.name(), version, kSchemaVersion)};
}

}  // namespace

Status make_schema(Connection& db) {
  const auto there = db.has("zs_meta");
  if (!there) return there.error();
  if (*there) return check_schema(db);
  const auto alone = db.may_hold_a_ledger();
  if (!alone) return alone.error();
  if (!*alone) return Error{ErrorKind::kUsage, db.name() + " 里有别的表，不是账本；请换一个文件名", db.name() + " holds other tables and is no ledger; choose another name"};
  const Dialect& d = db.dialect();
  if (auto s = db.execute(fmt::format(kTables, d.text, d.id, d.bytes, d.by_key)); !s) return s;
  return db.insert("zs_meta", {"name", "value"}, {"schema", kSchemaVersion});
}

Status check_schema(Connection& db) {
  const auto there = db.has("zs_meta");
  if (!there) return there.error();
  if (!*there)
    return Error{ErrorKind::kUsage, db.name() + " 里没有账本；先用 zs run … --ledger 建一个", "there is no ledger in " + db.name() + "; zs run … --ledger makes one"};
  const auto version = version_of(db);
  if (!version) return version.error();
  return *version == kSchemaVersion ? Status() : Status(other_version(db, *version));
}

}  // namespace zs::ledger

#pragma once
// The ledger as a run sees it: what was known, what is said now, what that changes. Everything between begin() and commit() is
// done or not done as a whole.
#include "ledger/changes.h"
#include "ledger/connection.h"
#include "ledger/records.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace zs::ledger {

/// What a run is: its rows of changes carry this. Instants in ISO 8601.
struct RunInfo {
  std::string as_of, recorded, engine, ruleset, version, pack_hash, calendar;
  std::string references;                                       // their fingerprints: 事项=…;…
  std::vector<std::string> cards;                               // lowest first
  std::map<std::pair<std::string, std::string>, std::string> indicators;  // names by record kind and code
  std::string out;                                              // where its changes go, without a password
  bool replaces_rules = false;                                  // may judge cases of rules with which it shares no indicator
};

/// What a case is counted by, and how long it took. Days in millionths, of the limit's own kind (工作日 or 自然日); a limit of 0: not known,
/// or not in days; used days are 0 until the case is closed.
struct Facts {
  std::string region, department, level, item, item_name;
  std::string received, done;   // instants; empty: not (yet)
  int64_t legal_limit = 0, legal_used = 0, promised_limit = 0, promised_used = 0;
};

/// A case as it has just been judged.
struct Judged {
  std::string key;
  std::string fingerprint;      // of the record
  std::string next_change;      // empty: never by itself
  Facts facts;
  std::vector<Finding> findings;  // endings settled
};

struct Stored {
  int64_t id = 0;
  std::string key, data;
};

/// A run whose changes may not have reached their file.
struct Undelivered {
  int64_t run = 0;
  std::string out;
};

class Ledger {
 public:
  /// Opens or makes it; nothing is written.
  static Result<std::unique_ptr<Ledger>> open(const std::string& address);

  /// Starts the run's transaction. Errors: another run is writing; the ledger has a run with a later as_of.
  Status begin(RunInfo info);
  int64_t run() const noexcept { return run_; }
  /// The reference fingerprints of the last run, by record kind; only after begin().
  const std::map<std::string, std::string>& last_references() const noexcept { return last_references_; }
  /// The run's own references where they were not known at begin().
  void set_references(std::string references) { info_.references = std::move(references); }

  /// Takes new judgements of cases of one kind, each case at most once in a run. `data_of` gives the record of a case by its index,
  /// see case_text.h; it is asked only for what is new.
  using DataOf = std::function<std::string(size_t)>;
  Status take(const std::string& record, const std::vector<Judged>& cases, const DataOf& data_of);

  /// Cases whose card can have changed: by time (by as_of), or because they were judged by other rules or references. In the
  /// order of id, after `after`, at most `limit`.
  Result<std::vector<Stored>> due(const std::string& record, int64_t after, size_t limit);

  /// The rows of a reference table, as JSON; and a new table in place of the old.
  Result<std::vector<std::string>> reference_rows(const std::string& record);
  Status keep_reference(const std::string& record, const std::vector<std::string>& rows);

  Status commit();

  uint64_t changes() const noexcept { return changes_; }
  uint64_t cases() const noexcept { return cases_; }

  /// Runs that were committed and whose changes may not have reached their file.
  Result<std::vector<Undelivered>> undelivered();
  /// Calls on_row for every change of the chosen runs, in the order of run and seq; columns as in change_columns().
  using Rows = std::function<Status(const OnRow& on_row)>;
  /// Hands the changes of the undelivered runs that `chosen` takes to `write`, and marks them delivered where that went well.
  /// Not within a run. Nothing is called where no run is chosen.
  Status deliver(const std::function<bool(const Undelivered&)>& chosen, const std::function<Status(const Rows&)>& write);

  Connection& db() noexcept { return *db_; }

 private:
  explicit Ledger(std::unique_ptr<Connection> db) : db_(std::move(db)), records_(*db_) {}
  struct Known;
  Status start(const RunInfo& info);
  Status fits(const RunInfo& info) const;
  Result<std::unordered_map<std::string, Known>> known(const std::string& record, const std::vector<Judged>& cases, size_t from, size_t to);
  Status slice(const std::string& record, const std::vector<Judged>& cases, size_t from, size_t to, const DataOf& data_of);
  std::string cause_of(const Known* known, const Judged& now) const;
  bool same_basis(int64_t run) const;
  struct Writes;
  /// True where the record itself is new or changed; the id of the case is put into `id`.
  bool compare(const std::string& record, const Judged& now, const Known* known, Writes& to, std::string& id);
  Status write(const std::string& record, const Writes& writes);
  Status forget(const char* table, const char* column, const std::vector<std::string>& ids);

  std::unique_ptr<Connection> db_;
  Records records_;
  RunInfo info_;
  int64_t run_ = 0, next_case_ = 1;
  uint64_t seq_ = 0, changes_ = 0, cases_ = 0, written_ = 0;
  bool first_ = false;                                       // the ledger had no case at all
  struct Basis { std::string pack_hash, references; };
  std::unordered_map<int64_t, Basis> bases_;                 // by run
  std::map<std::string, std::string> last_references_;
};

/// The columns of a run's changes.
const std::vector<std::string>& change_columns();
/// SELECT of them, h being the change and r the run; to be followed by WHERE or ORDER BY.
const std::string& change_rows();

}  // namespace zs::ledger

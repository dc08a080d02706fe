#pragma once
// The tables of a ledger. Instants are texts in ISO 8601 with +08:00, so that their order is that of time; nothing is NULL: what
// there is not is the empty text.
//
//   zs_runs        one row a run: as of when, by which rules, calendar and references, where its changes went
//   zs_cases       one row a case: when it can change next, and what it is counted by
//   zs_data        the case's record as it was given, as JSON in a fixed form, packed (records.h)
//   zs_dictionaries  what the records of a kind are packed by
//   zs_indicators  names
//   zs_findings    the state: the cards of each case as of its last judgement
//   zs_changes     the log: what each run changed
//   zs_decisions   appeals and withdrawals by people
//   zs_references  reference tables as they were given last
#include "ledger/connection.h"

namespace zs::ledger {

inline constexpr const char* kSchemaVersion = "2";

/// Makes what is not there. Error: the tables are of another version.
Status make_schema(Connection& db);
/// Are they there, and of this version?
Status check_schema(Connection& db);

}  // namespace zs::ledger

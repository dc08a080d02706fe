#pragma once
// Frozen answers: what the engine said about the records of a file as of some T, kept as JSON, so that a later difference is seen.
// They say what was, not what is right; tests say that.
#include "testing/verdict.h"

#include <string>
#include <utility>
#include <vector>

namespace zs::testing {

struct FrozenFile {
  std::string path;                                        // of the file itself
  std::string record;                                      // the judged record kind
  std::vector<std::string> cases;                          // files, relative to the frozen file's folder
  std::vector<std::pair<std::string, std::string>> refs;   // record kind, file
  std::string as_of;                                       // as --as-of takes it; empty: for ever
  uint64_t rejected = 0;                                   // records that could not be bound
  std::vector<FrozenRecord> records;                       // those with an answer worth a line: a card or something undecided
  uint64_t judged = 0;                                     // records altogether
};

Result<FrozenFile> read_frozen(const std::string& path);
/// One record a line, so that a version control shows which answers changed.
std::string frozen_json(const FrozenFile& file);

/// Its data bound, ready to be judged. `file.records` are what is expected; another number of rejected records is an error.
/// kIo, kUsage where its files cannot be read.
Result<Case> load_frozen(const typed::Program& program, const FrozenFile& file, bool renewing, uint64_t* rejected = nullptr);

/// The answers of a report by record, in the order of the records; records about which nothing is said are left out.
std::vector<FrozenRecord> answers(const typed::Program& program, const Data& data, const findings::Report& report, bool evidence);
/// What differs, card by card; `evidence`: actions, reasons and clauses too, and the names of what is missing.
std::vector<Line> differences(const typed::Program& program, const std::vector<FrozenRecord>& old, const std::vector<FrozenRecord>& now, bool evidence);

}  // namespace zs::testing

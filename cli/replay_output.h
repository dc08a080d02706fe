#pragma once
// What zs replay leaves behind: the folder of results, the approval, the words on the terminal.
#include "cli/approval.h"
#include "cli/intake.h"
#include "io/writers/row_writer.h"
#include "replay/document.h"

#include <optional>

namespace zs::cli {

/// The files of --out, of which none appears before all are complete.
class ReplayFiles {
 public:
  static Result<std::unique_ptr<ReplayFiles>> open(const std::string& folder, const replay::Pairing& pairing);

  /// The changes of a table, in order; `groups`: its codes in each dimension.
  Status add(const replay::Session& session, const std::string& record, const std::vector<std::string>& keys, const std::vector<replay::Change>& changes,
             const std::vector<std::vector<uint32_t>>& groups, const std::vector<replay::Dimension>& dimensions);
  Status add(const replay::StatisticChange& change);
  /// `head`: provenance and sums.
  Status commit(const nlohmann::ordered_json& head, const std::vector<replay::Dimension>& dimensions);

 private:
  explicit ReplayFiles(const replay::Pairing& pairing) : columns_(pairing) {}
  Status ndjson(const replay::Session& session, const std::string& record, const std::string& key, const replay::Change& c);

  replay::ChangeColumns columns_;
  std::unique_ptr<writers::RowWriter> rows_;
  std::unique_ptr<writers::OutputFile> lines_, summary_, report_;
};

ChangeLine line_of(const replay::StatisticChange& change);
ChangeLine line_of(const replay::Session& session, const std::string& record, const std::string& key, const replay::Change& change);
/// On one line, and cut where it is long.
std::string in_short(const std::string& text);
/// The condition that decided, old → new; empty where none alone did.
std::string decided_by(const replay::Session& session, const replay::Change& change);

/// Provenance, totals, indicators, groups, statistics, days: all but the changes themselves.
nlohmann::ordered_json replay_head(const Context& context, const Pack& old_pack, const Pack& new_pack, const replay::Session& session, const replay::Grouper& grouper,
                                   const Provenance& provenance, const std::vector<replay::StatisticChange>& statistics);

/// The headline figures and a line for each indicator that changed.
std::string replay_words(const Context& context, const replay::Session& session, const std::vector<replay::StatisticChange>& statistics);

}  // namespace zs::cli

#pragma once
// Reports to files: findings, indeterminate, schedule, rejects and the summary, column by column as documented.
#include "io/binding/problem.h"
#include "io/writers/output_file.h"
#include "io/writers/row_writer.h"
#include "runtime/columns/table.h"
#include "runtime/findings/finding.h"
#include "runtime/findings/group.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::writers {

/// What the writers must know of a pack.
struct PackInfo {
  std::string code, version, hash;
  std::vector<std::string> cards;  // lowest first
  struct Indicator { std::string code, name; };
  std::vector<Indicator> indicators;
  struct Aggregate { std::string code, name; uint8_t card = 0; std::vector<std::string> actions, clauses; };
  std::vector<Aggregate> aggregates;  // 统计指标
  struct Version { std::string code, version; };
  std::vector<Version> versions;      // Finding::version; empty: code and version of the pack
  std::vector<Indicator> unwritten;   // 待编写: judged by nobody, named in the summary
};

/// Where to; an empty path: not wanted.
struct ReportPaths {
  std::string findings, indeterminate, schedule, rejects, summary;
  std::string provenance;  // where the findings come from
  std::string unresolved;  // references to rows that are not there
};

/// Counts for the summary: rows of findings, and records without an answer.
struct Tally {
  struct Card { uint64_t shown = 0, on_table = 0, cleared = 0; };
  struct Indicator {
    std::vector<Card> cards;
    uint64_t indeterminate = 0;
  };
  std::vector<Indicator> indicators;
  std::vector<Indicator> aggregates;  // of groups of records
  uint64_t read = 0, evaluated = 0, rejected = 0, out_of_force = 0, unknown_yet = 0, provisional_quiet = 0;
  uint64_t rejected_rows = 0;                               // rows of list files by themselves
  uint64_t reference_rows = 0, reference_rejected = 0;
  double seconds = 0;  // wall time of the run
  bool complete = true;  // false: stopped before the end of the input
  struct Unresolved { std::string field, reference; uint64_t count = 0; };
  std::vector<Unresolved> unresolved;  // fields whose references were not all found: 办件.实施编码 to 事项
};

/// The columns of findings.
std::vector<ColumnSpec> finding_columns();
/// A reject as a row, and its columns.
std::vector<ColumnSpec> reject_columns();
std::vector<std::string> reject_row(const binding::Reject& reject);

class ReportWriter {
 public:
  /// Opens every wanted file. `as_of` is T.
  static Result<std::unique_ptr<ReportWriter>> open(PackInfo pack, const model::Models& models, const ReportPaths& paths, Instant as_of);

  /// The same with the findings' rows going to a writer of the caller's.
  static std::unique_ptr<ReportWriter> into(PackInfo pack, const model::Models& models, std::unique_ptr<RowWriter> findings, Instant as_of);

  /// One batch and its report; batches in the order of the input.
  Status add(const columns::Table& table, const findings::Report& report);
  /// The answers about groups of records of one model, in the order of the judge. A card that a group shows at successive
  /// asked instants is one row: from the first of them, until the first that shows it no longer.
  Status add(int model, const std::vector<findings::GroupAnswer>& answers);
  Status add(const binding::Reject& reject);
  /// A reference to a row that the reference table does not have.
  Status add_unresolved(const std::string& record, std::string_view key, const std::string& field, std::string_view value);
  /// What was judged is only the beginning: every file says so and gets another name.
  void mark_partial();
  /// Completes all files: none takes the place of an old one before all are written. `tally` gets what the caller counted: read, rejected, seconds.
  Status commit();
  /// The JSON that goes to the provenance file, and into the summary.
  void set_provenance(std::string json) { provenance_text_ = std::move(json); }
  Tally& tally() noexcept { return tally_; }
  const Tally& tally() const noexcept { return tally_; }

 private:
  ReportWriter(PackInfo pack, const model::Models& models, ReportPaths paths, Instant as_of);
  Status finding(const columns::Table& table, const findings::Finding& f);
  Status group(int model, const findings::GroupAnswer& first, std::optional<Instant> cleared);
  Status indeterminate_group(int model, const findings::GroupAnswer& answer);
  std::string summary() const;

  PackInfo pack_;
  const model::Models& models_;
  ReportPaths paths_;
  Instant as_of_;
  Tally tally_;
  std::unique_ptr<RowWriter> findings_, indeterminate_, schedule_, rejects_, unresolved_;
  std::unique_ptr<OutputFile> summary_, provenance_;
  std::string provenance_text_ = "{}";
};

}  // namespace zs::writers

#pragma once
// Reports as Arrow columns: the tables that zs run writes, with the row of the batch beside each.
#include "embed/pack.h"
#include "io/arrow/batch_reader.h"
#include "io/arrow/build.h"
#include "runtime/findings/finding.h"
#include "runtime/findings/group.h"

namespace zs::embed {

/// Words that every result of a pack shares.
struct Words {
  explicit Words(const Pack& pack);
  using Dictionary = std::shared_ptr<const arrow::Column>;
  Dictionary records, indicators, names, cards, states, rulesets, versions, hash;
};

/// What stands beside every row.
struct Context {
  const Pack& pack;
  const Words& words;
  Instant as_of;
};

/// `rows`: of each record of the table, its row in the batch.
arrow::Columns tell_findings(const Context& c, const columns::Table& table, const std::vector<uint32_t>& rows, const std::vector<findings::Finding>& findings);
arrow::Columns tell_undecided(const Context& c, const columns::Table& table, const std::vector<uint32_t>& rows, const std::vector<findings::Undecided>& undecided);
arrow::Columns tell_schedule(const Context& c, const columns::Table& table, const std::vector<uint32_t>& rows, const std::vector<findings::Scheduled>& schedule);
arrow::Columns tell_rejects(const std::vector<arrow::Batch::Rejected>& rejected);

/// Of groups of records: findings and undecided groups; their rows are missing.
struct Groups {
  arrow::Columns findings, undecided;
};
Groups tell_groups(const Context& c, int model, const std::vector<findings::GroupAnswer>& answers);

}  // namespace zs::embed

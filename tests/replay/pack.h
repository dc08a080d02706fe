#pragma once
// Small rule sets and their records, for the tests of a replay.
#include "compiler/compile.h"
#include "compiler/ir/lower.h"
#include "io/readers/record_reader.h"
#include "replay/session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace zs::replay {

/// A compiled rule set that owns everything a session needs.
struct Pack {
  std::unique_ptr<Compilation> compilation;
  std::shared_ptr<const bytecode::Program> program;
  const typed::Program& typed() const { return *compilation->program; }
  RuleSet rules(std::vector<const columns::Table*> references = {}) const { return {&typed(), program, std::move(references), &compilation->sources}; }
  int indicator(const std::string& code) const;
};

/// Compiles a text: a rule set with 案件 { 编号, 收件, 受理, 办结, 部门, 补正 {告知, 补齐} }, cards 黄牌 < 红牌, weekends off, and
/// these indicators. Errors fail the test.
Pack pack_of(const std::string& indicators, const CompileOptions& options = {});
/// A whole text or folder.
Pack compiled(Compilation compilation);

/// NDJSON lines as records of 案件.
columns::Table records(const Pack& pack, const std::string& lines);

/// Differences of the only indicator, as "old → new" lines.
std::vector<std::string> differences(const Pack& old_pack, const Pack& new_pack);

}  // namespace zs::replay

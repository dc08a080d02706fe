#pragma once
// One test, wherever it stands (a rule file, a row of a table, frozen answers): records bound as data are, T, and what is expected.
#include "compiler/typed/program.h"
#include "runtime/base/result.h"
#include "runtime/columns/table.h"
#include "runtime/findings/finding.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::testing {

/// Text in both languages of the tool.
struct Words {
  std::string zh, en;
};

enum class Language : uint8_t { kChinese, kEnglish };

/// The judged records and the reference tables of one test.
struct Data {
  columns::Table records;
  std::vector<std::unique_ptr<columns::Table>> references;  // by model index; null: not given
  std::vector<const columns::Table*> pointers;              // the same
};

/// What an engine answered for one frozen record; texts as people read them, so that a file outlives the order of indicators.
struct FrozenCard {
  std::string indicator, card, from, until, reason, clause;  // instants as 2024-10-08 00:00:00, empty: none
  std::vector<std::string> actions;
  bool operator==(const FrozenCard&) const = default;
};
struct FrozenUndecided {
  std::string indicator;
  std::vector<std::string> missing;
  bool operator==(const FrozenUndecided&) const = default;
};
struct FrozenRecord {
  std::string key;
  std::vector<FrozenCard> cards;
  std::vector<FrozenUndecided> undecided;
};

struct Case {
  enum class From : uint8_t { kRules, kTable, kFrozen } from = From::kRules;
  std::string name;
  std::string file;                // where it stands, as the user named it
  int line = 0;                    // line of a rule file, row of a table; 0: the file as a whole
  Span src;                        // kRules
  Data data;
  std::optional<Instant> as_of;    // absent: for ever
  std::vector<typed::Expectation> expect;
  bool every_card = false;         // a card of an indicator that is not named is wrong too
  std::vector<FrozenRecord> frozen;  // kFrozen: by record
  std::optional<Words> broken;     // could not be bound: why

  std::string place() const { return line ? file + ":" + std::to_string(line) : file; }
  bool names(int indicator) const;
};

/// A test of a rule file; its data are bound by the rules for data files.
Case case_of(const typed::Program& program, const typed::Test& test, std::string file, int line);

/// A problem of one datum in words.
Words problem_at(const std::string& record, const std::string& field, const std::string& value, const std::string& why_zh, const std::string& why_en);

}  // namespace zs::testing

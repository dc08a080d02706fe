#pragma once
// What came, held against what a test expects.
#include "testing/case.h"

#include <string>
#include <vector>

namespace zs::testing {

struct Line {
  bool ok = false;
  int indicator = typed::kNone;
  int card = typed::kNone;     // of the expectation, else of what came
  Words expected;              // empty: nothing of the kind was expected
  Words got;                   // empty: nothing of the kind came
  std::string record;          // frozen answers: the key of the record
  Words why;                   // frozen answers: the reason that the card carries, old and new where they differ
};

struct Verdict {
  bool passed = false;
  std::vector<Line> lines;     // by expectation, then what was not expected
};

/// A case of a rule file or a table: every card of a named indicator must be expected. Frozen answers: only what differs is a line.
Verdict judge(const typed::Program& program, const Case& test, const findings::Report& report);
/// Only whether it passes; frozen answers are looked at without actions, reasons, clauses.
/// `asked` (by indicator; null: all): the report answers only these.
bool passes(const typed::Program& program, const Case& test, const findings::Report& report, const std::vector<bool>* asked = nullptr);

/// HN8-1: 红牌 自 … 至 …
Words describe(const typed::Program& program, const typed::Expectation& e);
Words describe(const typed::Program& program, const findings::Finding& f, std::optional<Instant> as_of);
Words describe(const typed::Program& program, const findings::Undecided& u);
/// 2024-10-08 00:00:00, with ? where it is provisional; … before all time; empty where it never comes.
std::string show(Tick t);

}  // namespace zs::testing

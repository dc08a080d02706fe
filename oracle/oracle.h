#pragma once
// The oracle: the meaning of a typed program, evaluated slowly and plainly, one record at a time. It is the judge of
// the machine in differential tests and the ground of `zs explain`; it shares no evaluation code with the machine.
#include "compiler/typed/program.h"
#include "oracle/observer.h"
#include "oracle/record.h"
#include "oracle/truth.h"
#include "runtime/findings/finding.h"

#include <optional>

namespace zs::oracle {

/// Judges every record of inputs.records by every indicator of its model, as of T. Absent: for ever: T = +∞, nothing is
/// pruned, findings are all spans, undecided is what is so in the end, and nothing is left to come.
/// The tables must outlive the call; the report owns its data.
struct EvaluateOptions {
  Observer* observer = nullptr;                  // watches the evaluation
  const std::vector<bool>* indicators = nullptr; // by index: only these are answered; null: all
  bool evidence = true;                          // actions, reasons and clauses of findings, names of what is missing, the schedule
};
findings::Report evaluate(const typed::Program& program, const Inputs& inputs, std::optional<Instant> as_of, const EvaluateOptions& options = {});

/// The whole timeline of one record and indicator, as far as is known at T: for tests and explanations.
struct Timeline {
  std::vector<Set> shown;  // by card
  Set undecided;
};
Timeline timeline(const typed::Program& program, const Inputs& inputs, size_t record, int indicator,
                  std::optional<Instant> as_of);

}  // namespace zs::oracle

#pragma once
// What a finding carries (处置, 依据, 理由): read from the registers of that part of an indicator's detail function which it
// needs, which is run only for the rows that have findings.
#include "runtime/findings/finding.h"
#include "runtime/vm/frame.h"
#include "runtime/vm/remembered.h"

#include <string>
#include <vector>

namespace zs::vm {

/// Of one indicator. Belongs to one thread; what many findings have in common is made once and shared.
class Evidence {
 public:
  Evidence(const Image& image, const Thread& thread, const bytecode::Indicator& indicator);

  /// Runs over these rows of the table; describe() is about the ith of them.
  void run(Thread& thread, const columns::Table& table, const std::vector<uint32_t>& rows, Instant as_of);
  /// Fills actions, clause and reason of a finding.
  void describe(uint32_t i, findings::Finding& f);

 private:
  struct Carried {
    findings::Texts actions;
    findings::Text clause;
  };
  struct Clause {
    const bytecode::DetailSituation* situation;
    const bytecode::DetailCard* card;
    const Domain* domain;
    const Plane* set;
  };
  /// The row whose 理由 a finding takes: one that holds at the onset before others, the first of its 情形.
  struct Reasoned {
    const Clause* clause = nullptr;
    uint32_t row = 0;
    bool lit = false;  // does it hold at the onset?
  };

  bool clause_held(const Clause& c, uint32_t i, const findings::Finding& f, Reasoned& out) const;
  Carried carried(const std::vector<uint32_t>& held) const;
  void reason(const std::vector<bytecode::ReasonPart>& parts, const Domain& domain, uint32_t row, findings::Finding& f);

  const Image& image_;
  const Thread& thread_;
  const bytecode::Indicator& indicator_;
  const bytecode::Detail detail_;
  Frame frame_;
  Instant as_of_ = kNever - 1;
  std::vector<Clause> clauses_;              // in the order written
  std::vector<Remembered<Carried>> alone_;   // by the one of clauses_ that held
  Remembered<Carried> carried_;              // by those of clauses_ that held
  std::vector<uint32_t> held_;
  std::string text_;
};

}  // namespace zs::vm

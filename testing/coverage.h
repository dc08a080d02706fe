#pragma once
// What the tests of a pack reach. Only an indicator that a test names counts for the test: what is judged beside it and
// looked at by nobody is not tested.
#include "testing/case.h"

#include <string>
#include <vector>

namespace zs::syntax {
class Sources;
}

namespace zs::testing {

enum class Mark : uint8_t { kNever, kHalf, kFull };

/// A condition as one place of the rule text says it, copies of it (named conditions, parameters) taken together.
struct ConditionCoverage {
  Span src;
  typed::Op op = typed::Op::kUnknown;
  bool yes = false, no = false, open = false;   // has been seen to hold, not to hold, to be undecided, from the record's first event up to T
  bool negated = false;                         // the text says the opposite of what is asked inside: 未发生, 不在
  bool has_boundary = false;                    // compares a number, a date, a span or a clock with a threshold
  bool by_clock = false;                        // its boundary is an instant: some test must expect a card to change there
  bool at = false, beyond = false;              // the threshold itself; the nearest answer of the other kind. by_clock: both or none
  Mark mark() const { return yes && no ? Mark::kFull : yes || no || open ? Mark::kHalf : Mark::kNever; }
  Mark boundary() const { return at && beyond ? Mark::kFull : at || beyond ? Mark::kHalf : Mark::kNever; }
};
struct RuleCoverage {       // one 当 … 发 …
  Span src;
  int situation = 0, rule = 0;   // indices in the typed program
  int card = 0;
  size_t fired = 0;         // tests
};
struct CardCoverage {
  int card = 0;
  size_t shown = 0;         // tests
};
struct SituationCoverage {
  std::string name;
  Span src;
  int situation = 0;
  size_t fired = 0;         // tests in which one of its 当 gave a card
};
struct IndicatorCoverage {
  int indicator = 0;
  size_t tests = 0;         // that name it
  std::vector<CardCoverage> cards;
  std::vector<SituationCoverage> situations;   // named ones only
  std::vector<RuleCoverage> rules;
  std::vector<ConditionCoverage> conditions;   // of the pack's own files, in the order of the text
};

struct Tally {
  size_t all = 0, full = 0, half = 0;
  void add(Mark m) { ++all, full += m == Mark::kFull, half += m == Mark::kHalf; }
};
struct Totals {
  Tally indicators, cards, situations, conditions, boundaries;
  size_t open = 0;          // conditions that have been seen undecided
};

struct LineCoverage {
  int line = 0;             // from 1
  Mark mark = Mark::kNever;
  std::vector<Words> gaps;  // what is still to be tested here
};
struct FileCoverage {
  int file = -1;
  std::vector<LineCoverage> lines;   // those on which there is something to test
};

struct Coverage {
  std::vector<IndicatorCoverage> indicators;
  std::vector<FileCoverage> files;
  Totals totals;            // conditions and boundaries by place in the text
};

/// As the rule text says it, on one line; an event by itself is one that has happened.
std::string text_of(const ConditionCoverage& c, const syntax::Sources& sources);

/// `files`: the pack's own. Frozen answers count for nothing: nobody said that they are right.
Coverage coverage(const typed::Program& program, const std::vector<Case>& cases, const syntax::Sources& sources, const std::vector<int>& files);

std::string coverage_text(const typed::Program& program, const Coverage& c, const syntax::Sources& sources, Language language);
std::string coverage_json(const typed::Program& program, const Coverage& c, const syntax::Sources& sources);
std::string coverage_html(const typed::Program& program, const Coverage& c, const syntax::Sources& sources, Language language);  // one page, nothing else needed

}  // namespace zs::testing

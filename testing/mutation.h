#pragma once
// Do the tests see when the rules go wrong? Every mutant is judged by the oracle with the tests that could see it.
#include "testing/mutants.h"

#include <atomic>
#include <functional>
#include <string>
#include <vector>

namespace zs::syntax {
class Sources;
}

namespace zs::testing {

struct MutantResult {
  enum class Fate : uint8_t { kKilled, kSurvived, kAccepted } fate = Fate::kSurvived;
  size_t mutant = 0;          // index
  int killer = -1;            // the first case that fails
  std::string accepted;       // why, from the rule file
};

struct Mutation {
  std::vector<Mutant> mutants;
  std::vector<MutantResult> results;   // parallel
  size_t killed = 0, survived = 0, accepted = 0;
  size_t only_frozen = 0;     // of the killed: seen by frozen answers alone, which nobody has said to be right
};

/// Judges on `jobs` threads; the result does not depend on their number. `cases` must all pass as the rules stand.
/// `progress`: called with the number done, from any thread.
Mutation mutate(const typed::Program& program, const std::vector<Case>& cases, const syntax::Sources& sources, const std::vector<int>& files, unsigned jobs,
                const std::function<void(size_t done, size_t all)>& progress = {});

/// Why a survivor at this place is accepted: what follows 变异等价： (or mutant-equivalent:) in a comment of its line or of the one
/// above. Empty: it is not.
std::string accepted_at(const syntax::Sources& sources, Span src);

std::string mutation_text(const typed::Program& program, const Mutation& m, const syntax::Sources& sources, Language language);
std::string mutation_json(const typed::Program& program, const Mutation& m, const std::vector<Case>& cases, const syntax::Sources& sources);

}  // namespace zs::testing

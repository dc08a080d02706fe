#pragma once
// Which of the six indicators a comparison is about, and how often the machine shows each of their cards at T.
#include "bench/data.h"
#include "runtime/bytecode/program.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace zs::bench::peers {

/// "six": all; "five": without the pairs of steps (S5); "three": S1 to S3, which read no list once the days are counted.
using Set = std::vector<std::string>;
const std::map<std::string, Set>& sets();

/// bench/six/six.zs with the indicators of this set alone, compiled. Throws std::runtime_error where it does not.
std::shared_ptr<const bytecode::Program> compile_set(const Set& set);

struct Measured {
  std::map<std::string, uint64_t> counts;  // "S2.warning" -> cases with that card on the table at T
  double seconds = 0;                      // the least of the passes, one thread
};
/// Judges the office's cases `passes` times after one pass that is not counted, `batch` of them at a time; the calendar is the machine's own.
Measured measure(const std::shared_ptr<const bytecode::Program>& program, const Office& office, int passes, uint32_t batch);

}  // namespace zs::bench::peers

#pragma once
// The same six indicators three times. Each counts the records whose card is on the table at T.
#include "bench/data.h"
#include "runtime/base/result.h"
#include "runtime/bytecode/program.h"

#include <array>
#include <string>

namespace zs::bench {

/// S1 红牌; S2 预警, 红牌; S3 预警, 红牌; S4 预警; S5 预警; S6 红牌.
using Counts = std::array<uint64_t, 8>;
inline constexpr std::array<const char*, 8> kCountNames{"S1 红牌", "S2 预警", "S2 红牌", "S3 预警", "S3 红牌", "S4 预警", "S5 预警", "S6 红牌"};

/// A loop written by hand for exactly these six: table look-ups for working days, no missing values, no timelines.
class FusedLoop {
 public:
  FusedLoop(const bytecode::Program& program, const Office& office);
  Counts run() const;

 private:
  struct Columns;
  std::shared_ptr<const Columns> c_;
};

/// The same in SQL by somebody who knows DuckDB: tables loaded beforehand, a prefix table of working days, one thread.
class DuckSql {
 public:
  static Result<DuckSql> load(const bytecode::Program& program, const Office& office);
  Result<Counts> run();

 private:
  struct State;
  std::shared_ptr<State> s_;
};

}  // namespace zs::bench

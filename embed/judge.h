#pragma once
// The engine for programs that have their records in memory: Arrow batches in, findings as Arrow out. The C interface
// (zhunsheng.h) is a thin dress of this one.
#include "embed/pack.h"
#include "embed/tell.h"
#include "runtime/vm/aggregate.h"
#include "runtime/vm/engine.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zs::embed {

/// Reference tables of an engine to be. One thread at a time.
class References {
 public:
  explicit References(Pack pack);
  ~References();
  /// Rows of a reference table, e.g. 事项; several batches are one table. The array is taken over (see BatchReader). What is
  /// rejected is told as rejects.
  Result<arrow::Columns> add(std::string_view record, const ArrowSchema& schema, ArrowArray& array);

 private:
  friend class Engine;
  struct One;
  Pack pack_;
  std::vector<std::unique_ptr<One>> by_model_;
};

/// A pack with its reference tables. Immutable: any number of runs in any number of threads share one.
class Engine {
 public:
  /// Copies what it needs of the references (null: none); they may be changed or freed afterwards.
  static Result<std::shared_ptr<const Engine>> make(const Pack& pack, const References* references);

  const Pack& pack() const noexcept { return pack_; }
  const vm::Engine& machine() const noexcept { return machine_; }
  const Words& words() const noexcept { return words_; }
  const std::shared_ptr<const arrow::ColumnReader>& columns() const noexcept { return columns_; }

 private:
  Engine(Pack pack, vm::Engine machine) : pack_(std::move(pack)), machine_(std::move(machine)), words_(pack_), columns_(std::make_shared<const arrow::ColumnReader>(pack_.program->models)) {}
  Pack pack_;
  vm::Engine machine_;
  Words words_;
  std::shared_ptr<const arrow::ColumnReader> columns_;
};

struct Options {
  std::optional<Instant> as_of;   // T; must be given: a library has no clock
  unsigned threads = 1;           // 0: as many as the machine has
  bool schedule = false;          // tell the next changes too
};

struct Counts {
  uint64_t read = 0, evaluated = 0, rejected = 0, out_of_force = 0, unknown_yet = 0, provisional_quiet = 0;
};

/// What one batch gave.
struct Outcome {
  arrow::Columns findings, undecided, schedule, rejects;
  Counts counts;
};

/// The records of one kind, batch after batch. Keys are unique over a run; 统计指标 answer at its end. One thread at a time.
class Run {
 public:
  /// Error (kUsage): the pack has no such kind of record, or no T is given.
  static Result<std::unique_ptr<Run>> start(std::shared_ptr<const Engine> engine, std::string_view record, const Options& options);

  /// Judges a batch. The array is taken over, and released before this returns.
  Result<Outcome> push(const ArrowSchema& schema, ArrowArray& array);
  /// The findings about groups of all records pushed (统计指标). More may be pushed afterwards.
  Outcome finish() const;
  /// Columns met that no field has, as paths.
  const std::set<std::string>& unknown_names() const noexcept { return reader_.unknown_names(); }
  const arrow::Ways& ways() const noexcept { return reader_.ways(); }

 private:
  Run(std::shared_ptr<const Engine> engine, int model, const Options& options);
  Context context() const { return {engine_->pack(), engine_->words(), *options_.as_of}; }

  std::shared_ptr<const Engine> engine_;
  int model_;
  Options options_;
  arrow::BatchReader reader_;
  std::optional<vm::Aggregation> aggregation_;
};

}  // namespace zs::embed

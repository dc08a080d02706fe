#include "cli/evaluator.h"

#include "oracle/aggregate.h"
#include "oracle/oracle.h"
#include "runtime/vm/aggregate.h"
#include "runtime/vm/engine.h"

namespace zs::cli {
namespace {

class MachineStatistics : public Statistics {
 public:
  explicit MachineStatistics(vm::Aggregation a) : aggregation_(std::move(a)) {}
  void add(const columns::Table& table) override { aggregation_.add(table); }
  std::vector<findings::GroupAnswer> finish() const override { return aggregation_.finish(); }

 private:
  vm::Aggregation aggregation_;
};

class OracleStatistics : public Statistics {
 public:
  OracleStatistics(const typed::Program& program, std::vector<const columns::Table*> references, std::optional<Instant> as_of)
      : program_(program), references_(std::move(references)), as_of_(as_of) {}
  void add(const columns::Table& table) override {
    for (auto& a : oracle::aggregate(program_, {&table, references_}, as_of_)) {
      using What = findings::GroupAnswer::What;
      const What what = a.what == oracle::GroupAnswer::What::kCard ? What::kCard : a.what == oracle::GroupAnswer::What::kUndecided ? What::kUndecided : What::kNothing;
      answers_.push_back({what, static_cast<uint16_t>(a.aggregate), std::move(a.key), a.asked, a.records, std::move(a.reason)});
    }
  }
  std::vector<findings::GroupAnswer> finish() const override { return answers_; }

 private:
  const typed::Program& program_;
  std::vector<const columns::Table*> references_;
  std::optional<Instant> as_of_;
  std::vector<findings::GroupAnswer> answers_;
};

class Machine : public Evaluator {
 public:
  Machine(vm::Engine engine, const EvaluateOptions& o) : engine_(std::move(engine)) {
    options_.as_of = o.as_of;
    options_.threads = o.threads;
    options_.want_schedule = o.want_schedule;
    options_.want_details = o.want_details;
  }
  findings::Report evaluate(const columns::Table& table) const override { return engine_.run(table, options_); }
  std::unique_ptr<Statistics> statistics(int model) const override {
    return std::make_unique<MachineStatistics>(vm::Aggregation(engine_, model, options_.as_of));
  }

 private:
  vm::Engine engine_;
  vm::RunOptions options_;
};

class Oracle : public Evaluator {
 public:
  Oracle(const typed::Program& program, std::vector<const columns::Table*> references, const EvaluateOptions& o)
      : program_(program), references_(std::move(references)), as_of_(o.as_of) {}
  findings::Report evaluate(const columns::Table& table) const override { return oracle::evaluate(program_, {&table, references_}, as_of_); }
  std::unique_ptr<Statistics> statistics(int) const override { return std::make_unique<OracleStatistics>(program_, references_, as_of_); }
  bool wants_one_table() const override { return true; }

 private:
  const typed::Program& program_;
  std::vector<const columns::Table*> references_;
  std::optional<Instant> as_of_;
};

}  // namespace

Result<std::unique_ptr<Evaluator>> machine_evaluator(const Pack& pack, const std::vector<const columns::Table*>& references, const EvaluateOptions& options) {
  auto engine = vm::Engine::load(pack.program, references);
  if (!engine) return engine.error();
  return std::unique_ptr<Evaluator>(std::make_unique<Machine>(std::move(*engine), options));
}

Result<std::unique_ptr<Evaluator>> oracle_evaluator(const Pack& pack, const std::vector<const columns::Table*>& references, const EvaluateOptions& options) {
  if (!pack.typed())
    return Error{ErrorKind::kUsage, pack.path + " 是字节码包，没有规则文本；--engine oracle 需要规则文件夹", pack.path + " is bytecode without rules; --engine oracle needs the rule folder"};
  return std::unique_ptr<Evaluator>(std::make_unique<Oracle>(*pack.typed(), references, options));
}

}  // namespace zs::cli

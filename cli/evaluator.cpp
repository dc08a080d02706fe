#include "cli/evaluator.h"

#include "oracle/oracle.h"
#include "runtime/vm/engine.h"

namespace zs::cli {
namespace {

class Machine : public Evaluator {
 public:
  Machine(vm::Engine engine, const EvaluateOptions& o) : engine_(std::move(engine)) {
    options_.as_of = o.as_of;
    options_.threads = o.threads;
    options_.want_schedule = o.want_schedule;
    options_.want_details = o.want_details;
  }
  findings::Report evaluate(const columns::Table& table) const override { return engine_.run(table, options_); }

 private:
  vm::Engine engine_;
  vm::RunOptions options_;
};

class Oracle : public Evaluator {
 public:
  Oracle(const typed::Program& program, std::vector<const columns::Table*> references, const EvaluateOptions& o)
      : program_(program), references_(std::move(references)), as_of_(o.as_of) {}
  findings::Report evaluate(const columns::Table& table) const override { return oracle::evaluate(program_, {&table, references_}, as_of_); }

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

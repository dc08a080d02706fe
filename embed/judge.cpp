#include "embed/judge.h"

#include "runtime/columns/append.h"

#include <algorithm>

namespace zs::embed {

struct References::One {
  One(const model::Models& models, int model) : reader(models, model) {}
  arrow::BatchReader reader;
  std::optional<columns::Table> table;
};

References::References(Pack pack) : pack_(std::move(pack)), by_model_(pack_.program->models.models.size()) {}
References::~References() = default;

Result<arrow::Columns> References::add(std::string_view record, const ArrowSchema& schema, ArrowArray& array) {
  const auto& models = pack_.program->models;
  const auto kind = record_kind(*pack_.program, record);
  if (!kind) {
    if (array.release) array.release(&array);
    return kind.error();
  }
  auto& one = by_model_[static_cast<size_t>(*kind)];
  if (!one) one = std::make_unique<One>(models, *kind);
  auto batch = one->reader.read(schema, array);
  if (!batch) return batch.error();
  if (one->table) columns::append(models, *one->table, batch->table);
  else one->table = std::move(batch->table);
  return tell_rejects(batch->rejected);
}

Result<std::shared_ptr<const Engine>> Engine::make(const Pack& pack, const References* references) {
  std::vector<const columns::Table*> tables;
  if (references) {
    if (references->pack_.program != pack.program)
      return Error{ErrorKind::kUsage, "引用表是为另一个规则包读入的", "the reference tables were read for another pack"};
    for (const auto& one : references->by_model_) tables.push_back(one && one->table ? &*one->table : nullptr);
  }
  auto machine = vm::Engine::load(pack.program, tables);
  if (!machine) return machine.error();
  return std::shared_ptr<const Engine>(new Engine(pack, std::move(*machine)));
}

Run::Run(std::shared_ptr<const Engine> engine, int model, const Options& options)
    : engine_(std::move(engine)), model_(model), options_(options), reader_(engine_->columns(), model) {
  const auto& aggregates = engine_->pack().program->aggregates;
  if (std::any_of(aggregates.begin(), aggregates.end(), [&](const auto& a) { return a.model == model; })) aggregation_.emplace(engine_->machine(), model, options.as_of);
}

Result<std::unique_ptr<Run>> Run::start(std::shared_ptr<const Engine> engine, std::string_view record, const Options& options) {
  if (!options.as_of) return Error{ErrorKind::kUsage, "没有给出截至时刻（as_of）", "as_of is not given"};
  const auto kind = record_kind(*engine->pack().program, record);
  if (!kind) return kind.error();
  return std::unique_ptr<Run>(new Run(std::move(engine), *kind, options));
}

Result<Outcome> Run::push(const ArrowSchema& schema, ArrowArray& array) {
  const uint64_t before = reader_.rows_read();
  auto batch = reader_.read(schema, array);
  if (!batch) return batch.error();
  vm::RunOptions run;
  run.as_of = options_.as_of, run.threads = options_.threads, run.want_schedule = options_.schedule;
  const findings::Report report = engine_->machine().run(batch->table, run);
  if (aggregation_) aggregation_->add(batch->table);
  Outcome out;
  out.findings = tell_findings(context(), batch->table, batch->rows, report.findings);
  out.undecided = tell_undecided(context(), batch->table, batch->rows, report.undecided);
  out.schedule = tell_schedule(context(), batch->table, batch->rows, report.schedule);
  out.rejects = tell_rejects(batch->rejected);
  out.counts = {reader_.rows_read() - before, report.evaluated, batch->rejected.size(), report.out_of_force, report.unknown_yet, report.provisional_quiet};
  return out;
}

Outcome Run::finish() const {
  Groups groups = tell_groups(context(), model_, aggregation_ ? aggregation_->finish() : std::vector<findings::GroupAnswer>());
  Outcome out;
  const columns::Table none = columns::make_table(engine_->pack().program->models, model_);
  out.findings = std::move(groups.findings), out.undecided = std::move(groups.undecided);
  out.schedule = tell_schedule(context(), none, {}, {});
  out.rejects = tell_rejects({});
  return out;
}

}  // namespace zs::embed

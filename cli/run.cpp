// zs run: records in, findings out.
#include "cli/evaluator.h"
#include "cli/intake.h"
#include "cli/whatif.h"
#include "io/writers/report_writer.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add_source_options(c, o);
  add("out,o", one_text("FILE|TABLE"), "亮牌结果：.csv、.ndjson 或 .parquet，默认以 CSV 写到标准输出；来历另写在 FILE.provenance.json；也可写入数据库的表：postgres://…#表、文件.duckdb#表、文件.sqlite#表，整表替换；表名后加 :upsert 则只替换同一发现",
      "the findings: .csv, .ndjson or .parquet; CSV on standard output by default; where they come from goes to FILE.provenance.json; or a table: postgres://…#TABLE, FILE.duckdb#TABLE, "
      "FILE.sqlite#TABLE, replaced as a whole; with :upsert after the name, only the same findings are");
  add("indeterminate", one_text("FILE|TABLE"), "无法判定的记录与所缺字段", "records that could not be judged, with what is missing");
  add("schedule", one_text("FILE|TABLE"), "此后将自行发生的变化", "what will change by itself after T");
  add("rejects", one_text("FILE|TABLE"), "读不了的记录（CSV）", "records that could not be read (CSV)");
  add("summary", one_text("FILE"), "汇总（JSON）", "the summary (JSON)");
  add_work_options(c, o);
  add_whatif_options(c, o);
  add("engine", one_text("vm|oracle"), "由机器判定（默认），或由慢而直白的判定器核对", "judge by the machine (default), or by the slow and plain evaluator, to check");
}

/// Everything that the command line settles before a record is read.
struct Plan {
  DataOptions data;
  writers::ReportPaths paths;
  EvaluateOptions evaluate;
  bool oracle = false;
};

Result<Plan> plan_of(const Context& context, const po::variables_map& given, const bytecode::Program& program) {
  auto data = data_options(context, given, program.models, default_kind(program, text_of(given, "record")));
  if (!data) return data.error();
  Plan plan;
  plan.data = std::move(*data);
  plan.paths = {text_of(given, "out", "-"), text_of(given, "indeterminate"), text_of(given, "schedule"), text_of(given, "rejects"), text_of(given, "summary"), ""};
  plan.paths.provenance = provenance_path(plan.paths.findings);
  const auto& p = plan.paths;
  if (auto s = refuse_clashes({p.findings, p.indeterminate, p.schedule, p.rejects, p.summary, p.provenance}, plan.data); !s) return s.error();
  const std::string engine = text_of(given, "engine", "vm");
  if (engine != "vm" && engine != "oracle") return Error{ErrorKind::kUsage, "--engine 只能是 vm 或 oracle", "--engine is vm or oracle"};
  plan.oracle = engine == "oracle";
  plan.evaluate = {plan.data.as_of, plan.data.threads, !plan.paths.schedule.empty(), true};
  return plan;
}

/// The work itself.
class Run {
 public:
  Run(const Context& context, const Pack& pack, const Plan& plan)
      : context_(context), pack_(pack), plan_(plan), intake_(context, *pack.program, plan.data, [this](const binding::Reject& r) { rejected(r); }) {}

  Result<int> operator()() {
    auto writer = writers::ReportWriter::open(info_of(pack_), pack_.program->models, plan_.paths, plan_.data.as_of);
    if (!writer) return writer.error();
    writer_ = std::move(*writer);
    if (auto s = intake_.load_references(); !s) return s.error();
    auto evaluator = plan_.oracle ? oracle_evaluator(pack_, intake_.references(), plan_.evaluate) : machine_evaluator(pack_, intake_.references(), plan_.evaluate);
    if (!evaluator) return evaluator.error();
    for (const auto& kind : plan_.data.cases)
      if (auto s = judge(kind, **evaluator); !s) return s.error();
    intake_.finish();
    if (reject_status_.has_error()) return reject_status_.error();
    tell_writer();
    if (auto s = writer_->commit(); !s) return s.error();
    tell_unwritten(context_, *pack_.program);
    return intake_.verdict(writer_->tally().evaluated, databases::without_password(plan_.paths.rejects));
  }

 private:
  /// Called by the reader's thread, which is the only one to touch what it touches.
  void rejected(const binding::Reject& r) {
    if (auto s = writer_->add(r); !s && !reject_status_.has_error()) reject_status_ = s.error();
  }

  Status judge(const KindInputs& kind, const Evaluator& evaluator) {
    const auto& aggregates = pack_.program->aggregates;
    const bool counted = std::any_of(aggregates.begin(), aggregates.end(), [&](const auto& a) { return a.model == kind.model; });
    const auto statistics = counted ? evaluator.statistics(kind.model) : nullptr;
    const auto on_batch = [&](const CaseBatch& b) {
      if (statistics) statistics->add(b.table);
      return writer_->add(b.table, evaluator.evaluate(b.table));
    };
    const size_t whole = statistics && evaluator.wants_one_table() ? std::numeric_limits<uint32_t>::max() : 0;
    if (auto s = intake_.each(kind, on_batch, whole); !s) return s;
    return statistics ? writer_->add(kind.model, statistics->finish()) : Status();
  }

  void tell_writer() {
    auto& tally = writer_->tally();
    const auto& counts = intake_.counts();
    tally.read = counts.read, tally.rejected = counts.rejected, tally.rejected_rows = counts.rejected_rows;
    tally.reference_rows = counts.reference_rows, tally.reference_rejected = counts.reference_rejected;
    tally.seconds = counts.seconds;
    auto origin = json_of(intake_.provenance(), pack_);
    const auto& p = plan_.paths;
    for (const auto& [name, path] : {std::pair{"findings", p.findings}, {"indeterminate", p.indeterminate}, {"schedule", p.schedule}, {"rejects", p.rejects}, {"summary", p.summary}})
      if (!path.empty()) origin["outputs"][name] = databases::without_password(path);
    writer_->set_provenance(origin.dump(2));
  }

  const Context& context_;
  const Pack& pack_;
  const Plan& plan_;
  Intake intake_;
  std::unique_ptr<writers::ReportWriter> writer_;
  Status reject_status_;
};

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs run rules/henan/2019 --cases cases.ndjson", "the pack is missing; like zs run rules/henan/2019 --cases cases.ndjson");
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  int exit = Exit::kDone;
  const auto whatif = whatif_options(given);
  if (!whatif) return context.fail(whatif.error());
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit, *whatif);
  if (!pack) return exit;
  auto plan = plan_of(context, given, *pack->program);
  if (!plan) return context.fail(plan.error());
  auto done = Run(context, *pack, *plan)();
  return done ? *done : context.fail(done.error());
}

}  // namespace

Verb run_verb() {
  return {"run",
          "zs run PACK --cases SOURCE... [--refs RECORD=SOURCE]...",
          {"判定记录，输出亮牌结果", "judge records, write the findings"},
          {"zs run rules/henan/2019 --cases cases.ndjson --refs 事项=items.csv --out findings.csv",
           "zs run rules/henan/2019 --cases 办件=cases.csv 办件.环节=steps.csv 评价=reviews.csv --as-of 2024-10-09T12:00:00+08:00",
           "zs run rules/henan/2019 --cases 'postgres://zs@db/exchange#办件表' --refs '事项=items.sqlite#items' --out 'postgres://zs@db/exchange#findings'",
           "zs run rules/neimenggu/2024 --cases cases.ndjson --set NM3-2/上传期限=2个工作日 --reading 时差=工作小时 --out what-if.csv",
           "zcat cases.csv.gz | zs run henan.zsb --cases - --cases-format csv --rejects bad.csv --max-rejects 1%"},
          options,
          {"pack"},
          run};
}

}  // namespace zs::cli

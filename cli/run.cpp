// zs run: records in, findings out.
#include "cli/run.h"

#include "cli/evaluator.h"
#include "cli/intake.h"
#include "cli/interrupt.h"
#include "cli/judging.h"
#include "cli/places.h"
#include "cli/run_ledger.h"
#include "cli/unresolved.h"
#include "cli/whatif.h"
#include "io/writers/report_writer.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace zs::cli {

void add_run_options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("out,o", one_text("FILE|TABLE"), "亮牌结果：.csv、.ndjson 或 .parquet，默认以 CSV 写到标准输出；来历另写在 FILE.provenance.json；也可写入数据库的表：postgres://…#表、文件.duckdb#表、文件.sqlite#表，整表替换；表名后加 :upsert 则只替换同一发现",
      "the findings: .csv, .ndjson or .parquet; CSV on standard output by default; where they come from goes to FILE.provenance.json; or a table: postgres://…#TABLE, FILE.duckdb#TABLE, "
      "FILE.sqlite#TABLE, replaced as a whole; with :upsert after the name, only the same findings are");
  add("indeterminate", one_text("FILE|TABLE"), "无法判定的记录与所缺字段", "records that could not be judged, with what is missing");
  add("schedule", one_text("FILE|TABLE"), "此后将自行发生的变化", "what will change by itself after T");
  add("rejects", one_text("FILE|TABLE"), "读不了的记录（CSV，可改正后用 zs retry 重判）", "records that could not be read (CSV; corrected, zs retry judges them)");
  add("unresolved", one_text("FILE|TABLE"), "在参照表中查不到的引用（.csv、.ndjson、.parquet）", "references to rows that the reference tables do not have (.csv, .ndjson, .parquet)");
  add("summary", one_text("FILE"), "汇总（JSON）", "the summary (JSON)");
  add_work_options(c, o);
  add_whatif_options(c, o);
  add_ledger_options(c, o);
  add("engine", one_text("vm|oracle"), "由机器判定（默认），或由慢而直白的判定器核对", "judge by the machine (default), or by the slow and plain evaluator, to check");
}

namespace {

void options(const Context& c, po::options_description& o) {
  add_source_options(c, o);
  add_run_options(c, o);
}

/// Everything that the command line settles before a record is read.
struct Plan {
  DataOptions data;
  writers::ReportPaths paths;
  EvaluateOptions evaluate;
  bool oracle = false;
  std::vector<binding::Reject> carried;
  std::string ledger, changes;   // --ledger, and where the changes go: findings go nowhere then
  bool due = false, replaces_rules = false;
};

Result<Plan> plan_of(const Context& context, const po::variables_map& given, const bytecode::Program& program, const CasesOf& cases_of) {
  auto data = data_options(context, given, program.models, default_kind(program, text_of(given, "record")));
  if (!data) return data.error();
  Plan plan;
  plan.data = std::move(*data);
  if (cases_of) {
    auto cases = cases_of(program);
    if (!cases) return cases.error();
    plan.data.cases = std::move(cases->kinds);
    plan.carried = std::move(cases->carried);
  }
  plan.paths = {text_of(given, "out", "-"), text_of(given, "indeterminate"), text_of(given, "schedule"), text_of(given, "rejects"), text_of(given, "summary"), ""};
  plan.paths.provenance = provenance_path(plan.paths.findings);
  plan.paths.unresolved = text_of(given, "unresolved");
  const auto& p = plan.paths;
  plan.ledger = text_of(given, "ledger"), plan.due = given.count("due") > 0, plan.replaces_rules = given.count("replace-rules") > 0;
  if (auto s = refuse_clashes({p.findings, p.indeterminate, p.schedule, p.rejects, p.summary, p.provenance, p.unresolved, ledger::is_server(plan.ledger) ? "" : plan.ledger}, plan.data); !s) return s.error();
  if (plan.replaces_rules && plan.ledger.empty()) return Error{ErrorKind::kUsage, "--replace-rules 要和 --ledger 一起用", "--replace-rules goes with --ledger"};
  if (plan.due && plan.ledger.empty()) return Error{ErrorKind::kUsage, "--due 要和 --ledger 一起用", "--due goes with --ledger"};
  if (auto s = spare_ledger(plan.ledger, {p.findings, p.indeterminate, p.schedule, p.rejects, p.summary, p.provenance, p.unresolved}); !s) return s.error();
  if (!plan.ledger.empty()) plan.changes = std::exchange(plan.paths.findings, "");
  const std::string engine = text_of(given, "engine", "vm");
  if (engine != "vm" && engine != "oracle") return Error{ErrorKind::kUsage, "--engine 只能是 vm 或 oracle", "--engine is vm or oracle"};
  plan.oracle = engine == "oracle";
  // Threads judge a table each.
  plan.evaluate = {plan.data.as_of, 1, !plan.paths.schedule.empty() || !plan.ledger.empty(), true};
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
    const Interruption interruption(intake_.flow());
    for (const auto& r : plan_.carried) intake_.carry(r);
    auto references = prepare();
    if (!references) return references.error();
    unresolved_.emplace(pack_.program->models, *references);
    auto evaluator = plan_.oracle ? oracle_evaluator(pack_, *references, plan_.evaluate) : machine_evaluator(pack_, *references, plan_.evaluate);
    if (!evaluator) return evaluator.error();
    for (const auto& kind : plan_.data.cases)
      if (auto s = intake_.stopped() ? Status() : judge(kind, **evaluator); !s) return s.error();
    if (plan_.due && !intake_.stopped())
      if (auto s = judge_due(**evaluator); !s) return s.error();
    if (ledger_) intake_.stop_if_asked();
    intake_.finish();
    if (reject_status_.has_error()) return reject_status_.error();
    if (intake_.stopped()) writer_->mark_partial();
    tell_writer();
    if (auto s = writer_->commit(); !s) return s.error();
    if (auto s = ledger_ && !intake_.stopped() ? ledger_->commit() : Status(); !s) {
      if (!ledger_->recorded() && intake_.stop_if_asked()) return interrupted(interruption.signal());
      return s.error();
    }
    tell_unwritten(context_, *pack_.program);
    unresolved_->tell(context_, databases::without_password(plan_.paths.unresolved));
    if (intake_.stopped()) return interrupted(interruption.signal());
    return intake_.verdict(writer_->tally().evaluated, databases::without_password(plan_.paths.rejects));
  }

 private:
  /// Called by the reader's thread, which is the only one to touch what it touches.
  void rejected(const binding::Reject& r) {
    if (auto s = writer_->add(r); !s && !reject_status_.has_error()) reject_status_ = s.error();
  }

  int interrupted(int signal) const {
    if (ledger_) {  // nothing of a run is kept in it, or all
      context_.warn("已中断：账本没有改动", "interrupted: the ledger was left as it was");
      return Exit::kSignalled + signal;
    }
    if (databases::is_location(plan_.paths.findings)) {
      context_.warn("已中断：数据库没有改动", "interrupted: the database was left as it was");
      return Exit::kSignalled + signal;
    }
    const auto& bad = plan_.paths.rejects;
    intake_.verdict(writer_->tally().evaluated, provenance_path(bad).empty() ? bad : writers::partial_name(bad));
    const auto& out = plan_.paths.findings;
    const bool file = !provenance_path(out).empty();
    const std::string name = file ? writers::partial_name(out) : out == "-" ? "stdout" : out;
    const auto read = intake_.counts().read;
    context_.warn(fmt::format("已中断：只读了 {} 条，其结果在 {}，并不完整{}", read, name, file ? "；" + out + " 没有改动" : ""),
                  fmt::format("interrupted: {} records were read; what they gave is in {} and is not complete{}", read, name, file ? "; " + out + " was left as it was" : ""));
    return Exit::kSignalled + signal;
  }

  /// Reference tables, and the ledger where there is one.
  Result<std::vector<const columns::Table*>> prepare() {
    if (plan_.ledger.empty()) {
      if (auto s = intake_.load_references(); !s) return s.error();
      return intake_.references();
    }
    auto opened = RunLedger::open(context_, pack_, plan_.ledger, plan_.changes, plan_.data.as_of, [this] { return intake_.stop_if_asked(); });
    if (!opened) return opened.error();
    ledger_ = std::move(*opened);
    if (auto s = ledger_->begin(plan_.replaces_rules); !s) return s.error();
    if (auto s = intake_.load_references(ledger_->kept_references()); !s) return s.error();
    return ledger_->references(intake_);
  }

  Status take(const columns::Table& table, const findings::Report& report) {
    const auto lost = [&](const Unresolved::Reference& r) { return writer_->add_unresolved(r.record, r.key, r.field, r.value); };
    if (auto s = unresolved_->look(table, lost); !s) return s;
    if (auto s = ledger_ ? ledger_->add(table, report) : Status(); !s) return s;
    return writer_->add(table, report);
  }

  Judging judged_by(const Evaluator& evaluator) {
    return Judging(evaluator, plan_.oracle ? 1 : plan_.data.threads, [this](const columns::Table& t, const findings::Report& r) { return take(t, r); });
  }

  /// The cases of the ledger that are due.
  Status judge_due(const Evaluator& evaluator) {
    Judging judging = judged_by(evaluator);
    if (auto s = ledger_->each_due([&](columns::Table t) { return judging.add(std::move(t)); }); !s) return s;
    return intake_.stopped() ? Status() : judging.finish();
  }

  Status judge(const KindInputs& kind, const Evaluator& evaluator) {
    const auto& aggregates = pack_.program->aggregates;
    const bool counted = !ledger_ && std::any_of(aggregates.begin(), aggregates.end(), [&](const auto& a) { return a.model == kind.model; });
    const auto statistics = counted ? evaluator.statistics(kind.model) : nullptr;
    Judging judging = judged_by(evaluator);
    const auto on_batch = [&](CaseBatch& b) {
      if (statistics) statistics->add(b.table);
      return judging.add(std::move(b.table));
    };
    const size_t whole = statistics && evaluator.wants_one_table() ? std::numeric_limits<uint32_t>::max() : 0;
    if (auto s = intake_.each(kind, on_batch, whole); !s) return s;
    if (auto s = judging.finish(); !s) return s;
    return statistics && !intake_.stopped() ? writer_->add(kind.model, statistics->finish()) : Status();
  }

  void tell_writer() {
    auto& tally = writer_->tally();
    const auto& counts = intake_.counts();
    tally.read = counts.read, tally.rejected = counts.rejected, tally.rejected_rows = counts.rejected_rows;
    tally.reference_rows = counts.reference_rows, tally.reference_rejected = counts.reference_rejected;
    tally.seconds = counts.seconds;
    tally.unresolved = unresolved_->counts();
    auto origin = json_of(intake_.provenance(), pack_);
    origin["complete"] = !intake_.stopped();
    const auto& p = plan_.paths;
    for (const auto& [name, path] : {std::pair{"findings", p.findings}, {"indeterminate", p.indeterminate}, {"schedule", p.schedule}, {"rejects", p.rejects}, {"summary", p.summary}, {"unresolved", p.unresolved}, {"changes", plan_.changes}})
      if (!path.empty()) origin["outputs"][name] = intake_.stopped() && !provenance_path(path).empty() ? writers::partial_name(path) : databases::without_password(path);
    writer_->set_provenance(origin.dump(2));
  }

  const Context& context_;
  const Pack& pack_;
  const Plan& plan_;
  Intake intake_;
  std::optional<Unresolved> unresolved_;
  std::unique_ptr<writers::ReportWriter> writer_;
  std::unique_ptr<RunLedger> ledger_;
  Status reject_status_;
};

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs run rules/henan/2019 --cases cases.ndjson", "the pack is missing; like zs run rules/henan/2019 --cases cases.ndjson");
  if (!given.count("cases") && !given.count("due")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  return run_pack(context, given, nullptr);
}

}  // namespace

int run_pack(Context& context, const po::variables_map& given, const CasesOf& cases_of) {
  int exit = Exit::kDone;
  const auto whatif = whatif_options(given);
  if (!whatif) return context.fail(whatif.error());
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit, *whatif);
  if (!pack) return exit;
  auto plan = plan_of(context, given, *pack->program, cases_of);
  if (!plan) return context.fail(plan.error());
  auto done = Run(context, *pack, *plan)();
  return done ? *done : context.fail(done.error());
}

Verb run_verb() {
  return {"run",
          "zs run PACK --cases SOURCE... [--refs RECORD=SOURCE]...",
          {"判定记录，输出亮牌结果", "judge records, write the findings"},
          {"zs run rules/henan/2019 --cases cases.ndjson --refs 事项=items.csv --out findings.csv",
           "zs run rules/henan/2019 --cases 办件=cases.csv 办件.环节=steps.csv 评价=reviews.csv --as-of 2024-10-09T12:00:00+08:00",
           "zs run rules/henan/2019 --cases 'postgres://zs@db/exchange#办件表' --refs '事项=items.sqlite#items' --out 'postgres://zs@db/exchange#findings'",
           "zs run rules/neimenggu/2024 --cases cases.ndjson --set NM3-2/上传期限=2个工作日 --reading 时差=工作小时 --out what-if.csv",
           "zcat cases.csv.gz | zs run henan.zsb --cases - --cases-format csv --rejects bad.csv --max-rejects 1%",
           "zs run rules/henan/2019 --cases today.ndjson --refs 事项=items.csv --ledger findings.db --due --out changes.csv"},
          options,
          {"pack"},
          run};
}

}  // namespace zs::cli

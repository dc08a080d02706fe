// zs run: records in, findings out.
#include "cli/evaluator.h"
#include "cli/inputs.h"
#include "cli/progress.h"
#include "cli/tolerance.h"
#include "cli/verb.h"
#include "io/binding/instant_text.h"
#include "io/writers/report_writer.h"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>
#include <algorithm>
#include <future>
#include <limits>
#include <set>

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;

constexpr unsigned kMostThreads = 1024;

void options(const Context& c, po::options_description& o) {
  const auto add = [&](const char* name, const po::value_semantic* value, const char* zh, const char* en) { o.add_options()(name, value, c.pick(zh, en).c_str()); };
  const auto text = [](const char* shown) { return po::value<std::string>()->value_name(shown); };
  const auto texts = [](const char* shown) { return po::value<Strings>()->multitoken()->composing()->value_name(shown); };
  add("cases", texts("FILE|RECORD=FILE|RECORD.LIST=FILE ..."), "要判定的记录：.csv .ndjson .jsonl .json .parquet，可再压缩为 .gz .zst；可用通配符；- 为标准输入",
      "the records to judge: .csv .ndjson .jsonl .json .parquet, each also .gz .zst; globs; - is standard input");
  add("cases-format", text("csv|ndjson|json|parquet"), "标准输入或看不出格式的文件的格式", "the format of standard input and of files whose name does not tell");
  add("refs", texts("RECORD=FILE ..."), "参照表，如 事项=items.csv", "reference tables, like 事项=items.csv");
  add("record", text("RECORD"), "未注明种类的 --cases 文件里是哪种记录（默认 办件）", "the record kind of --cases files that name none (办件)");
  add("encoding", text("auto|utf-8|gb18030"), "文本文件的编码，默认自动识别", "the encoding of text files, by default told by their bytes");
  add("as-of", text("T"), "截至时刻，默认现在", "the instant to answer for, by default now");
  add("out,o", text("FILE"), "亮牌结果：.csv、.ndjson 或 .parquet，默认以 CSV 写到标准输出", "the findings: .csv, .ndjson or .parquet; CSV on standard output by default");
  add("indeterminate", text("FILE"), "无法判定的记录与所缺字段", "records that could not be judged, with what is missing");
  add("schedule", text("FILE"), "此后将自行发生的变化", "what will change by itself after T");
  add("rejects", text("FILE"), "读不了的记录（CSV）", "records that could not be read (CSV)");
  add("max-rejects", text("N|P%"), "容许读不了的条数或百分比，默认 0；超过则以 3 退出", "how many rejects are tolerated, or which share; 0 by default; beyond it the exit code is 3");
  add("summary", text("FILE"), "汇总（JSON）", "the summary (JSON)");
  add("threads", po::value<unsigned>()->value_name("N"), "线程数，默认与处理器数相同；结果与它无关", "threads, by default as many as processors; results do not depend on it");
  add("progress", text("auto|never|json"), "进度，默认仅在终端上显示", "progress, by default on a terminal only");
  add("engine", text("vm|oracle"), "由机器判定（默认），或由慢而直白的判定器核对", "judge by the machine (default), or by the slow and plain evaluator, to check");
}

std::string text_of(const po::variables_map& given, const char* name, std::string otherwise = "") {
  return given.count(name) ? given[name].as<std::string>() : std::move(otherwise);
}
Strings texts_of(const po::variables_map& given, const char* name) { return given.count(name) ? given[name].as<Strings>() : Strings(); }

Instant now() { return static_cast<Instant>(std::time(nullptr)) + kCstOffset; }

writers::PackInfo info_of(const Pack& pack) {
  const auto& p = *pack.program;
  writers::PackInfo info{p.code, p.version, pack.hash, p.cards, {}};
  for (const auto& i : p.indicators) info.indicators.push_back({i.code, i.name});
  for (const auto& a : p.aggregates) info.aggregates.push_back({a.code, a.name, a.card, a.actions, a.clauses});
  return info;
}

/// Everything that the command line settles before a record is read.
struct Plan {
  Instant as_of = 0;
  std::vector<KindInputs> cases, refs;
  readers::ReadOptions read;
  writers::ReportPaths paths;
  Tolerance tolerance;
  Progress::Mode progress = Progress::Mode::kNever;
  EvaluateOptions evaluate;
  bool oracle = false;
};

/// One name for each file, however it is spelt; empty for streams and devices.
std::string place_of(const std::string& path) {
  std::error_code ignored;
  if (path.empty() || path == "-" || path.rfind("/dev/", 0) == 0) return path == "-" ? path : "";
  return std::filesystem::weakly_canonical(std::filesystem::absolute(path, ignored), ignored).string();
}

Status refuse_to_overwrite(const writers::ReportPaths& p, const std::vector<KindInputs>& kinds) {
  for (const auto& k : kinds)
    for (const auto& i : k.inputs)
      for (const auto* path : {&p.findings, &p.indeterminate, &p.schedule, &p.rejects, &p.summary})
        if (i.path != "-" && !path->empty() && place_of(*path) == place_of(i.path) && !place_of(i.path).empty())
          return Error{ErrorKind::kUsage, "输出会覆盖输入 " + i.path + "；请换一个文件名", "the output would overwrite the input " + i.path + "; choose another name"};
  return {};
}

Result<writers::ReportPaths> paths_of(const po::variables_map& given) {
  writers::ReportPaths p{text_of(given, "out", "-"), text_of(given, "indeterminate"), text_of(given, "schedule"), text_of(given, "rejects"), text_of(given, "summary")};
  std::set<std::string> names;
  for (const auto* path : {&p.findings, &p.indeterminate, &p.schedule, &p.rejects, &p.summary})
    if (const auto place = place_of(*path); !place.empty() && !names.insert(place).second)
      return Error{ErrorKind::kUsage, "两个输出写到了同一处：" + *path, "two outputs go to the same place: " + *path};
  return p;
}

Result<Plan> plan_of(const Context& context, const po::variables_map& given, const bytecode::Program& program) {
  Plan plan;
  plan.as_of = now();
  if (given.count("as-of")) {
    auto t = binding::parse_instant(text_of(given, "as-of"));
    if (!t) return Error{ErrorKind::kUsage, "--as-of " + text_of(given, "as-of") + "：" + t.error().zh, "--as-of " + text_of(given, "as-of") + ": " + t.error().en};
    plan.as_of = *t;
  }
  auto format = format_option(text_of(given, "cases-format"));
  if (!format) return format.error();
  auto kind = default_kind(program, text_of(given, "record"));
  if (!kind) return kind.error();
  auto cases = parse_inputs(program.models, *kind, texts_of(given, "cases"), *format);
  if (!cases) return cases.error();
  plan.cases = std::move(*cases);
  auto refs = parse_inputs(program.models, -1, texts_of(given, "refs"), readers::Format::kAuto);
  if (!refs) return refs.error();
  plan.refs = std::move(*refs);
  auto encoding = encoding_named(text_of(given, "encoding", "auto"));
  if (!encoding) return encoding.error();
  plan.read.encoding = *encoding;
  auto paths = paths_of(given);
  if (!paths) return paths.error();
  plan.paths = std::move(*paths);
  for (const auto* kinds : {&plan.cases, &plan.refs})
    if (auto s = refuse_to_overwrite(plan.paths, *kinds); !s) return s.error();
  auto tolerance = Tolerance::parse(text_of(given, "max-rejects", "0"));
  if (!tolerance) return tolerance.error();
  plan.tolerance = *tolerance;
  auto progress = Progress::mode_named(context, text_of(given, "progress", "auto"));
  if (!progress) return progress.error();
  plan.progress = *progress;
  const std::string engine = text_of(given, "engine", "vm");
  if (engine != "vm" && engine != "oracle") return Error{ErrorKind::kUsage, "--engine 只能是 vm 或 oracle", "--engine is vm or oracle"};
  plan.oracle = engine == "oracle";
  if (given.count("threads") && (given["threads"].as<unsigned>() < 1 || given["threads"].as<unsigned>() > kMostThreads))
    return Error{ErrorKind::kUsage, fmt::format("--threads 应为 1 至 {}", kMostThreads), fmt::format("--threads is 1 to {}", kMostThreads)};
  plan.evaluate = {plan.as_of, given.count("threads") ? given["threads"].as<unsigned>() : 0, !plan.paths.schedule.empty(), true};
  return plan;
}

/// The work itself. Reading is one batch ahead of judging.
class Run {
 public:
  Run(const Context& context, const Pack& pack, Plan plan) : context_(context), pack_(pack), plan_(std::move(plan)), progress_(context, plan_.progress) {}

  Result<int> operator()() {
    auto writer = writers::ReportWriter::open(info_of(pack_), models(), plan_.paths, plan_.as_of);
    if (!writer) return writer.error();
    writer_ = std::move(*writer);
    const auto on_reject = [this](const binding::Reject& r) { rejected(r); };
    auto refs = load_references(context_, models(), plan_.refs, plan_.read, on_reject);
    if (!refs) return refs.error();
    warn_missing_references(*refs);
    auto evaluator = plan_.oracle ? oracle_evaluator(pack_, refs->pointers, plan_.evaluate) : machine_evaluator(pack_, refs->pointers, plan_.evaluate);
    if (!evaluator) return evaluator.error();
    for (const auto& kind : plan_.cases)
      if (auto s = judge(kind, **evaluator); !s) return s.error();
    auto& tally = writer_->tally();
    tally.reference_rows = refs->read;
    tally.reference_rejected = refs->rejected;
    tally.seconds = progress_.seconds();
    progress_.done(tally.read, tally.rejected);
    if (reject_status_.has_error()) return reject_status_.error();
    if (auto s = writer_->commit(); !s) return s.error();
    return verdict(tally);
  }

 private:
  const model::Models& models() const { return pack_.program->models; }

  /// Called by the reader's thread, which is the only one to touch what it touches.
  void rejected(const binding::Reject& r) {
    if (auto s = writer_->add(r); !s && !reject_status_.has_error()) reject_status_ = s.error();
    if (shown_.size() < 5) shown_.push_back(r);
  }

  Status judge(const KindInputs& kind, const Evaluator& evaluator) {
    auto& tally = writer_->tally();
    const uint64_t before = tally.read, rejected_before = tally.rejected;
    const auto& aggregates = pack_.program->aggregates;
    const bool counted = std::any_of(aggregates.begin(), aggregates.end(), [&](const auto& a) { return a.model == kind.model; });
    const auto statistics = counted ? evaluator.statistics(kind.model) : nullptr;
    if (statistics && evaluator.wants_one_table()) plan_.read.batch = std::numeric_limits<uint32_t>::max();
    readers::RecordReader reader(models(), kind.model, kind.inputs, plan_.read, [this](const binding::Reject& r) { rejected(r); });
    using Batch = Result<std::optional<columns::Table>>;
    const auto pull = [&]() -> Batch {
      columns::Table t;
      auto more = reader.next(t);
      if (!more) return more.error();
      return *more ? std::optional<columns::Table>(std::move(t)) : std::nullopt;
    };
    auto ahead = std::async(std::launch::async, pull);
    for (;;) {
      Batch batch = ahead.get();
      if (!batch) return batch.error();
      tally.read = before + reader.read();
      tally.rejected = rejected_before + reader.rejected();
      progress_.at(tally.read, tally.rejected);
      if (!*batch) break;
      ahead = std::async(std::launch::async, pull);
      if (statistics) statistics->add(**batch);
      if (auto s = writer_->add(**batch, evaluator.evaluate(**batch)); !s) {
        ahead.wait();
        return s;
      }
    }
    tally.rejected_rows += reader.rejected_rows();
    if (statistics)
      if (auto s = writer_->add(kind.model, statistics->finish()); !s) return s;
    for (const auto& n : reader.notes()) context_.warn(n.zh, n.en);
    if (reader.read() > reader.rejected()) warn_absent_lists(kind.model, reader);
    return {};
  }

  /// Lists inside lists are asked about only where the outer one occurs.
  void warn_absent_lists(int model, const readers::RecordReader& reader) const {
    const auto& used = pack_.program->list_used[static_cast<size_t>(model)];
    const auto& record = models().models[static_cast<size_t>(model)];
    for (size_t f = 0; f < record.fields.size(); ++f) {
      const auto& field = record.fields[f];
      const bool seen = reader.seen(model)[f];
      if (field.type == model::FieldType::kRows && seen) warn_absent_lists(field.rows, reader);
      if (!used[f] || seen) continue;
      const std::string name = record.name + "." + field.name;
      context_.warn("规则用到列表 " + name + "，但输入中没有一条记录有它；按空列表计", "the rules use the list " + name + ", which no record of the input has; it counts as empty");
    }
  }

  void warn_missing_references(const References& refs) const {
    std::set<int> wanted;
    for (const auto& r : pack_.program->ref_fields) wanted.insert(r.model);
    for (const int m : wanted)
      if (!refs.tables[static_cast<size_t>(m)]) {
        const auto& name = models().models[static_cast<size_t>(m)].name;
        context_.warn("规则引用 " + name + "，但没有给 --refs " + name + "=文件；其字段都视为缺失", "the rules refer to " + name + ", but no --refs " + name + "=FILE was given; its fields count as missing");
      }
  }

  int verdict(const writers::Tally& tally) const {
    // A share is one of the judged records: a long reference table does not make a bad file good.
    const uint64_t bad = tally.rejected + tally.rejected_rows + tally.reference_rejected, all = tally.read;
    context_.info(fmt::format("读 {} 条，判定 {} 条，拒收 {} 条，用时 {:.3f} 秒", tally.read, tally.evaluated, bad, tally.seconds),
                  fmt::format("{} records read, {} judged, {} rejected, {:.3f} s", tally.read, tally.evaluated, bad, tally.seconds));
    if (bad == 0) return Exit::kDone;
    for (const auto& r : shown_) {
      const std::string value = r.problem.field.empty() || r.problem.value.empty() ? "" : "「" + for_message(r.problem.value) + "」";
      const std::string at = fmt::format("{}:{}: {}{}", r.file, r.line, r.problem.field, value);
      const bool named = !r.problem.field.empty();
      context_.warn(at + (named ? "：" : "") + r.problem.why.zh, at + (named ? ": " : "") + r.problem.why.en);
    }
    const std::string where_zh = plan_.paths.rejects.empty() ? "；用 --rejects FILE 可得全部" : "；全部在 " + plan_.paths.rejects;
    const std::string where_en = plan_.paths.rejects.empty() ? "; --rejects FILE lists them all" : "; all are in " + plan_.paths.rejects;
    const std::string zh = fmt::format("拒收 {} 条（共 {} 条）{}", bad, all, where_zh), en = fmt::format("{} of {} records were rejected{}", bad, all, where_en);
    if (plan_.tolerance.allows(bad, all)) {
      context_.warn(zh, en);
      return Exit::kDone;
    }
    return context_.fail({ErrorKind::kInput, zh, en});
  }

  const Context& context_;
  const Pack& pack_;
  Plan plan_;
  Progress progress_;
  std::unique_ptr<writers::ReportWriter> writer_;
  Status reject_status_;
  std::vector<binding::Reject> shown_;
};

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs run rules/henan/2019 --cases cases.ndjson", "the pack is missing; like zs run rules/henan/2019 --cases cases.ndjson");
  if (!given.count("cases")) return context.usage("缺少 --cases FILE", "--cases FILE is missing");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit);
  if (!pack) return exit;
  auto plan = plan_of(context, given, *pack->program);
  if (!plan) return context.fail(plan.error());
  auto done = Run(context, *pack, std::move(*plan))();
  return done ? *done : context.fail(done.error());
}

}  // namespace

Verb run_verb() {
  return {"run",
          "zs run PACK --cases FILE... [--refs RECORD=FILE]...",
          {"判定记录，输出亮牌结果", "judge records, write the findings"},
          {"zs run rules/henan/2019 --cases cases.ndjson --refs 事项=items.csv --out findings.csv",
           "zs run rules/henan/2019 --cases 办件=cases.csv 办件.环节=steps.csv 评价=reviews.csv --as-of 2024-10-09T12:00:00+08:00",
           "zcat cases.csv.gz | zs run henan.zsb --cases - --cases-format csv --rejects bad.csv --max-rejects 1%"},
          options,
          {"pack"},
          run};
}

}  // namespace zs::cli

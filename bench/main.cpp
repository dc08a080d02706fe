// One run, one data set, three contestants: the machine, a hand-written loop, DuckDB. Their counts must be equal.
#include "bench/contestants.h"
#include "bench/plain.h"
#include "compiler/compile.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/ir/lower.h"
#include "runtime/vm/engine.h"

#include <boost/program_options.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>
#include <fstream>
#include <functional>
#include <iostream>

namespace zs::bench {
namespace {

/// Processor time of this process: what else the machine does in the meantime counts less than on the wall's clock.
double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Median processor seconds of `runs` calls after one that is not counted.
double median_seconds(int runs, const std::function<void()>& f) {
  f();
  std::vector<double> s;
  for (int i = 0; i < runs; ++i) {
    const double from = processor_seconds();
    f();
    s.push_back(processor_seconds() - from);
  }
  std::sort(s.begin(), s.end());
  return s[s.size() / 2];
}

std::shared_ptr<const bytecode::Program> compile_pack(const std::string& path) {
  Compilation c = compile(std::string(ZS_SOURCE_DIR) + "/" + path, {});
  if (!c.program) throw std::runtime_error(path + " does not compile");
  auto lowered = ir::lower(*c.program);
  if (!lowered) throw std::runtime_error(lowered.error().error.en);
  return std::make_shared<const bytecode::Program>(std::move(*lowered));
}

vm::Engine engine_for(const std::shared_ptr<const bytecode::Program>& p, const Office& o) {
  std::vector<const columns::Table*> refs(p->models.models.size(), nullptr);
  refs[static_cast<size_t>(o.items.model)] = &o.items;
  auto e = vm::Engine::load(p, refs);
  if (!e) throw std::runtime_error(e.error().en);
  return std::move(*e);
}

struct Bench {
  size_t cases = 500'000;
  int runs = 5;
  std::string part = "all";
  uint32_t batch = 1024;  // of machine()
  std::string ask = "count";  // of machine(): count, shown or findings
  nlohmann::json json;

  void line(const std::string& what, double seconds, size_t n) {
    fmt::print("{:<44}{:>12.1f} ns a case {:>14.2f} million cases/s\n", what, seconds / static_cast<double>(n) * 1e9, static_cast<double>(n) / seconds / 1e6);
  }

  int six() {
    const auto program = compile_pack("bench/six");
    const Office office = make_office(program->models, cases, 7);
    const vm::Engine engine = engine_for(program, office);
    const FusedLoop fused(*program, office);
    auto duck = DuckSql::load(*program, office);
    if (!duck) throw std::runtime_error(duck.error().en);

    Counts by_engine{}, by_loop{}, by_sql{};
    vm::RunOptions options;
    options.as_of = office.as_of;
    const double t_engine = median_seconds(runs, [&] {
      const vm::Counts c = engine.count(office.cases, options);
      size_t at = 0;
      for (const auto& [indicator, card] : {std::pair{0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}, {3, 0}, {4, 0}, {5, 1}})
        by_engine[at++] = c.cards[static_cast<size_t>(indicator)][static_cast<size_t>(card)].on_table;
    });
    const double t_loop = median_seconds(runs, [&] { by_loop = fused.run(); });
    const double t_sql = median_seconds(runs, [&] { by_sql = duck->run().value(); });

    fmt::print("six indicators, {} cases, one thread, in memory; cards on the table at T\n", cases);
    fmt::print("{:<12}{:>12}{:>12}{:>12}\n", "", "machine", "loop", "DuckDB");
    bool equal = true;
    for (size_t i = 0; i < by_engine.size(); ++i) {
      equal &= by_engine[i] == by_loop[i] && by_loop[i] == by_sql[i];
      fmt::print("{:<12}{:>12}{:>12}{:>12}\n", kCountNames[i], by_engine[i], by_loop[i], by_sql[i]);
    }
    line("machine (at T)", t_engine, cases);
    line("hand-written fused loop (at T only)", t_loop, cases);
    line("DuckDB SQL (at T only)", t_sql, cases);
    fmt::print("machine : DuckDB {:.1f} times as fast; machine : fused loop {:.2f} times the time\n", t_sql / t_engine, t_engine / t_loop);
    json["equal"] = equal;
    json["cases"] = cases;
    json["duckdb_ratio"] = t_sql / t_engine;
    json["fused_ratio"] = t_engine / t_loop;
    json["machine_cases_per_second"] = static_cast<double>(cases) / t_engine;
    if (!equal) fmt::print("THE COUNTS DIFFER\n");
    return equal ? 0 : 1;
  }

  /// Five rules of plain comparisons over 10,000 records, many times over.
  int plain() {
    constexpr size_t kRecords = 10'000, kRules = 5;
    constexpr int kTimes = 200;
    const auto program = compile_pack("bench/plain");
    const columns::Table table = make_applications(program->models, kRecords, 3);
    const auto engine = vm::Engine::load(program, std::vector<const columns::Table*>(program->models.models.size(), nullptr));
    if (!engine) throw std::runtime_error(engine.error().en);
    vm::RunOptions options;
    options.as_of = start_of(20'000);
    PlainCounts by_engine{}, by_loop{};
    const double t_engine = median_seconds(runs, [&] {
      for (int i = 0; i < kTimes; ++i) {
        const vm::Counts c = engine->count(table, options);
        for (size_t k = 0; k < kRules; ++k) by_engine[k] = c.cards[k][0].on_table + c.cards[k][1].on_table;
      }
    });
    const double t_loop = median_seconds(runs, [&] {
      for (int i = 0; i < kTimes; ++i) by_loop = plain_loop(program->models, table);
    });
    const double evaluations = static_cast<double>(kRecords) * kRules * kTimes;
    fmt::print("five plain rules, {} records: machine {:.0f} million rule evaluations/s, hand-written loop {:.0f}\n", kRecords, evaluations / t_engine / 1e6,
               evaluations / t_loop / 1e6);
    json["plain"] = {{"evaluations_per_second", evaluations / t_engine}, {"loop_evaluations_per_second", evaluations / t_loop}, {"equal", by_engine == by_loop}};
    if (by_engine != by_loop) fmt::print("THE COUNTS DIFFER\n");
    return by_engine == by_loop ? 0 : 1;
  }

  /// One case in a table of its own, the engine warm: the office's cases one after the other.
  void one_case(const std::string& path) {
    constexpr size_t kCases = 200;
    constexpr int kTimes = 20;
    const auto program = compile_pack(path);
    std::vector<Office> offices;
    for (size_t i = 0; i < kCases; ++i) offices.push_back(make_office(program->models, 1, i));
    const vm::Engine engine = engine_for(program, offices[0]);
    vm::RunOptions options;
    options.as_of = offices[0].as_of;
    const auto time = [&](const std::string& what, const char* key, const auto& ask) {
      const double t = median_seconds(runs, [&] {
        for (int k = 0; k < kTimes; ++k)
          for (const Office& o : offices) ask(o.cases);
      });
      const double ns = t / (kTimes * static_cast<double>(kCases)) * 1e9;
      fmt::print("{:<44}{:>12.0f} ns\n", what, ns);
      json["one_case_ns"][path][key] = ns;
    };
    time(path + ", one case: cards at T", "count", [&](const columns::Table& t) { engine.count(t, options); });
    time(path + ", one case: findings", "run", [&](const columns::Table& t) { engine.run(t, options); });
  }

  /// The machine alone, for a profiler.
  void machine(const std::string& path) {
    const auto program = compile_pack(path);
    const Office office = make_office(program->models, cases, 7);
    const vm::Engine engine = engine_for(program, office);
    vm::RunOptions options;
    options.as_of = office.as_of;
    options.batch_size = batch;
    options.want_shown = ask == "shown";
    line(path, median_seconds(runs, [&] { ask == "findings" ? void(engine.run(office.cases, options)) : void(engine.count(office.cases, options)); }), cases);
  }

  void whole_pack(const std::string& path) {
    const auto program = compile_pack(path);
    const Office office = make_office(program->models, cases, 7);
    const vm::Engine engine = engine_for(program, office);
    vm::RunOptions options;
    options.as_of = office.as_of;
    size_t indicators = 0;
    for (const auto& i : program->indicators) indicators += i.model == office.cases.model;
    const double t = median_seconds(runs, [&] { engine.count(office.cases, options); });
    line(fmt::format("{} (all {} indicators of 办件)", path, indicators), t, cases);
    json["packs"][path] = {{"cases_per_second", static_cast<double>(cases) / t}, {"indicators", indicators}};
    vm::RunOptions over_time = options;
    over_time.want_shown = true;
    const double timelines = median_seconds(std::max(1, runs / 2), [&] { engine.count(office.cases, over_time); });
    line("  … whether ever shown by T (timelines)", timelines, cases);
    json["packs"][path]["timeline_cases_per_second"] = static_cast<double>(cases) / timelines;
    const double report = median_seconds(std::max(1, runs / 2), [&] { engine.run(office.cases, options); });
    line("  … with findings, reasons and clauses", report, cases);
    json["packs"][path]["report_cases_per_second"] = static_cast<double>(cases) / report;
  }

  void checks() {
    for (const std::string path : {"rules/henan/2019", "rules/neimenggu/2024"}) {
      const double t = median_seconds(runs, [&] { compile(std::string(ZS_SOURCE_DIR) + "/" + path, {}); });
      fmt::print("check of {:<34}{:>12.1f} ms\n", path, t * 1e3);
      json["check_ms"][path] = t * 1e3;
    }
    std::string many = "导入 「标准库/国务院办公日历.zs」\n导入 「标准库/办件.zs」\n规则集 many 版本 1 {\n  牌 预警 < 红牌\n  日历 国务院办公日历\n}\n";
    for (int i = 0; i < 1000; ++i)
      many += fmt::format("指标 M-{} 第{}号 对 办件 {{\n  当 办结时间 后 {}个工作日内 证照上传时间 未发生 且 申请人名称 已填，发 预警\n  当 预警 持续 超过 {}个工作日，发 红牌\n}}\n", i, i, i % 9 + 1, i % 5 + 1);
    const double t = median_seconds(3, [&] {
      if (!compile_text("many.zs", many, {}).program) throw std::runtime_error("the generated indicators do not compile");
    });
    fmt::print("check of 1,000 generated indicators {:>20.1f} ms\n", t * 1e3);
    json["check_ms"]["1000 indicators"] = t * 1e3;
  }
};

}  // namespace
}  // namespace zs::bench

int main(int argc, char** argv) try {
  namespace po = boost::program_options;
  zs::bench::Bench bench;
  std::string json;
  po::options_description options("zs_bench");
  options.add_options()("help", "this")("cases", po::value(&bench.cases), "how many cases")("runs", po::value(&bench.runs), "counted runs of each")(
      "batch", po::value(&bench.batch), "with --machine: records worked on at a time")(
      "machine", po::value(&bench.part), "only the machine over this pack, like bench/six")(
      "ask", po::value(&bench.ask), "with --machine: count (cards at T), shown (ever by T) or findings")("one", po::value(&bench.part), "only single cases of this pack")(
      "json", po::value(&json), "also write the figures to this file");
  po::variables_map vars;
  po::store(po::parse_command_line(argc, argv, options), vars);
  po::notify(vars);
  if (vars.count("help")) return std::cout << options, 0;
  if (vars.count("machine")) return bench.machine(bench.part), 0;
  if (vars.count("one")) return bench.one_case(bench.part), 0;
  const int result = bench.six() | bench.plain();
  for (const std::string path : {"rules/henan/2019", "rules/neimenggu/2024"}) bench.whole_pack(path);
  for (const std::string path : {"rules/henan/2019", "rules/neimenggu/2024"}) bench.one_case(path);
  bench.checks();
  if (!json.empty()) std::ofstream(json) << bench.json.dump(2) << "\n";
  return result;
} catch (const std::exception& e) {
  std::cerr << e.what() << "\n";
  return 70;
}

// zs test: the tests of rule files, tables and frozen answers; what they reach; what they would miss.
#include "cli/options.h"
#include "cli/test_freeze.h"
#include "cli/test_report.h"
#include "cli/watch.h"
#include "testing/coverage.h"
#include "testing/mutation.h"
#include "testing/table.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <thread>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  // These may stand alone or be followed by files.
  const auto files = [](const char* name) { return po::value<std::vector<std::string>>()->value_name(name)->zero_tokens()->multitoken(); };
  add("filter", one_text("TEXT"), "只运行名称含有它的测试", "run only the tests whose name holds it");
  add("table", many_texts("FILE"), "另加的测试表（.csv、.xlsx）；包里 tests/ 下的自动运行", "a table of tests besides those under the pack's tests/ (.csv, .xlsx)");
  add("frozen", many_texts("FILE|DIR"), "另加的固化答案；包里 tests/frozen/ 下的自动比较", "frozen answers besides those under the pack's tests/frozen/");
  add("jobs", po::value<unsigned>()->default_value(0)->value_name("N"), "同时运行几个，默认按处理器数；输出与它无关", "how many at a time, by default the number of processors; the output does not depend on it");
  add("junit", one_text("FILE"), "结果另写为 JUnit XML", "write the results as JUnit XML too");
  add("watch", po::bool_switch(), "文件一改就重新运行，每次一行结论；Ctrl-C 结束", "run again whenever a file changes, a line each time; Ctrl-C ends it");
  add("coverage", files("[FILE.html|FILE.json]"), "测试覆盖了哪些指标、牌、情形、条件、界限", "which indicators, cards, situations, conditions and boundaries the tests reach");
  add("mutate", files("[FILE.json]"), "逐处改错规则，看测试能否发现", "make the rules wrong place by place: do the tests see it?");
  add("update", po::bool_switch(), "固化现在的答案：配 --cases 新写一份，否则更新已有的", "freeze the present answers: a new file with --cases, else renew those there are");
  add("cases", many_texts("[KIND=]FILE"), "（--update）记录", "(--update) the records");
  add("refs", many_texts("KIND=FILE"), "（--update）参考表", "(--update) reference tables");
  add("as-of", one_text("T"), "（--update）截至时刻，默认不限", "(--update) the instant to answer for, by default for ever");
  add("name", one_text("NAME"), "（--update）固化文件的名字，默认取自记录文件", "(--update) the frozen file's name, by default the records'");
  add("new-table", one_text("FILE.csv"), "写一张空白测试表：有全部字段和指标的表头", "write an empty table of tests: a header with all fields and indicators");
  add("record", one_text("KIND"), "（--new-table）判定哪种记录，默认办件", "(--new-table) the record kind it judges, by default 办件");
}

struct Plan {
  std::vector<std::string> paths;
  TestFiles files;
  unsigned jobs = 0;
  std::string junit;
  bool coverage = false, mutate = false, watch = false, update = false;
  std::vector<std::string> coverage_files, mutate_files;
};

/// --coverage and --mutate take what follows them: reports by their endings, the rest are packs.
std::vector<std::string> take_reports(std::vector<std::string> words, std::initializer_list<const char*> endings, std::vector<std::string>& paths) {
  std::vector<std::string> reports;
  for (auto& w : words) {
    const bool report = std::any_of(endings.begin(), endings.end(), [&](const char* e) { return w.ends_with(e); });
    (report ? reports : paths).push_back(std::move(w));
  }
  return reports;
}

Plan plan_of(const po::variables_map& given) {
  Plan p;
  p.paths = texts_of(given, "path");
  p.coverage = given.count("coverage"), p.mutate = given.count("mutate");
  p.coverage_files = take_reports(texts_of(given, "coverage"), {".html", ".json"}, p.paths);
  p.mutate_files = take_reports(texts_of(given, "mutate"), {".json"}, p.paths);
  p.files = {texts_of(given, "table"), texts_of(given, "frozen"), text_of(given, "filter")};
  p.jobs = given["jobs"].as<unsigned>();
  p.junit = text_of(given, "junit");
  p.watch = given["watch"].as<bool>(), p.update = given["update"].as<bool>();
  return p;
}

Status write_file(const std::string& path, const std::string& text) {
  auto file = writers::OutputFile::create(path);
  Status s = file ? (*file)->write(text) : Status(file.error());
  return s ? (*file)->commit() : s;
}

struct Counts {
  size_t passed = 0, failed = 0, differ = 0;
  std::string first;   // the first that failed
};

void count(const Suite& suite, const std::vector<Outcome>& outcomes, Counts& n) {
  for (size_t i = 0; i < outcomes.size(); ++i) {
    ++(outcomes[i].passed ? n.passed : n.failed);
    n.differ += outcomes[i].differ;
    if (!outcomes[i].passed && n.first.empty()) n.first = suite.cases[i].place() + " " + suite.cases[i].name;
  }
}

int cover(Context& context, const Plan& plan, const Suite& suite) {
  const auto& program = *suite.pack.typed();
  const auto& sources = suite.pack.compilation->sources;
  const auto c = testing::coverage(program, suite.cases, sources, suite.pack.compilation->rule_files);
  if (plan.coverage_files.empty()) context.print(testing::coverage_text(program, c, sources, language_of(context)));
  for (const auto& f : plan.coverage_files)
    if (auto s = write_file(f, f.ends_with(".json") ? testing::coverage_json(program, c, sources) : testing::coverage_html(program, c, sources, language_of(context))); !s) return context.fail(s.error());
  return Exit::kDone;
}

int mutate(Context& context, const Plan& plan, const Suite& suite) {
  const auto& program = *suite.pack.typed();
  const auto& sources = suite.pack.compilation->sources;
  const unsigned jobs = plan.jobs ? plan.jobs : std::max(1u, std::thread::hardware_concurrency());
  const auto start = std::chrono::steady_clock::now();
  const auto m = testing::mutate(program, suite.cases, sources, suite.pack.compilation->rule_files, jobs);
  context.print(testing::mutation_text(program, m, sources, language_of(context)));
  context.info(fmt::format("变异用了 {:.1f} 秒", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()),
               fmt::format("the mutants took {:.1f} s", std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()));
  for (const auto& f : plan.mutate_files)
    if (auto s = write_file(f, testing::mutation_json(program, m, suite.cases, sources)); !s) return context.fail(s.error());
  return m.survived ? Exit::kFound : Exit::kDone;
}

int run_once(Context& context, const Plan& plan) {
  Counts n;
  Junit junit;
  int found = Exit::kDone;
  for (const auto& path : plan.paths) {
    int exit = Exit::kDone;
    const auto suite = load_suite(context, path, plan.files, exit);
    if (!suite) return exit;
    const auto outcomes = run_cases(context, *suite, plan.jobs);
    Counts here;
    count(*suite, outcomes, here);
    for (size_t i = 0; i < outcomes.size(); ++i)
      if (const auto& c = suite->cases[i]; !outcomes[i].passed)
        context.print(fmt::format("{} {} {}\n{}", context.pick("未通过", "FAILED"), c.place(), c.name, drawing(context, suite->pack, c, outcomes[i], context.color_out)));
    if (!plan.junit.empty()) junit.add(context, *suite, outcomes);
    n.passed += here.passed, n.failed += here.failed, n.differ += here.differ;
    if (plan.coverage)
      if (const int code = cover(context, plan, *suite); code != Exit::kDone) return code;
    if (!plan.mutate) continue;
    if (here.failed) context.warn("有测试未通过，没有做变异；先让测试通过", "some tests fail, so nothing was mutated; let them pass first");
    else if (const int code = mutate(context, plan, *suite); code > Exit::kFound) return code;
    else found = std::max(found, code);
  }
  const std::string& filter = plan.files.filter;
  if (n.passed + n.failed == 0)
    context.warn(filter.empty() ? "规则文件里没有测试" : "没有名称含有 " + filter + " 的测试", filter.empty() ? "the rule files hold no tests" : "no test has " + filter + " in its name");
  context.print(context.pick(fmt::format("{} 个测试通过，{} 个未通过\n", n.passed, n.failed), fmt::format("{} tests passed, {} failed\n", n.passed, n.failed)));
  if (!plan.junit.empty())
    if (auto s = write_file(plan.junit, junit.text()); !s) return context.fail(s.error());
  if (n.differ) return context.fail({ErrorKind::kInternal, fmt::format("{} 个测试中判定器与机器不一致；请报告", n.differ), fmt::format("oracle and machine differ in {} tests; please report it", n.differ)});
  return n.failed ? Exit::kFound : found;
}

/// One line on how it stands now.
std::string verdict_line(Context& context, const Plan& plan) {
  const auto start = std::chrono::steady_clock::now();
  Counts n;
  for (const auto& path : plan.paths) {
    int exit = Exit::kDone;
    const auto suite = load_suite(context, path, plan.files, exit);
    if (!suite) return context.pick("✗ 规则或测试表有错误（见上）", "✗ the rules or tables have errors (see above)");
    count(*suite, run_cases(context, *suite, plan.jobs), n);
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  if (n.failed == 0) return context.pick(fmt::format("✓ {} 个测试通过（{:.1f} 秒）", n.passed, seconds), fmt::format("✓ {} tests passed ({:.1f} s)", n.passed, seconds));
  return context.pick(fmt::format("✗ {} 个通过，{} 个未通过：{}{}（{:.1f} 秒）", n.passed, n.failed, n.first, n.failed > 1 ? " 等" : "", seconds),
                      fmt::format("✗ {} passed, {} failed: {}{} ({:.1f} s)", n.passed, n.failed, n.first, n.failed > 1 ? " and more" : "", seconds));
}

int watch(Context& context, const Plan& plan) {
  auto watch = Watch::start({});
  if (!watch) return context.fail(watch.error());
  std::vector<std::string> watched = plan.paths;
  watched.insert(watched.end(), plan.files.tables.begin(), plan.files.tables.end());
  watched.insert(watched.end(), plan.files.frozen.begin(), plan.files.frozen.end());
  do {
    // Before running, so that what changes meanwhile is seen.
    if (auto s = (*watch)->add(watched); !s) return context.fail(s.error());
    const std::string line = verdict_line(context, plan);
    const auto now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    context.print(fmt::format("{:%H:%M:%S} {}\n", fmt::localtime(now), line));
    if (auto s = context.flush(); !s) return context.fail(s.error());
    context.out.reset();
  } while ((*watch)->wait());
  return Exit::kDone;
}

int blank_table(Context& context, const po::variables_map& given, const std::string& path) {
  int exit = Exit::kDone;
  const auto pack = load_pack(context, path, Need::kTyped, exit);
  if (!pack) return exit;
  const auto& program = *pack->typed();
  const std::string asked = given.count("record") ? given["record"].as<std::string>() : "";
  int model = program.models.find(asked.empty() ? "办件" : asked);
  if (model < 0 && asked.empty() && !program.indicators.empty()) model = program.indicators.front().model;
  if (model < 0) return context.usage("没有记录种类 " + asked, "there is no record kind " + asked);
  const std::string file = text_of(given, "new-table");
  if (!file.ends_with(".csv")) return context.usage("--new-table 只写 .csv（Excel 和 WPS 能直接打开）", "--new-table writes .csv (which Excel opens)");
  std::string s = "\xEF\xBB\xBF";   // tells Excel that it is UTF-8
  for (const auto& row : testing::new_table(program, model, language_of(context))) s += fmt::format("{}\r\n", fmt::join(row, ","));
  if (auto written = write_file(file, s); !written) return context.fail(written.error());
  return Exit::kDone;
}

int run(Context& context, const po::variables_map& given) {
  const Plan plan = plan_of(given);
  if (plan.paths.empty()) return context.usage("缺少规则文件或文件夹；如 zs test rules/henan/2019", "a rule file or folder is missing; like zs test rules/henan/2019");
  const bool single = plan.paths.size() == 1;
  if (!single && (!plan.files.tables.empty() || !plan.files.frozen.empty() || plan.update || given.count("new-table") || !plan.coverage_files.empty() || !plan.mutate_files.empty()))
    return context.usage("--table、--frozen、--update、--new-table 和写成文件的报告一次只对一个规则包", "--table, --frozen, --update, --new-table and reports in files are for one pack at a time");
  if (!plan.update && (given.count("cases") || given.count("refs") || given.count("as-of") || given.count("name")))
    return context.usage("--cases、--refs、--as-of、--name 只和 --update 一起用", "--cases, --refs, --as-of and --name go with --update");
  if (plan.watch && (plan.update || plan.coverage || plan.mutate || !plan.junit.empty()))
    return context.usage("--watch 不能与 --update、--coverage、--mutate、--junit 一起用", "--watch does not go with --update, --coverage, --mutate or --junit");
  if (given.count("new-table")) return blank_table(context, given, plan.paths.front());
  if (plan.update) return freeze(context, plan.paths.front(), {texts_of(given, "cases"), texts_of(given, "refs"), text_of(given, "as-of"), text_of(given, "name"), plan.files.frozen});
  return plan.watch ? watch(context, plan) : run_once(context, plan);
}

}  // namespace

Verb test_verb() {
  return {"test", "zs test PATH... [--table FILE] [--frozen FILE|DIR] [--coverage [FILE]] [--mutate [FILE.json]] [--watch] [--junit FILE]",
          {"运行规则包的测试：规则文件里的、表格里的、固化的答案", "run a pack's tests: those in rule files, in tables, and frozen answers"},
          {"zs test rules/henan/2019", "zs test rules/henan/2019 --table cases.xlsx", "zs test rules/neimenggu/2024 --junit results.xml", "zs test rules/henan/2019 --coverage coverage.html", "zs test rules/henan/2019 --mutate",
           "zs test rules/henan/2019 --update --cases cases.ndjson --refs 事项=items.ndjson --as-of 2025-10-20"},
          options, {"path..."}, run};
}

}  // namespace zs::cli

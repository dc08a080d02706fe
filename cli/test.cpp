// zs test: the tests that stand in rule files.
#include "cli/pack.h"
#include "cli/test_case.h"
#include "cli/verb.h"

#include <fmt/format.h>

namespace zs::cli {
namespace {

struct Suite {
  std::string path;
  std::vector<std::pair<std::string, Outcome>> cases;  // place and name, outcome
  std::vector<std::string> places;
};

void options(const Context& c, po::options_description& o) {
  o.add_options()("junit", po::value<std::string>()->value_name("FILE"), c.pick("结果另写为 JUnit XML", "write the results as JUnit XML too").c_str());
  o.add_options()("filter", po::value<std::string>()->value_name("TEXT"), c.pick("只运行名称含有它的测试", "run only the tests whose name holds it").c_str());
}

std::string xml(std::string_view s) {
  std::string out;
  for (const char c : s) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' ? ' ' : c;
    }
  }
  return out;
}

/// Expected beside got, the lines that do not agree marked.
std::string drawing(const Context& context, const Outcome& o) {
  const std::string red = context.color_out ? "\x1b[31m" : "", green = context.color_out ? "\x1b[32m" : "", plain = context.color_out ? "\x1b[0m" : "";
  std::string s;
  for (const auto& l : o.lines) {
    if (l.ok) { s += fmt::format("    {}={} {}\n", green, plain, l.expected); continue; }
    if (!l.expected.empty()) s += fmt::format("    {}-{} {}{}\n", red, plain, context.pick("期望 ", "expected "), l.expected);
    if (!l.got.empty()) s += fmt::format("    {}+{} {}{}\n", red, plain, context.pick("得到 ", "got      "), l.got);
    else s += fmt::format("    {}+{} {}\n", red, plain, context.pick("得到 （没有相符的）", "got      (nothing that fits)"));
  }
  if (!o.trouble.empty()) s += fmt::format("    {}!{} {}{}\n", red, plain, o.differ ? context.pick("判定器与机器不一致（程序错误）：", "oracle and machine differ (a bug of zs): ") : "", o.trouble);
  return s;
}

std::string junit(const Context& context, const std::vector<Suite>& suites) {
  std::string s = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (const auto& suite : suites) {
    size_t failures = 0, errors = 0;
    double seconds = 0;
    for (const auto& [name, o] : suite.cases) failures += !o.passed && !o.differ, errors += o.differ, seconds += o.seconds;
    s += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" time=\"{:.6f}\">\n", xml(suite.path), suite.cases.size(), failures, errors, seconds);
    for (size_t i = 0; i < suite.cases.size(); ++i) {
      const auto& [name, o] = suite.cases[i];
      s += fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"{:.6f}\"", xml(name), xml(suite.places[i]), o.seconds);
      if (o.passed) { s += "/>\n"; continue; }
      const char* kind = o.differ ? "error" : "failure";
      Context plain;
      plain.lang = context.lang;
      s += fmt::format(">\n      <{0} message=\"{1}\">{1}</{0}>\n    </testcase>\n", kind, xml(drawing(plain, o)));
    }
    s += "  </testsuite>\n";
  }
  return s + "</testsuites>\n";
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("path")) return context.usage("缺少规则文件或文件夹；如 zs test rules/henan/2019", "a rule file or folder is missing; like zs test rules/henan/2019");
  const std::string filter = given.count("filter") ? given["filter"].as<std::string>() : "";
  std::vector<Suite> suites;
  size_t passed = 0, failed = 0, differ = 0;
  for (const auto& path : given["path"].as<std::vector<std::string>>()) {
    int exit = Exit::kDone;
    const auto pack = load_pack(context, path, Need::kBytecode, exit);
    if (!pack) return exit;
    if (!pack->typed()) return context.usage(path + " 是字节码包，测试在规则文件里", path + " is bytecode; tests stand in rule files");
    Suite suite{path, {}, {}};
    for (const auto& test : pack->typed()->tests) {
      if (test.name.find(filter) == std::string::npos) continue;
      const auto& sources = pack->compilation->sources;
      const std::string place = fmt::format("{}:{}", sources.name(test.src.file), sources.position(test.src.file, test.src.begin).line);
      Outcome o = run_test(context, *pack, test);
      ++(o.passed ? passed : failed);
      differ += o.differ;
      if (!o.passed) context.print(fmt::format("{} {} {}\n{}", context.pick("未通过", "FAILED"), place, test.name, drawing(context, o)));
      suite.cases.emplace_back(test.name, std::move(o));
      suite.places.push_back(place);
    }
    suites.push_back(std::move(suite));
  }
  if (passed + failed == 0)
    context.warn(filter.empty() ? "规则文件里没有测试" : "没有名称含有 " + filter + " 的测试", filter.empty() ? "the rule files hold no tests" : "no test has " + filter + " in its name");
  context.print(context.pick(fmt::format("{} 个测试通过，{} 个未通过\n", passed, failed), fmt::format("{} tests passed, {} failed\n", passed, failed)));
  if (given.count("junit")) {
    auto file = writers::OutputFile::create(given["junit"].as<std::string>());
    Status s = file ? (*file)->write(junit(context, suites)) : Status(file.error());
    if (s) s = (*file)->commit();
    if (!s) return context.fail(s.error());
  }
  if (differ) return context.fail({ErrorKind::kInternal, fmt::format("{} 个测试中判定器与机器不一致；请报告", differ), fmt::format("oracle and machine differ in {} tests; please report it", differ)});
  return failed ? Exit::kFound : Exit::kDone;
}

}  // namespace

Verb test_verb() {
  return {"test", "zs test PATH... [--junit FILE]", {"运行规则文件里的测试", "run the tests in rule files"}, {"zs test rules/henan/2019", "zs test rules/neimenggu/2024 --junit results.xml"},
          options, {"path..."}, run};
}

}  // namespace zs::cli

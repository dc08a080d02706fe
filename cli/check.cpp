// zs check: compile only.
#include "cli/bytecode_file.h"
#include "cli/pack.h"
#include "cli/verb.h"
#include "compiler/diagnostics/render.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  o.add_options()("format", po::value<std::string>()->default_value("human")->value_name("human|json|sarif"), c.pick("输出格式", "the form of the output").c_str());
  o.add_options()("stdlib", po::value<std::string>()->value_name("DIR"), c.pick("用这个文件夹里的标准库", "take the standard library from this folder").c_str());
  o.add_options()("library", c.pick("这些是库文件，可以没有规则集", "these are library files, which need no rule set (规则集)").c_str());
}

/// One line on stderr: what was checked and found in order.
void summarise(const Context& context, const std::string& path, const Compilation& c) {
  const std::string files = std::to_string(c.rule_files.size()), indicators = std::to_string(c.program->indicators.size() + c.program->aggregates.size()), tests = std::to_string(c.program->tests.size());
  const std::string line = context.lang == Lang::kZh ? path + "：没有错误（" + files + " 个文件，" + indicators + " 个指标，" + tests + " 个测试）\n"
                                                     : path + ": no errors (" + files + " files, " + indicators + " indicators, " + tests + " tests)\n";
  std::fwrite(line.data(), 1, line.size(), stderr);
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("path")) return context.usage("缺少规则文件或文件夹；如 zs check rules/henan/2019", "a rule file or folder is missing; like zs check rules/henan/2019");
  const std::string format = given["format"].as<std::string>();
  if (format != "human" && format != "json" && format != "sarif") return context.usage("--format 只能是 human、json 或 sarif", "--format is human, json or sarif");
  CompileOptions options;
  if (given.count("stdlib")) options.stdlib_dir = given["stdlib"].as<std::string>();
  options.library = given.count("library") > 0;
  const diag::RenderOptions render{context.lang == Lang::kZh ? diag::Language::kChinese : diag::Language::kEnglish, context.color_err, 160};
  int exit = Exit::kDone;
  const auto paths = given["path"].as<std::vector<std::string>>();
  if (format != "human" && paths.size() > 1) return context.usage("json 和 sarif 每次只检查一处", "json and sarif check one place at a time");
  for (const auto& path : paths) {
    if (!std::filesystem::exists(path)) return context.fail({ErrorKind::kIo, "没有 " + path, "there is no " + path});
    if (is_bytecode(path)) return context.usage(path + " 是字节码包，里面没有规则文本；请检查规则文件夹", path + " is bytecode and holds no rules; check the rule folder");
    const Compilation compilation = compile(path, options);
    if (format == "json") context.print(diag::render_json(compilation.sources, compilation.diagnostics));
    else if (format == "sarif") context.print(diag::render_sarif(compilation.sources, compilation.diagnostics, render));
    else print_diagnostics(context, compilation);
    if (compilation.program && format == "human") summarise(context, path, compilation);
    if (compilation.diagnostics.has_errors()) exit = std::max(exit, exit_of(compilation));
  }
  return exit;
}

}  // namespace

Verb check_verb() {
  return {"check", "zs check PATH...", {"检查规则，不运行", "compile only"}, {"zs check rules/henan/2019", "zs check --format sarif rules/henan/2019 > check.sarif"}, options, {"path..."}, run};
}

}  // namespace zs::cli

#include "cli/checking.h"

#include "cli/bytecode_file.h"
#include "cli/options.h"
#include "cli/pack.h"
#include "compiler/diagnostics/render.h"

#include <algorithm>
#include <filesystem>

namespace zs::cli {

void checking_options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("format", po::value<std::string>()->default_value("human")->value_name("human|json|sarif"), "输出格式", "the form of the output");
  add("stdlib", one_text("DIR"), "用这个文件夹里的标准库", "take the standard library from this folder");
  o.add_options()("library", c.pick("这些是库文件，可以没有规则集", "these are library files, which need no rule set (规则集)").c_str());
}

int check_paths(Context& context, const po::variables_map& given, const std::string& verb, People people, const Examine& examine) {
  if (!given.count("path")) return context.usage("缺少规则文件或文件夹；如 zs " + verb + " rules/henan/2019", "a rule file or folder is missing; like zs " + verb + " rules/henan/2019");
  const std::string format = given["format"].as<std::string>();
  if (format != "human" && format != "json" && format != "sarif") return context.usage("--format 只能是 human、json 或 sarif", "--format is human, json or sarif");
  CompileOptions options;
  options.stdlib_dir = text_of(given, "stdlib");
  options.library = given.count("library") > 0;
  const bool to_stdout = people == People::kStdout;
  const diag::RenderOptions render{context.lang == Lang::kZh ? diag::Language::kChinese : diag::Language::kEnglish, to_stdout ? context.color_out : context.color_err, 160};
  int exit = Exit::kDone;
  const auto paths = texts_of(given, "path");
  if (format != "human" && paths.size() > 1) return context.usage("json 和 sarif 每次只检查一处", "json and sarif check one place at a time");
  for (const auto& path : paths) {
    if (!std::filesystem::exists(path)) return context.fail({ErrorKind::kIo, "没有 " + path, "there is no " + path});
    if (is_bytecode(path)) return context.usage(path + " 是字节码包，里面没有规则文本；请检查规则文件夹", path + " is bytecode and holds no rules; check the rule folder");
    Compilation compilation = compile(path, options);
    const bool found = examine(path, compilation);
    if (format == "json") context.print(diag::render_json(compilation.sources, compilation.diagnostics));
    else if (format == "sarif") context.print(diag::render_sarif(compilation.sources, compilation.diagnostics, render));
    else if (to_stdout && !compilation.diagnostics.has_errors()) context.print(diag::render_human(compilation.sources, compilation.diagnostics, render));
    else print_diagnostics(context, compilation);
    if (compilation.diagnostics.has_errors()) exit = std::max(exit, exit_of(compilation));
    else if (found) exit = std::max<int>(exit, Exit::kFound);
  }
  return exit;
}

}  // namespace zs::cli

// zs fmt: the canonical layout.
#include "cli/bytecode_file.h"
#include "cli/pack.h"
#include "cli/verb.h"
#include "compiler/ast/print.h"
#include "compiler/diagnostics/render.h"
#include "compiler/syntax/parse.h"
#include "io/readers/byte_source.h"

#include <algorithm>
#include <filesystem>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;
using Keywords = ast::PrintOptions::Keywords;

void options(const Context& c, po::options_description& o) {
  o.add_options()("check", c.pick("只列出会改动的文件，有则以 1 退出", "only list the files that would change; exit 1 if any would").c_str());
  o.add_options()("keywords", po::value<std::string>()->value_name("zh|en"), c.pick("把关键字换成中文或英文", "convert the keywords to Chinese or English").c_str());
}

/// Every *.zs below a folder, sorted; a file is itself.
Result<std::vector<std::string>> files_of(const std::string& path) {
  if (path == "-") return std::vector<std::string>{path};
  std::error_code ec;
  if (!fs::exists(path, ec)) return Error{ErrorKind::kIo, "没有 " + path, "there is no " + path};
  if (is_bytecode(path)) return Error{ErrorKind::kUsage, path + " 是字节码包，不是规则文本", path + " is bytecode, not rules"};
  if (!fs::is_directory(path)) return std::vector<std::string>{path};
  std::vector<std::string> out;
  for (const auto& e : fs::recursive_directory_iterator(path, ec))
    if (e.is_regular_file() && e.path().extension() == ".zs") out.push_back(e.path().string());
  std::sort(out.begin(), out.end());
  if (out.empty()) return Error{ErrorKind::kUsage, path + " 里没有 .zs 文件", path + " has no .zs file"};
  return out;
}

struct Formatted { std::string before, after; };

std::optional<Formatted> format(const Context& context, const std::string& path, const ast::PrintOptions& print, int& exit) {
  syntax::Sources sources;
  int file = -1;
  if (path == "-") {
    auto bytes = readers::open_bytes("-");
    auto text = bytes ? readers::read_all(**bytes) : Result<std::string>(bytes.error());
    if (!text) return exit = context.fail(text.error()), std::nullopt;
    file = sources.add("stdin", std::move(*text));
  } else {
    auto loaded = sources.load(path);
    if (!loaded) return exit = context.fail(loaded.error()), std::nullopt;
    file = *loaded;
  }
  diag::Sink sink;
  const ast::File tree = syntax::parse(sources, file, sink);
  if (sink.has_errors()) {
    const auto text = diag::render_human(sources, sink, {context.lang == Lang::kZh ? diag::Language::kChinese : diag::Language::kEnglish, context.color_err, 160});
    std::fwrite(text.data(), 1, text.size(), stderr);
    return exit = Exit::kUsage, std::nullopt;
  }
  return Formatted{std::string(sources.text(file)), ast::print(sources, tree, print)};
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("path")) return context.usage("缺少文件或文件夹；如 zs fmt rules/henan/2019", "a file or folder is missing; like zs fmt rules/henan/2019");
  ast::PrintOptions print;
  if (given.count("keywords")) {
    const std::string k = given["keywords"].as<std::string>();
    if (k != "zh" && k != "en") return context.usage("--keywords 只能是 zh 或 en", "--keywords is zh or en");
    print.keywords = k == "zh" ? Keywords::kChinese : Keywords::kEnglish;
  }
  const bool check = given.count("check") > 0;
  int worst = Exit::kDone;
  for (const auto& path : given["path"].as<std::vector<std::string>>()) {
    auto files = files_of(path);
    if (!files) return context.fail(files.error());
    for (const auto& file : *files) {
      int exit = Exit::kDone;
      const auto text = format(context, file, print, exit);
      worst = std::max(worst, exit);
      if (!text) continue;
      if (file == "-" && !check) { context.print(text->after); continue; }
      if (text->before == text->after) continue;
      context.print(file + "\n");
      if (check) { worst = std::max<int>(worst, Exit::kFound); continue; }
      auto out = writers::OutputFile::create(file);
      Status done = out ? (*out)->write(text->after) : Status(out.error());
      if (done) done = (*out)->commit();
      if (!done) return context.fail(done.error());
    }
  }
  return worst;
}

}  // namespace

Verb fmt_verb() {
  return {"fmt", "zs fmt [--check] [--keywords zh|en] PATH...", {"把规则文件排成标准格式；注释不动", "lay rule files out in the canonical form; comments stay"},
          {"zs fmt rules/henan/2019", "zs fmt --check rules", "zs fmt --keywords en - < 规则.zs"}, options, {"path..."}, run};
}

}  // namespace zs::cli

// zs doc: a rule set as documents to read, print and lay beside the regulation.
#include "cli/options.h"
#include "cli/pack.h"
#include "cli/whatif.h"
#include "publish/document.h"

#include <fmt/format.h>

#include <filesystem>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("output,o", one_text("DIR"), "写到哪个文件夹", "the folder to write to");
  add("format", po::value<std::string>()->default_value("html")->value_name("html|md|both"), "网页、Markdown，或者都要", "pages for a browser, Markdown, or both");
  add_whatif_options(c, o);
}

/// All files, or none: each is written whole before the first gets its name.
Status write(const std::string& folder, const std::vector<publish::File>& files) {
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  if (std::filesystem::exists(folder) && !std::filesystem::is_directory(folder)) return Error{ErrorKind::kIo, "-o " + folder + " 是文件；请给出一个文件夹", "-o " + folder + " is a file; name a folder"};
  if (ec) return Error{ErrorKind::kIo, "无法建立文件夹 " + folder + "：" + ec.message(), "cannot create the folder " + folder + ": " + ec.message()};
  std::vector<std::unique_ptr<writers::OutputFile>> open;
  for (const auto& file : files) {
    auto out = writers::OutputFile::create(folder + "/" + file.name);
    Status done = out ? (*out)->write(file.text) : Status(out.error());
    if (done) done = (*out)->seal();
    if (!done) return done;
    open.push_back(std::move(*out));
  }
  for (auto& file : open)
    if (const Status done = file->commit(); !done) return done;
  return {};
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs doc rules/henan/2019 -o henan", "the pack is missing; like zs doc rules/henan/2019 -o henan");
  if (!given.count("output")) return context.usage("缺少 -o DIR；如 zs doc rules/henan/2019 -o henan", "-o DIR is missing; like zs doc rules/henan/2019 -o henan");
  const std::string format = text_of(given, "format"), folder = text_of(given, "output");
  if (format != "html" && format != "md" && format != "both") return context.usage("--format 只能是 html、md 或 both", "--format is html, md or both");
  int exit = Exit::kDone;
  const auto whatif = whatif_options(given);
  if (!whatif) return context.fail(whatif.error());
  const std::string path = given["pack"].as<std::string>();
  const auto pack = load_pack(context, path, Need::kTyped, exit, *whatif);
  if (!pack) return exit;
  publish::DocumentOptions how;
  how.language = context.lang == Lang::kZh ? publish::Language::kChinese : publish::Language::kEnglish;
  how.html = format != "md", how.markdown = format != "html";
  const auto files = publish::document(*pack->compilation, path, how);
  if (!files) return context.fail(files.error());
  if (const Status done = write(folder, *files); !done) return context.fail(done.error());
  const std::string first = folder + (how.html ? "/index.html" : "/README.md");
  context.print(fmt::format(fmt::runtime(context.pick("写了 {} 个文件；从 {} 开始看\n", "wrote {} files; begin with {}\n")), files->size(), first));
  return Exit::kDone;
}

}  // namespace

Verb doc_verb() {
  return {"doc", "zs doc PACK -o DIR", {"由规则生成文件：监督指标表、原文对照、逐个指标说明", "documents from rules: the table, the text beside the rules, a page for each indicator"},
          {"zs doc rules/henan/2019 -o henan", "zs doc rules/neimenggu/2024 -o neimenggu --format both --lang en"}, options, {"pack"}, run};
}

}  // namespace zs::cli

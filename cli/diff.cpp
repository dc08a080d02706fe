// zs diff: two rule sets compared for every record that could ever come.
#include "cli/diff_output.h"
#include "cli/options.h"
#include "cli/whatif.h"
#include "io/writers/output_file.h"

#include <ctime>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("format", po::value<std::string>()->value_name("FORMAT")->default_value("human"), "human 或 json", "human or json");
  add("out,o", one_text("FILE"), "结果写入此文件，默认标准输出", "where the result goes, by default standard output");
  add("witness,w", one_text("DIR|FILE.ndjson"), "例子写成记录文件，可用 zs explain 细看", "the examples as files of records, for zs explain");
  add("budget", po::value<double>()->value_name("SECONDS")->default_value(2), "每个变了的指标最多用几秒", "at most so many seconds for each indicator that changed");
  add_whatif_options(c, o, {"新规则的", " of the new rules"});
}

replay::TextOf text_of_pack(const Pack& pack) {
  return [&pack](Span s) { return s.file >= 0 ? std::string(pack.compilation->sources.text(s)) : std::string(); };
}

Status emit(Context& context, const std::string& path, const std::string& text) {
  if (path.empty() || path == "-") return context.print(text), Status();
  auto file = writers::OutputFile::create(path);
  if (!file) return file.error();
  if (auto s = (*file)->write(text); !s) return s;
  return (*file)->commit();
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("old")) return context.usage("缺少旧规则；如 zs diff rules/neimenggu/2024 我的规则", "the old rules are missing; like zs diff rules/neimenggu/2024 my-rules");
  const std::string format = text_of(given, "format");
  if (format != "human" && format != "json") return context.usage("--format 只能是 human 或 json", "--format is human or json");
  const double budget = given["budget"].as<double>();
  if (!(budget > 0)) return context.usage("--budget 要大于 0（秒）", "--budget must be more than 0 (seconds)");
  const auto whatif = whatif_options(given);
  if (!whatif) return context.fail(whatif.error());
  if (!given.count("new") && whatif->settings.empty() && whatif->readings.empty())
    return context.usage("缺少新规则，或用 --set、--reading 说明改什么", "the new rules are missing, or say by --set or --reading what changes");
  int exit = Exit::kDone;
  const auto old_pack = load_pack(context, text_of(given, "old"), Need::kTyped, exit);
  if (!old_pack) return exit;
  const auto new_pack = load_pack(context, text_of(given, "new", text_of(given, "old")), Need::kTyped, exit, *whatif);
  if (!new_pack) return exit;

  prove::Options asked;
  asked.budget = budget;
  asked.samples = static_cast<size_t>(budget * 20'000);
  // Time of the processor, so that a busy machine gives the same answers.
  asked.clock = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  const auto compared = prove::compare(*old_pack->typed(), *new_pack->typed(), text_of_pack(*old_pack), text_of_pack(*new_pack), asked);
  if (auto s = emit(context, text_of(given, "out"), format == "json" ? diff_json(*old_pack, *new_pack, compared) : diff_words(context, *old_pack, *new_pack, compared)); !s) return context.fail(s.error());
  if (given.count("witness")) {
    const auto files = write_witnesses(text_of(given, "witness"), new_pack->typed()->models, witnesses_of(compared));
    if (!files) return context.fail(files.error());
    for (const auto& f : *files) context.info("例子写入 " + f, "examples written to " + f);
  }
  return differs(compared) ? Exit::kFound : Exit::kDone;
}

}  // namespace

Verb diff_verb() {
  return {"diff",
          "zs diff OLD NEW",
          {"逐个指标证明新旧规则相同、更严还是更宽，并各举最小的例子；意思有不同时以 1 退出", "proves for each indicator whether the new rules are the same, stricter or laxer, with the smallest example; exits with 1 where any differs in meaning"},
          {"zs diff rules/neimenggu/2024 my-rules",
           "zs diff rules/neimenggu/2024 --set NM3-2/上传期限=2个工作日",
           "zs diff rules/neimenggu/2024 my-rules --format json --witness examples"},
          options,
          {"old", "new"},
          run};
}

}  // namespace zs::cli

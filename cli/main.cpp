// zs: the command line of Zhunsheng. The clock, the environment and the exit code live here and nowhere else.
#include "cli/verb.h"
#include "io/temporary/name.h"

#include <csignal>
#include <cstdlib>
#include <exception>
#include <fmt/format.h>
#include <malloc.h>
#include <unistd.h>

namespace zs::cli {
namespace {

void on_signal(int signal) {
  temporary::discard_all();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

std::string overview(const Context& context) {
  std::string s = context.pick("准绳：判定政务服务办件应亮什么牌、何时亮、为什么。\n\n示例：\n", "Zhunsheng: which card a government service case shows, since when, and why.\n\nExamples:\n");
  s += "  zs run rules/henan/2019 --cases cases.ndjson --refs 事项=items.ndjson --out findings.csv\n  zs test rules/henan/2019\n\n";
  s += context.pick("用法：zs 命令 …；zs 命令 --help 有各命令的说明。\n\n命令：\n", "Usage: zs VERB …; zs VERB --help tells about each.\n\nVerbs:\n");
  for (const auto& v : verbs()) s += fmt::format("  {:<11} {}\n", v.name, context.pick(v.what.zh, v.what.en));
  return s;
}

std::string verb_names() {
  std::string s;
  for (const auto& v : verbs()) s += (s.empty() ? "" : ", ") + v.name;
  return s;
}

/// Takes --lang and --verbose out of the arguments wherever they stand, so that even usage errors obey them.
std::optional<std::string> take_globals(Context& context, std::vector<std::string>& arguments) {
  for (size_t i = 0; i < arguments.size();) {
    const std::string a = arguments[i];
    if (a == "--") break;
    if (a == "--verbose" || a == "-v") {
      context.verbose = true;
      arguments.erase(arguments.begin() + static_cast<long>(i));
      continue;
    }
    if (a != "--lang" && a.rfind("--lang=", 0) != 0) { ++i; continue; }
    const bool apart = a == "--lang";
    if (apart && i + 1 == arguments.size()) return "";
    const std::string value = apart ? arguments[i + 1] : a.substr(7);
    if (value != "zh" && value != "en") return value;
    context.lang = value == "zh" ? Lang::kZh : Lang::kEn;
    context.lang_given = true;
    arguments.erase(arguments.begin() + static_cast<long>(i), arguments.begin() + static_cast<long>(i + (apart ? 2 : 1)));
  }
  return std::nullopt;
}

int dispatch(Context& context, std::vector<std::string> arguments) {
  if (arguments.empty() || arguments[0] == "--help" || arguments[0] == "-h" || arguments[0] == "help") {
    context.print(overview(context));
    return arguments.empty() ? Exit::kUsage : Exit::kDone;
  }
  if (arguments[0] == "--version") {
    context.print("zs " ZS_VERSION "\n");
    return Exit::kDone;
  }
  const Verb* verb = find_verb(arguments[0]);
  if (!verb) return context.usage("没有命令 " + arguments[0] + "；有：" + verb_names(), "there is no verb " + arguments[0] + "; there are: " + verb_names());
  arguments.erase(arguments.begin());
  return call(context, *verb, arguments);
}

int main_with(std::vector<std::string> arguments) {
  Context context;
  context.lang = language_of_locale();
  const char* no_color = std::getenv("NO_COLOR");
  const bool color = !(no_color && *no_color);
  context.terminal_err = ::isatty(2);
  context.color_out = color && ::isatty(1);
  context.color_err = color && context.terminal_err;
  const auto bad_lang = take_globals(context, arguments);
  start_log(context);
  if (bad_lang) return context.usage("--lang 只能是 zh 或 en", "--lang is zh or en");
  int code = Exit::kInternal;
  try {
    code = dispatch(context, std::move(arguments));
  } catch (const std::bad_alloc&) {
    return context.fail({ErrorKind::kLimit, "内存不够", "out of memory"});
  } catch (const std::exception& e) {
    return context.fail({ErrorKind::kInternal, std::string("内部错误，请报告：") + e.what(), std::string("internal error, please report it: ") + e.what()});
  }
  for (const auto& name : temporary::removed_leftovers()) {
    const bool folder = name.ends_with('/');
    context.warn("已删除 " + name + "：此前被强行终止的一次运行留下的" + (folder ? "临时文件夹" : "未完成文件"),
                 "removed " + name + ", the " + (folder ? "temporary folder" : "unfinished file") + " of an earlier run that was killed");
  }
  if (auto s = context.flush(); !s) {
    const int io = context.fail(s.error());
    return code == Exit::kDone || code == Exit::kFound ? io : code;
  }
  return code;
}

}  // namespace
}  // namespace zs::cli

int main(int argc, char** argv) {
  // Large blocks go back to the system when they are freed: what the growing table of keys leaves behind between other blocks was a
  // fifth of the memory at fifty million records. Setting one limit fixes the other, too.
  ::mallopt(M_MMAP_THRESHOLD, 1 << 20);
  ::mallopt(M_TRIM_THRESHOLD, 64 << 20);
  for (const int s : {SIGPIPE, SIGXFSZ}) std::signal(s, SIG_IGN);  // writing fails instead, and says so
  for (const int s : {SIGINT, SIGTERM, SIGHUP}) std::signal(s, zs::cli::on_signal);
  return zs::cli::main_with(std::vector<std::string>(argv + 1, argv + argc));
}

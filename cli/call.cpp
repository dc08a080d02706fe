#include "cli/verb.h"

#include <sstream>

namespace zs::cli {
namespace {

po::options_description described(const Context& context, const Verb& verb) {
  // The library wraps by bytes, in the middle of a Chinese character: lines are left to the terminal.
  po::options_description options(context.pick("选项", "Options"), 2000, 1900);
  verb.options(context, options);
  options.add_options()("help,h", context.pick("显示帮助", "show this help").c_str());
  options.add_options()("lang", po::value<std::string>()->value_name("zh|en"), context.pick("界面语言，默认取自系统区域设置", "language, by default the locale's").c_str());
  options.add_options()("verbose,v", context.pick("在 stderr 上多写日志", "log more on stderr").c_str());
  return options;
}

std::string help(const Context& context, const Verb& verb) {
  std::ostringstream s;
  s << context.pick("示例：\n", "Examples:\n");
  for (const auto& e : verb.examples) s << "  " << e << "\n";
  s << "\n" << context.pick(verb.what.zh, verb.what.en) << "\n\n" << context.pick("用法：", "Usage: ") << verb.synopsis << "\n\n" << described(context, verb);
  return s.str();
}

int bad_usage(const Context& context, const Verb& verb, const std::string& zh, const std::string& en) {
  const std::string more = "zs " + verb.name + " --help";
  return context.usage(zh + "；见 " + more, en + "; see " + more);
}

}  // namespace

std::vector<std::string> option_names(const Context& context, const Verb& verb) {
  std::vector<std::string> names;
  const auto all = described(context, verb);
  for (const auto& o : all.options()) names.push_back(o->long_name());
  return names;
}

int call(Context& context, const Verb& verb, const std::vector<std::string>& arguments) {
  po::options_description shown = described(context, verb);
  po::options_description all, hidden;
  po::positional_options_description places;
  for (const auto& name : verb.positional) {
    const bool rest = name.size() > 3 && name.substr(name.size() - 3) == "...";
    const std::string plain = rest ? name.substr(0, name.size() - 3) : name;
    if (rest) hidden.add_options()(plain.c_str(), po::value<std::vector<std::string>>());
    else hidden.add_options()(plain.c_str(), po::value<std::string>());
    places.add(plain.c_str(), rest ? -1 : 1);
  }
  all.add(shown).add(hidden);
  po::variables_map given;
  namespace style = po::command_line_style;
  try {
    auto parsed = po::command_line_parser(arguments).options(all).positional(places).style(style::unix_style & ~style::allow_guessing).run();
    po::store(parsed, given);
    po::notify(given);
  } catch (const po::unknown_option& e) {
    return bad_usage(context, verb, "没有选项 " + e.get_option_name(), "there is no option " + e.get_option_name());
  } catch (const po::too_many_positional_options_error&) {
    return bad_usage(context, verb, "参数太多", "too many arguments");
  } catch (const po::multiple_occurrences& e) {
    return bad_usage(context, verb, "选项 " + e.get_option_name() + " 只能写一次", "the option " + e.get_option_name() + " can be given once only");
  } catch (const po::error_with_option_name& e) {
    return bad_usage(context, verb, "选项 " + e.get_option_name() + " 的值不对或缺少值", std::string(e.what()));
  } catch (const po::error& e) {
    return bad_usage(context, verb, std::string("参数不对：") + e.what(), e.what());
  }
  if (given.count("help")) {
    context.print(help(context, verb));
    return Exit::kDone;
  }
  return verb.run(context, given);
}

}  // namespace zs::cli

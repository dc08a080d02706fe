#include "cli/whatif.h"

namespace zs::cli {
namespace {

using Strings = std::vector<std::string>;

Strings given_texts(const po::variables_map& given, const char* name) { return given.count(name) ? given[name].as<Strings>() : Strings(); }

}  // namespace

void add_whatif_options(const Context& c, po::options_description& o, const Words& whose) {
  const auto texts = [](const char* shown) { return po::value<Strings>()->composing()->value_name(shown); };
  o.add_options()("set", texts("NAME=VALUE"),
                  c.pick("假设：" + whose.zh + "参数改为此值（上传期限=2个工作日、NM3-2/上传期限=2个工作日），或把指标里写明的数改掉（NM1-1/24小时=12小时）；可多次",
                         "what if: another value for a parameter" + whose.en + " (上传期限=2个工作日, NM3-2/上传期限=2个工作日) or for a literal of an indicator (NM1-1/24小时=12小时); may be repeated").c_str());
  o.add_options()("reading", texts("CHOICE=OPTION"),
                  c.pick("假设：" + whose.zh + "口径改取此项（时差=工作小时，或 NM1-1/时差=工作小时）；可多次", "what if: another option of a 口径" + whose.en + " (时差=工作小时, or NM1-1/时差=工作小时); may be repeated").c_str());
}

Result<Setting> setting_of(const std::string& text) {
  const auto equals = text.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    return Error{ErrorKind::kUsage, "“" + text + "”应写成 名称=值，如 上传期限=2个工作日", "“" + text + "” should be NAME=VALUE, such as 上传期限=2个工作日"};
  return Setting{text.substr(0, equals), text.substr(equals + 1)};
}

Result<CompileOptions> whatif_options(const po::variables_map& given) {
  CompileOptions options;
  for (const auto& text : given_texts(given, "set")) {
    auto s = setting_of(text);
    if (!s) return s.error();
    options.settings.push_back(std::move(*s));
  }
  for (const auto& text : given_texts(given, "reading")) {
    auto s = setting_of(text);
    if (!s) return s.error();
    if (!options.readings.emplace(s->target, s->value).second)
      return Error{ErrorKind::kUsage, "口径“" + s->target + "”给了两次", "the choice “" + s->target + "” is given twice"};
  }
  return options;
}

std::vector<std::string> shown_settings(const CompileOptions& options) {
  std::vector<std::string> out;
  for (const auto& s : options.settings) out.push_back(s.target + "=" + s.value);
  for (const auto& [name, option] : options.readings) out.push_back("口径 " + name + "=" + option);
  return out;
}

}  // namespace zs::cli

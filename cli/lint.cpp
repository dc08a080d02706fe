// zs lint: compile, then say what is correct and yet probably not meant.
#include "cli/checking.h"
#include "cli/options.h"
#include "io/binding/scalar.h"
#include "lint/lint.h"

#include <chrono>
#include <ctime>
#include <fmt/format.h>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  checking_options(c, o);
  const AddOption add(c, o);
  add("only", many_texts("L…"), "只查这些", "look for these only");
  add("except", many_texts("L…"), "不查这些", "leave these out");
  add("today", one_text("DATE"), "按这一天看日历还够不够用；默认是今天", "the day on which the calendar must still suffice; today by default");
  o.add_options()("fast", c.pick("不查要用求解器的", "leave out what asks a solver").c_str());
  o.add_options()("list", c.pick("列出全部检查", "list all lints").c_str());
}

std::string severity_word(const Context& context, diag::Severity s) {
  return s == diag::Severity::kHint ? context.pick("提示", "hint") : context.pick("警告", "warning");
}

int list(Context& context) {
  for (const lint::Rule& r : lint::rules()) {
    const auto& row = diag::row(r.code);
    const std::string slow = r.speed == lint::Speed::kSlow ? context.pick("（用求解器）", " (asks a solver)") : "";
    context.print(fmt::format("{}  {:<{}}  {}{}\n", row.id, severity_word(context, row.severity), context.lang == Lang::kZh ? 2 : 7, context.pick(std::string(r.title_zh), std::string(r.title_en)), slow));
  }
  return Exit::kDone;
}

Result<std::set<diag::Code>> codes(const po::variables_map& given, const char* option) {
  std::set<diag::Code> out;
  for (const std::string& text : texts_of(given, option))
    for (size_t at = 0; at <= text.size();) {
      const size_t end = std::min(text.find(',', at), text.size());
      const std::string id = text.substr(at, end - at);
      const lint::Rule* r = lint::find_rule(id);
      if (!r) return Error{ErrorKind::kUsage, fmt::format("--{}：没有 {} 这种检查；zs lint --list 列出全部", option, id), fmt::format("--{}: there is no lint {}; zs lint --list lists them", option, id)};
      out.insert(r->code);
      at = end + 1;
    }
  return out;
}

/// Today in China.
Day system_day() {
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  return day_of(now + kCstOffset);
}

/// What comments keep back, a line each, for --verbose.
void tell_passed_over(const Context& context, const Compilation& c, const diag::Sink& passed_over) {
  for (const auto& d : passed_over.all()) {
    const auto& row = diag::row(d.code);
    const std::string at = fmt::format("{}:{}", c.sources.name(d.src.file), c.sources.position(d.src.file, d.src.begin).line);
    context.info(fmt::format("{}：按注释放过 {}：{}", at, row.id, diag::fill(row.zh, d.args)), fmt::format("{}: passed over by a comment, {}: {}", at, row.id, diag::fill(row.en, d.args)));
  }
}

int run(Context& context, const po::variables_map& given) {
  if (given.count("list")) return list(context);
  lint::Options options;
  for (const auto& [name, to] : {std::pair{"only", &options.only}, std::pair{"except", &options.except}}) {
    auto read = codes(given, name);
    if (!read) return context.fail(read.error());
    *to = std::move(*read);
  }
  options.slow = !given.count("fast");
  options.today = system_day();
  if (given.count("today")) {
    const auto day = binding::parse_day(text_of(given, "today"));
    if (!day) return context.usage("--today：" + day.error().zh, "--today: " + day.error().en);
    options.today = *day;
  }
  return check_paths(context, given, "lint", People::kStdout, [&](const std::string&, Compilation& c) {
    const size_t before = c.diagnostics.all().size();
    const std::clock_t began = std::clock();
    diag::Sink passed_over;
    options.passed_over = &passed_over;
    const size_t open = lint::run(c, options, c.diagnostics);
    const double seconds = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    if (open) context.info(fmt::format("{} 个问题求解器既未证明，也没有找到例子（用时 {:.1f} 秒）", open, seconds), fmt::format("{} questions were neither proved nor shown by an example ({:.1f} s spent)", open, seconds));
    tell_passed_over(context, c, passed_over);
    return c.diagnostics.all().size() > before;
  });
}

}  // namespace

Verb lint_verb() {
  return {"lint",
          "zs lint PATH...",
          {"检查规则，再找写得对却多半不是本意的地方", "check, and find what is correct and yet probably not meant"},
          {"zs lint rules/henan/2019", "zs lint rules/henan/2019 --except L020", "zs lint rules/henan/2019 --only L012,L013 --format sarif > lint.sarif", "zs lint --list"},
          options,
          {"path..."},
          run};
}

}  // namespace zs::cli

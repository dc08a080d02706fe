// zs explain-code: what a diagnostic means, and how to write it right.
#include "cli/lint_pages.h"
#include "cli/verb.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/diagnostics/explain.h"

#include <algorithm>
#include <cctype>

namespace zs::cli {
namespace {

void options(const Context&, po::options_description&) {}

std::string indented(const std::string& text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    out += "    " + text.substr(at, end - at) + "\n";
    at = end + 1;
  }
  return out;
}

/// The message with … for what is found.
std::string general(std::string_view message) { return diag::fill(message, std::vector<std::string>(9, "…")); }

void list(Context& context) {
  for (const diag::Row& r : diag::rows()) context.print(std::string(r.id) + "  " + general(context.pick(r.zh.data(), r.en.data())) + "\n");
}

void explain(Context& context, const diag::Row& r) {
  const bool zh = context.lang == Lang::kZh;
  std::string out = std::string(r.id) + "  " + general(zh ? r.zh : r.en) + "\n";
  if (const diag::Explanation* e = diag::find_explanation(r.id)) {
    const std::string& why = zh || e->en.empty() ? e->zh : e->en;
    out += "\n" + why + "\n";
    if (e->wrong) out += (zh ? "\n错：\n" : "\nWrong:\n") + indented(e->wrong->text);
    if (e->right) out += (zh ? "\n对：\n" : "\nRight:\n") + indented(e->right->text);
  }
  context.print(out);
}

/// E123, e0123 and 123 are E0123; L12 is L012.
std::string normal(std::string code) {
  for (char& c : code) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  if (!code.empty() && code[0] == 'L') return code.size() < 4 ? "L" + std::string(4 - code.size(), '0') + code.substr(1) : code;
  const bool letter = !code.empty() && (code[0] == 'E' || code[0] == 'W');
  std::string digits = letter ? code.substr(1) : code;
  if (digits.size() < 4 && !digits.empty()) digits.insert(0, 4 - digits.size(), '0');
  return (letter ? code.substr(0, 1) : "E") + digits;
}

int unknown(Context& context, const std::string& code) {
  std::string near;
  for (const diag::Row& r : diag::rows())
    if (r.id.substr(0, 3) == code.substr(0, 3)) near += (near.empty() ? "" : "、") + std::string(r.id);
  return context.usage("没有编号 " + code + (near.empty() ? "；zs explain-code 列出全部" : "；相近的有：" + near), "there is no code " + code + (near.empty() ? "; zs explain-code lists all" : "; near: " + near));
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("code")) {
    list(context);
    return Exit::kDone;
  }
  const std::string code = normal(given["code"].as<std::string>());
  for (const auto& [name, page] : lint_pages())
    if (name == code + ".md") return context.print(page), Exit::kDone;
  const diag::Row* row = diag::find_row(code);
  if (row == nullptr) return unknown(context, code);
  explain(context, *row);
  return Exit::kDone;
}

}  // namespace

Verb explain_code_verb() {
  return {"explain-code", "zs explain-code [CODE]", {"说明一个诊断编号：什么意思，错的和对的写法", "explain a diagnostic: what it means, a wrong example and the right one"},
          {"zs explain-code E0107", "zs explain-code L012", "zs explain-code"}, options, {"code"}, run};
}

}  // namespace zs::cli

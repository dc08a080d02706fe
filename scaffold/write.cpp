#include "scaffold/write.h"

#include "compiler/ast/print.h"
#include "scaffold/words.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>
#include <set>

namespace zs::scaffold {
namespace {

std::string replaced(std::string s, std::string_view from, std::string_view to) {
  for (size_t at = s.find(from); at != std::string::npos; at = s.find(from, at + to.size())) s.replace(at, from.size(), to);
  return s;
}

/// A name of the language: in 〔〕 unless it is one word.
std::string name(const std::string& text) {
  if (ast::is_bare(text)) return text;
  return "〔" + replaced(replaced(text, "〔", "（"), "〕", "）") + "〕";
}

/// A text of the language. Quotes are compared without regard to which marks they use.
std::string quoted(const std::string& text) { return "「" + replaced(replaced(one_line(text), "「", "“"), "」", "”") + "」"; }

/// A part of a file's name: letters, digits and Chinese characters.
std::string file_part(const std::string& text) {
  std::string out;
  for (const char c : first(folded(text), 24))
    if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '_') out += c;
  for (const std::string_view sign : {"“", "”", "《", "》", "、", "，", "。", "：", "；", "‘", "’", "「", "」"}) out = replaced(out, sign, "");
  return out;
}

/// The rule set's code: the folder's name as far as it is ASCII, else my.rules.
std::string pack_code(const std::string& folder) {
  std::string out;
  for (const char c : folder)
    if (std::isalnum(static_cast<unsigned char>(c))) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    else if (static_cast<unsigned char>(c) >= 0x80) return "my.rules";
    else if (!out.empty() && out.back() != '.') out += '.';
  while (out.ends_with('.')) out.pop_back();
  const bool part_is_number = out.empty() || std::isdigit(static_cast<unsigned char>(out[0])) || out.find(".0") != std::string::npos;
  if (part_is_number || !ast::is_bare(out.substr(0, out.find('.')))) return "my.rules";
  for (size_t at = out.find('.'); at != std::string::npos; at = out.find('.', at + 1))
    if (const std::string part = out.substr(at + 1, out.find('.', at + 1) - at - 1); !ast::is_bare(part) && !std::all_of(part.begin(), part.end(), [](char c) { return std::isdigit(static_cast<unsigned char>(c)); })) return "my.rules";
  return out;
}

std::string filled(std::string text, const Plan& plan, const std::vector<std::pair<std::string, std::string>>& more = {}) {
  text = replaced(std::move(text), "{{code}}", pack_code(plan.folder));
  text = replaced(std::move(text), "{{prefix}}", plan.prefix);
  for (const auto& [key, value] : more) text = replaced(std::move(text), "{{" + key + "}}", value);
  return text;
}

std::string stub(const Entry& e) {
  std::string s = fmt::format("指标 {} {} 对 {} {{\n", e.code, name(e.name), e.record);
  s += fmt::format("  依据 {}{}\n", e.clause, quoted(e.description.empty() ? e.levels.back() : e.description));
  for (const auto& q : e.quotes) s += fmt::format("  依据 {}\n", quoted(q));
  std::vector<std::string> category;
  for (const auto& l : e.levels) category.push_back(name(l));
  if (!category.empty()) s += fmt::format("  归类 {}\n", fmt::join(category, "/"));
  s += e.cards.empty() ? "  待编写\n" : fmt::format("  待编写 「{}」\n", fmt::join(e.cards, "、"));
  for (const auto& [heading, text] : e.others) s += fmt::format("  // {}：{}\n", heading, one_line(text));
  return s + "}\n";
}

std::string rule_set(const Plan& plan, const Outline& outline, const std::vector<std::string>& sources) {
  std::set<std::string> records{"办件"};
  for (const auto& e : outline.entries) records.insert(e.record);
  std::string s = fmt::format("// {}\n//\n// 由表格生成：{} 个指标，都还“待编写”。写好一个，删去它的“待编写”；zs check 会数还剩几个。\n// “对”后面的记录种类是按文字猜的，请逐个核对。\n\n", plan.title, outline.entries.size());
  for (const auto& r : records) s += fmt::format("导入 「{}」\n", library_of(r));
  s += "导入 「标准库/国务院办公日历.zs」\n\n";
  s += fmt::format("规则集 {} 版本 1 {{\n  名称 {}\n", pack_code(plan.folder), quoted(plan.title));
  for (const auto& f : sources) s += fmt::format("  原文 「sources/{}」\n", f);
  s += "  // 施行 2024-01-01\n  // 上一行：换成法规施行的日期，去掉前面的两条斜线。没有写，就什么时候的办件都判断。\n";
  std::vector<std::string> cards;
  for (const auto& c : outline.cards) cards.push_back(name(c));
  s += fmt::format("  牌 {}  // 由低到高；{}\n  日历 国务院办公日历\n}}\n", fmt::join(cards, " < "), outline.cards_known ? "高低是按通常的意思排的，请核对" : "表里没有写发什么牌，请自己定");
  return s;
}

}  // namespace

Files starter(const Plan& plan) {
  Files out;
  constexpr std::string_view kFolder = "starter/";
  for (const auto& [path, text] : templates())
    if (path.starts_with(kFolder)) out.emplace_back(path.substr(kFolder.size()), filled(text, plan, {{"title", plan.title.empty() ? plan.folder : plan.title}}));
  return out;
}

Files skeleton(const Plan& given, const Outline& outline, const std::vector<Source>& sources) {
  Plan plan = given;
  if (plan.title.empty()) plan.title = outline.title.empty() ? plan.folder : outline.title;
  Files out;
  std::vector<std::string> names;
  for (const auto& s : sources) {
    std::string stem = file_part(s.stem);
    if (stem.empty()) stem = "原文";
    for (int n = 2; std::find(names.begin(), names.end(), stem + ".txt") != names.end(); ++n) stem = fmt::format("{}-{}", file_part(s.stem), n);
    names.push_back(stem + ".txt");
    out.emplace_back("sources/" + names.back(), s.text);
  }
  out.emplace_back("0-规则集.zs", rule_set(plan, outline, names));
  std::vector<std::pair<std::string, std::string>> groups;   // widest level, text
  const bool grouped = std::any_of(outline.entries.begin(), outline.entries.end(), [](const Entry& e) { return e.levels.size() > 1; });
  for (const auto& e : outline.entries) {
    const std::string group = grouped && !e.levels.empty() ? e.levels.front() : "";
    auto it = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.first == group; });
    if (it == groups.end()) it = groups.insert(groups.end(), {group, group.empty() ? "" : "// " + group + "\n"});
    it->second += (it->second.empty() ? "" : "\n") + stub(e);
  }
  for (size_t i = 0; i < groups.size(); ++i) {
    const std::string part = file_part(groups[i].first);
    out.emplace_back(fmt::format("{:0{}}-{}.zs", i + 1, groups.size() > 9 ? 2 : 1, part.empty() ? "指标" : part), groups[i].second);
  }
  const Entry& e = outline.entries.front();
  for (const auto& [path, text] : templates())
    if (path == "table/README.md")
      out.emplace_back("README.md", filled(text, plan, {{"title", plan.title}, {"count", std::to_string(outline.entries.size())}, {"first", e.code}, {"file", out[sources.size() + 1].first}, {"record", e.record}}));
  return out;
}

}  // namespace zs::scaffold

#include "docs/generate/pages.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace zs::docs {
namespace {

constexpr std::string_view kHead =
    R"(# 关键词 · Keywords

<!-- made by docs/generate from grammar/keywords.tsv; edit that table, then run zs_docs_generate -->

中文与英文两种写法等同，可以混用；`zs fmt --keywords zh|en` 可互换。除「保留字」外，关键词只在它的位置上是关键词，
别处仍可作名称（字段可以叫 理由、时限、记录）；保留字作名称时写成 〔无〕。

Both spellings mean the same and may be mixed; `zs fmt --keywords zh|en` converts. Apart from the reserved words, a
keyword is one only where it is expected: a field may be called 理由 or 时限. A reserved word as a name is written 〔无〕.
)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kKinds = {{
    {"decl", "声明 · Declarations"},
    {"clause", "子句 · Clauses"},
    {"reserved", "保留字 · Reserved words"},
    {"operator", "运算与判断 · Operators and tests"},
    {"word", "辅助词 · Words within a clause"},
    {"type", "类型 · Types"},
    {"unit", "单位 · Units"},
}};

}  // namespace

std::vector<Keyword> read_keywords(std::string_view tsv) {
  std::vector<Keyword> out;
  for (size_t at = 0; at < tsv.size();) {
    const size_t end = std::min(tsv.find('\n', at), tsv.size());
    std::string_view line = tsv.substr(at, end - at);
    at = end + 1;
    if (line.empty() || line.starts_with('#')) continue;
    std::array<std::string, 5> part;
    for (size_t i = 0; i < part.size(); ++i) {
      const size_t tab = i + 1 < part.size() ? std::min(line.find('\t'), line.size()) : line.size();
      part[i] = line.substr(0, tab);
      line.remove_prefix(std::min(tab + 1, line.size()));
    }
    out.push_back({part[0], part[1], part[2], part[3], part[4]});
  }
  return out;
}

std::string keywords_page(const std::vector<Keyword>& keywords) {
  std::string page{kHead};
  for (const auto& [kind, title] : kKinds) {
    page += fmt::format("\n## {}\n\n| 中文 | English | 意思 | meaning |\n|---|---|---|---|\n", title);
    for (const Keyword& k : keywords)
      if (k.kind == kind) page += fmt::format("| {} | `{}` | {} | {} |\n", k.zh, k.en, cell(k.meaning_zh), cell(k.meaning));
  }
  return page;
}

}  // namespace zs::docs

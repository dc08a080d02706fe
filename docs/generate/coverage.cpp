// docs/coverage.md: the checklist of rules/indicators.tsv, row by row, with the indicators that judge it.
#include "docs/generate/pages.h"
#include "publish/coverage.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

namespace zs::docs {
namespace {

namespace fs = std::filesystem;
using publish::CoverageRow;
using publish::split;

constexpr std::string_view kHead =
    R"(# 哪一条由哪个指标判断 · What judges which clause

<!-- made by docs/generate from rules/indicators.tsv and rules/*/*/coverage.tsv; edit those tables, then run zs_docs_generate -->

清单（[rules/indicators.tsv](../rules/indicators.tsv)）逐条列出五份文件提出的要求；这里写明每一条由哪些指标判断（点开是规则文件里的那一行），
或者为什么不判断。测试保证一条不多、一条不少，写到的指标都存在。

The [checklist](../rules/indicators.tsv) lists what the five documents demand. This page names the indicators that judge each row
(the link leads to the line of the rule file) or says why none does. A test keeps it complete.

)";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Where indicators begin: code → links, several where two record kinds share a code.
std::map<std::string, std::string> places(const fs::path& root, const std::string& pack) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root / pack))
    if (entry.path().extension() == ".zs") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::map<std::string, std::string> out;
  for (const auto& file : files) {
    const auto lines = split(read(file), "\n");
    for (size_t n = 0; n < lines.size(); ++n) {
      std::string_view line = lines[n];
      if (line.starts_with("统计")) line.remove_prefix(std::string_view("统计").size());
      if (!line.starts_with("指标 ")) continue;
      line.remove_prefix(std::string_view("指标 ").size());
      const std::string code(line.substr(0, line.find(' ')));
      std::string& links = out[code];
      links += fmt::format("{}[{}](../{}#L{})", links.empty() ? "" : "、", code, fs::relative(file, root).generic_string(), n + 1);
    }
  }
  return out;
}

struct Item {
  std::string id, clause, family, name;
};
struct Count {
  size_t rows = 0, judged = 0, elsewhere = 0, none = 0;
  void add(const Count& c) { rows += c.rows, judged += c.judged, elsewhere += c.elsewhere, none += c.none; }
};

Count count_of(const CoverageRow& r) { return {1, !r.indicators.empty(), r.indicators.empty() && judged_elsewhere(r.zh), r.indicators.empty() && !judged_elsewhere(r.zh)}; }

std::string numbers(const Count& c) { return fmt::format("{} | {} | {} | {}", c.rows, c.judged, c.elsewhere, c.none); }

/// 「…；河南省…（2019）」: the title that the rule set gives itself.
std::string title_of(const fs::path& pack) {
  for (const auto& entry : fs::directory_iterator(pack)) {
    if (entry.path().extension() != ".zs") continue;
    const std::string text = read(entry.path());
    const size_t set = text.find("\n规则集 ");
    if (set == std::string::npos) continue;
    const size_t at = text.find("名称 「", set), begin = at + std::string_view("名称 「").size();
    if (at != std::string::npos) return text.substr(begin, text.find("」", begin) - begin);
  }
  return pack.filename().string();
}

std::string anchor(std::string pack) {
  std::replace(pack.begin(), pack.end(), '/', '-');
  return pack;
}

struct Part {
  std::string overview, table;
  Count count;
};

Part part_of(const fs::path& root, const std::string& pack, const std::vector<Item>& items) {
  const auto coverage = publish::read_coverage((root / pack).string());
  std::map<std::string, const CoverageRow*> rows;
  if (coverage)
    for (const auto& r : *coverage) rows[r.id] = &r;
  const auto links = places(root, pack);
  std::vector<std::pair<std::string, Count>> families;
  Part out;
  std::string family;
  for (const Item& item : items) {
    const auto found = rows.find(item.id);
    const CoverageRow row = found == rows.end() ? CoverageRow{item.id, {}, "coverage.tsv 没有这一行", "coverage.tsv lacks this row", ""} : *found->second;
    if (families.empty() || families.back().first != item.family) families.emplace_back(item.family, Count{});
    families.back().second.add(count_of(row));
    std::string judges;
    for (const auto& code : row.indicators) {
      const auto at = links.find(code);
      judges += (judges.empty() ? "" : "、") + (at == links.end() ? code : at->second);
    }
    if (row.indicators.empty()) judges = "—";
    out.table += fmt::format("| {} | {} | {}{} | {} | {}{}{} |\n", item.id, cell(item.clause), cell(item.name), row.text.empty() ? "" : "<br>「" + cell(row.text) + "」", judges, cell(row.zh),
                             row.zh.empty() ? "" : "<br>", cell(row.en));
  }
  for (const auto& [name, count] : families) out.overview += fmt::format("| {} | {} |\n", cell(name), numbers(count)), out.count.add(count);
  return out;
}

}  // namespace

bool judged_elsewhere(const std::string& reason) { return reason.find("由 rules/") != std::string::npos; }

std::string coverage_page(const std::string& root) {
  std::vector<std::pair<std::string, std::vector<Item>>> packs;
  const auto lines = split(read(fs::path(root) / "rules/indicators.tsv"), "\n");
  for (size_t n = 1; n < lines.size(); ++n) {
    const auto cells = split(lines[n], "\t");
    if (cells.size() != 6) continue;
    if (packs.empty() || packs.back().first != cells[1]) packs.emplace_back(cells[1], std::vector<Item>{});
    packs.back().second.push_back({cells[0], cells[2], cells[3], cells[5]});
  }
  std::string page{kHead}, parts;
  page += "| 文件 · Document | 条 · rows | 判断 · judged | 由别的规则集判断 · by another rule set | 不判断 · not judged |\n|---|---|---|---|---|\n";
  Count all;
  for (const auto& [pack, items] : packs) {
    const Part part = part_of(root, pack, items);
    const std::string title = title_of(fs::path(root) / pack);
    page += fmt::format("| [{}](#{}) | {} |\n", cell(title), anchor(pack), numbers(part.count));
    all.add(part.count);
    parts += fmt::format("\n<a id=\"{}\"></a>\n\n## {}\n\n[{}](../{})\n\n| | 条 · rows | 判断 · judged | 由别的规则集判断 · by another rule set | 不判断 · not judged |\n|---|---|---|---|---|\n{}\n", anchor(pack), title, pack,
                         pack, part.overview);
    parts += "| 编号 · row | 条款 · clause | 要求 · what it demands | 指标 · indicators | 说明 · remark |\n|---|---|---|---|---|\n" + part.table;
  }
  page += fmt::format("| 合计 · all | {} |\n", numbers(all));
  return page + parts;
}

}  // namespace zs::docs

#include "docs/generate/pages.h"

#include <fmt/format.h>

namespace zs::docs {
namespace {

enum Severity { kError, kWarning, kHint };

struct Row {
  std::string_view name, id;
  Severity severity;
  std::string_view zh, en, help_zh, help_en;
};

constexpr Row kRows[] = {
#define ZS_DIAGNOSTIC(name, id, severity, zh, en, help_zh, help_en) {#name, id, severity, zh, en, help_zh, help_en},
#include "compiler/diagnostics/diagnostics.def"
#undef ZS_DIAGNOSTIC
#define ZS_LINT(Name, function, id, severity, speed, title_zh, title_en, zh, en, help_zh, help_en) {#Name, id, severity, zh, en, help_zh, help_en},
#include "compiler/diagnostics/lints.def"
#undef ZS_LINT
};

constexpr std::string_view kHead =
    R"(# 诊断信息 · Diagnostics

<!-- made by docs/generate from compiler/diagnostics/*.def; edit those tables, then run zs_docs_generate -->

`E` 是错误，不能运行；`L` 由 `zs lint` 找出，各有一页说明（[lints](../lints/README.md)）。编号固定不变。{0}、{1} 处填入具体内容。

`E` is an error: nothing runs. `L` is found by `zs lint`, with a page for each ([lints](../lints/README.md)). Codes are stable. {0}, {1} stand for what was found.
)";

std::string_view title(std::string_view id) {
  if (id.starts_with("E01")) return "E01 写法 · Syntax";
  if (id.starts_with("E02")) return "E02 文件与名称 · Files and names";
  if (id.starts_with("E03")) return "E03 类型与单位 · Types and units";
  if (id.starts_with("E04")) return "E04 事件、时限、牌、指标 · Events, clocks, cards, indicators";
  if (id.starts_with("E05")) return "E05 记录、日历、规则集、原文、测试 · Records, calendars, packs, sources, tests";
  if (id.starts_with("E06")) return "E06 数据绑定 · Data bindings";
  if (id.starts_with("L")) return "L 检查 · Lints";
  return "其他 · Others";
}

}  // namespace

std::string diagnostics_page() {
  std::string page{kHead};
  std::string_view current;
  for (const Row& row : kRows) {
    if (title(row.id) != current) {
      current = title(row.id);
      page += fmt::format("\n## {}\n", current);
    }
    page += fmt::format("\n### {}\n\n- {}\n- {}\n", row.id, cell(row.zh), cell(row.en));
    if (!row.help_zh.empty() || !row.help_en.empty())
      page += fmt::format("- 怎样改 · What to do: {} / {}\n", cell(row.help_zh), cell(row.help_en));
  }
  return page;
}

}  // namespace zs::docs

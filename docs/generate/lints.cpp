#include "docs/generate/pages.h"

#include <fmt/format.h>

namespace zs::docs {
namespace {

enum Severity { kError, kWarning, kHint };
enum Speed { kFast, kSlow };

struct Row {
  std::string_view id;
  Severity severity;
  Speed speed;
  std::string_view title_zh, title_en;
};

constexpr Row kRows[] = {
#define ZS_LINT(Name, function, id, severity, speed, title_zh, title_en, zh, en, help_zh, help_en) {id, severity, speed, title_zh, title_en},
#include "compiler/diagnostics/lints.def"
#undef ZS_LINT
};

constexpr std::string_view kHead =
    R"(# 规则检查 · Lints

<!-- made by docs/generate from compiler/diagnostics/lints.def; edit that table, then run zs_docs_generate -->

`zs lint 规则包` 做 `zs check` 的全部检查，再找写得对、却多半不是本意的地方。警告多半是错；提示值得看一眼，常常就是本意。

- 退出码：0 没有发现；1 有发现；2 规则有错；5 读不了文件。
- `--only L012,L013` 只查这些，`--except L020` 不查这些，`--fast` 不查要用求解器的，`--list` 列出全部，`--format json|sarif` 给程序看。
- 是本意的，在那一行的末尾或上面单独一行写 `// 容许 L016 因为 理由`；几种一起写 `L016、L017`；只容许说到某一条款的，
  写 `L013（第一条、第二条）`。理由必须写；没有用上的容许也会报出来（L001）。容许了哪些，`--verbose` 逐条列出。

`zs lint PACK` does all that `zs check` does and then looks for what is correct and yet probably not meant. Exit code: 0 nothing found, 1 findings,
2 errors in the rules, 5 I/O. What is meant is silenced by `// allow L016 because reason` at the end of its line or on a line of its own above it;
the reason is required, and a silencer of nothing is reported (L001). `--verbose` lists what was passed over.

| | | |
|---|---|---|
)";

}  // namespace

std::string lints_page() {
  std::string page{kHead};
  for (const Row& r : kRows)
    page += fmt::format("| [{0}]({0}.md) | {1}{2} · {3} | {4} |\n", r.id, r.title_zh, r.speed == kSlow ? "（用求解器）" : "", r.title_en, r.severity == kHint ? "提示 · hint" : "警告 · warning");
  return page;
}

}  // namespace zs::docs

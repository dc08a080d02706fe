#include "tests/docs/blocks.h"

namespace zs::docs {
namespace {

constexpr std::string_view kPrelude = R"(
导入 「标准库/国务院办公日历.zs」
导入 「标准库/办件.zs」
导入 「标准库/评价.zs」
导入 「标准库/申诉.zs」
导入 「标准库/通用条件.zs」

规则集 docs.example 版本 2024 {
  施行 2024-01-01
  牌 预警 < 红牌
  日历 国务院办公日历
}
时限 办理时限 对 办件 {
  自 受理时间 至 办结时间
  限 承诺时限
  日历 国务院办公日历
  暂停 逐 补正 自 告知时间 至 补齐确认时间
}
指标 DEMO-1 办理时限 对 办件 { 当 办理时限 超期，发 红牌 }
)";

std::string_view trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

/// Calls f(line without its end, one-based number).
template <class F>
void each_line(std::string_view text, F f) {
  int number = 1;
  for (size_t at = 0; at < text.size(); ++number) {
    const size_t end = std::min(text.find('\n', at), text.size());
    f(text.substr(at, end - at), number);
    at = end + 1;
  }
}

}  // namespace

std::vector<Block> rule_blocks(std::string_view markdown) {
  std::vector<Block> out;
  bool inside = false, wanted = false;
  each_line(markdown, [&](std::string_view line, int number) {
    if (line.starts_with("```")) {
      inside = !inside;
      wanted = inside && (line == "```zs" || line.starts_with("```zs "));
      if (wanted) out.push_back({std::string(trim(line.substr(5))), {}, number});
    } else if (inside && wanted) {
      out.back().text.append(line).append("\n");
    }
  });
  return out;
}

std::string whole_text(const Block& block) {
  if (block.kind.empty()) return block.text;
  if (block.kind != "条件") return std::string(kPrelude) + block.text;
  std::string text(kPrelude);
  each_line(block.text, [&](std::string_view line, int number) {
    const std::string_view condition = trim(line);
    if (condition.empty()) return;
    text.append("指标 T-" + std::to_string(number) + " 例 对 办件 { 当 ").append(condition).append("，发 预警 }\n");
  });
  return text;
}

}  // namespace zs::docs

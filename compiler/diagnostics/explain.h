#pragma once
// The long explanation of a diagnostic: what it means and why, a wrong example and the right one. Written in explain/*.txt.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace zs::diag {

struct Example {
  std::string kind;  // 条件: a condition a line; 声明: declarations; 全文: a whole rule set
  std::string text;
};

struct Explanation {
  std::string id;                       // E0101
  std::string zh, en;                   // what it means, and why it is so
  std::optional<Example> wrong, right;  // absent where no text can show it
  std::string no_example;               // why: "中文 / English"
};

/// All explanations in the order of their codes.
const std::vector<Explanation>& explanations();
/// The one of this id ("E0123"), or nullptr.
const Explanation* find_explanation(std::string_view id);

/// The files they are made from: name and text.
const std::vector<std::pair<std::string, std::string>>& explanation_files();

}  // namespace zs::diag

#pragma once
// The files of a new rule set.
#include "scaffold/official.h"

#include <utility>

namespace zs::scaffold {

using Files = std::vector<std::pair<std::string, std::string>>;   // path below the folder, text

struct Plan {
  std::string folder;      // its last name, for titles and the rule set's code
  std::string title;       // 规则集's 名称; empty: the table's, or the folder's name
  std::string prefix;      // of codes
};

/// A rule set to start from: one indicator with tests, one 待编写, a text to quote, cases to judge.
Files starter(const Plan& plan);

/// A skeleton of every entry, 待编写, quoting `sources` (the table's text first). The rule files are not laid out yet by zs fmt.
Files skeleton(const Plan& plan, const Outline& outline, const std::vector<Source>& sources);

/// The files under scaffold/template, by path (starter/README.md).
const std::vector<std::pair<std::string, std::string>>& templates();

}  // namespace zs::scaffold

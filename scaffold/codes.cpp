#include "scaffold/codes.h"

#include "scaffold/words.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

namespace zs::scaffold {
namespace {

/// NM1-1, HN-8-2: a code of the language.
bool is_code(const std::string& s) {
  if (s.size() < 2 || s.size() > 24 || !std::isalpha(static_cast<unsigned char>(s[0])) || s.find('-') == std::string::npos || s.back() == '-' || s.find("--") != std::string::npos) return false;
  return std::all_of(s.begin(), s.end(), [](char c) { return c == '-' || std::isalnum(static_cast<unsigned char>(c)); });
}

}  // namespace

std::string Codes::head(int group) const { return fmt::format("{}{}{}", prefix_, std::isdigit(static_cast<unsigned char>(prefix_.back())) ? "-" : "", group); }

std::string Codes::unique(std::string code) {
  std::string s = code;
  for (int n = 2; !used_.insert(s).second; ++n) s = fmt::format("{}-{}", code, n);
  return s;
}

std::string Codes::next(const Row& row) {
  for (const auto& written : {folded(row.given), folded(row.ordinal)})
    if (is_code(written) && !used_.count(written)) return unique(written);
  const int n = number_of(row.ordinal);
  if (by_row_ && row.own_ordinal && n > 0) return unique(fmt::format("{}-{}", prefix_, n));
  if (n > 0 && !by_row_) {
    group_ = n;
  } else if (!row.group.empty()) {
    if (row.group != last_group_) ++group_, last_group_ = row.group;
  } else {
    return unique(fmt::format("{}-{}", prefix_, ++in_group_[0]));
  }
  return unique(fmt::format("{}-{}", head(group_), ++in_group_[group_]));
}

}  // namespace zs::scaffold

#pragma once
// Is a text of SQL a query?
#include <algorithm>
#include <string_view>

namespace zs::model {

/// Does it begin with the word SELECT or WITH, in any case, behind blanks and parentheses? Only that much is looked at.
inline bool begins_select(std::string_view sql) {
  sql.remove_prefix(std::min(sql.find_first_not_of(" \t\r\n("), sql.size()));
  const auto same = [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; };
  for (const std::string_view word : {std::string_view("SELECT"), std::string_view("WITH")}) {
    if (sql.size() <= word.size() || !std::equal(word.begin(), word.end(), sql.begin(), [&](char w, char s) { return same(s, w); })) continue;
    if (std::string_view(" \t\r\n(*\"'").find(sql[word.size()]) != std::string_view::npos) return true;
  }
  return false;
}

}  // namespace zs::model

#pragma once
// The codes of indicators, made from the table's numbers.
#include <map>
#include <set>
#include <string>

namespace zs::scaffold {

class Codes {
 public:
  /// `by_row`: each row of every table has its own number (NM-1, NM-2); else a number stands for a group (NM1-1, NM1-2).
  Codes(std::string prefix, bool by_row) : prefix_(std::move(prefix)), by_row_(by_row) {}

  struct Row {
    std::string given;      // 指标编号 as written; taken where it is a code
    std::string ordinal;    // 序号 that holds for the row
    bool own_ordinal = false;
    std::string group;      // its widest level, where there are several
  };
  /// A code that no row before has.
  std::string next(const Row& row);

 private:
  std::string unique(std::string code);
  std::string head(int group) const;

  std::string prefix_;
  bool by_row_;
  std::string last_group_;
  int group_ = 0;
  std::map<int, int> in_group_;
  std::set<std::string> used_;
};

}  // namespace zs::scaffold

#pragma once
// The regulation's own table, rebuilt from 归类: groups in the order in which the rules first name them.
#include "compiler/typed/program.h"

#include <string>
#include <vector>

namespace zs::publish {

/// What one code names: an indicator, perhaps over several record kinds, or a 统计指标.
struct Subject {
  std::string code, name;
  std::vector<int> indicators;          // indices; empty for a 统计指标
  int aggregate = typed::kNone;
  std::vector<std::string> category;    // 监督指标, 一级指标, 二级指标; always three, empty where there is none
  std::vector<typed::Quote> quotes;
  std::vector<std::pair<int, std::vector<std::string>>> cards;  // lowest first, with every 处置 of any of its conditions
  std::vector<std::string> records;     // kinds judged
};

/// By code, in the order of the table.
std::vector<Subject> outline(const typed::Program& program);

/// How a card looks: red, orange, yellow, blue.
std::string tone_of_card(const typed::Program& program, int card);

}  // namespace zs::publish

#pragma once
// The conditions of one indicator as graph nodes, for the main function and for the detail function alike.
#include "compiler/ir/lowerer.h"
#include "compiler/typed/in_force.h"

namespace zs::ir {

struct LoweredCard {
  int card = 0;
  size_t rule = 0;           // index in Situation::cards
  Val own;                   // S in the situation's scope: known, visible, both 适用 and the clause; what 持续 sees
  NodeId counted = kNoNode;  // the same where a version that has the situation judges; what shows
};
struct LoweredSituation {
  std::vector<LoweredCard> cards;
};
struct LoweredIndicator {
  std::vector<LoweredSituation> situations;  // parallel to typed::Indicator::situations
  std::vector<NodeId> own;                   // by card, in the records' domain; kNoNode where it never shows
};

LoweredIndicator lower_indicator(Lowerer& l, const typed::Program& p, const typed::Indicator& indicator);

/// Instants at which rules in force in these periods judge a record of this model.
NodeId judged_set(Lowerer& l, const std::vector<typed::Period>& periods, int model);

/// Indicators that silence each indicator, followed through chains of 取代.
std::vector<std::vector<int>> superseders(const typed::Program& p);

}  // namespace zs::ir

#pragma once
// Which declarations are in force when. A pack may hold several rule sets: the versions of one regulation, or an overlay
// on an inherited pack.
//
// Whose a declaration is: in a file with one 规则集, that one's; in a file with several, the one written last before it;
// in a file without, the only 规则集 of the nearest folder (its own first, then outwards) that has one. Where that folder
// has several, or no folder has any, the declaration is shared by all of them.
#include "compiler/sema/context.h"
#include "compiler/sema/packs.h"

namespace zs::sema {

/// A rule set and what it declares, shared declarations included, in the order read.
struct Layer {
  const ast::RuleSetDecl* head = nullptr;  // null: files without any 规则集
  std::vector<const ast::Item*> items;
};

/// From one day to another one stack of rule sets judges: the inherited ones first.
struct VersionPlan {
  static constexpr int32_t kFirstDay = INT32_MIN, kLastDay = INT32_MAX;
  int32_t from = kFirstDay, until = kLastDay;  // days, until exclusive
  std::vector<Layer> layers;
  const ast::RuleSetDecl* head() const { return layers.back().head; }
};

/// The versions of the pack, earliest first, none overlapping another; at least one. Before and after an overlay, what
/// it inherits is in force.
std::vector<VersionPlan> plan_versions(Context& c, const Loaded& loaded);

}  // namespace zs::sema

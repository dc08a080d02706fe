#pragma once
// The indicators of several versions become one list: one indicator a code and record kind, whose circumstances know their
// versions. What versions say alike stands once.
#include "compiler/sema/context.h"

namespace zs::sema {

struct OfVersion {
  std::vector<typed::Indicator> indicators;  // 取代 by index into this list
  std::vector<typed::Aggregate> aggregates;
  std::vector<typed::Unwritten> unwritten;
};

/// Fills program.indicators and program.aggregates; `made` runs parallel to program.versions. The newest version says the
/// order, the names and headings.
void merge_versions(Context& c, std::vector<OfVersion> made);

}  // namespace zs::sema

#pragma once
// Who silences whom: 取代, followed through chains.
#include "compiler/typed/program.h"

#include <vector>

namespace zs::typed {

/// The indicators that silence this one, through others too; ascending.
std::vector<int> silencers(const Program& program, int indicator);

}  // namespace zs::typed

#pragma once
// Whether two parts of two rule sets mean the same.
#include "compiler/typed/same.h"

namespace zs::replay {

using typed::Same;
using typed::same_models;
using typed::Which;

}  // namespace zs::replay

#pragma once
#include "oracle/drawing.h"

#include <nlohmann/json.hpp>

namespace zs::oracle::render {

nlohmann::ordered_json drawing_json(const Drawing& d);

}  // namespace zs::oracle::render

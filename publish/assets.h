#pragma once
// The files of publish/templates, compiled in.
#include <string>
#include <utility>
#include <vector>

namespace zs::publish {
const std::vector<std::pair<std::string, std::string>>& publish_templates();
}  // namespace zs::publish

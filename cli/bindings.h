#pragma once
// --binding: which 绑定 makes records of a source's tables.
#include "cli/context.h"
#include "runtime/model/record_model.h"

#include <memory>
#include <string>
#include <vector>

namespace zs::cli {

using Bindings = std::vector<std::shared_ptr<const model::DataBinding>>;

/// `asked`: the name of a binding of the pack, or of one of the standard library; or a file of bindings. At most one for each
/// record kind. What is wrong with a file is printed; then the error only says so. Empty for an empty name.
Result<Bindings> bindings_named(const Context& context, const std::string& asked, const model::Models& models);

/// The one for records of this kind; null where there is none.
std::shared_ptr<const model::DataBinding> binding_for(const Bindings& bindings, int model);

/// 全国交换库（办件、事项）、…: those of the pack, and those of the library that fit it.
std::string known_bindings(const model::Models& models);

}  // namespace zs::cli

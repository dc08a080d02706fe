#pragma once
// 绑定: names of tables and columns are the source's and cannot be checked here; everything that is said about records is.
#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostics.h"
#include "runtime/model/record_model.h"

#include <vector>

namespace zs::sema {

/// The bindings as the reader of tables wants them, those without a mistake. Mistakes go to the sink.
/// `skip_unknown`: a binding for a record that the models do not have is left out silently (a file for several packs).
std::vector<model::DataBinding> make_bindings(const model::Models& models, const std::vector<const ast::BindingDecl*>& decls, bool skip_unknown, diag::Sink& sink);

}  // namespace zs::sema

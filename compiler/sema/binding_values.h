#pragma once
// What a 字段 of a binding does to the values of its column: 格式, 代码, a fixed value.
#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostics.h"
#include "runtime/model/record_model.h"

namespace zs::sema {

/// Fills in what `f` says about values, as far as it fits a field of this type; what does not goes to the sink.
void check_values(const model::Models& models, const ast::FieldBinding& f, const model::Field& to, bool unit, model::FieldSource& out, diag::Sink& sink);

}  // namespace zs::sema

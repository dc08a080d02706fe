#pragma once
// What a solver's model says, as values to make records with.
#include "prove/question.h"
#include "prove/sample.h"

namespace zs::prove {

/// `model`: the record's, by name. Fields that either program's conditions do not look at are left out.
Hint hint_of(Question& question, const Model& reply, const typed::Program& program, const std::string& model, const Uses& uses);

/// Not these plain values again.
Term another(Question& question, const Model& reply, const typed::Program& program, const std::string& model, const Uses& uses);

}  // namespace zs::prove

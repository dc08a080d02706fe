#pragma once
// A value written in rules or made up, in the form in which data are bound.
#include "compiler/typed/program.h"
#include "io/binding/value.h"

namespace zs::testing {

/// Texts stay the datum's; lists and members are built in the arena.
binding::Value value_of(const typed::Datum& d, binding::Arena& arena);

}  // namespace zs::testing

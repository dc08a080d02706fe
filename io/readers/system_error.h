#pragma once
// What the system says about a file, in both languages.
#include "io/binding/problem.h"

namespace zs::readers {

/// Of an errno: the common ones in words, the rest as the C library has them.
binding::Reason system_error(int error);

}  // namespace zs::readers

#pragma once
// Room on disk for what does not fit into memory: in the folder that TMPDIR names, else in /tmp.
#include "io/binding/problem.h"
#include "io/temporary/name.h"
#include "runtime/base/result.h"

#include <string>

namespace zs::temporary {

/// $TMPDIR, else /tmp.
std::string work_folder();
/// kIo: a temporary file cannot be made or written there, by an errno or in words; says how to name another folder.
Error cannot_work(int error);
Error cannot_work(const binding::Reason& why);
/// A new folder or file zs-work-XXXXXX there.
Result<Name> make_work(Name::What what);

}  // namespace zs::temporary

#pragma once
// Where outputs and inputs stand: whether two are in one place, and how a place is named for a later run.
#include "runtime/base/result.h"

#include <string>
#include <vector>

namespace zs::cli {

/// One name for each file, however it is spelt, and for each table of a database, whatever password its address has; - for standard
/// input and output. Empty for what is no place: devices, queries.
std::string place_of(const std::string& path);

/// An output as a later run in any folder can open it: a path is absolute, everything else is as it was given, without a password.
std::string lasting_place(const std::string& out);

/// Refuses outputs into the file of the ledger itself, which one of the two would destroy or wait for.
Status spare_ledger(const std::string& ledger, const std::vector<std::string>& outputs);

}  // namespace zs::cli

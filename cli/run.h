#pragma once
// What run and retry share: judging records and writing what comes of it.
#include "cli/inputs.h"
#include "cli/verb.h"

#include <functional>

namespace zs::cli {

/// Everything of zs run but where the records come from: outputs, work, what-if.
void add_run_options(const Context& context, po::options_description& options);

/// Where retry has its records from.
struct Retried {
  std::vector<KindInputs> kinds;
  std::vector<binding::Reject> carried;  // rows that cannot be judged again by themselves
};
using CasesOf = std::function<Result<Retried>(const bytecode::Program&)>;

/// Loads the pack that is given, judges and writes; the exit code. Null: the records are those of --cases.
int run_pack(Context& context, const po::variables_map& given, const CasesOf& cases_of);

}  // namespace zs::cli

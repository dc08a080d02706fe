#pragma once
// The options of every verb that reads records: which files, which encoding, as of when, what to do about bad ones.
#include "cli/inputs.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/tolerance.h"
#include "cli/verb.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::cli {

struct DataOptions {
  Instant as_of = 0;
  std::vector<KindInputs> cases, refs;
  readers::ReadOptions read;
  std::string binding;   // as --binding names it; empty: none
  Tolerance tolerance;
  Progress::Mode progress = Progress::Mode::kNever;
  unsigned threads = 0;  // 0: as many as processors
};

/// --refs, --encoding, --as-of.
void add_reference_options(const Context& context, po::options_description& options);
/// Those, and --cases, --cases-format, --record.
void add_source_options(const Context& context, po::options_description& options);
/// --max-rejects, --threads, --progress.
void add_work_options(const Context& context, po::options_description& options);

/// `kind`: the record kind of a bare --cases FILE, a model's index; -1 where it cannot be told.
Result<DataOptions> data_options(const Context& context, const po::variables_map& given, const model::Models& models, const Result<int>& kind);

/// --as-of, else now.
Result<Instant> as_of_option(const po::variables_map& given);

/// The bytes of all the files; 0 where one is a stream, and so long as nothing says.
uint64_t total_bytes(const DataOptions& data);

/// Refuses two outputs in one place, and outputs in the place of an input. Empty paths are not wanted.
Status refuse_clashes(const std::vector<std::string>& outputs, const DataOptions& data);

}  // namespace zs::cli

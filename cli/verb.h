#pragma once
// A verb: one row of the table in verbs.cpp, one file.
#include "cli/context.h"

#include <boost/program_options.hpp>
#include <optional>
#include <string>
#include <vector>

namespace zs::cli {

namespace po = boost::program_options;

struct Words {
  std::string zh, en;
};

struct Verb {
  std::string name;
  std::string synopsis;               // zs run PACK --cases FILE...
  Words what;                         // one line
  std::vector<std::string> examples;  // first in the help
  /// Adds the options in the language of the context.
  void (*options)(const Context&, po::options_description&);
  std::vector<std::string> positional;  // names of the positional arguments; "path..." takes all that is left
  int (*run)(Context&, const po::variables_map&);
};

const std::vector<Verb>& verbs();
const Verb* find_verb(std::string_view name);

/// Parses the arguments and runs; prints the help where it is asked for.
int call(Context& context, const Verb& verb, const std::vector<std::string>& arguments);
/// The long options of a verb, without dashes (for completions).
std::vector<std::string> option_names(const Context& context, const Verb& verb);

}  // namespace zs::cli

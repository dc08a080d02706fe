#pragma once
// A pack from the command line: a folder or file of rules, compiled; or a pack of bytecode, verified.
#include "cli/context.h"
#include "compiler/compile.h"
#include "io/writers/report_writer.h"
#include "runtime/bytecode/program.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zs::cli {

struct Pack {
  std::string path;
  std::shared_ptr<Compilation> compilation;               // null for a .zsb
  std::shared_ptr<const bytecode::Program> program;       // null where only the typed program was asked for
  std::string hash;                                       // of the bytecode, hexadecimal; empty without it
  std::vector<std::string> settings;                      // what --set and --reading changed, as it was written
  const typed::Program* typed() const { return compilation && compilation->program ? &*compilation->program : nullptr; }
};

enum class Need : uint8_t {
  kTyped,     // rules are needed: a .zsb is refused
  kBytecode,
  kRulesAndBytecode,  // both: a .zsb is refused
};

/// What is wrong is printed (diagnostics of rules with their places) and its exit code put into `exit`; then nothing is
/// returned. `options` change rules as they are compiled: a .zsb has none, and is refused with them.
std::optional<Pack> load_pack(const Context& context, const std::string& path, Need need, int& exit, const CompileOptions& options = {});

/// Says which of `all` indicators are 待编写; nothing where none is.
void tell_unwritten(const Context& context, const std::vector<std::string>& codes, size_t all);
void tell_unwritten(const Context& context, const bytecode::Program& program);

/// What the writers must know of a pack.
writers::PackInfo info_of(const Pack& pack);

/// Prints diagnostics to stderr, warnings only if `warnings`.
void print_diagnostics(const Context& context, const Compilation& compilation);
/// The exit code of a compilation with errors: kIo where files could not be read, else kUsage.
int exit_of(const Compilation& compilation);

}  // namespace zs::cli

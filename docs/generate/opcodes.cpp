#include "docs/generate/pages.h"

#include <fmt/format.h>

#include <cstdlib>
#include <map>
#include <string>

namespace zs::docs {
namespace {

struct Row {
  int id;
  std::string_view name, mnemonic, result, operands, imm, what;
};

constexpr Row kRows[] = {
#define ZS_OP(id, Name, mnemonic, result, operands, imm, what) {id, #Name, mnemonic, #result, operands, #imm, what},
#include "runtime/bytecode/opcodes.def"
#undef ZS_OP
};

/// The heading above each row: the `// ---- data in ----` lines of the table.
std::map<int, std::string> sections(std::string_view def) {
  std::map<int, std::string> out;
  std::string section;
  for (size_t at = 0; at < def.size();) {
    const size_t end = std::min(def.find('\n', at), def.size());
    const std::string_view line = def.substr(at, end - at);
    if (line.starts_with("// ---- ")) {
      const std::string_view rest = line.substr(8);
      section = rest.substr(0, rest.find(" -"));
    } else if (line.starts_with("ZS_OP(")) {
      out[std::atoi(std::string(line.substr(6, 6)).c_str())] = section;
    }
    at = end + 1;
  }
  return out;
}

constexpr std::string_view kHead =
    R"(# 指令表 · Opcodes

<!-- made by docs/generate from runtime/bytecode/opcodes.def; edit that table, then run zs_docs_generate -->

How a program of these is stored, verified and run: [bytecode.md](../bytecode.md). Ids are never reused.

| class | a register of this class holds |
|---|---|
| V | an int64 a row: plain value (⊥ is `kMissing`), event (`kNever`), text id, row index |
| T | plain truth: must and may, a byte each |
| S | temporal truth: must and may planes, each a set of instants a row |
| L | a list a row: [begin, end) into ids |
| Q | an exact number a row over the register's denominator; spans carry a unit a row |
| P | pauses a row: merged, sorted, disjoint [a, b); a flag where a pause's condition is unknown |
| D | a domain: the rows of a nested list (register 0: the records) |

Operands are register classes in order; `?` may be absent, `'` lives in a child or outer domain. *imm* is the table that
the instruction's immediate indexes.
)";

}  // namespace

std::string opcodes_page(std::string_view opcodes_def) {
  const auto section_of = sections(opcodes_def);
  std::string page{kHead};
  std::string current;
  for (const Row& row : kRows) {
    const auto found = section_of.find(row.id);
    const std::string section = found == section_of.end() ? "" : found->second;
    if (section != current) {
      page += fmt::format("\n## {}\n\n| id | mnemonic | result | operands | imm | what it does |\n|---|---|---|---|---|---|\n", section);
      current = section;
    }
    const std::string_view imm = row.imm.substr(row.imm.starts_with('k') ? 1 : 0);
    page += fmt::format("| {} | `{}` | {} | {} | {} | {} |\n", row.id, row.mnemonic, row.result, cell(row.operands),
                        imm == "None" ? "" : imm, cell(row.what));
  }
  return page;
}

}  // namespace zs::docs

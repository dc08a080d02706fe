#pragma once
// A pack's text -> typed program: reading files, imports, parsing, checking.
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/settings.h"
#include "compiler/syntax/sources.h"
#include "compiler/typed/program.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zs {

namespace ast { struct File; }
class ParseCache;

struct CompileOptions {
  std::string stdlib_dir;                        // read 标准库/ from this folder instead of the built-in copy
  bool library = false;                          // the files may lack a 规则集: only their declarations are checked
  std::map<std::string, std::string> readings;   // another choice for a 口径: name, or indicator code/name -> option
  std::vector<Setting> settings;                 // other values for 参数 and literals
  std::map<std::string, std::string> texts;      // what stands in a file, by its source name, instead of what the disk has
  ParseCache* cache = nullptr;                   // trees of an earlier compilation, for who compiles again and again; not owned
};

struct CoveredPart {                             // a passage of a source that some 依据 quotes
  Span src;                                      // in the source's text
  Span quote;                                    // in the rule file
};

struct Compilation {
  syntax::Sources sources;
  diag::Sink diagnostics;
  std::vector<std::shared_ptr<const ast::File>> trees;   // of every file read, imports before those that name them
  std::optional<typed::Program> program;         // absent where there are errors
  std::vector<int> rule_files;                   // indices into sources: the pack's own files, imports outside it excluded
  std::vector<int> regulation_files;             // the texts named by 原文
  std::vector<CoveredPart> covered;              // in the order of regulation_files and their text
};

/// A folder: every *.zs below it, sorted by path; or one file. Imports are followed. What cannot be read is a
/// diagnostic, so that this always returns.
Compilation compile(const std::string& path, const CompileOptions& options = {});

/// One text as a pack of its own; relative imports and 原文 are looked up from the working folder.
Compilation compile_text(std::string name, std::string text, const CompileOptions& options = {});

/// The 绑定 of one file outside a pack, for records that the pack has; what the file says about other records is left out, and so
/// are its imports. `path` may begin with 标准库/. A file that cannot be read is a diagnostic.
struct BindingFile {
  syntax::Sources sources;
  diag::Sink diagnostics;
  std::vector<model::DataBinding> bindings;      // those without a mistake
};
BindingFile compile_bindings(const std::string& path, const model::Models& models);

/// The built-in standard library: path below 标准库/ (办件.zs) and text, sorted by path.
const std::vector<std::pair<std::string, std::string>>& standard_library();

}  // namespace zs

#pragma once
// Trees of files that were parsed before: an editor compiles a pack at every keystroke, and one file of it has changed.
#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"

#include <list>
#include <map>
#include <memory>
#include <string>

namespace zs {

/// Not thread-safe. A tree knows its file by number: one that moved to another place in the order is parsed again.
class ParseCache {
 public:
  /// The tree of `file`, parsed now unless this text stood under this name and number before; what parsing had to say goes to `sink`.
  std::shared_ptr<const ast::File> parse(const syntax::Sources& sources, int file, diag::Sink& sink);
  size_t parsed() const { return parsed_; }       // how often a file had to be parsed

 private:
  struct Entry {
    int file = -1;
    std::string text;
    std::shared_ptr<const ast::File> tree;
    std::vector<diag::Diagnostic> said;
  };
  static constexpr size_t kKept = 3;              // texts of one name: what was just undone, another number
  std::map<std::string, std::list<Entry>> entries_;
  size_t parsed_ = 0;
};

}  // namespace zs

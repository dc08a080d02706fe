#pragma once
// What was read, by pack: the one that was asked for and, through 继承, those that it stands on.
#include "compiler/ast/ast.h"

#include <map>
#include <string>
#include <vector>

namespace zs::sema {

struct PackFiles {
  std::string root;                                 // its folder
  std::vector<const ast::File*> files;              // its own rule files, in the order read
  std::map<const ast::RuleSetDecl*, size_t> bases;  // 继承 -> index into Loaded::packs
};

struct Loaded {
  std::vector<PackFiles> packs;                     // the first is the one asked for
  std::vector<const ast::File*> shared;             // files that were imported and belong to no pack
};

}  // namespace zs::sema

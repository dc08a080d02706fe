#pragma once
// Documents made from rules: a rule set as an office prints it.
#include "compiler/compile.h"
#include "publish/render.h"
#include "runtime/base/result.h"

#include <string>
#include <vector>

namespace zs::publish {

struct File {
  std::string name;    // HN8-1.html
  std::string text;
};

struct DocumentOptions {
  Language language = Language::kChinese;
  bool html = true, markdown = false;
};

/// The files of the document, `pack` compiled without errors from the folder or file `path`. Errors: those of coverage.tsv.
Result<std::vector<File>> document(const Compilation& pack, const std::string& path, const DocumentOptions& options);

}  // namespace zs::publish

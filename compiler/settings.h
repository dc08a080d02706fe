#pragma once
// What-if: other values for what rule files state, as if somebody had edited the files.
#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"

#include <map>
#include <string>
#include <vector>

namespace zs {

/// `target` names what is changed:
///   参数名               a 参数 declared once in the pack
///   主人/参数名          a 参数 of the indicator (code or name), clock or condition called 主人
///   主人/写法            a literal (24小时, 50%, 「收费」) as 主人 writes it, at every place where it does
/// `value` is the text to stand there.
struct Setting {
  std::string target, value;
};

/// The texts of the files that change, by source name. A target that names nothing, or a 参数 of several owners, is
/// reported with what could be meant.
std::map<std::string, std::string> edited(const std::vector<Setting>& settings, const std::vector<const ast::File*>& files,
                                          const syntax::Sources& sources, diag::Sink& diagnostics);

}  // namespace zs

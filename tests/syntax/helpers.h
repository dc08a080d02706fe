#pragma once
#include "compiler/ast/dump.h"
#include "compiler/diagnostics/render.h"
#include "compiler/syntax/parse.h"

#include <memory>
#include <string>

namespace zs::test {

struct Parsed {
  std::unique_ptr<syntax::Sources> sources = std::make_unique<syntax::Sources>();
  diag::Sink sink;
  ast::File file;

  /// The ids of all diagnostics, in the order of their places: "E0107 E0111".
  std::string codes() const {
    std::string out;
    for (const auto& d : sink.all()) out += (out.empty() ? "" : " ") + std::string(diag::row(d.code).id);
    return out;
  }
  std::string messages() const { return diag::render_human(*sources, sink); }
};

inline Parsed parse_text(std::string text, std::string name = "规则.zs") {
  Parsed p;
  const int file = p.sources->add(std::move(name), std::move(text));
  p.file = syntax::parse(*p.sources, file, p.sink);
  return p;
}

/// The dump of a condition or a value.
inline std::string dump_condition(const std::string& text) {
  const Parsed p = parse_text("条件 甲条件 对 办件 = " + text);
  if (p.sink.has_errors()) return p.messages();
  if (p.file.items.size() != 1) return "no declaration";
  return ast::dump(*std::get<ast::ConditionDecl>(p.file.items[0]).body);
}

}  // namespace zs::test

#include "compiler/syntax/scanner.h"
#include "lsp/features.h"
#include "lsp/words.h"

namespace zs::lsp {
namespace {

json shown(const View& view, std::string text, Span src) { return {{"contents", {{"kind", "markdown"}, {"value", std::move(text)}}}, {"range", view.range(src)}}; }

/// The 依据 around a place: where its words stand.
std::string about_quote(const View& view, int file, uint32_t offset, Span& src) {
  for (const auto& part : view.at->compilation.covered) {
    if (part.quote.file != file || offset < part.quote.begin || offset > part.quote.end) continue;
    src = part.quote;
    const auto at = view.sources().position(part.src.file, part.src.begin);
    return view.pick("引文在原文里：", "the quote stands in the regulation: ") + view.sources().name(part.src.file) + ":" + std::to_string(at.line);
  }
  return {};
}

}  // namespace

json hover(const View& view, int file, uint32_t offset) {
  if (const Use* use = view.index().at(file, offset)) return shown(view, about(view, use->symbol), use->src);
  Span src;
  if (std::string text = about_quote(view, file, offset, src); !text.empty()) return shown(view, std::move(text), src);
  diag::Sink unheard;
  const syntax::Scan scan = syntax::scan(view.sources(), file, unheard);
  for (const auto& l : scan.lexemes) {
    if (l.begin > offset) break;
    if (l.end < offset || l.end == l.begin) continue;
    const Span at{file, l.begin, l.end};
    if (std::string text = about_keyword(view, view.sources().text(at)); !text.empty()) return shown(view, std::move(text), at);
  }
  return nullptr;
}

}  // namespace zs::lsp

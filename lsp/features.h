#pragma once
// What the editor can ask; one function a feature. `file` is an index into the view's sources, `offset` a byte of it.
// An answer of null means: nothing to say here.
#include "lsp/view.h"

namespace zs::lsp {

json diagnostics(const View& view, int file, const std::vector<diag::Diagnostic>& all);
json code_actions(const View& view, int file, Span range, const std::vector<diag::Diagnostic>& all);

json hover(const View& view, int file, uint32_t offset);
json definition(const View& view, int file, uint32_t offset);
json references(const View& view, int file, uint32_t offset, bool with_declaration);
json highlights(const View& view, int file, uint32_t offset);

/// The range of what would be renamed, or why it cannot be.
struct Refusal {
  Words why;
};
std::variant<json, Refusal> prepare_rename(const View& view, int file, uint32_t offset);
std::variant<json, Refusal> rename(const View& view, int file, uint32_t offset, const std::string& name);

json document_symbols(const View& view, int file);
json workspace_symbols(const View& view, const std::string& query);
json folding(const View& view, int file);
/// Edits that lay the file, or what stands in the range, out as zs fmt does; null where it cannot be read.
json formatting(const View& view, int file, std::optional<Span> range);
json completion(const View& view, int file, uint32_t offset);
/// The numbers of textDocument/semanticTokens; the names of the types in the order of their numbers.
json semantic_tokens(const View& view, int file);
const std::vector<std::string>& token_types();
json inlay_hints(const View& view, int file, Span range);

/// What the cases of a pack's 示例 folder come to: how many there are, and how many have a card by indicator.
struct Examples {
  size_t cases = 0;
  std::map<std::string, size_t> carded;   // by code
};
json code_lenses(const View& view, int file, const Examples* examples);

}  // namespace zs::lsp

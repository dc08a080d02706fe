#pragma once
// Words about words: what a hover and a completion say of a symbol, a keyword, a type.
#include "lsp/view.h"

namespace zs::syntax { struct Keyword; }

namespace zs::lsp {

/// The name as it is written in a rule file, in 〔〕 where it must be; nothing where it cannot be one.
std::optional<std::string> written(std::string name, Symbol::Kind kind);
/// 字段, 时限, …
std::string kind_word(const View& view, Symbol::Kind kind);
/// A field's type as it is declared: 期限（单位 承诺时限单位）, 枚举 办件类型 …
std::string type_of(const View& view, const ast::FieldDecl& field);
/// The comment lines directly above a declaration, or behind it on its line.
std::string comment_of(const View& view, Span declaration);
/// Markdown about a symbol.
std::string about(const View& view, int symbol);
/// Markdown about a keyword; empty where the word is none.
std::string about_keyword(const View& view, std::string_view word);
/// One line: what the table of keywords says.
std::string meaning(const View& view, const syntax::Keyword& keyword);

}  // namespace zs::lsp

#pragma once
// 指标 with their 情形, cards, reasons and 取代.
#include "compiler/sema/context.h"

namespace zs::sema {

void check_indicators(Context& c);

/// The card of this name; reports an unknown one.
int card_named(Context& c, const ast::Name& name);
/// The judged record kind of a 对 clause: kNone where there is none (reported). Rows are none.
int model_named(Context& c, const ast::Name& name);
/// The arguments of E0224: the name, the records there are, the library file to import where there is one.
std::vector<std::string> unknown_record(const std::string& name, const std::vector<std::string>& known);
/// 理由 as text and values.
std::vector<typed::ReasonPart> reason_of(Context& c, const ast::ReasonClause& reason, const Env& env);
/// Several 适用 joined by 且; kNone where nothing is restricted, `failed` where something is wrong.
ExprId joined(Context& c, const std::vector<ast::ExprPtr>& parts, const Env& env, bool& failed);
std::vector<typed::Quote> quotes_of(const std::vector<ast::QuoteClause>& quotes);
/// Two declarations of one level must not share a name.
template <class Decl>
void no_twins(Context& c, const std::vector<Decl>& decls, std::map<std::string, Span>& seen) {
  for (const auto& d : decls) {
    const auto [it, fresh] = seen.emplace(d.name.text, d.name.src);
    if (!fresh) c.report(Code::kDuplicateName, d.name.src, {d.name.text}).also(it->second, "已在这里定义", "already defined here");
  }
}

}  // namespace zs::sema

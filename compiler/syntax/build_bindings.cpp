// Data bindings: tables, views and the fields that come from them.
#include "compiler/syntax/builder.h"

namespace zs::syntax {
using diag::Code;
using What = ast::TableBinding::What;

/// A word, or a quoted text where the source's name is no word.
std::optional<ast::Name> Builder::relation(Grammar::RelationContext* c) const {
  if (c == nullptr) return std::nullopt;
  if (c->STR() == nullptr) return maybe(c->codeWord());
  ast::Text t = text(c->STR());
  if (t.text.empty()) return std::nullopt;
  return ast::Name{std::move(t.text), t.src};
}

std::optional<ast::BindingDecl> Builder::binding(Grammar::BindingDeclContext* c) {
  const auto names = this->names(c->name());
  if (names.size() < 2) return std::nullopt;
  ast::BindingDecl d;
  d.name = names[0], d.record = names[1], d.src = span(c);
  if (c->bindingBody() != nullptr)
    for (auto* x : c->bindingBody()->bindingClause()) binding_clause(x, d);
  return d;
}

void Builder::binding_clause(Grammar::BindingClauseContext* c, ast::BindingDecl& out) {
  switch (first_type(c)) {
    case Grammar::K_FIELD:
      if (auto f = field_binding(c)) out.fields.push_back(std::move(*f));
      return;
    case Grammar::K_VIEW:
      if (auto v = view_binding(c)) out.views.push_back(std::move(*v));
      return;
    case Grammar::K_MAIN_TABLE: case Grammar::K_JOIN_TABLE: case Grammar::K_CHILD_TABLE:
      if (auto t = table_binding(c)) out.tables.push_back(std::move(*t));
      return;
    default: return;
  }
}

std::optional<ast::TableBinding> Builder::table_binding(Grammar::BindingClauseContext* c) {
  const auto words = c->relation();
  auto table = words.empty() ? std::nullopt : relation(words[0]);
  if (!table) return std::nullopt;
  ast::TableBinding t;
  t.what = c->K_MAIN_TABLE() != nullptr ? What::kMain : c->K_JOIN_TABLE() != nullptr ? What::kJoined : What::kChild;
  t.table = std::move(*table);
  t.src = span(c);
  if (words.size() > 1) t.key = relation(words[1]);
  for (size_t i = 2; i < words.size(); ++i)
    if (auto n = relation(words[i])) t.order.push_back(std::move(*n));
  t.optional = c->OPTIONAL() != nullptr;
  if (t.what != What::kMain && !t.key) return std::nullopt;
  if (t.what != What::kChild) return t;
  auto list = names(c->name());
  if (list.empty()) return std::nullopt;
  t.list = std::move(list[0]);
  if (c->bindingBody() != nullptr)
    for (auto* x : c->bindingBody()->bindingClause()) {
      if (x->children.empty()) continue;
      if (first_type(x) != Grammar::K_FIELD) report(Code::kOnlyFields, span(x));
      else if (auto f = field_binding(x)) t.fields.push_back(std::move(*f));
    }
  return t;
}

std::optional<ast::ViewBinding> Builder::view_binding(Grammar::BindingClauseContext* c) {
  const auto words = c->relation();
  auto name = words.empty() ? std::nullopt : relation(words[0]);
  if (!name || lexeme(c->STR()) == nullptr) return std::nullopt;
  ast::ViewBinding v{std::move(*name), {}, text(c->STR()), span(c)};
  for (size_t i = 1; i < words.size(); ++i)
    if (auto n = relation(words[i])) v.tables.push_back(std::move(*n));
  return v;
}

std::optional<ast::FieldBinding> Builder::field_binding(Grammar::BindingClauseContext* c) {
  ast::FieldBinding f;
  f.names = names(c->name());
  f.src = span(c);
  if (f.names.empty()) return std::nullopt;
  if (c->scalar() != nullptr) f.constant = scalar(c->scalar());
  if (auto* x = c->boundColumn()) {
    std::vector<ast::Name> steps;
    for (auto* r : x->relation())
      if (auto n = relation(r)) steps.push_back(std::move(*n));
    if (steps.empty()) return std::nullopt;
    f.from = ast::BoundColumn{std::nullopt, steps.back(), span(x)};
    if (steps.size() > 1) f.from->table = steps[0];
  }
  for (auto* x : c->columnAttribute()) column_attribute(x, f);
  return f;
}

void Builder::column_attribute(Grammar::ColumnAttributeContext* c, ast::FieldBinding& out) {
  switch (first_type(c)) {
    case Grammar::OPTIONAL: out.optional = true; return;
    case Grammar::K_FORMAT:
      if (lexeme(c->STR()) != nullptr) out.format = text(c->STR());
      return;
    case Grammar::K_CODES: break;
    default: return;
  }
  out.codes.emplace();
  if (c->codeList() == nullptr) return;
  for (auto* pair : c->codeList()->codePair()) {
    auto label = maybe(pair->option());
    if (!label) continue;
    ast::FieldDecl::Label l{std::move(*label), {}};
    for (auto* code : pair->labelCode())
      if (!code->children.empty()) l.codes.push_back(code->STR() != nullptr ? text(code->STR()).text : name(code).text);
    out.codes->push_back(std::move(l));
  }
}

}  // namespace zs::syntax

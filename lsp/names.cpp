#include "lsp/names.h"

namespace zs::lsp {
namespace {

using Kind = Symbol::Kind;
using AK = ast::Expr::Kind;

int among(const Index& index, const std::vector<int>& all, const std::string& name) {
  for (const int s : all)
    if (index[s].name == name) return s;
  return kNothing;
}

/// Among declarations that share a name, the one for this record kind, else the one for any, else the first.
int for_record(const Index& index, const std::string& name, const std::string& record) {
  int any = kNothing, first = kNothing;
  for (const int s : index.top(name)) {
    const Symbol& x = index[s];
    if (x.name != name) continue;
    const std::optional<ast::Name>* of = nullptr;
    if (const auto* c = x.as<ast::ClockDecl>()) of = &c->record;
    else if (const auto* c = x.as<ast::ConditionDecl>()) of = &c->record;
    if (!of) continue;
    if (*of && (*of)->text == record) return s;
    if (!*of && any == kNothing) any = s;
    if (first == kNothing) first = s;
  }
  return any != kNothing ? any : first;
}

int in_file(const Index& index, const std::string& name, const Level& level) {
  int words = kNothing;
  for (const int s : index.top(name)) {
    const Symbol& x = index[s];
    if (x.name != name) continue;
    if (x.kind == Kind::kParameter || x.kind == Kind::kChoice) return s;
    if (words == kNothing && (x.kind == Kind::kWords || x.kind == Kind::kPattern || x.kind == Kind::kCard)) words = s;
  }
  const int record = record_of(level);
  const int shared = for_record(index, name, record == kNothing ? std::string() : index[record].name);
  return shared != kNothing ? shared : words;
}

int referred(const Index& index, int field) {
  const auto* decl = index[field].as<ast::FieldDecl>();
  return decl && decl->reference ? index.record(decl->reference->text) : kNothing;
}

}  // namespace

int record_of(const Level& level) {
  const Level* l = &level;
  while (l->parent) l = l->parent;
  return l->fields;
}

int look_up(const Index& index, const std::string& name, const Level& level) {
  for (const Level* l = &level; l; l = l->parent) {
    if (!l->alias.empty() && l->alias == name) return l->alias_symbol;
    if (l->fields != kNothing)
      if (const int f = index.member(l->fields, name); f != kNothing && index[f].kind == Kind::kField) return f;
    if (l->locals != kNothing)
      if (const int s = among(index, index.members(l->locals), name); s != kNothing) return s;
  }
  return in_file(index, name, level);
}

int base_of(const Index& index, const ast::Expr& e, const Level& level) {
  if (e.kind == AK::kPath) {
    const int owner = base_of(index, *e.args[0], level);
    if (owner == kNothing) return kNothing;
    const int f = index.member(owner, e.name.text);
    if (f == kNothing) return index.record(e.name.text);
    const int other = referred(index, f);
    return other != kNothing ? other : f;
  }
  if (e.kind != AK::kName) return kNothing;
  for (const Level* l = &level; l; l = l->parent)
    if (!l->alias.empty() && l->alias == e.name.text) return l->alias_rows;
  const int s = look_up(index, e.name.text, level);
  if (s != kNothing && index[s].kind == Kind::kField) {
    const auto* decl = index[s].as<ast::FieldDecl>();
    if (decl->type == ast::FieldDecl::Type::kRows) return s;
    if (const int other = referred(index, s); other != kNothing) return other;
  }
  return index.record(e.name.text);
}

int meaning_of(const Index& index, const ast::Expr& e, const Level& level) {
  if (e.kind == AK::kName) return look_up(index, e.name.text, level);
  if (e.kind != AK::kPath) return kNothing;
  const int owner = base_of(index, *e.args[0], level);
  return owner == kNothing ? kNothing : index.member(owner, e.name.text);
}

int labels_of(const Index& index, const ast::Expr& e, const Level& level) {
  switch (e.kind) {
    case AK::kName: case AK::kPath: {
      const int s = meaning_of(index, e, level);
      if (s == kNothing) return kNothing;
      if (const auto* p = index[s].as<ast::ParameterDecl>()) return p->value ? labels_of(index, *p->value, level) : kNothing;
      return index.labels_of(s);
    }
    case AK::kDefault: {
      const int first = labels_of(index, *e.args[0], level);
      return first != kNothing || e.args.size() < 2 ? first : labels_of(index, *e.args[1], level);
    }
    case AK::kGuard: case AK::kMinimum: case AK::kMaximum: return e.args.empty() ? kNothing : labels_of(index, *e.args[0], level);
    default: return kNothing;
  }
}

}  // namespace zs::lsp

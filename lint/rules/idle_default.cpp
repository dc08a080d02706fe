// 缺省 behind a field that always has a value: one that must be given, or whose declaration has a default of its own.
#include "lint/expr.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

enum class Why : uint8_t { kMayLack, kRequired, kDeclared };

/// Does a field of this name always have a value, in whatever record it stands?
class Fields {
 public:
  explicit Fields(const Pack& pack) {
    for (const auto& tree : pack.compiled.trees)
      for (const auto& item : tree->items)
        if (const auto* d = std::get_if<ast::RecordDecl>(&item)) add(d->fields);
  }
  Why of(const std::string& name) const {
    const auto it = all_.find(name);
    return it == all_.end() ? Why::kMayLack : it->second;
  }

 private:
  void add(const std::vector<ast::FieldDecl>& fields) {
    for (const auto& f : fields) {
      const bool constant = f.fallback && f.fallback->kind != Kind::kPath && f.fallback->kind != Kind::kName;
      // A bare name is a label where the field has labels, else another field, which may be missing.
      const bool label = f.fallback && f.fallback->kind == Kind::kName && f.type == ast::FieldDecl::Type::kEnum;
      const Why why = constant || label ? Why::kDeclared : f.optional ? Why::kMayLack : Why::kRequired;
      const auto [it, fresh] = all_.emplace(f.name.text, why);
      if (!fresh && it->second != why) it->second = Why::kMayLack;
      add(f.rows);
    }
  }
  std::map<std::string, Why> all_;
};

}  // namespace

void idle_default(const Pack& pack, Report& report) {
  const Fields fields(pack);
  each_expression(pack, [&](const Expr& e) {
    if (e.kind != Kind::kDefault || e.args[0]->kind != Kind::kName) return;  // 事项的… may lack the whole row
    const Why why = fields.of(e.args[0]->name.text);
    if (why == Why::kMayLack) return;
    const bool required = why == Why::kRequired;
    report(e.args[1]->src, {e.args[0]->name.text, required ? "是必填的" : "的声明里已有缺省", required ? "must be given" : "has a default in its declaration"});
  });
}

}  // namespace zs::lint::found

// A percentage compared with a bare number above 1: 占比（…） 低于 20 holds always.
#include "compiler/syntax/sources.h"
#include "lint/expr.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

void percent_fields(const std::vector<ast::FieldDecl>& fields, Names& out) {
  for (const auto& f : fields) {
    if (f.type == ast::FieldDecl::Type::kPercent) out.insert(f.name.text);
    percent_fields(f.rows, out);
  }
}

}  // namespace

void share_against_number(const Pack& pack, Report& report) {
  Names fields;
  for (const auto& tree : pack.compiled.trees)
    for (const auto& item : tree->items)
      if (const auto* d = std::get_if<ast::RecordDecl>(&item)) percent_fields(d->fields, fields);
  Parameters parameters;
  parameters.add_shared(pack);
  const auto share = [&](const Expr& e) { return e.kind == Kind::kShare || ((e.kind == Kind::kName || e.kind == Kind::kPath) && fields.contains(e.name.text)); };
  each_expression(pack, [&](const Expr& e) {
    if (e.kind != Kind::kCompare) return;
    for (size_t i = 0; i + 1 < e.args.size(); ++i)
      for (const auto& [a, b] : {std::pair{e.args[i].get(), e.args[i + 1].get()}, std::pair{e.args[i + 1].get(), e.args[i].get()}}) {
        const Expr& value = parameters.resolved(*b);
        if (!share(*a) || value.kind != Kind::kNumber || compare(value.number, Rational::of(1)) <= 0) continue;
        const std::string number(pack.sources.text(value.src));
        const int64_t percent = value.number.num * 100 / value.number.den;
        report(b->src, {std::string(pack.sources.text(a->src)), number, std::to_string(percent)});
      }
  });
}

}  // namespace zs::lint::found

// 非 in front of what is negative itself.
#include "compiler/syntax/sources.h"
#include "lint/expr.h"

namespace zs::lint::found {
namespace {

using ast::Expr;
using Kind = Expr::Kind;

struct Positive {
  std::string_view negative, positive;
};
constexpr Positive kWords[] = {{"不属于", "属于"}, {"不在", "在"}, {"不全在", "全在"}, {"未发生", "已发生"}, {"为空", "已填"}, {"不合", "合"}, {"不超过", "超过"}, {"不大于", "大于"}, {"不高于", "高于"}, {"不多于", "多于"},
                               {"不少于", "少于"}, {"不小于", "小于"}, {"不低于", "低于"}, {"不等于", "="}, {"≠", "="}};

bool negative(const Expr& e) {
  switch (e.kind) {
    case Kind::kNot:
    case Kind::kNotIn:
    case Kind::kNotAllIn:
    case Kind::kNotHappened:
    case Kind::kNotMatches:
    case Kind::kNone:
    case Kind::kCompare: return true;
    default: return false;
  }
}

/// The text without its negation; empty where it has none that is known.
std::string positive(std::string_view text) {
  if (text.starts_with("非")) text.remove_prefix(std::string_view("非").size());
  else if (text.starts_with("没有")) text.remove_prefix(std::string_view("没").size());
  else {
    for (const Positive& w : kWords)
      if (const size_t at = text.find(w.negative); at != std::string_view::npos) return std::string(text.substr(0, at)) + std::string(w.positive) + std::string(text.substr(at + w.negative.size()));
    return {};
  }
  while (text.starts_with(" ")) text.remove_prefix(1);
  return std::string(text);
}

}  // namespace

void double_negation(const Pack& pack, Report& report) {
  each_expression(pack, [&](const Expr& e) {
    if (e.kind != Kind::kNot || !negative(*e.args[0]) || (e.args[0]->kind == Kind::kCompare && e.args[0]->ops.size() != 1)) return;
    const std::string better = positive(pack.sources.text(e.args[0]->src));
    if (!better.empty()) report(e.src, {std::string(pack.sources.text(e.src)), better}).suggest(e.src, better);
  });
}

}  // namespace zs::lint::found

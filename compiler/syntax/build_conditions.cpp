// Conditions: 且, 或, 非, blocks, quantifiers, comparisons and states.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/make_expr.h"
#include "compiler/syntax/operators.h"

namespace zs::syntax {
using ast::Expr;
using ast::ExprPtr;
using diag::Code;
using Kind = ast::Expr::Kind;

namespace {
constexpr size_t kMaxPrefixes = 64;
constexpr size_t kMaxChain = 64;

/// 且 binds closer, should both stand here in spite of the message.
ExprPtr join_tests(std::vector<ExprPtr> tests, const std::vector<bool>& is_or, const std::vector<Span>& ops) {
  ExprPtr any;
  ExprPtr all = std::move(tests[0]);
  // A bracketed group keeps its own node: what is joined here starts from a node without an operator of this level.
  bool own_all = false, own_any = false;
  for (size_t i = 0; i < is_or.size(); ++i) {
    ExprPtr next = std::move(tests[i + 1]);
    if (is_or[i]) {
      if (any == nullptr) {
        any = make_expr(Kind::kOr, all->src, std::move(all));
        any->op_src = ops[i];
        own_any = true;
      } else {
        any->src = join(any->src, all->src);
        any->args.push_back(std::move(all));
      }
      all = std::move(next);
      own_all = false;
    } else if (own_all) {
      all->src = join(all->src, next->src);
      all->args.push_back(std::move(next));
    } else {
      all = make_expr(Kind::kAnd, join(all->src, next->src), std::move(all), std::move(next));
      all->op_src = ops[i];
      own_all = true;
    }
  }
  if (!own_any) return all;
  any->src = join(any->src, all->src);
  any->args.push_back(std::move(all));
  return any;
}
}  // namespace

ExprPtr Builder::cond(Grammar::CondContext* c) {
  if (c == nullptr || c->test().empty()) return error(c);
  std::vector<ExprPtr> tests;
  std::vector<bool> is_or;
  std::vector<Span> ops;
  for (auto* child : c->children) {
    if (auto* t = dynamic_cast<Grammar::TestContext*>(child)) {
      tests.push_back(test(t));
    } else if (auto* leaf = dynamic_cast<Leaf*>(child); leaf != nullptr && dynamic_cast<antlr4::tree::ErrorNode*>(child) == nullptr) {
      is_or.push_back(leaf->getSymbol()->getType() == Grammar::K_OR);
      ops.push_back(span(leaf));
    }
  }
  while (tests.size() < is_or.size() + 1) tests.push_back(error(c));
  for (size_t i = 1; i < is_or.size(); ++i) {
    if (is_or[i] == is_or[0]) continue;
    report(Code::kMixedJoiners, ops[i]).also(ops[0], is_or[0] ? "这里是「或」" : "这里是「且」", is_or[0] ? "或 stands here" : "且 stands here");
    break;
  }
  return join_tests(std::move(tests), is_or, ops);
}

ExprPtr Builder::test(Grammar::TestContext* c) {
  ExprPtr e;
  if (c->block() != nullptr) e = block(c->block());
  else if (c->quantified() != nullptr) e = quantified(c->quantified());
  else if (c->span() != nullptr) e = over_span(c->span());
  else if (c->comparison() != nullptr) e = comparison(c->comparison());
  else return error(c);
  const auto nots = c->K_NOT();
  if (nots.size() > kMaxPrefixes) {
    report(Code::kTooDeep, span(nots[kMaxPrefixes]), {std::to_string(kMaxPrefixes)});
    return error(c);
  }
  for (size_t i = nots.size(); i-- > 0;) {
    e = make_expr(Kind::kNot, join(span(nots[i]), e->src), std::move(e));
    e->op_src = span(nots[i]);
  }
  return e;
}

ExprPtr Builder::block(Grammar::BlockContext* c) {
  std::vector<ExprPtr> all;
  for (auto* one : c->cond()) all.push_back(cond(one));
  if (all.empty()) return error(c);
  ExprPtr e = make_expr(c->K_ANY_OF() != nullptr ? Kind::kOr : Kind::kAnd, span(c));
  e->args = std::move(all);
  e->op_src = span(c->K_ANY_OF() != nullptr ? c->K_ANY_OF() : c->K_ALL_OF());
  e->block = true;
  return e;
}

ExprPtr Builder::quantified(Grammar::QuantifiedContext* c) {
  const int type = first_type(c);
  ExprPtr list = path(c->path());
  if (list->kind == Kind::kError) return error(c);
  const Kind kind = type == Grammar::K_SOME ? Kind::kSome : type == Grammar::K_NONE_OF ? Kind::kNone : type == Grammar::K_EVERY ? Kind::kEvery : Kind::kAtLeast;
  ExprPtr e = make_expr(kind, span(c), std::move(list));
  e->op_src = span(dynamic_cast<Leaf*>(c->children[0]));
  if (kind == Kind::kAtLeast) e->value = whole_number(c->NUM(), 1'000'000'000);
  if (auto alias = maybe(c->name())) e->name = std::move(*alias);
  if (c->K_WITH() != nullptr) e->args.push_back(cond(c->cond()));
  else if (kind == Kind::kEvery) report(Code::kMissingWith, e->src, {std::string(sources_.text(e->op_src))});
  return e;
}

ExprPtr Builder::over_span(Grammar::SpanContext* c) {
  const auto v = c->value();
  if (v.size() < 3) return error(c);
  const bool reach = c->K_REACHES() != nullptr;
  ExprPtr e = make_expr(reach ? Kind::kSpanReach : Kind::kSpanOver, span(c), value(v[0]), value(v[1]), value(v[2]));
  e->op_src = span(reach ? c->K_REACHES() : c->K_OVER());
  return e;
}

ExprPtr Builder::comparison(Grammar::ComparisonContext* c) {
  ExprPtr left = value(c->value());
  return c->tail() == nullptr ? std::move(left) : tail(c->tail(), std::move(left));
}

ExprPtr Builder::chain(Grammar::TailContext* t, ExprPtr left) {
  const auto ops = t->compare();
  const auto values = t->value();
  if (values.size() < ops.size() || ops.size() > kMaxChain) {
    if (ops.size() > kMaxChain) report(Code::kTooLong, span(ops[kMaxChain]), {"连续比较", "a chain of comparisons", std::to_string(kMaxChain) + " 个", std::to_string(kMaxChain) + " of them"});
    return error(t);
  }
  ExprPtr e = make_expr(Kind::kCompare, join(left->src, span(t)), std::move(left));
  e->op_src = span(ops[0]);
  for (size_t i = 0; i < ops.size(); ++i) {
    e->ops.push_back(compare_op(first_type(ops[i])));
    e->args.push_back(value(values[i]));
  }
  return e;
}

ExprPtr Builder::matched(Grammar::TailContext* t, ExprPtr left) {
  const int type = first_type(t->matching());
  ExprPtr right;
  if (t->STR() != nullptr) {
    right = make_expr(Kind::kText, span(t->STR()));
    right->text = text(t->STR()).text;
  } else {
    right = named(t->name());
  }
  const Kind kind = type == Grammar::K_CONTAINS ? Kind::kContains : type == Grammar::K_MATCHES ? Kind::kMatches : Kind::kNotMatches;
  ExprPtr e = make_expr(kind, join(left->src, span(t)), std::move(left), std::move(right));
  e->op_src = span(t->matching());
  return e;
}

ExprPtr Builder::tail(Grammar::TailContext* t, ExprPtr left) {
  if (t->children.empty()) return left;
  if (!t->compare().empty()) return chain(t, std::move(left));
  if (t->matching() != nullptr) return matched(t, std::move(left));
  const int type = first_type(t);
  const StateRow* row = find_state(type);
  if (row == nullptr) return error(t);
  const auto values = t->value();
  if (values.size() < row->values) return error(t);
  ExprPtr e = make_expr(row->kind, join(left->src, span(t)), std::move(left));
  e->op_src = t->member() != nullptr ? span(t->member()) : span(dynamic_cast<Leaf*>(t->children[0]));
  for (auto* v : values) e->args.push_back(value(v));
  const bool glued = e->args.size() > 1 && e->args[1]->kind == Kind::kName && e->args[1]->name.text.starts_with("超过");  // said where the name is looked up
  if (type == Grammar::K_LASTS && t->K_OVER() == nullptr && !glued) {
    const uint32_t at = e->op_src.end;
    report(Code::kMissingOver, e->op_src).suggest({file_, at, at}, " 超过");
  }
  return e;
}

}  // namespace zs::syntax

#include "prove/term.h"

#include <algorithm>

namespace zs::prove {

using Kind = Node::Kind;

Terms::Terms() {
  make({Kind::kTrue, Sort::kBool, {}, {}, {}});
  make({Kind::kFalse, Sort::kBool, {}, {}, {}});
}

Term Terms::make(Node n) {
  auto key = std::make_tuple(static_cast<int>(n.kind), static_cast<int>(n.sort), n.args, n.number.num, n.number.den, n.name);
  const auto [it, fresh] = known_.emplace(std::move(key), static_cast<Term>(nodes_.size()));
  if (fresh) nodes_.push_back(std::move(n));
  return it->second;
}

Term Terms::var(Sort sort, const std::string& name) { return make({Kind::kVar, sort, {}, {}, name}); }
Term Terms::number(Rational r) { return make({Kind::kNumber, r.den == 1 ? Sort::kInt : Sort::kReal, {}, r, {}}); }

Term Terms::negate(Term a) {
  if (a == yes()) return no();
  if (a == no()) return yes();
  const Node& n = (*this)[a];
  return n.kind == Kind::kNot ? n.args[0] : make({Kind::kNot, Sort::kBool, {a}, {}, {}});
}

Term Terms::join(Kind kind, Term neutral, Term absorbing, std::vector<Term> of) {
  std::vector<Term> flat;
  for (const Term t : of) {
    const Node& n = (*this)[t];
    if (n.kind == kind) flat.insert(flat.end(), n.args.begin(), n.args.end());
    else if (t != neutral) flat.push_back(t);
  }
  std::sort(flat.begin(), flat.end());
  flat.erase(std::unique(flat.begin(), flat.end()), flat.end());
  for (const Term t : flat) {
    if (t == absorbing) return absorbing;
    if ((*this)[t].kind == Kind::kNot && std::binary_search(flat.begin(), flat.end(), (*this)[t].args[0])) return absorbing;
  }
  if (flat.empty()) return neutral;
  return flat.size() == 1 ? flat[0] : make({kind, Sort::kBool, std::move(flat), {}, {}});
}

Term Terms::both(std::vector<Term> of) { return join(Kind::kAnd, yes(), no(), std::move(of)); }
Term Terms::either(std::vector<Term> of) { return join(Kind::kOr, no(), yes(), std::move(of)); }

Term Terms::ite(Term when, Term a, Term b) {
  if (when == yes() || a == b) return a;
  if (when == no()) return b;
  meet(a, b);
  const Sort sort = (*this)[a].sort;
  if (sort == Sort::kBool) return either(both(when, a), both(negate(when), b));
  return make({Kind::kIte, sort, {when, a, b}, {}, {}});
}

Term Terms::real(Term a) { return (*this)[a].sort == Sort::kReal ? a : make({Kind::kToReal, Sort::kReal, {a}, {}, {}}); }

void Terms::meet(Term& a, Term& b) {
  if ((*this)[a].sort == (*this)[b].sort) return;
  a = real(a), b = real(b);
}

namespace {
const Rational* constant(const Terms& terms, Term t) {
  const Node* n = &terms[t];
  if (n->kind == Kind::kToReal) n = &terms[n->args[0]];
  return n->kind == Kind::kNumber ? &n->number : nullptr;
}
}  // namespace

Term Terms::eq(Term a, Term b) {
  if (a == b) return yes();
  const auto *x = constant(*this, a), *y = constant(*this, b);
  if (x && y) return truth(compare(*x, *y) == 0);
  if ((*this)[a].sort == Sort::kBool) return either(both(a, b), both(negate(a), negate(b)));
  meet(a, b);
  return make({Kind::kEq, Sort::kBool, {std::min(a, b), std::max(a, b)}, {}, {}});
}

Term Terms::le(Term a, Term b) {
  if (a == b) return yes();
  const auto *x = constant(*this, a), *y = constant(*this, b);
  if (x && y) return truth(compare(*x, *y) <= 0);
  meet(a, b);
  return make({Kind::kLe, Sort::kBool, {a, b}, {}, {}});
}

Term Terms::lt(Term a, Term b) {
  if (a == b) return no();
  const auto *x = constant(*this, a), *y = constant(*this, b);
  if (x && y) return truth(compare(*x, *y) < 0);
  meet(a, b);
  return make({Kind::kLt, Sort::kBool, {a, b}, {}, {}});
}

Term Terms::add(Term a, Term b) {
  if (const auto* x = constant(*this, a); x && x->num == 0) return b;
  if (const auto* y = constant(*this, b); y && y->num == 0) return a;
  meet(a, b);
  return make({Kind::kAdd, (*this)[a].sort, {a, b}, {}, {}});
}

Term Terms::mul(Term a, Term b) {
  if (const auto* x = constant(*this, a); x && *x == Rational{1, 1}) return b;
  if (const auto* y = constant(*this, b); y && *y == Rational{1, 1}) return a;
  meet(a, b);
  return make({Kind::kMul, (*this)[a].sort, {a, b}, {}, {}});
}

Term Terms::div(Term a, Term b) { return make({Kind::kDiv, Sort::kReal, {real(a), real(b)}, {}, {}}); }
Term Terms::floor(Term a) { return (*this)[a].sort == Sort::kInt ? a : make({Kind::kFloor, Sort::kInt, {a}, {}, {}}); }
Term Terms::is_whole(Term a) { return (*this)[a].sort == Sort::kInt ? yes() : make({Kind::kIsInt, Sort::kBool, {a}, {}, {}}); }

}  // namespace zs::prove

#pragma once
// Formulas of a question, before any solver sees them: an immutable graph in which equal formulas are one node.
#include "runtime/base/rational.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace zs::prove {

using Term = int32_t;

enum class Sort : uint8_t { kBool, kInt, kReal };

struct Node {
  enum class Kind : uint8_t {
    kTrue, kFalse, kVar, kNumber, kNot, kAnd, kOr, kIte, kEq, kLe, kLt, kAdd, kMul, kDiv,
    kToReal,
    kFloor,   // a real's greatest integer below
    kIsInt,
  } kind = Kind::kTrue;
  Sort sort = Sort::kBool;
  std::vector<Term> args;
  Rational number;
  std::string name;  // of a variable
};

/// Folds what is plain (constants, ∧ and ∨ of few); everything else is the solver's work. Sorts mix: integers become reals where
/// they meet one.
class Terms {
 public:
  Terms();
  const Node& operator[](Term t) const { return nodes_[static_cast<size_t>(t)]; }

  Term yes() const { return 0; }
  Term no() const { return 1; }
  Term truth(bool b) const { return b ? yes() : no(); }
  Term var(Sort sort, const std::string& name);
  Term number(Rational r);                    // kInt where it is whole
  Term number(int64_t n) { return number(Rational::of(n)); }

  Term negate(Term a);
  Term both(std::vector<Term> of);
  Term both(Term a, Term b) { return both(std::vector<Term>{a, b}); }
  Term either(std::vector<Term> of);
  Term either(Term a, Term b) { return either(std::vector<Term>{a, b}); }
  Term implies(Term a, Term b) { return either(negate(a), b); }
  Term ite(Term when, Term a, Term b);
  Term eq(Term a, Term b);
  Term le(Term a, Term b);
  Term lt(Term a, Term b);
  Term add(Term a, Term b);
  Term sub(Term a, Term b) { return add(a, mul(number(-1), b)); }
  Term mul(Term a, Term b);
  Term div(Term a, Term b);                   // as reals; the caller sees to b ≠ 0
  Term floor(Term a);
  Term ceiling(Term a) { return mul(number(-1), floor(mul(number(-1), a))); }
  Term is_whole(Term a);

 private:
  Term make(Node node);
  Term real(Term a);
  void meet(Term& a, Term& b);                // one sort
  Term join(Node::Kind kind, Term neutral, Term absorbing, std::vector<Term> of);

  std::vector<Node> nodes_;
  std::map<std::tuple<int, int, std::vector<Term>, int64_t, int64_t, std::string>, Term> known_;
};

}  // namespace zs::prove

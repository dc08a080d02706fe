// Z3.
#include "prove/solver.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string>
#include <thread>
#include <z3++.h>

namespace zs::prove {
namespace {

using Kind = Node::Kind;

class Translation {
 public:
  Translation(const Terms& terms, z3::context& context) : terms_(terms), context_(context) {}

  z3::expr operator()(Term t) {
    if (const auto it = known_.find(t); it != known_.end()) return it->second;
    z3::expr e = translated(t);
    known_.emplace(t, e);
    return e;
  }
  const std::map<Term, z3::expr>& variables() const { return variables_; }

 private:
  z3::expr number(const Node& n) {
    const std::string text = std::to_string(n.number.num) + (n.number.den == 1 ? "" : "/" + std::to_string(n.number.den));
    return n.sort == Sort::kInt ? context_.int_val(text.c_str()) : context_.real_val(text.c_str());
  }

  z3::expr variable(Term t, const Node& n) {
    // The term's number keeps names of different sorts apart.
    const z3::symbol name = context_.str_symbol(("v" + std::to_string(t)).c_str());
    const z3::sort sort = n.sort == Sort::kBool ? context_.bool_sort() : n.sort == Sort::kInt ? context_.int_sort() : context_.real_sort();
    z3::expr e = context_.constant(name, sort);
    variables_.emplace(t, e);
    return e;
  }

  z3::expr joined(const Node& n) {
    z3::expr_vector of(context_);
    for (const Term a : n.args) of.push_back((*this)(a));
    return n.kind == Kind::kAnd ? z3::mk_and(of) : z3::mk_or(of);
  }

  z3::expr translated(Term t) {
    const Node& n = terms_[t];
    const auto arg = [&](size_t i) { return (*this)(n.args[i]); };
    switch (n.kind) {
      case Kind::kTrue: return context_.bool_val(true);
      case Kind::kFalse: return context_.bool_val(false);
      case Kind::kVar: return variable(t, n);
      case Kind::kNumber: return number(n);
      case Kind::kNot: return !arg(0);
      case Kind::kAnd: case Kind::kOr: return joined(n);
      case Kind::kIte: return z3::ite(arg(0), arg(1), arg(2));
      case Kind::kEq: return arg(0) == arg(1);
      case Kind::kLe: return arg(0) <= arg(1);
      case Kind::kLt: return arg(0) < arg(1);
      case Kind::kAdd: return arg(0) + arg(1);
      case Kind::kMul: return arg(0) * arg(1);
      case Kind::kDiv: return arg(0) / arg(1);
      case Kind::kToReal: return z3::expr(context_, Z3_mk_int2real(context_, arg(0)));
      case Kind::kFloor: return z3::expr(context_, Z3_mk_real2int(context_, arg(0)));
      case Kind::kIsInt: return z3::expr(context_, Z3_mk_is_int(context_, arg(0)));
    }
    return context_.bool_val(false);
  }

  const Terms& terms_;
  z3::context& context_;
  std::map<Term, z3::expr> known_, variables_;
};

std::optional<Rational> rational(const z3::expr& value) {
  if (!value.is_numeral()) return std::nullopt;
  const std::string text = Z3_get_numeral_string(value.ctx(), value);
  const size_t slash = text.find('/');
  const size_t digits = slash == std::string::npos ? text.size() : std::max(slash, text.size() - slash - 1);
  if (digits > 18) return std::nullopt;
  const int64_t num = std::strtoll(text.c_str(), nullptr, 10);
  const int64_t den = slash == std::string::npos ? 1 : std::strtoll(text.c_str() + slash + 1, nullptr, 10);
  return den == 0 ? std::nullopt : std::optional(Rational::of(num, den));
}

Model model_of(const z3::model& m, const Terms& terms, const Translation& translation) {
  Model out;
  for (const auto& [term, e] : translation.variables()) {
    const z3::expr value = m.eval(e, true);
    if (terms[term].sort == Sort::kBool) out.truths[term] = value.is_true();
    else if (const auto r = rational(value)) out.numbers[term] = *r;
  }
  return out;
}

/// Interrupts the solver when its time is over. Z3 has a timer of its own, which can wait for itself for ever once it has rung
/// (4.8.10 to 4.8.17, Debian's among them); so have the tactics of its default solver.
class Alarm {
 public:
  Alarm(z3::context& context, unsigned milliseconds) : thread_([this, &context, milliseconds] {
    std::unique_lock lock(mutex_);
    if (!over_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return done_; })) context.interrupt();
  }) {}
  Alarm(const Alarm&) = delete;
  ~Alarm() {
    {
      const std::lock_guard lock(mutex_);
      done_ = true;
    }
    over_.notify_one();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable over_;
  bool done_ = false;
  std::thread thread_;
};

z3::check_result check(z3::solver& solver, unsigned milliseconds) {
  const Alarm alarm(solver.ctx(), milliseconds);
  return solver.check();
}

}  // namespace

Reply ask(const Terms& terms, const std::vector<Term>& all_of, unsigned milliseconds) {
  try {
    z3::context context;
    Translation translation(terms, context);
    z3::solver solver(context, z3::solver::simple());  // without tactics: see Alarm
    z3::params params(context);
    params.set("random_seed", 0u);
    solver.set(params);
    for (const Term t : all_of) solver.add(translation(t));
    switch (check(solver, milliseconds)) {
      case z3::unsat: return {Reply::Kind::kNever, {}};
      case z3::sat: return {Reply::Kind::kPossible, model_of(solver.get_model(), terms, translation)};
      case z3::unknown: break;
    }
  } catch (const z3::exception&) {
    // Nonlinear corners that the solver gives up on: nothing is known.
  }
  return {};
}

}  // namespace zs::prove

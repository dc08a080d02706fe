#pragma once
// Typed programs and records written by hand, for tests that must not depend on the compiler.
#include "compiler/typed/program.h"
#include "runtime/columns/table.h"

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace zs::test {

/// "2024-09-27", "2024-09-27 15:00" or "2024-09-27 15:00:00" as seconds of China Standard Time.
Instant at(const std::string& text);
Day day(const std::string& text);

/// The State Council's calendar 2013-2026, office hours 09:00-17:00.
typed::Calendar state_calendar();

class Pack {
 public:
  typed::Program program;
  Pack();

  int enumeration(std::vector<std::string> labels, bool ordered = false);
  int model(std::string name);
  void key(int model, std::string name) { add_field(model, std::move(name), model::FieldType::kText), program.models.models[static_cast<size_t>(model)].key = last_; }
  int add_field(int model, std::string name, model::FieldType type, int enumeration = -1);
  int list(int model, std::string name);  // rows; returns the row's model
  void govern(int model, const std::string& field);

  typed::ScopeId record(int model);
  typed::ScopeId rows(typed::ScopeId owner, const std::string& field);

  typed::ExprId field(typed::ScopeId scope, const std::string& name);
  typed::ExprId reference(typed::ExprId key, int model, const std::string& name);
  typed::ExprId number(int64_t n, int64_t d = 1);
  typed::ExprId span(Rational n, Unit u);
  typed::ExprId label(int enumeration, int index);
  typed::ExprId text(std::string s);
  typed::ExprId boolean(bool b);
  typed::ExprId texts(std::vector<std::string> words);
  typed::ExprId make(typed::Op op, std::vector<typed::ExprId> args, typed::Kind kind = typed::Kind::kTruth);
  typed::ExprId compare(typed::ExprId a, typed::Cmp cmp, typed::ExprId b);
  typed::ExprId both(typed::ExprId a, typed::ExprId b) { return make(typed::Op::kAnd, {a, b}); }
  typed::ExprId either(typed::ExprId a, typed::ExprId b) { return make(typed::Op::kOr, {a, b}); }
  typed::ExprId negate(typed::ExprId a) { return make(typed::Op::kNot, {a}); }
  typed::ExprId occurred(typed::ExprId e) { return make(typed::Op::kOccurred, {e}); }
  typed::ExprId pending(typed::ExprId e) { return negate(occurred(e)); }
  typed::ExprId exists(typed::ScopeId rows, typed::ExprId of);
  typed::ExprId at_least(int count, typed::ScopeId rows, typed::ExprId of);
  typed::ExprId hold(typed::ExprId of, Rational n, Unit u);
  typed::ExprId card(int index);
  typed::ExprId used(int clock, typed::Cmp cmp, typed::ExprId threshold);
  typed::ExprId left(int clock, typed::Cmp cmp, typed::ExprId threshold);
  typed::ExprId overdue(int clock);
  typed::ExprId span_over(int clock, typed::ExprId d);
  /// s 后 d 内 e 未发生
  typed::ExprId not_within(typed::ScopeId scope, typed::ExprId s, typed::ExprId d, typed::ExprId e);

  int clock(typed::Clock c);
  int anonymous(typed::ScopeId scope, typed::ExprId start, typed::ExprId end);

  /// An indicator with one unnamed 情形; cards are (card, condition).
  int indicator(std::string code, typed::ScopeId scope, std::vector<std::pair<int, typed::ExprId>> cards);
  typed::Situation& situation(int indicator, size_t i = 0);

  typed::Expr& operator[](typed::ExprId id) { return program.exprs[static_cast<size_t>(id)]; }

 private:
  int last_ = -1;
  int model_of(typed::ScopeId scope) const { return program.scopes[static_cast<size_t>(scope)].model; }
};

/// A record to be: scalars as text, lists of texts, lists of rows.
struct Cell;
using Fields = std::vector<std::pair<std::string, Cell>>;
struct Cell {
  std::string scalar;
  std::vector<std::string> items;
  std::vector<Fields> rows;
  Cell(const char* s) : scalar(s) {}
  Cell(std::string s) : scalar(std::move(s)) {}
  static Cell list(std::vector<std::string> v) { Cell c(""); c.items = std::move(v); return c; }
  static Cell of(std::vector<Fields> v) { Cell c(""); c.rows = std::move(v); return c; }
};
columns::Table table(const model::Models& models, int model, const std::vector<Fields>& records);

}  // namespace zs::test

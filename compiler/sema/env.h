#pragma once
// Where a name is looked up: a chain of levels from the innermost outwards, then the top-level declarations.
#include "compiler/ast/ast.h"
#include "compiler/typed/program.h"

#include <string>
#include <vector>

namespace zs::sema {

using typed::ExprId;
using typed::kNone;
using typed::ScopeId;

/// One level. It opens the fields of a record or row, or holds declarations, or binds a call's arguments.
/// Levels live on the checker's stack; a level never outlives its parent.
struct Env {
  const Env* parent = nullptr;

  ScopeId scope = kNone;             // the record or row whose fields this level opens
  bool opens = true;                 // its fields may be named bare (a quantifier with an alias does not open)
  std::string alias;                 // 为 先
  ExprId key = kNone;                // reference tables: the key of the row whose fields this level opens
  int model = kNone;                 // reference tables: their model

  const std::vector<ast::ParameterDecl>* parameters = nullptr;
  const std::vector<ast::ChoiceDecl>* choices = nullptr;
  const std::vector<ast::ConditionDecl>* conditions = nullptr;
  const std::vector<ast::ClockDecl>* clocks = nullptr;
  const Env* body = nullptr;         // the level from which those declarations see; null: this one
  std::string owner;                 // the indicator's code, for CompileOptions::readings

  const std::vector<ast::Name>* formals = nullptr;      // a call: names and what stands for them at the caller's
  const std::vector<ast::ExprPtr>* actuals = nullptr;
  const Env* caller = nullptr;

  ScopeId innermost = kNone;         // the scope that a row scope opened here nests in
};

/// The kinds of thing a name can mean; a look-up asks for some of them.
enum Meaning : unsigned {
  kAField = 1, kAnAlias = 2, kAParameter = 4, kAChoice = 8, kACondition = 16, kAClock = 32, kAWordList = 64,
  kAPattern = 128, kACard = 256, kAnArgument = 512,
  kAnything = 1023,
};

struct Found {
  Meaning what{};
  explicit operator bool() const { return what != Meaning{}; }
  const Env* env = nullptr;          // the level where it stands; its declarations see from `body(env)`
  ScopeId scope = kNone;             // fields, aliases
  int field = kNone;
  int index = kNone;                 // cards
  const ast::ParameterDecl* parameter = nullptr;
  const ast::ChoiceDecl* choice = nullptr;
  const ast::ConditionDecl* condition = nullptr;
  const ast::ClockDecl* clock = nullptr;
  const ast::WordListDecl* words = nullptr;
  const ast::PatternDecl* pattern = nullptr;
  const ast::Expr* actual = nullptr;
};

}  // namespace zs::sema

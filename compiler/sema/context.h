#pragma once
// What the families of the checker share: the program being built, the top-level names, the diagnostics.
// A checking function that fails has reported why and returns kNone; whoever gets kNone stays silent.
#include "compiler/compile.h"
#include "compiler/sema/env.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace zs::sema {

using diag::Code;

/// Top-level declarations by name, of the version being checked. Clocks may share a name when their records differ.
struct TopLevel {
  std::unordered_map<std::string, const ast::EnumDecl*> enums;
  std::unordered_map<std::string, const ast::CalendarDecl*> calendars;
  std::unordered_map<std::string, const ast::ParameterDecl*> parameters;
  std::unordered_map<std::string, const ast::ChoiceDecl*> choices;
  std::unordered_map<std::string, std::vector<const ast::ConditionDecl*>> conditions;
  std::unordered_map<std::string, std::vector<const ast::ClockDecl*>> clocks;
  std::unordered_map<std::string, const ast::WordListDecl*> words;
  std::unordered_map<std::string, const ast::PatternDecl*> patterns;
  std::vector<const ast::RecordDecl*> records;
  std::vector<const ast::IndicatorDecl*> indicators;
  std::vector<const ast::AggregateDecl*> aggregates;
  std::vector<const ast::TestDecl*> tests;
  std::vector<const ast::BindingDecl*> bindings;
};

/// The 情形 being checked, for conditions on its lower cards.
struct OpenSituation {
  std::set<int> cards;        // the cards that the 情形 gives
  int current = kNone;        // the card whose 当 is being read; kNone: none may be named
  ScopeId scope = kNone;
};

struct Context {
  Context(syntax::Sources& sources, diag::Sink& sink, const CompileOptions& options)
      : sources(sources), sink(sink), options(options) {}

  syntax::Sources& sources;
  diag::Sink& sink;
  const CompileOptions& options;
  typed::Program program;
  TopLevel top;
  std::vector<std::vector<ScopeId>> deps;             // by expression: the scopes it depends on, sorted
  std::map<std::pair<int, int>, const ast::FieldDecl*> fields;   // model, field -> declaration
  std::map<int, ScopeId> roots;                       // model -> the scope of its records
  std::map<std::pair<ScopeId, int>, ExprId> defaults; // scope, field -> checked 缺省
  std::map<std::pair<const void*, ScopeId>, ExprId> conditions;  // named conditions already expanded
  std::map<std::pair<const void*, ScopeId>, int> clocks;         // clocks already made
  std::vector<std::vector<ScopeId>> clock_deps;       // by clock: the scopes it depends on
  std::map<const ast::PatternDecl*, int> patterns;
  std::set<const void*> broken;                       // declarations already found wrong: said once
  std::vector<const void*> active;                    // declarations being expanded, to find circles
  std::optional<OpenSituation> situation;
  size_t card_uses = 0;                               // kCard nodes made so far: what holds one is not shared
  bool quotient_allowed = false;                      // ÷ stands directly under a comparison only
  bool too_large = false;
  std::set<std::string> broken_calendars;             // 日历 that do not exist: said once
  bool calendar_unknown = false;                      // a 日历 that does not exist was named, and reported
  std::set<std::string> used_readings;
  std::set<std::tuple<Code, int32_t, uint32_t, uint32_t, std::vector<std::string>>> said;  // what several versions share is said once
  diag::Diagnostic repeated{};

  diag::Diagnostic& report(Code code, Span src, std::vector<std::string> args = {}) {
    if (!said.emplace(code, src.file, src.begin, src.end, args).second) return repeated;
    return sink.report(code, src, std::move(args));
  }
  bool has_error_within(Span s) const {
    const auto& all = sink.all();
    return std::any_of(all.begin(), all.end(), [&](const diag::Diagnostic& d) { return d.src.file == s.file && s.begin <= d.src.begin && d.src.begin < s.end; });
  }
  const typed::Expr& operator[](ExprId id) const { return program.exprs[static_cast<size_t>(id)]; }
  const model::RecordModel& model_of(ScopeId scope) const {
    return program.models.models[static_cast<size_t>(program.scopes[static_cast<size_t>(scope)].model)];
  }
};

/// Keeps a declaration on the stack of those being expanded.
class Active {
 public:
  Active(Context& c, const void* decl) : c_(c) { c.active.push_back(decl); }
  ~Active() { c_.active.pop_back(); }
  Active(const Active&) = delete;
  Active& operator=(const Active&) = delete;

 private:
  Context& c_;
};

}  // namespace zs::sema

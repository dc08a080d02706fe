#pragma once
// Conditions of the typed program as sentences: what a clerk would say who reads the rule aloud, in Chinese or English.
#include "compiler/typed/program.h"
#include "publish/render.h"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace zs::publish {

/// A sentence, or a heading (同时符合下列各项) with its parts.
struct Phrase {
  std::string text;
  std::vector<Phrase> parts;
};

class Phraser {
 public:
  /// `source` gives the text of a place in the rule files.
  Phraser(const typed::Program& program, Language language, std::function<std::string(Span)> source);

  Phrase condition(typed::ExprId id) { return condition(id, true); }
  std::string value(typed::ExprId id);
  /// 3个工作日, 3 working days.
  std::string span(const Rational& number, Unit unit) const;
  /// 20%, where it is a share; else 0.2.
  std::string number(const Rational& n, bool share) const;
  /// From when to when: 自受理时间至办结时间.
  std::string reach(const typed::Clock& clock);
  std::string field(int model, int index) const;
  std::string list_name(typed::ScopeId rows) const;
  std::string say(const std::string& zh, const std::string& en) const { return zh_ ? zh : en; }
  bool zh() const { return zh_; }

 private:
  /// `is` false: the sentence that it does not hold.
  Phrase condition(typed::ExprId id, bool is);
  Phrase joined(const typed::Expr& e, bool is);
  Phrase named(const typed::Expr& e, bool is);
  Phrase rows(const typed::Expr& e, bool is);
  Phrase hold(const typed::Expr& e, bool is);
  std::string plain(const typed::Expr& e, bool is);
  std::string compare(const typed::Expr& e, bool is);
  std::string among(const typed::Expr& e, bool is);
  std::string clock_test(const typed::Expr& e, bool is);
  std::string constant(const typed::Expr& e);
  std::string arithmetic(const typed::Expr& e);
  std::string field_of(const typed::Expr& e);
  std::string clock_name(int index);
  std::string ordering(typed::Cmp cmp, const std::string& than) const;
  bool never_within(typed::ExprId over, typed::ExprId other, std::string& out);
  bool between(typed::ExprId low, typed::ExprId high, std::string& out);
  bool same(typed::ExprId a, typed::ExprId b) const;
  std::string list(const std::vector<std::string>& items, const char* last_en = "or") const;
  static std::string one(const Phrase& p);

  const typed::Program& p_;
  bool zh_;
  std::function<std::string(Span)> source_;
  std::vector<typed::ScopeId> rows_;   // row scopes spoken of, outermost first
  std::set<std::string> told_;         // defaults already told: they are told once
};

}  // namespace zs::publish

#pragma once
// Parse tree -> syntax tree. After an error any part of the parse tree may be missing: every function here takes null.
#include "compiler/ast/ast.h"
#include "compiler/diagnostics/diagnostics.h"
#include "compiler/syntax/sources.h"
#include "compiler/syntax/tokens.h"

namespace zs::syntax {

class Builder {
 public:
  using Node = antlr4::ParserRuleContext;
  using Leaf = antlr4::tree::TerminalNode;

  Builder(const Sources& sources, int file, const Scan& scan, diag::Sink& sink) : sources_(sources), file_(file), scan_(scan), sink_(sink) {}

  void item(Grammar::ItemContext* c, std::vector<ast::Item>& out);

 private:
  // ---- leaves (build_leaves.cpp)
  const Lexeme* lexeme(const antlr4::Token* t) const;
  const Lexeme* lexeme(Leaf* l) const { return l == nullptr ? nullptr : lexeme(l->getSymbol()); }
  Span span(Node* c) const;
  Span span(Leaf* l) const;
  std::string_view raw(Leaf* l) const;  // as written, or what a slip was meant to be
  std::string plain(Leaf* l) const;  // normalised
  ast::Name name(Node* c) const;     // name, fieldName, codeWord, option, code: one token
  ast::Name name(Leaf* l) const;
  ast::Text text(Leaf* l) const;
  std::optional<ast::Name> maybe(Node* c) const;
  std::optional<ast::Name> code(Grammar::CodeContext* c) const;
  static int first_type(Node* c);
  template <class C>
  std::vector<ast::Name> names(const std::vector<C*>& all) const {
    std::vector<ast::Name> out;
    for (C* c : all)
      if (auto n = maybe(c)) out.push_back(std::move(*n));
    return out;
  }
  int64_t whole_number(Leaf* l, int64_t most);
  std::optional<int64_t> moment(Leaf* date, Leaf* instant) const;
  diag::Diagnostic& report(diag::Code code, Span src, std::vector<std::string> args = {}) { return sink_.report(code, src, std::move(args)); }

  // ---- conditions (build_conditions.cpp)
  ast::ExprPtr cond(Grammar::CondContext* c);
  ast::ExprPtr test(Grammar::TestContext* c);
  ast::ExprPtr block(Grammar::BlockContext* c);
  ast::ExprPtr quantified(Grammar::QuantifiedContext* c);
  ast::ExprPtr over_span(Grammar::SpanContext* c);
  ast::ExprPtr comparison(Grammar::ComparisonContext* c);
  ast::ExprPtr tail(Grammar::TailContext* t, ast::ExprPtr left);
  ast::ExprPtr chain(Grammar::TailContext* t, ast::ExprPtr left);
  ast::ExprPtr matched(Grammar::TailContext* t, ast::ExprPtr left);

  // ---- values (build_values.cpp)
  ast::ExprPtr value(Grammar::ValueContext* c);
  ast::ExprPtr term(Grammar::TermContext* c);
  ast::ExprPtr primary(Grammar::PrimaryContext* c);
  ast::ExprPtr aggregate(Grammar::PrimaryContext* c);
  ast::ExprPtr literal(Grammar::LiteralContext* c);
  ast::ExprPtr set(Grammar::SetContext* c);
  ast::ExprPtr path(Grammar::PathContext* c);
  ast::ExprPtr step(ast::ExprPtr from, Grammar::NameContext* n);
  ast::ExprPtr named(Grammar::NameContext* n);
  ast::ExprPtr limit(Grammar::ValueContext* v, Grammar::CondContext* guard);
  ast::ExprPtr error(Node* c) const;

  // ---- shared definitions (build_shared.cpp)
  std::optional<ast::ParameterDecl> parameter(Grammar::ParameterDeclContext* c);
  std::optional<ast::ChoiceDecl> choice(Grammar::ChoiceDeclContext* c, bool amends = false);
  std::optional<ast::ConditionDecl> condition(Grammar::ConditionDeclContext* c);
  std::optional<ast::ClockDecl> clock(Grammar::ClockDeclContext* c, bool amends = false);
  void clock_clause(Grammar::ClockClauseContext* c, ast::ClockDecl& out);
  std::optional<ast::WordListDecl> word_list(Grammar::WordListDeclContext* c);
  std::optional<ast::PatternDecl> pattern(Grammar::PatternDeclContext* c);
  std::optional<ast::RuleSetDecl> rule_set(Grammar::RuleSetContext* c);
  void rule_set_clause(Grammar::RuleSetClauseContext* c, ast::RuleSetDecl& out);

  // ---- overlays (build_overlays.cpp)
  std::optional<ast::AmendDecl> amend(Grammar::AmendDeclContext* c);
  std::optional<ast::SuspendDecl> suspend(Grammar::SuspendDeclContext* c);
  void region_value(Grammar::RegionValueContext* c, ast::ParameterDecl& out);

  // ---- indicators (build_indicators.cpp)
  std::optional<ast::IndicatorDecl> indicator(Grammar::IndicatorDeclContext* c);
  std::optional<ast::AggregateDecl> statistic(Grammar::AggregateDeclContext* c);
  void situation_clause(Grammar::ClauseContext* c, ast::SituationDecl& out, ast::IndicatorDecl& owner, bool nested);
  void statistic_clause(Grammar::ClauseContext* c, ast::AggregateDecl& out);
  ast::SituationDecl situation(Grammar::SituationContext* c, ast::IndicatorDecl& owner);
  std::string phrase(const std::vector<Leaf*>& words) const;
  static void leaves(Node* c, std::vector<Leaf*>& out);
  std::vector<ast::Name> headings(Grammar::CategoryContext* c) const;
  ast::QuoteClause basis(Grammar::BasisContext* c);
  ast::UnwrittenClause unwritten(Grammar::UnwrittenContext* c);
  void card_rule(Grammar::CardRuleContext* c, std::vector<ast::CardClause>& out);
  bool said_before(Span src) const;
  std::optional<ast::ReasonClause> reason(Grammar::ReasonContext* c);
  ast::ExprPtr template_path(std::string_view written, Span src);
  void misplaced(Node* c, const char* zh, const char* en, const char* help_zh, const char* help_en);

  // ---- records, enumerations, calendars (build_records.cpp)
  std::optional<ast::RecordDecl> record(Grammar::RecordDeclContext* c);
  void record_body(Grammar::RecordBodyContext* c, std::vector<ast::FieldDecl>& fields, std::optional<ast::Name>* governing);
  std::optional<ast::FieldDecl> field(Grammar::FieldContext* c);
  void field_type(Grammar::FieldTypeContext* c, ast::FieldDecl& out);
  void field_attribute(Grammar::FieldAttributeContext* c, ast::FieldDecl& out);
  void enum_ref(Grammar::EnumRefContext* c, ast::FieldDecl& out);
  void enum_body(Grammar::EnumBodyContext* c, std::vector<ast::FieldDecl::Label>& labels, bool& ordered);
  std::optional<ast::EnumDecl> enumeration(Grammar::EnumDeclContext* c);
  std::optional<ast::CalendarDecl> calendar(Grammar::CalendarDeclContext* c);
  void calendar_clause(Grammar::CalendarClauseContext* c, ast::CalendarDecl& out);

  // ---- data bindings (build_bindings.cpp)
  std::optional<ast::Name> relation(Grammar::RelationContext* c) const;
  std::optional<ast::BindingDecl> binding(Grammar::BindingDeclContext* c);
  void binding_clause(Grammar::BindingClauseContext* c, ast::BindingDecl& out);
  std::optional<ast::TableBinding> table_binding(Grammar::BindingClauseContext* c);
  std::optional<ast::ViewBinding> view_binding(Grammar::BindingClauseContext* c);
  std::optional<ast::FieldBinding> field_binding(Grammar::BindingClauseContext* c);
  void column_attribute(Grammar::ColumnAttributeContext* c, ast::FieldBinding& out);

  // ---- tests (build_tests.cpp)
  std::optional<ast::TestDecl> test_decl(Grammar::TestDeclContext* c);
  ast::DatumNode datum(Grammar::DatumContext* c);
  ast::DatumNode datum_record(Grammar::DatumRecordContext* c);
  ast::DatumNode scalar(Grammar::ScalarContext* c);
  std::optional<ast::ExpectClause> expectation(Grammar::TestClauseContext* c);

  const Sources& sources_;
  int file_;
  const Scan& scan_;
  diag::Sink& sink_;
};

}  // namespace zs::syntax

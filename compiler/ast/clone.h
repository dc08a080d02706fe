#pragma once
// Deep copies of declarations: an overlay changes a copy of what it inherits, and the inherited tree stays as written.
#include "compiler/ast/ast.h"

namespace zs::ast {

ExprPtr clone(const ExprPtr& e);  // null stays null
ParameterDecl clone(const ParameterDecl& d);
ConditionDecl clone(const ConditionDecl& d);
ClockDecl clone(const ClockDecl& d);
SituationDecl clone(const SituationDecl& d);
IndicatorDecl clone(const IndicatorDecl& d);
AggregateDecl clone(const AggregateDecl& d);
inline ChoiceDecl clone(const ChoiceDecl& d) { return d; }
inline WordListDecl clone(const WordListDecl& d) { return d; }
inline PatternDecl clone(const PatternDecl& d) { return d; }

}  // namespace zs::ast

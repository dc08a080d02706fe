#include "compiler/ast/layout.h"

#include <utility>

namespace zs::ast {
namespace {
using syntax::Grammar;
using syntax::Lexeme;
using Node = antlr4::ParserRuleContext;
using Leaf = antlr4::tree::TerminalNode;

/// Blocks of clauses.
bool is_block(size_t rule) {
  switch (rule) {
    case Grammar::RuleRuleSet: case Grammar::RuleRecordBody: case Grammar::RuleCalendarDecl: case Grammar::RuleClockBody:
    case Grammar::RuleBody: case Grammar::RuleBlock: case Grammar::RuleTestDecl: case Grammar::RuleRegions:
    case Grammar::RuleBindingBody:
      return true;
    default:
      return false;
  }
}
bool opens(int type) { return type == Grammar::LPAREN || type == Grammar::LBRACK || type == Grammar::LBRACE; }
bool closes(int type) { return type == Grammar::RPAREN || type == Grammar::RBRACK || type == Grammar::RBRACE; }

class Layout {
 public:
  Layout(const syntax::ParseTree& tree, int indent, bool chinese)
      : lexemes_(tree.scanned().lexemes), step_(indent), chinese_(chinese), out_(lexemes_.size() - 1), continuation_(out_.size()), roles_(out_.size()) {
    for (auto* item : tree.root()->item()) {
      line(first(item), 0);
      walk(item, 0);
    }
    for (size_t i = 0; i < out_.size(); ++i) {
      if (out_[i].gap == Gap::kLine) continue;
      if (lexemes_[i].first_on_line) out_[i].gap = Gap::kLine, out_[i].indent = continuation_[i];
      else if (i > 0) out_[i].gap = gap(i);
    }
  }
  std::vector<Placed> take() { return std::move(out_); }

 private:
  struct Role {            // of a lexeme, for its spacing
    size_t rule = 0;       // the rule it stands in directly
    bool unary = false;
  };

  static size_t first(Node* c) { return c->start->getTokenIndex(); }
  void line(size_t at, int indent) {
    if (at >= out_.size()) return;
    out_[at].gap = Gap::kLine;
    out_[at].indent = indent;
  }

  /// Any line break inside its braces.
  bool broken(Node* c) const {
    for (auto* child : c->children) {
      auto* leaf = dynamic_cast<Leaf*>(child);
      const size_t at = leaf != nullptr ? leaf->getSymbol()->getTokenIndex() : out_.size();
      if (at >= out_.size() || lexemes_[at].type != Grammar::LBRACE) continue;
      for (size_t i = at + 1; i <= static_cast<size_t>(lexemes_[at].match); ++i)
        if (lexemes_[i].first_on_line) return true;
    }
    return false;
  }

  void walk(Node* c, int depth) {
    const size_t rule = c->getRuleIndex();
    const bool block = is_block(rule), expanded = block && broken(c);
    bool inside = false;
    const int soft_before = soft_;
    for (auto* child : c->children) {
      if (auto* leaf = dynamic_cast<Leaf*>(child)) {
        const size_t at = leaf->getSymbol()->getTokenIndex();
        if (at >= out_.size()) continue;
        const int type = lexemes_[at].type;
        if (block && type == Grammar::RBRACE) {
          inside = false;
          if (expanded) line(at, depth * step_);
        }
        if (!block && closes(type)) --soft_;
        leaf_at(at, c, depth);
        if (!block && opens(type)) ++soft_;
        if (block && type == Grammar::LBRACE) inside = true;
        continue;
      }
      auto* node = dynamic_cast<Node*>(child);
      if (node == nullptr || node->children.empty()) continue;
      const bool clause = inside && expanded;
      if (clause) {
        line(first(node), (depth + 1) * step_);
        const int kept = std::exchange(soft_, 0);
        walk(node, depth + 1);
        soft_ = kept;
      } else {
        walk(node, depth + (inside ? 1 : 0));
      }
    }
    soft_ = soft_before;
  }

  void leaf_at(size_t at, Node* parent, int depth) {
    continuation_[at] = depth * step_ + (soft_ > 0 ? soft_ * step_ : closes(lexemes_[at].type) ? 0 : 2 * step_);
    Role& r = roles_[at];
    r.rule = parent->getRuleIndex();
    Placed& p = out_[at];
    p.name = r.rule == Grammar::RuleName || r.rule == Grammar::RuleFieldName || r.rule == Grammar::RuleCodeWord;
    p.verbatim = r.rule == Grammar::RuleClauseWord || r.rule == Grammar::RuleSegmentWord || r.rule == Grammar::RuleSegment;
    p.code_dot = r.rule == Grammar::RuleDotted;
    p.divides = r.rule == Grammar::RuleValue;
    if (p.name) name_role(at, parent);
    r.unary = lexemes_[at].type == Grammar::MINUS && (r.rule == Grammar::RuleTerm || r.rule == Grammar::RuleScalar);
  }

  /// 办理时限的已用, 期望 … : 无 — words of the language where a name may stand.
  void name_role(size_t at, Node* name) {
    auto* parent = dynamic_cast<Node*>(name->parent);
    const int type = lexemes_[at].type;
    const bool stepped = at > 0 && lexemes_[at - 1].type == Grammar::DOT;
    if (stepped && (type == Grammar::K_USED || type == Grammar::K_LEFT || type == Grammar::K_DUE)) out_[at].name = false;
    if (parent->getRuleIndex() == Grammar::RuleExpected && (type == Grammar::K_NOTHING || type == Grammar::K_UNDECIDED)) out_[at].name = false;
    if (parent->getRuleIndex() == Grammar::RuleSegment) out_[at].verbatim = true;
    if (parent->getRuleIndex() == Grammar::RuleDatumField) roles_[at].rule = Grammar::RuleDatumField;
  }

  bool is_tight_brace(size_t at) const {
    const size_t rule = roles_[at].rule;
    return rule == Grammar::RuleSet || (rule == Grammar::RuleEnumBody && !spaced_enum(at));
  }
  /// 枚举 时限单位 { … } against a field's 枚举 {…}.
  bool spaced_enum(size_t brace) const {
    const size_t open = lexemes_[brace].type == Grammar::LBRACE ? brace : static_cast<size_t>(lexemes_[brace].match);
    return open > 0 && roles_[open - 1].rule == Grammar::RuleName;
  }

  Gap gap(size_t i) const {
    const int a = lexemes_[i - 1].type, b = lexemes_[i].type;
    const size_t rule_a = roles_[i - 1].rule, rule_b = roles_[i].rule;
    if (out_[i].verbatim && out_[i - 1].verbatim) return verbatim_gap(i);
    if (a == Grammar::LPAREN || a == Grammar::LBRACK || b == Grammar::RPAREN || b == Grammar::RBRACK) return Gap::kNone;
    if (a == Grammar::DOT || b == Grammar::DOT || a == Grammar::ENUMERATION || b == Grammar::ENUMERATION) return Gap::kNone;
    if (b == Grammar::COMMA || b == Grammar::SEMI || b == Grammar::COLON) return Gap::kNone;
    if (a == Grammar::COMMA || a == Grammar::SEMI) return chinese_ ? Gap::kNone : Gap::kSpace;
    if ((a == Grammar::LBRACE && is_tight_brace(i - 1)) || (b == Grammar::RBRACE && is_tight_brace(i))) return Gap::kNone;
    if (roles_[i - 1].unary) return Gap::kNone;
    if ((a == Grammar::SLASH && rule_a != Grammar::RuleValue) || (b == Grammar::SLASH && rule_b != Grammar::RuleValue)) return Gap::kNone;
    if (rule_a == Grammar::RuleCode || (rule_b == Grammar::RuleCode && b == Grammar::MINUS)) return a == Grammar::MINUS || b == Grammar::MINUS ? Gap::kNone : Gap::kSpace;
    if (rule_a == Grammar::RuleHours && (a == Grammar::MINUS || b == Grammar::MINUS)) return Gap::kNone;
    if (b == Grammar::LPAREN) return before_bracket(i);
    if (b == Grammar::STR && (out_[i - 1].verbatim || a == Grammar::K_BECAUSE)) return chinese_ ? Gap::kNone : Gap::kSpace;
    if (a == Grammar::DUR && (b == Grammar::K_WITHIN || b == Grammar::K_INSIDE) && chinese_) return Gap::kNone;
    if (rule_b == Grammar::RuleDatumField && out_[i].name && a != Grammar::LBRACE) return Gap::kWide;
    return Gap::kSpace;
  }

  Gap verbatim_gap(size_t i) const {
    const bool bracket = lexemes_[i - 1].type == Grammar::LPAREN || lexemes_[i - 1].type == Grammar::RPAREN || lexemes_[i].type == Grammar::LPAREN ||
                         lexemes_[i].type == Grammar::RPAREN;
    return bracket || lexemes_[i].begin == lexemes_[i - 1].end ? Gap::kNone : Gap::kSpace;
  }

  /// （ touches what it belongs to: a name, 其, 最早, 且, 非; behind the head of a clause and behind signs there is a blank.
  Gap before_bracket(size_t i) const {
    const int a = lexemes_[i - 1].type;
    if (out_[i - 1].name || a == Grammar::LPAREN || a == Grammar::K_COUNT || a == Grammar::K_SHARE) return Gap::kNone;
    switch (roles_[i - 1].rule) {
      case Grammar::RulePrimary: return Gap::kNone;
      case Grammar::RuleQuantified: return Gap::kNone;
      case Grammar::RuleCond: case Grammar::RuleTest: return chinese_ ? Gap::kNone : Gap::kSpace;
      default: return Gap::kSpace;
    }
  }

  const std::vector<Lexeme>& lexemes_;
  int step_;
  bool chinese_;
  std::vector<Placed> out_;
  std::vector<int> continuation_;
  std::vector<Role> roles_;
  int soft_ = 0;
};

}  // namespace

std::vector<Placed> place(const syntax::ParseTree& tree, int indent, bool chinese) { return Layout(tree, indent, chinese).take(); }

}  // namespace zs::ast

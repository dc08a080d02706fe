// Indicators, their circumstances, cards and reasons; statistics.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/make_expr.h"
#include "runtime/base/instant.h"

namespace zs::syntax {
using diag::Code;

std::optional<ast::IndicatorDecl> Builder::indicator(Grammar::IndicatorDeclContext* c) {
  auto code = this->code(c->code());
  const auto all = names(c->name());
  if (!code || all.size() < 2) return std::nullopt;
  ast::IndicatorDecl d;
  d.code = std::move(*code);
  d.title = all[0];
  d.record = all[1];
  d.src = span(c);
  d.common.src = d.src;
  if (c->body() != nullptr)
    for (auto* x : c->body()->clause()) situation_clause(x, d.common, d, false);
  return d;
}

ast::SituationDecl Builder::situation(Grammar::SituationContext* c, ast::IndicatorDecl& owner) {
  ast::SituationDecl d;
  const auto all = names(c->name());
  if (!all.empty()) d.name = all[0];
  if (all.size() > 1) d.list = all[1];
  d.src = span(c);
  if (c->body() != nullptr)
    for (auto* x : c->body()->clause()) situation_clause(x, d, owner, true);
  return d;
}

void Builder::misplaced(Node* c, const char* zh, const char* en, const char* help_zh, const char* help_en) {
  Leaf* head = dynamic_cast<Leaf*>(c->children[0]);
  report(Code::kMisplacedClause, span(head), {std::string(raw(head)), zh, en, help_zh, help_en});
}

void Builder::situation_clause(Grammar::ClauseContext* c, ast::SituationDecl& out, ast::IndicatorDecl& owner, bool nested) {
  if (c->children.empty()) return;
  const bool amends = owner.title.text.empty();  // 修改 指标: what is not written is inherited
  if (auto* x = c->basis()) {
    out.quotes.push_back(basis(x));
  } else if (auto* x = c->applies()) {
    out.applies.push_back(cond(x->cond()));
  } else if (auto* x = c->parameterDecl()) {
    if (auto d = parameter(x)) out.parameters.push_back(std::move(*d));
  } else if (auto* x = c->choiceDecl()) {
    if (auto d = choice(x, amends)) owner.choices.push_back(std::move(*d));
  } else if (auto* x = c->conditionDecl()) {
    if (auto d = condition(x)) out.conditions.push_back(std::move(*d));
  } else if (auto* x = c->clockDecl()) {
    if (auto d = clock(x, amends)) out.clocks.push_back(std::move(*d));
  } else if (auto* x = c->cardRule()) {
    card_rule(x, out.cards);
  } else if (auto* x = c->reason()) {
    if (out.reason) report(Code::kRepeatedClause, span(x->K_REASON()), {std::string(raw(x->K_REASON()))}).also(out.reason->src, "前面已经写过", "written before here");
    else out.reason = reason(x);
  } else if (auto* x = c->category()) {
    if (nested) misplaced(x, "情形", "a 情形", "写在指标里、情形外", "write it in the indicator, outside the 情形");
    else owner.category = headings(x);
  } else if (auto* x = c->supersedes()) {
    if (nested) misplaced(x, "情形", "a 情形", "写在指标里、情形外", "write it in the indicator, outside the 情形");
    for (auto* one : x->code())
      if (auto n = code(one)) owner.supersedes.push_back(std::move(*n));
  } else if (auto* x = c->situation()) {
    if (nested) misplaced(x, "另一个情形", "another 情形", "情形不能嵌套，把它移到外面", "circumstances do not nest: move it out");
    else if (!names(x->name()).empty()) owner.situations.push_back(situation(x, owner));
  } else if (auto* x = c->suspendSituation()) {
    if (!amends || nested) misplaced(x, "指标", "an indicator", "「停用」写在「修改 指标」里", "停用 stands in 修改 指标");
    for (auto& n : names(x->name())) owner.suspended.push_back(std::move(n));
  } else if (auto* x = c->unwritten()) {
    if (nested) misplaced(x, "情形", "a 情形", "写在指标里、情形外", "write it in the indicator, outside the 情形");
    else owner.unwritten = unwritten(x);
  } else if (auto* x = c->range()) {
    misplaced(x, "指标", "an indicator", "这里用「适用」；「范围」属于统计指标", "use 适用 here; 范围 belongs to a 统计指标");
  } else if (auto* x = c->asOf()) {
    misplaced(x, "指标", "an indicator", "「截至」属于统计指标和测试", "截至 belongs to a 统计指标 or a test");
  }
}

/// Words of the regulation that are not names of the language (第八条（一）, 收费（税）监察): as written, blanks squeezed,
/// brackets in full width.
std::string Builder::phrase(const std::vector<Leaf*>& words) const {
  std::string out;
  uint32_t end = 0;
  for (Leaf* leaf : words) {
    const Lexeme* x = lexeme(leaf);
    if (x == nullptr) continue;
    const bool word = x->type == Grammar::WORD || x->type == Grammar::NUM || x->type == Grammar::CODE;
    if (word && !out.empty() && x->begin > end && !out.ends_with("）")) out += ' ';
    if (x->type == Grammar::LPAREN) out += "（";
    else if (x->type == Grammar::RPAREN) out += "）";
    else if (x->type == Grammar::QNAME) out += name(leaf).text;
    else out += x->type == Grammar::DOT ? std::string(raw(leaf)) : plain(leaf);
    end = x->end;
  }
  return out;
}

void Builder::leaves(Node* c, std::vector<Leaf*>& out) {
  for (auto* child : c->children) {
    if (auto* leaf = dynamic_cast<Leaf*>(child)) out.push_back(leaf);
    else leaves(dynamic_cast<Node*>(child), out);
  }
}

std::vector<ast::Name> Builder::headings(Grammar::CategoryContext* c) const {
  std::vector<ast::Name> out;
  for (auto* s : c->segment()) {
    std::vector<Leaf*> words;
    leaves(s, words);
    if (!words.empty()) out.push_back({phrase(words), span(s)});
  }
  return out;
}

ast::QuoteClause Builder::basis(Grammar::BasisContext* c) {
  ast::QuoteClause q;
  q.src = span(c);
  if (c->STR() != nullptr) q.quote = text(c->STR());
  std::vector<Leaf*> words;
  for (auto* w : c->clauseWord()) leaves(w, words);
  q.clause = phrase(words);
  return q;
}

ast::UnwrittenClause Builder::unwritten(Grammar::UnwrittenContext* c) {
  ast::UnwrittenClause u;
  u.src = span(c);
  if (c->STR() != nullptr) u.note = text(c->STR());
  return u;
}

/// Something is wrong on the lines of this clause already, and said.
bool Builder::said_before(Span src) const {
  const uint32_t end = sources_.line_of(file_, src.end).end;
  for (const diag::Diagnostic& d : sink_.all())
    if (d.src.file == file_ && d.src.begin >= src.begin && d.src.begin <= end) return true;
  return false;
}

void Builder::card_rule(Grammar::CardRuleContext* c, std::vector<ast::CardClause>& out) {
  ast::CardClause card;
  card.src = span(c);
  card.when = cond(c->cond());
  const auto all = names(c->name());
  if (c->K_ISSUE() == nullptr || all.empty()) {
    if (!said_before(card.src)) report(Code::kMissingIssue, span(c->K_WHEN()));
    return;
  }
  card.card = all[0];
  card.actions.assign(all.begin() + 1, all.end());
  // A comma may be forgotten: one message, and the tree is whole.
  const auto comma_before = [&](Leaf* word) {
    const Lexeme* x = lexeme(word);
    if (x == nullptr || x == scan_.lexemes.data() || (x - 1)->type == Grammar::COMMA) return;
    report(Code::kMissingComma, span(word), {std::string(raw(word))}).suggest({file_, (x - 1)->end, (x - 1)->end}, "，");
  };
  comma_before(c->K_ISSUE());
  if (c->K_ACTION() != nullptr) comma_before(c->K_ACTION());
  out.push_back(std::move(card));
}

std::optional<ast::AggregateDecl> Builder::statistic(Grammar::AggregateDeclContext* c) {
  auto code = this->code(c->code());
  const auto all = names(c->name());
  if (!code || all.size() < 2) return std::nullopt;
  ast::AggregateDecl d;
  d.code = std::move(*code);
  d.title = all[0];
  d.record = all[1];
  d.src = span(c);
  for (auto* p : c->path()) d.by.push_back(path(p));
  if (c->body() != nullptr)
    for (auto* x : c->body()->clause()) statistic_clause(x, d);
  return d;
}

void Builder::statistic_clause(Grammar::ClauseContext* c, ast::AggregateDecl& out) {
  if (c->children.empty()) return;
  constexpr const char *kZh = "统计指标", *kEn = "a 统计指标";
  if (auto* x = c->basis()) {
    out.quotes.push_back(basis(x));
  } else if (auto* x = c->category()) {
    out.category = headings(x);
  } else if (auto* x = c->range()) {
    if (out.range != nullptr) report(Code::kRepeatedClause, span(x->K_RANGE()), {std::string(raw(x->K_RANGE()))});
    out.range = cond(x->cond());
  } else if (auto* x = c->asOf()) {
    ast::AggregateDecl::At at;
    at.src = span(x);
    at.year_end = x->K_EACH_YEAR_END() != nullptr;
    if (const auto t = moment(x->DATE(), x->INSTANT())) at.day = day_of(*t);
    if (x->INSTANT() != nullptr) report(Code::kBadNumber, span(x->INSTANT()), {"日期", "a day", "2021-12-31"});
    out.at.push_back(at);
  } else if (auto* x = c->parameterDecl()) {
    if (auto d = parameter(x)) out.parameters.push_back(std::move(*d));
  } else if (auto* x = c->choiceDecl()) {
    if (auto d = choice(x)) out.choices.push_back(std::move(*d));
  } else if (auto* x = c->cardRule()) {
    card_rule(x, out.cards);
  } else if (auto* x = c->reason()) {
    out.reason = reason(x);
  } else if (auto* x = c->applies()) {
    misplaced(x, kZh, kEn, "这里用「范围」", "use 范围 here");
  } else if (auto* x = dynamic_cast<Node*>(c->children[0])) {
    misplaced(x, kZh, kEn, "统计指标只有依据、归类、范围、截至、参数、口径、当、理由", "a 统计指标 has 依据, 归类, 范围, 截至, 参数, 口径, 当, 理由");
  }
}

}  // namespace zs::syntax

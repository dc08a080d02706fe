// Definitions that several declarations share, and the rule set itself.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/numbers.h"

namespace zs::syntax {
using diag::Code;

std::optional<ast::ParameterDecl> Builder::parameter(Grammar::ParameterDeclContext* c) {
  auto n = maybe(c->name());
  if (!n) return std::nullopt;
  ast::ParameterDecl d{std::move(*n), value(c->value()), {}, span(c)};
  if (c->regions() != nullptr)
    for (auto* x : c->regions()->regionValue()) region_value(x, d);
  return d;
}

std::optional<ast::ChoiceDecl> Builder::choice(Grammar::ChoiceDeclContext* c, bool amends) {
  auto n = maybe(c->name());
  auto options = names(c->option());
  for (size_t i = 0; i < options.size() && i < c->option().size(); ++i) {  // yes and 是 are one option
    const int type = first_type(c->option(i));
    if (type == Grammar::K_YES || type == Grammar::K_NO) options[i].text = type == Grammar::K_YES ? "是" : "否";
  }
  if (!n || options.empty()) return std::nullopt;
  if (options.size() < 2 && !amends) {
    if (!said_before(span(c))) report(Code::kMissingClause, n->src, {"口径「" + n->text + "」", "the reading " + n->text, "可选"});
    return std::nullopt;
  }
  ast::ChoiceDecl d;
  d.name = std::move(*n);
  d.chosen = std::move(options.front());
  d.others.assign(std::make_move_iterator(options.begin() + 1), std::make_move_iterator(options.end()));
  if (lexeme(c->STR()) != nullptr) d.why = text(c->STR());
  d.src = span(c);
  return d;
}

std::optional<ast::ConditionDecl> Builder::condition(Grammar::ConditionDeclContext* c) {
  auto all = c->name();
  if (all.empty() || !maybe(all[0])) return std::nullopt;
  ast::ConditionDecl d;
  d.name = name(all[0]);
  size_t last = all.size();
  if (c->K_FOR() != nullptr && last > 1) d.record = maybe(all[--last]);
  for (size_t i = 1; i < last; ++i)
    if (auto p = maybe(all[i])) d.parameters.push_back(std::move(*p));
  d.body = cond(c->cond());
  d.src = span(c);
  return d;
}

std::optional<ast::ClockDecl> Builder::clock(Grammar::ClockDeclContext* c, bool amends) {
  const auto all = c->name();
  if (all.empty() || !maybe(all[0])) return std::nullopt;
  ast::ClockDecl d;
  d.name = name(all[0]);
  if (all.size() > 1) d.record = maybe(all[1]);
  d.src = span(c);
  if (c->clockBody() == nullptr) return std::nullopt;
  for (auto* x : c->clockBody()->clockClause()) clock_clause(x, d);
  if (d.start == nullptr && !amends) {
    report(Code::kMissingClause, d.name.src, {"时限「" + d.name.text + "」", "the clock " + d.name.text, "自"});
    d.start = error(c);
  }
  return d;
}

void Builder::clock_clause(Grammar::ClockClauseContext* c, ast::ClockDecl& out) {
  const int type = first_type(c);
  const auto values = c->value();
  const auto once = [&](bool again) {
    if (again) report(Code::kRepeatedClause, span(dynamic_cast<Leaf*>(c->children[0])), {std::string(raw(dynamic_cast<Leaf*>(c->children[0])))});
    return !again;
  };
  const auto setting = [&](ast::ClockSetting::What what, bool on) {
    ast::ClockSetting s{what, on, nullptr, span(c)};
    if (c->cond() != nullptr) s.when = cond(c->cond());
    out.settings.push_back(std::move(s));
  };
  switch (type) {
    case Grammar::K_FROM:
      if (!once(out.start != nullptr)) return;
      out.start = values.empty() ? error(c) : value(values[0]);
      if (values.size() > 1) out.end = value(values[1]);
      return;
    case Grammar::K_LIMIT:
      if (!once(out.limit != nullptr)) return;
      out.limit = values.empty() ? error(c) : limit(values[0], c->cond());
      return;
    case Grammar::K_CALENDAR:
      if (once(out.calendar.has_value())) out.calendar = maybe(c->name());
      return;
    case Grammar::K_COUNTING: return setting(ast::ClockSetting::What::kExact, c->K_EXACTLY() != nullptr);
    case Grammar::K_STARTING: return setting(ast::ClockSetting::What::kSameDay, c->K_SAME_DAY() != nullptr);
    case Grammar::K_ROLL_OVER: return setting(ast::ClockSetting::What::kRollOver, c->K_YES() != nullptr);
    default: break;
  }
  if (c->choiceDecl() != nullptr) {
    if (auto d = choice(c->choiceDecl())) out.choices.push_back(std::move(*d));
  } else if (c->pause() != nullptr) {
    auto* p = c->pause();
    ast::PauseClause clause;
    clause.list = maybe(p->name());
    const auto ends = p->value();
    clause.from = ends.empty() ? error(p) : value(ends[0]);
    clause.to = ends.size() < 2 ? error(p) : value(ends[1]);
    if (p->cond() != nullptr) clause.when = cond(p->cond());
    clause.src = span(p);
    out.pauses.push_back(std::move(clause));
  }
}

std::optional<ast::WordListDecl> Builder::word_list(Grammar::WordListDeclContext* c) {
  auto n = maybe(c->name());
  if (!n || c->set() == nullptr) return std::nullopt;
  ast::WordListDecl d{std::move(*n), {}, span(c)};
  for (auto* x : c->set()->element()) {
    if (x->name() != nullptr) {
      ast::Name word = name(x->name());
      d.words.push_back({std::move(word.text), word.src});
    } else if (x->literal() != nullptr && x->literal()->STR() != nullptr) {
      d.words.push_back(text(x->literal()->STR()));
    } else {
      report(Code::kBadNumber, span(x), {"一个词或引文「…」", "a word or a quoted text", "「其他」"});
    }
  }
  return d;
}

std::optional<ast::PatternDecl> Builder::pattern(Grammar::PatternDeclContext* c) {
  auto n = maybe(c->name());
  if (!n) return std::nullopt;
  ast::PatternDecl d{std::move(*n), {}, span(c)};
  for (auto* s : c->STR()) d.alternatives.push_back(text(s));
  return d;
}

std::optional<ast::RuleSetDecl> Builder::rule_set(Grammar::RuleSetContext* c) {
  ast::RuleSetDecl d;
  d.src = span(c);
  if (c->dotted() == nullptr || c->dotted()->children.empty()) return std::nullopt;
  d.code.src = span(c->dotted());
  for (auto* child : c->dotted()->children) {
    if (auto* leaf = dynamic_cast<Leaf*>(child)) d.code.text += leaf->getSymbol()->getType() == Grammar::DOT ? "." : plain(leaf);
    else d.code.text += name(dynamic_cast<Node*>(child)).text;
  }
  for (auto* x : c->ruleSetClause()) rule_set_clause(x, d);
  return d;
}

void Builder::rule_set_clause(Grammar::RuleSetClauseContext* c, ast::RuleSetDecl& out) {
  const auto texts = c->STR();
  const auto names = this->names(c->name());
  const auto day = [&]() -> std::optional<int32_t> { return lexeme(c->DATE()) == nullptr ? std::nullopt : date_value(raw(c->DATE())); };
  switch (first_type(c)) {
    case Grammar::K_VERSION:
      if (auto* v = c->versionText(); v != nullptr && !v->children.empty()) out.version = v->STR() != nullptr ? text(v->STR()).text : name(v).text;
      return;
    case Grammar::K_TITLE:
      if (!texts.empty()) out.title = text(texts[0]);
      return;
    case Grammar::K_REGION:
      out.region = lexeme(c->NUM()) != nullptr ? plain(c->NUM()) : names.empty() ? "" : names[0].text;
      return;
    case Grammar::K_DOCUMENT:
      if (!texts.empty()) out.documents.push_back(text(texts[0]));
      return;
    case Grammar::K_SOURCE:
      if (!texts.empty()) out.sources.push_back(text(texts[0]));
      return;
    case Grammar::K_ERRATUM:
      if (texts.size() > 1) out.errata.push_back({text(texts[0]), text(texts[1]), span(c)});
      return;
    case Grammar::K_IN_FORCE: out.in_force = day(); return;
    case Grammar::K_REPEALED: out.repealed = day(); return;
    case Grammar::K_CARDS: out.cards = names; return;
    case Grammar::K_CALENDAR:
      if (!names.empty()) out.calendar = names[0];
      return;
    case Grammar::K_INHERITS:
      if (!texts.empty()) out.inherits = text(texts[0]);
      return;
    case Grammar::K_ONLY_STRICTER: out.only_stricter = span(c); return;
    default: return;
  }
}

}  // namespace zs::syntax

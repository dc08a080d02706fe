#include "compiler/sema/indicators.h"

#include "compiler/sema/build.h"
#include "compiler/sema/clocks.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/fields.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

#include <algorithm>

namespace zs::sema {
namespace {

using typed::Indicator;
using typed::Situation;

/// The level of a situation's (or the indicator's common) declarations.
Env declarations(const ast::SituationDecl& d, const Env& parent, const std::string& code) {
  Env e;
  e.parent = &parent, e.innermost = parent.innermost, e.owner = code;
  e.parameters = &d.parameters, e.conditions = &d.conditions, e.clocks = &d.clocks;
  return e;
}

/// Definitions are checked although nothing may use them.
void check_definitions(Context& c, const ast::SituationDecl& d, const Env& env) {
  for (const auto& clock : d.clocks) make_clock(c, clock, env);
  for (const auto& p : d.parameters)
    if (p.value && p.value->kind != ast::Expr::Kind::kSet && !c.broken.contains(&p)) {
      const Active on(c, &p);
      if (value(c, *p.value, env) == kNone) c.broken.insert(&p);
    }
  for (const auto& condition : d.conditions)
    if (condition.parameters.empty()) {
      Found f;
      f.what = kACondition, f.condition = &condition, f.env = &env;
      ast::Expr use;
      use.kind = ast::Expr::Kind::kName, use.name = condition.name, use.src = condition.name.src;
      use_condition(c, f, use, env);
    }
}

class SituationChecker {
 public:
  SituationChecker(Context& c, const ast::SituationDecl& d, const std::string& code) : c_(c), d_(d), code_(code) {}

  /// nullopt where nothing of it can ever hold, or it is wrong.
  std::optional<Situation> check(const Env& indicator) {
    Env level = declarations(d_, indicator, code_);
    if (!d_.list) return in(level);
    const auto rows = rows_named(c_, *d_.list, indicator);
    if (!rows) return std::nullopt;
    const Env row = row_level(level, open_rows(c_, level, rows->owner, rows->field));
    level.body = &row;
    return in(row);
  }

  /// The indicator's own 当 clauses, whose declarations are already open.
  std::optional<Situation> in(const Env& env) {
    OpenSituation open;
    open.scope = env.innermost;
    for (const auto& card : d_.cards)
      if (const int i = card_named(c_, card.card); i != kNone) open.cards.insert(i);
    c_.situation = open;
    Situation out;
    out.name = d_.name.text, out.scope = env.innermost, out.src = d_.src;
    bool failed = false;
    const bool own = !d_.name.text.empty();
    if (own) {
      out.applies = joined(c_, d_.applies, env, failed);
      out.quotes = quotes_of(d_.quotes);
      if (d_.reason) out.reason = reason_of(c_, *d_.reason, env);
      c_.situation->current = static_cast<int>(c_.program.cards.size());
      check_definitions(c_, d_, env);
    }
    for (const auto& card : d_.cards) add_card(out, card, env);
    c_.situation.reset();
    if (failed || (own && d_.cards.empty())) {
      if (!failed && !c_.has_error_within(d_.src)) c_.report(Code::kSituationWithoutCard, d_.name.src, {d_.name.text});
      return std::nullopt;
    }
    if (is_false(c_, out.applies) || out.cards.empty()) return std::nullopt;
    if (is_true(c_, out.applies)) out.applies = kNone;
    return out;
  }

 private:
  void add_card(Situation& out, const ast::CardClause& clause, const Env& env) {
    typed::CardRule rule;
    rule.card = kNone;
    for (size_t i = 0; i < c_.program.cards.size(); ++i)
      if (c_.program.cards[i] == clause.card.text) rule.card = static_cast<int>(i);
    c_.situation->current = rule.card;
    rule.when = condition(c_, *clause.when, env);
    rule.src = clause.src;
    for (const auto& a : clause.actions) rule.actions.push_back(a.text);
    if (rule.card != kNone && rule.when != kNone && !is_false(c_, rule.when)) out.cards.push_back(std::move(rule));
  }

  Context& c_;
  const ast::SituationDecl& d_;
  const std::string& code_;
};

void check_names(Context& c, const ast::IndicatorDecl& d) {
  std::map<std::string, Span> seen;
  no_twins(c, d.common.parameters, seen), no_twins(c, d.choices, seen);
  no_twins(c, d.common.conditions, seen), no_twins(c, d.common.clocks, seen);
  std::map<std::string, Span> situations;
  no_twins(c, d.situations, situations);
  for (const auto& s : d.situations) {
    std::map<std::string, Span> own;
    no_twins(c, s.parameters, own), no_twins(c, s.conditions, own), no_twins(c, s.clocks, own);
  }
}

void check_one(Context& c, const ast::IndicatorDecl& d, int model) {
  Indicator out;
  out.code = d.code.text, out.name = d.title.text, out.model = model, out.src = d.src;
  for (const auto& part : d.category) out.category.push_back(part.text);
  check_names(c, d);
  const Env record = record_env(c, model);
  out.scope = record.scope;
  Env level = declarations(d.common, record, d.code.text);
  level.choices = &d.choices;
  for (const auto& choice : d.choices) out.choices.push_back(describe_choice(c, choice, d.code.text));
  bool failed = false;
  out.applies = joined(c, d.common.applies, level, failed);
  if (is_true(c, out.applies)) out.applies = kNone;
  out.quotes = quotes_of(d.common.quotes);
  if (d.common.reason) out.reason = reason_of(c, *d.common.reason, level);
  check_definitions(c, d.common, level);
  if (!d.common.cards.empty())
    if (auto s = SituationChecker(c, d.common, d.code.text).in(level)) out.situations.push_back(std::move(*s));
  for (const auto& situation : d.situations)
    if (auto s = SituationChecker(c, situation, d.code.text).check(level)) out.situations.push_back(std::move(*s));
  if (is_false(c, out.applies)) out.situations.clear();
  // A 当 that could not be read is not a missing one.
  if (d.common.cards.empty() && d.situations.empty() && !c.has_error_within(d.src)) c.report(Code::kIndicatorWithoutCard, d.code.src, {d.code.text});
  c.program.indicators.push_back(std::move(out));
}

/// Twins: the same code on the same record kind.
void check_codes(Context& c) {
  std::map<std::pair<std::string, int>, Span> seen;
  size_t i = 0;
  for (const auto& made : c.program.indicators) {
    const auto [it, fresh] = seen.emplace(std::pair{made.code, made.model}, made.src);
    if (!fresh) c.report(Code::kDuplicateIndicator, made.src, {made.code}).also(it->second, "已在这里定义", "already defined here");
    ++i;
  }
}

void resolve_supersedes(Context& c, const std::vector<const ast::IndicatorDecl*>& decls) {
  auto& all = c.program.indicators;
  std::vector<std::string> codes;
  for (const auto& i : all) codes.push_back(i.code);
  for (size_t i = 0; i < decls.size(); ++i)
    for (const ast::Name& name : decls[i]->supersedes) {
      bool exists = false, found = false;
      for (size_t j = 0; j < all.size(); ++j) {
        if (all[j].code != name.text && all[j].name != name.text) continue;
        exists = true;
        if (all[j].model != all[i].model) continue;
        found = true;
        auto& list = all[i].supersedes;
        if (std::find(list.begin(), list.end(), static_cast<int>(j)) == list.end()) list.push_back(static_cast<int>(j));
      }
      if (found) continue;
      if (exists) c.report(Code::kSupersedesOtherRecord, name.src, {name.text});
      else suggest_near(c.report(Code::kUnknownIndicator, name.src, {name.text, list_of(codes)}), name, codes);
    }
}

/// 取代 must not lead back to where it starts.
void check_circles(Context& c) {
  auto& all = c.program.indicators;
  std::vector<int> state(all.size(), 0);  // 0 new, 1 on the way, 2 done
  const auto visit = [&](const auto& self, size_t i) -> bool {
    if (state[i] == 2) return true;
    if (state[i] == 1) {
      c.report(Code::kSupersedesCircle, all[i].src, {all[i].code});
      return false;
    }
    state[i] = 1;
    for (int j : all[i].supersedes)
      if (!self(self, static_cast<size_t>(j))) return state[i] = 2, false;
    state[i] = 2;
    return true;
  };
  for (size_t i = 0; i < all.size(); ++i)
    if (!visit(visit, i)) return;
}

}  // namespace

int card_named(Context& c, const ast::Name& name) {
  for (size_t i = 0; i < c.program.cards.size(); ++i)
    if (c.program.cards[i] == name.text) return static_cast<int>(i);
  suggest_near(c.report(Code::kUnknownCard, name.src, {name.text, list_of(c.program.cards)}), name, c.program.cards);
  return kNone;
}

std::vector<std::string> unknown_record(const std::string& name, const std::vector<std::string>& known) {
  std::string zh, en;
  for (const auto& [path, text] : standard_library())
    if (path == name + ".zs") zh = "导入「标准库/" + path + "」；", en = "import 「标准库/" + path + "」; ";
  return {name, list_of(known), zh, en};
}

int model_named(Context& c, const ast::Name& name) {
  std::vector<std::string> names;
  for (size_t i = 0; i < c.program.models.models.size(); ++i) {
    const auto& m = c.program.models.models[i];
    if (m.is_row) continue;
    if (m.name == name.text || m.code == name.text) return static_cast<int>(i);
    names.push_back(m.name);
  }
  suggest_near(c.report(Code::kUnknownRecord, name.src, unknown_record(name.text, names)), name, names);
  return kNone;
}

ExprId joined(Context& c, const std::vector<ast::ExprPtr>& parts, const Env& env, bool& failed) {
  if (parts.empty()) return kNone;
  std::vector<ExprId> ids;
  for (const auto& p : parts) ids.push_back(condition(c, *p, env));
  const ExprId id = make_and(c, ids, parts.front()->src);
  failed |= id == kNone;
  return id;
}

std::vector<typed::Quote> quotes_of(const std::vector<ast::QuoteClause>& quotes) {
  std::vector<typed::Quote> out;
  for (const auto& q : quotes) out.push_back({q.clause, q.quote.text, "", q.src});
  return out;
}

void check_indicators(Context& c) {
  std::vector<const ast::IndicatorDecl*> kept;
  for (const ast::IndicatorDecl* d : c.top.indicators) {
    const int model = model_named(c, d->record);
    if (model == kNone) continue;
    kept.push_back(d);
    check_one(c, *d, model);
  }
  check_codes(c);
  resolve_supersedes(c, kept);
  check_circles(c);
}

}  // namespace zs::sema

// Named conditions expanded where they are used; 口径.
#include "compiler/sema/build.h"
#include "compiler/sema/conditions.h"
#include "compiler/sema/names.h"

#include <algorithm>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Expr;
using typed::Op;

std::string record_kind(const Context& c, const Env& env) {
  const Env& record = record_level(env);
  return record.scope != kNone ? c.model_of(record.scope).name : c.program.models.models[static_cast<size_t>(record.model)].name;
}

bool fits_here(Context& c, const ast::ConditionDecl& d, const ast::Expr& use, const Env& env) {
  if (use.args.size() != d.parameters.size()) {
    c.report(Code::kArgumentCount, use.src, {d.name.text, std::to_string(d.parameters.size()), std::to_string(use.args.size())})
        .also(d.name.src, "在这里定义", "defined here");
    return false;
  }
  if (d.record) {
    const std::string kind = record_kind(c, env);
    if (d.record->text != kind) {
      c.report(Code::kOtherRecord, use.src, {d.name.text, d.record->text, kind}).also(d.record->src, "在这里定义", "defined here");
      return false;
    }
  }
  return true;
}

ExprId named(Context& c, ExprId body, const std::string& name, Span src) {
  if (body == kNone || is_true(c, body) || is_false(c, body)) return body;
  Expr e;
  e.op = Op::kNamed, e.args = {body}, e.text = name, e.src = src;
  return put(c, std::move(e));
}

}  // namespace

ExprId use_condition(Context& c, const Found& f, const ast::Expr& use, const Env& env) {
  const ast::ConditionDecl& d = *f.condition;
  if (c.broken.contains(&d) || !fits_here(c, d, use, env)) return kNone;
  if (std::find(c.active.begin(), c.active.end(), &d) != c.active.end()) {
    c.report(Code::kDefinitionCircle, use.src, {d.name.text}).also(d.name.src, "在这里定义", "defined here");
    c.broken.insert(&d);
    return kNone;
  }
  const Env& body = body_of(f, env);
  const std::pair<const void*, ScopeId> key{&d, body.innermost};
  if (const auto known = c.conditions.find(key); known != c.conditions.end()) return known->second;
  const Active on(c, &d);
  const size_t cards = c.card_uses;
  Env call;
  call.parent = &body, call.innermost = body.innermost;
  if (!d.parameters.empty()) {
    call.formals = &d.parameters, call.actuals = &use.args, call.caller = &env, call.innermost = env.innermost;
  }
  const size_t errors = c.sink.error_count();
  const ExprId id = named(c, condition(c, *d.body, call), d.name.text, use.src);
  if (id == kNone && d.parameters.empty() && c.sink.error_count() > errors) c.broken.insert(&d);
  if (id != kNone && d.parameters.empty() && c.card_uses == cards) c.conditions[key] = id;
  return id;
}

std::string reading_of(Context& c, const ast::ChoiceDecl& choice, const std::string& owner) {
  auto it = c.options.readings.find(owner + "/" + choice.name.text);
  if (it == c.options.readings.end()) it = c.options.readings.find(choice.name.text);
  if (it == c.options.readings.end()) return choice.chosen.text;
  const bool known = it->second == choice.chosen.text ||
                     std::any_of(choice.others.begin(), choice.others.end(), [&](const auto& o) { return o.text == it->second; });
  if (!known) return choice.chosen.text;  // reported once, where the choice is declared
  return it->second;
}

ExprId choice_is(Context& c, const ast::ChoiceDecl& choice, const std::string& owner, const ast::Expr& option, bool equal, Span src) {
  const std::string name = option.kind == AK::kName ? option.name.text : option.kind == AK::kText ? option.text : std::string();
  std::vector<std::string> options{choice.chosen.text};
  for (const auto& o : choice.others) options.push_back(o.text);
  if (std::find(options.begin(), options.end(), name) == options.end()) {
    suggest_near(c.report(Code::kUnknownOption, option.src, {choice.name.text, name, list_of(options)}).also(choice.src, "口径在这里", "the choice"),
                 {name, option.src}, options);
    return kNone;
  }
  return make_truth(c, (reading_of(c, choice, owner) == name) == equal, src);
}

}  // namespace zs::sema

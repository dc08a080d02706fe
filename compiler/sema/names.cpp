#include "compiler/sema/names.h"

#include "compiler/sema/fields.h"
#include "compiler/sema/meant.h"
#include "compiler/syntax/slips.h"
#include "compiler/syntax/utf8.h"
#include "compiler/syntax/written.h"

#include <algorithm>

namespace zs::sema {
namespace {

template <class Decl>
const Decl* find_in(const std::vector<Decl>* decls, const std::string& name) {
  if (decls)
    for (const Decl& d : *decls)
      if (d.name.text == name) return &d;
  return nullptr;
}

bool find_declared(const Env& e, const std::string& name, unsigned meanings, Found& f) {
  if ((meanings & kAParameter) && (f.parameter = find_in(e.parameters, name))) f.what = kAParameter;
  else if ((meanings & kAChoice) && (f.choice = find_in(e.choices, name))) f.what = kAChoice;
  else if ((meanings & kACondition) && (f.condition = find_in(e.conditions, name))) f.what = kACondition;
  else if ((meanings & kAClock) && (f.clock = find_in(e.clocks, name))) f.what = kAClock;
  return static_cast<bool>(f);
}

bool find_level(const Context& c, const Env& e, const std::string& name, unsigned meanings, Found& f) {
  f.env = &e;
  if (e.formals && (meanings & kAnArgument))
    for (size_t i = 0; i < e.formals->size() && i < e.actuals->size(); ++i)
      if ((*e.formals)[i].text == name) {
        f.what = kAnArgument, f.actual = (*e.actuals)[i].get();
        return true;
      }
  if ((meanings & kAnAlias) && !e.alias.empty() && e.alias == name) {
    f.what = kAnAlias, f.scope = e.scope;
    return true;
  }
  if ((meanings & kAField) && e.opens && (e.scope != kNone || e.key != kNone)) {
    const int model = e.scope != kNone ? c.program.scopes[static_cast<size_t>(e.scope)].model : e.model;
    const int field = find_field(c, model, name);
    if (field != kNone) {
      f.what = kAField, f.scope = e.scope, f.field = field;
      return true;
    }
  }
  return find_declared(e, name, meanings, f);
}

/// Among declarations that share a name, the one for this record kind, else the one for any, else the first.
template <class Decl>
const Decl* for_model(const Context& c, const std::vector<const Decl*>& decls, const Env& env) {
  const Env& record = record_level(env);
  const std::string kind = record.scope != kNone ? c.model_of(record.scope).name : std::string();
  for (const Decl* d : decls)
    if (d->record && d->record->text == kind) return d;
  for (const Decl* d : decls)
    if (!d->record) return d;
  return decls.front();
}

bool find_top(const Context& c, const Env& env, const std::string& name, unsigned meanings, Found& f) {
  f.env = nullptr;
  const auto single = [&](auto& map, unsigned meaning, auto& slot) {
    if (!(meanings & meaning)) return false;
    const auto it = map.find(name);
    if (it == map.end()) return false;
    f.what = static_cast<Meaning>(meaning), slot = it->second;
    return true;
  };
  if (single(c.top.parameters, kAParameter, f.parameter) || single(c.top.choices, kAChoice, f.choice)) return true;
  if (meanings & kACondition)
    if (const auto it = c.top.conditions.find(name); it != c.top.conditions.end()) {
      f.what = kACondition, f.condition = for_model(c, it->second, env);
      return true;
    }
  if (meanings & kAClock)
    if (const auto it = c.top.clocks.find(name); it != c.top.clocks.end()) {
      f.what = kAClock, f.clock = for_model(c, it->second, env);
      return true;
    }
  if (single(c.top.words, kAWordList, f.words) || single(c.top.patterns, kAPattern, f.pattern)) return true;
  if (meanings & kACard)
    for (size_t i = 0; i < c.program.cards.size(); ++i)
      if (c.program.cards[i] == name) {
        f.what = kACard, f.index = static_cast<int>(i);
        return true;
      }
  return false;
}

std::u32string decode(const std::string& s) {
  std::u32string out;
  for (size_t i = 0; i < s.size();) {
    const auto d = syntax::decode_utf8(s, i);
    out += d.c;
    i += d.size;
  }
  return out;
}

}  // namespace

Found lookup(const Context& c, const std::string& name, const Env& env, unsigned meanings) {
  Found f;
  for (const Env* e = &env; e; e = e->parent)
    if (find_level(c, *e, name, meanings, f)) return f;
  find_top(c, env, name, meanings, f);
  return f;
}

const Env& record_level(const Env& env) {
  const Env* e = &env;
  while (e->parent) e = e->parent;
  return *e;
}

const Env& body_of(const Found& found, const Env& user) {
  if (!found.env) return record_level(user);
  return found.env->body ? *found.env->body : *found.env;
}

const ast::Expr& resolved(const Context& c, const ast::Expr& e, const Env*& env) {
  const ast::Expr* at = &e;
  for (int hops = 0; hops < 64 && at->kind == ast::Expr::Kind::kName; ++hops) {
    const Found f = lookup(c, at->name.text, *env, kAnything);
    if (f.what == kAnArgument) at = f.actual, env = f.env->caller;
    else if (f.what == kAParameter && f.parameter->value && f.parameter->by_region.empty()) at = f.parameter->value.get(), env = &body_of(f, *env);
    else break;
  }
  return *at;
}

size_t edit_distance(const std::u32string& a, const std::u32string& b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    std::swap(before, last), std::swap(last, now);
  }
  return last[b.size()];
}

namespace {

bool same_but_for_case(const std::string& a, const std::string& b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  return a != b && std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

/// HN8-7 is no slip for HN8-1: codes that differ in their digits are different codes.
bool other_number(const std::string& a, const std::string& b) {
  std::string digits_a, digits_b;
  for (const char c : a)
    if (c >= '0' && c <= '9') digits_a += c;
  for (const char c : b)
    if (c >= '0' && c <= '9') digits_b += c;
  return a.find('-') != std::string::npos && digits_a != digits_b;
}

}  // namespace

std::string nearest(const std::string& name, const std::vector<std::string>& candidates) {
  const std::string plain = syntax::plain_characters(name);  // 預警, 己办结
  if (plain != name && std::find(candidates.begin(), candidates.end(), plain) != candidates.end()) return plain;
  for (const std::string& candidate : candidates)
    if (same_but_for_case(name, candidate)) return candidate;
  const std::u32string wanted = decode(name);
  std::string best;
  // A third of the name may differ; Chinese names are short, so one character always may where there are two.
  size_t limit = std::max<size_t>(1, wanted.size() / 3) + 1;
  if (wanted.size() < 2) limit = 1;
  for (const std::string& candidate : candidates) {
    const std::u32string other = decode(candidate);
    if (other.size() > wanted.size() + limit || wanted.size() > other.size() + limit || syntax::denies(name) != syntax::denies(candidate) || other_number(name, candidate)) continue;
    const size_t d = edit_distance(wanted, other);
    if (d > 0 && d < limit) limit = d, best = candidate;
  }
  if (!best.empty() || wanted.size() < 2) return best;
  for (const std::string& candidate : candidates)  // 办结 for 办结时间
    if (candidate.find(name) != std::string::npos && syntax::denies(name) == syntax::denies(candidate) && (best.empty() || candidate.size() < best.size())) best = candidate;
  return best;
}

std::vector<std::string> names_in_scope(const Context& c, const Env& env, unsigned meanings) {
  std::vector<std::string> out;
  const auto add_all = [&](const auto* decls, unsigned meaning) {
    if (decls && (meanings & meaning))
      for (const auto& d : *decls) out.push_back(d.name.text);
  };
  const auto add_keys = [&](const auto& map, unsigned meaning) {
    if (meanings & meaning)
      for (const auto& [name, unused] : map) out.push_back(name);
  };
  for (const Env* e = &env; e; e = e->parent) {
    if (e->formals)
      for (const auto& n : *e->formals) out.push_back(n.text);
    if ((meanings & kAnAlias) && !e->alias.empty()) out.push_back(e->alias);
    if ((meanings & kAField) && e->opens && (e->scope != kNone || e->key != kNone)) {
      const int model = e->scope != kNone ? c.program.scopes[static_cast<size_t>(e->scope)].model : e->model;
      for (const auto& f : c.program.models.models[static_cast<size_t>(model)].fields) out.push_back(f.name);
    }
    add_all(e->parameters, kAParameter), add_all(e->choices, kAChoice);
    add_all(e->conditions, kACondition), add_all(e->clocks, kAClock);
  }
  add_keys(c.top.parameters, kAParameter), add_keys(c.top.choices, kAChoice);
  add_keys(c.top.conditions, kACondition), add_keys(c.top.clocks, kAClock);
  add_keys(c.top.words, kAWordList), add_keys(c.top.patterns, kAPattern);
  if (meanings & kACard) out.insert(out.end(), c.program.cards.begin(), c.program.cards.end());
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

void suggest_near(diag::Diagnostic& d, const ast::Name& name, const std::vector<std::string>& candidates) {
  const std::string near = nearest(name.text, candidates);
  if (near.empty()) return;
  d.also(name.src, "是否想写“" + near + "”？", "did you mean “" + near + "”?").suggest(name.src, near);
}

void undefined(Context& c, const ast::Name& name, const Env& env, unsigned meanings) {
  if (explain_unknown(c, name, env, meanings)) return;
  suggest_near(c.report(Code::kUndefinedName, name.src, {name.text, "检查拼写；记录的字段、参数、条件须先写明", "check the spelling; fields, parameters and conditions must be declared"}), name,
               names_in_scope(c, env, meanings));
}

std::string list_of(const std::vector<std::string>& names, size_t n) {
  std::string out;
  for (size_t i = 0; i < names.size() && i < n; ++i) out += (i ? "、" : "") + names[i];
  if (names.size() > n) out += "……";
  return out;
}

}  // namespace zs::sema

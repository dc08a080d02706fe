#include "compiler/sema/patterns.h"

#include "compiler/sema/build.h"
#include "compiler/sema/names.h"
#include "compiler/sema/values.h"

#include <re2/re2.h>

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using typed::Op;

int add_pattern(Context& c, const std::vector<const ast::Text*>& alternatives) {
  std::string all;
  for (const ast::Text* t : alternatives) {
    const auto one = pattern_of(t->text);
    if (!one) {
      c.report(Code::kBrokenPattern, t->src, {t->text});
      return kNone;
    }
    all += (all.empty() ? "(?:" : "|") + *one;
  }
  all += ")";
  const RE2 compiled(all, RE2::Quiet);
  if (alternatives.empty() || !compiled.ok()) {
    c.report(Code::kBrokenPattern, alternatives.empty() ? Span{} : alternatives[0]->src, {alternatives.empty() ? "" : alternatives[0]->text});
    return kNone;
  }
  for (size_t i = 0; i < c.program.patterns.size(); ++i)
    if (c.program.patterns[i] == all) return static_cast<int>(i);
  c.program.patterns.push_back(std::move(all));
  return static_cast<int>(c.program.patterns.size() - 1);
}

int pattern_operand(Context& c, const ast::Expr& written, const Env& user) {
  const Env* env = &user;
  const ast::Expr& e = resolved(c, written, env);
  if (e.kind == AK::kError) return kNone;
  if (e.kind == AK::kText) {
    const ast::Text text{e.text, e.src};
    return add_pattern(c, {&text});
  }
  const Found f = e.kind == AK::kName ? lookup(c, e.name.text, *env, kAPattern) : Found{};
  if (f) return pattern_index(c, *f.pattern);
  const auto names = names_in_scope(c, user, kAPattern);
  suggest_near(c.report(Code::kNoSuchPattern, e.src, {e.name.text}), e.name, names);
  return kNone;
}

}  // namespace

std::optional<std::string> pattern_of(std::string_view text) {
  constexpr std::string_view kAny = "××";
  std::string out, literal;
  int depth = 0;
  const auto flush = [&] { out += RE2::QuoteMeta(literal), literal.clear(); };
  for (size_t i = 0; i < text.size();) {
    if (text.substr(i, kAny.size()) == kAny) {
      flush(), out += "(?s:.+)", i += kAny.size();
      continue;
    }
    const char ch = text[i++];
    if (ch == '[') flush(), out += "(?:", ++depth;
    else if (ch == ']' && depth > 0) flush(), out += ")", --depth;
    else if (ch == ']') return std::nullopt;
    else if (ch == '|' && depth > 0) flush(), out += "|";
    else literal += ch;
  }
  flush();
  return depth == 0 ? std::optional<std::string>(out) : std::nullopt;
}

int pattern_index(Context& c, const ast::PatternDecl& decl) {
  const auto known = c.patterns.find(&decl);
  if (known != c.patterns.end()) return known->second;
  std::vector<const ast::Text*> alternatives;
  for (const auto& t : decl.alternatives) alternatives.push_back(&t);
  return c.patterns[&decl] = add_pattern(c, alternatives);
}

ExprId matches(Context& c, const ast::Expr& e, const Env& env) {
  const ExprId text = value_of_kind(c, *e.args[0], env, Kind::kText);
  const int pattern = pattern_operand(c, *e.args[1], env);
  if (text == kNone || pattern == kNone) return kNone;
  typed::Expr m;
  m.op = Op::kMatches, m.args = {text}, m.index = pattern, m.src = e.src;
  const ExprId id = put(c, std::move(m));
  return e.kind == AK::kMatches ? id : make_not(c, id, e.src);
}

}  // namespace zs::sema

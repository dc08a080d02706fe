// 理由 templates: paths and the quantities of clocks between literal text.
#include "compiler/sema/clocks.h"
#include "compiler/sema/indicators.h"
#include "compiler/sema/values.h"

namespace zs::sema {
namespace {

using AK = ast::Expr::Kind;
using What = typed::ReasonPart::What;

std::optional<What> quantity_of(const ast::Expr& e) {
  switch (e.kind) {
    case AK::kClockUsed: return What::kUsed;
    case AK::kClockLeft: return What::kLeft;
    case AK::kClockDue: return What::kDue;
    default: return std::nullopt;
  }
}

bool fill(Context& c, const ast::Expr& e, const Env& env, typed::ReasonPart& out) {
  if (const auto quantity = quantity_of(e)) {
    out.what = *quantity, out.clock = clock_named(c, *e.args[0], env);
    if (out.clock == kNone) return false;
    const bool needs_limit = *quantity != What::kUsed;
    if (needs_limit && c.program.clocks[static_cast<size_t>(out.clock)].limit == kNone) {
      c.report(Code::kClockWithoutLimit, e.src, {c.program.clocks[static_cast<size_t>(out.clock)].name});
      return false;
    }
    return true;
  }
  out.what = What::kValue, out.value = value(c, e, env);
  return out.value != kNone;
}

}  // namespace

std::vector<typed::ReasonPart> reason_of(Context& c, const ast::ReasonClause& reason, const Env& env) {
  std::vector<typed::ReasonPart> out;
  for (const auto& piece : reason.pieces) {
    typed::ReasonPart part;
    if (piece.value) {
      if (!fill(c, *piece.value, env, part)) continue;
    } else {
      part.text = piece.text;
    }
    out.push_back(std::move(part));
  }
  return out;
}

}  // namespace zs::sema

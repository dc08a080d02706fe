// A 当 whose condition can never hold.
#include "lint/proofs.h"

namespace zs::lint::found {

void impossible_condition(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kNeverHolds)) report(p.fault.src, {p.code(), text_at(pack, p.expr(p.fault.expr).src)}, p.code());
}

}  // namespace zs::lint::found

// Two indicators that always show the same cards.
#include "lint/proofs.h"

namespace zs::lint::found {

void equivalent_indicators(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kEquivalent)) report(p.fault.src, {p.code(), p.other()}, p.other());
}

}  // namespace zs::lint::found

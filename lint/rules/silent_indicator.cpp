// An indicator that can never show a card.
#include "lint/proofs.h"

namespace zs::lint::found {

void silent_indicator(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kSilent)) report(p.fault.src, {p.code()}, p.code());
}

}  // namespace zs::lint::found

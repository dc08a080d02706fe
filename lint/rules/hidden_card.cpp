// A card that never shows: a higher one always stands with it, or something silences it.
#include "lint/proofs.h"

namespace zs::lint::found {

void hidden_card(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kHiddenCard)) report(p.fault.src, {p.code(), p.program->cards[static_cast<size_t>(p.fault.card)]}, p.code());
}

}  // namespace zs::lint::found

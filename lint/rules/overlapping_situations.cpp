// Two 情形 that divide a range, and a value that both take, with different cards.
#include "lint/proofs.h"
#include "prove/words.h"

namespace zs::lint::found {

void overlapping_situations(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kOverlap)) {
    const Span other = p.expr(p.fault.other_expr).src;
    report(p.fault.src, {p.code(), text_at(pack, p.fault.src), text_at(pack, other), prove::record_words(p.program->models, *p.fault.witness)}, p.code())
        .also(other, "另一种情形", "the other 情形");
  }
}

}  // namespace zs::lint::found

// One of several conditions that are all required, which holds wherever the others do.
#include "lint/proofs.h"

namespace zs::lint::found {

void idle_condition(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kRedundant)) report(p.fault.src, {p.code(), text_at(pack, p.fault.src)}, p.code());
}

}  // namespace zs::lint::found

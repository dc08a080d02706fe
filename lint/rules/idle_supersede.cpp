// 取代 of an indicator that never stands at the same time.
#include "lint/proofs.h"

namespace zs::lint::found {

void idle_supersede(const Pack& pack, Report& report) {
  for (const Proved& p : proved(pack, prove::Fault::What::kIdleSupersede)) report(p.fault.src, {p.code(), p.other()}, p.code());
}

}  // namespace zs::lint::found

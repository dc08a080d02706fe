// 取代 over the ground.
#include "compiler/typed/silencers.h"
#include "prove/encode.h"

namespace zs::prove {

Truth Encoder::silence(int indicator) {
  Truth any = certain(t_.no());
  for (const int by : typed::silencers(p_, indicator)) {
    if (p_.indicators[static_cast<size_t>(by)].model != p_.indicators[static_cast<size_t>(indicator)].model) continue;
    for (const Truth& own : own_cards(by)) any = either(any, own);
  }
  return any;
}

}  // namespace zs::prove

#pragma once
// Witnesses as people read them.
#include "prove/compare.h"

namespace zs::prove {

/// 办件（受理时间 2024-03-04 09:00、承诺时限 10工作日）, then its reference rows; the record's key is left out.
std::string record_words(const model::Models& models, const Witness& witness);

}  // namespace zs::prove

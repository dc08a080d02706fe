#pragma once
// Five rules that only compare numbers and enumerations (bench/plain): no calendar, no events. What engines that compile
// rules to machine code publish figures of.
#include "bench/data.h"

#include <array>
#include <cstdint>

namespace zs::bench {

columns::Table make_applications(const model::Models& models, size_t count, uint64_t seed);

/// The records with a card, by rule.
using PlainCounts = std::array<uint64_t, 5>;

/// The same five written by hand for exactly these columns, none of which lacks a value.
PlainCounts plain_loop(const model::Models& models, const columns::Table& table);

}  // namespace zs::bench

#pragma once
// 甲 先于 乙 and 甲's event 晚于 乙's, 甲 and 乙 rows of one list: asked of the list, without a row for each pair.
#include "runtime/vm/value_graph.h"

#include <optional>

namespace zs::vm {

/// Values of the list's rows: where a row stands in the order, and when it happened.
struct Disorder {
  int place, event;
};

/// `places` and `events` compare pairs of rows: are they the two halves of a disorder among the rows of `list`?
inline std::optional<Disorder> disorder_of(const ValueGraph& g, int list, int places, int events) {
  const auto value = [&](int test) {
    const ValueGraph::Value &mine = g[g[test].src[0]], &other = g[g[test].src[1]];
    const bool one_list = mine.op == bytecode::Opcode::kSpreadV && other.op == bytecode::Opcode::kPairV && mine.src[0] == other.src[0] && g[mine.src[0]].domain == list;
    return one_list ? mine.src[0] : ValueGraph::kNone;
  };
  const Disorder d{value(places), value(events)};
  if (d.place == ValueGraph::kNone || d.event == ValueGraph::kNone) return std::nullopt;
  // The rows are those of a list by itself: then a pair is two rows of one owner.
  const ValueGraph::Value& rows = g[list];
  if (rows.op != bytecode::Opcode::kRows || rows.src[0] != rows.src[1]) return std::nullopt;
  return d;
}

}  // namespace zs::vm

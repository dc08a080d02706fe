#include "io/readers/block_binder.h"

#include "io/arrow/node.h"

#include <numeric>

namespace zs::readers {

/// Columns that no field reads.
void BlockBinder::note_unknown(const arrow::Node& node, const columns::Table& table) {
  if (table.size == 0) return;
  for (const auto& child : node.children) {
    const auto slot = columns_.names().find(table.model, child.name);
    if (slot.field < 0) builder_.note_unknown(table.model, child.name);
    else if (const auto& c = table.columns[static_cast<size_t>(slot.field)]; c.rows && child.kind == arrow::Node::Kind::kList) note_unknown(child.children[0], *c.rows);
  }
}

std::optional<Bound> BlockBinder::by_columns(const arrow::Node& node, const std::shared_ptr<const void>& owner) {
  auto filled = columns_.read(model_, node, owner);
  if (!filled) return std::nullopt;
  note_unknown(node, filled->table);
  Bound out{std::move(filled->table), std::vector<uint32_t>(filled->doubtful.size())};
  std::iota(out.rows.begin(), out.rows.end(), 0u);
  for (size_t i = 0; i < out.rows.size(); ++i)
    if (filled->doubtful[i]) out.rows[i] = Bound::kAlone;
  return out;
}

}  // namespace zs::readers

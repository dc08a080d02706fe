#include "cli/aligned.h"

#include "runtime/columns/select.h"

#include <algorithm>

namespace zs::cli {

Result<bool> Aligned::pull() {
  auto more = reader_.next(table_);
  if (!more) return more.error();
  at_ = 0;
  ordinals_ = *more ? reader_.ordinals() : std::vector<uint64_t>();
  return *more;
}

Status Aligned::flush(const columns::Table& first, const OnPiece& on_piece) {
  if (rows_first_.empty()) return {};
  const auto a = columns::select(first_, first, rows_first_), b = columns::select(second_, table_, rows_second_);
  rows_first_.clear(), rows_second_.clear();
  return on_piece(a, b);
}

Status Aligned::add(const CaseBatch& batch, const OnPiece& on_piece) {
  for (size_t i = 0; i < batch.ordinals.size();) {
    if (at_ == ordinals_.size()) {
      if (auto s = flush(batch.table, on_piece); !s) return s;
      auto more = pull();
      if (!more) return more.error();
      if (!*more) {
        only_first_ += batch.ordinals.size() - i;
        return {};
      }
    }
    if (batch.ordinals[i] == ordinals_[at_]) rows_first_.push_back(static_cast<uint32_t>(i++)), rows_second_.push_back(static_cast<uint32_t>(at_++));
    else if (batch.ordinals[i] < ordinals_[at_]) ++only_first_, ++i;
    else ++only_second_, ++at_;
  }
  return flush(batch.table, on_piece);
}

Status Aligned::finish() {
  only_second_ += ordinals_.size() - at_;
  for (;;) {
    auto more = pull();
    if (!more) return more.error();
    if (!*more) return {};
    only_second_ += ordinals_.size();
    at_ = ordinals_.size();
  }
}

Result<std::vector<KindInputs>> by_models(const model::Models& from, const model::Models& to, const std::vector<KindInputs>& kinds) {
  std::vector<KindInputs> out;
  for (auto k : kinds) {
    const auto& m = from.models[static_cast<size_t>(k.model)];
    const auto other = kind_named(to, m.name);
    if (!other) return Error{ErrorKind::kUsage, "另一套规则没有记录种类 " + m.name, "the other rules have no record kind " + m.name};
    const auto& fields = to.models[static_cast<size_t>(*other)].fields;
    for (auto& i : k.inputs) {
      if (i.list < 0) continue;
      const auto& name = m.fields[static_cast<size_t>(i.list)].name;
      const auto it = std::find_if(fields.begin(), fields.end(), [&](const model::Field& f) { return f.name == name && f.type == model::FieldType::kRows; });
      if (it == fields.end()) return Error{ErrorKind::kUsage, "另一套规则的 " + m.name + " 没有列表 " + name, "the other rules' " + m.name + " has no list " + name};
      i.list = static_cast<int>(it - fields.begin());
    }
    k.model = *other;
    out.push_back(std::move(k));
  }
  return out;
}

}  // namespace zs::cli

#include "runtime/columns/table.h"

#include <algorithm>
#include <cstring>

namespace zs::columns {

int32_t StringPool::add(std::string_view s) {
  if (used_ + s.size() > capacity_) {
    capacity_ = std::max<size_t>(s.size(), 64 * 1024);
    blocks_.push_back(std::make_unique<char[]>(capacity_));
    used_ = 0;
  }
  char* at = blocks_.empty() ? nullptr : blocks_.back().get() + used_;
  if (!s.empty()) std::memcpy(at, s.data(), s.size());
  used_ += s.size();
  views_.emplace_back(at, s.size());
  return static_cast<int32_t>(views_.size() - 1);
}

Table make_table(const model::Models& models, int model, std::shared_ptr<StringPool> strings) {
  Table t;
  t.model = model;
  t.strings = strings ? std::move(strings) : std::make_shared<StringPool>();
  const auto& fields = models.models[static_cast<size_t>(model)].fields;
  t.columns.resize(fields.size());
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].type == model::FieldType::kRows)
      t.columns[i].rows = std::make_unique<Table>(make_table(models, fields[i].rows, t.strings));
  return t;
}

}  // namespace zs::columns

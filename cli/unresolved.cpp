#include "cli/unresolved.h"

#include "runtime/columns/key.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::cli {

using columns::Column;
using columns::Table;
using model::FieldType;

Unresolved::Unresolved(const model::Models& models, const std::vector<const Table*>& references)
    : models_(models), given_(models.models.size()), keys_(models.models.size()) {
  for (size_t m = 0; m < models.models.size() && m < references.size(); ++m) {
    const Table* t = references[m];
    if (!t || models.models[m].key < 0) continue;
    given_[m] = true;
    for (const int32_t code : t->columns[static_cast<size_t>(models.models[m].key)].codes)
      if (code >= 0) keys_[m].insert((*t->strings)[code]);
  }
}

Status Unresolved::look(const Table& table, const OnReference& on_reference) { return look_in(table, {table, nullptr, ""}, on_reference); }

Status Unresolved::look_in(const Table& table, const Place& place, const OnReference& on_reference) {
  const auto& fields = models_.models[static_cast<size_t>(table.model)].fields;
  for (size_t f = 0; f < fields.size(); ++f) {
    const Column& c = table.columns[f];
    if (fields[f].type == FieldType::kText && fields[f].reference >= 0 && given_[static_cast<size_t>(fields[f].reference)])
      if (auto s = column(table, f, place, on_reference); !s) return s;
    if (fields[f].type != FieldType::kRows || !c.rows || c.offsets.size() != table.size + 1) continue;
    std::vector<uint32_t> owners(c.rows->size);
    for (uint32_t i = 0; i < table.size; ++i)
      for (uint32_t k = c.offsets[i]; k < c.offsets[i + 1]; ++k) owners[k] = place.owners ? (*place.owners)[i] : i;
    if (auto s = look_in(*c.rows, {place.records, &owners, place.prefix + fields[f].name + "."}, on_reference); !s) return s;
  }
  return {};
}

Status Unresolved::column(const Table& table, size_t field, const Place& place, const OnReference& on_reference) {
  const auto& f = models_.models[static_cast<size_t>(table.model)].fields[field];
  const auto& record = models_.models[static_cast<size_t>(place.records.model)].name;
  const auto& keys = keys_[static_cast<size_t>(f.reference)];
  const auto& codes = table.columns[field].codes;
  const std::string name = place.prefix + f.name;
  std::vector<uint8_t> known(table.strings->size());  // by code: 1 found, 2 not; each text is sought once
  for (uint32_t i = 0; i < codes.size(); ++i) {
    if (codes[i] < 0) continue;
    auto& k = known[static_cast<size_t>(codes[i])];
    if (k == 0) k = keys.contains((*table.strings)[codes[i]]) ? 1 : 2;
    if (k == 1) continue;
    ++count_of(record + "." + name, models_.models[static_cast<size_t>(f.reference)].name).count;
    const uint32_t owner = place.owners ? (*place.owners)[i] : i;
    if (auto s = on_reference({record, columns::key_of(models_, place.records, owner), name, (*table.strings)[codes[i]]}); !s) return s;
  }
  return {};
}

writers::Tally::Unresolved& Unresolved::count_of(const std::string& field, const std::string& reference) {
  const auto it = std::find_if(counts_.begin(), counts_.end(), [&](const auto& c) { return c.field == field; });
  return it != counts_.end() ? *it : counts_.emplace_back(writers::Tally::Unresolved{field, reference, 0});
}

void Unresolved::tell(const Context& context, const std::string& path) const {
  if (counts_.empty()) return;
  std::string zh, en;
  for (const auto& c : counts_) {
    zh += fmt::format("{}{} 在 {} 中查不到 {} 处", zh.empty() ? "" : "，", c.field, c.reference, c.count);
    en += fmt::format("{}{} of {} not in {}", en.empty() ? "" : ", ", c.count, c.field, c.reference);
  }
  context.warn("有引用查不到，其字段按未知计：" + zh + (path.empty() ? "；用 --unresolved FILE 可得全部" : "；全部在 " + path),
               "references were not found, their fields count as unknown: " + en + (path.empty() ? "; --unresolved FILE lists them all" : "; all are in " + path));
}

}  // namespace zs::cli

#include "ledger/records.h"

namespace zs::ledger {

Status Records::load() {
  const auto take = [&](Row r) -> Status { return packing_.use(std::string(r[0]), db_.bytes_of(r[1])), ++dictionaries_, Status(); };
  return db_.query("SELECT record, data FROM zs_dictionaries ORDER BY id", {}, take);
}

Status Records::learn(const std::string& record, const std::vector<std::pair<std::string, std::string>>& texts) {
  std::vector<std::string_view> samples;
  for (const auto& [id, text] : texts) samples.push_back(text);
  const std::string dictionary = Packing::dictionary_of(samples);
  if (dictionary.empty()) return {};
  packing_.use(record, dictionary);
  return db_.insert("zs_dictionaries", {"id", "record", "data"}, {std::to_string(++dictionaries_), record, dictionary}, 2);
}

Status Records::write(const std::string& record, const std::vector<std::pair<std::string, std::string>>& texts) {
  if (!packing_.has(record))
    if (auto s = learn(record, texts); !s) return s;
  std::vector<std::string> cells;
  cells.reserve(texts.size() * 2);
  for (const auto& [id, text] : texts) cells.push_back(id), cells.push_back(packing_.pack(record, text));
  return db_.insert("zs_data", {"case_id", "data"}, cells, 1);
}

}  // namespace zs::ledger

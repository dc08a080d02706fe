#pragma once
// A record as one line of JSON, always the same for the same values: fields in the order of the model, by their Chinese names,
// what is missing left out. Reading it back gives the record, with the same fingerprint.
#include "runtime/columns/table.h"
#include "runtime/model/record_model.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zs::ledger {

/// Writes the records of one kind.
class CaseWriter {
 public:
  /// `models` must outlive it.
  CaseWriter(const model::Models& models, int model);
  ~CaseWriter();
  std::string text(const columns::Table& table, size_t record) const;

 private:
  struct Names;   // of a kind's fields, ready for the text
  std::unique_ptr<const Names> names_;
};

/// Records as a table. `refused`: indices of texts that this model does not take (another version of the rules); they are left out.
columns::Table table_of(const model::Models& models, int model, const std::vector<std::string>& texts, std::vector<size_t>& refused);

}  // namespace zs::ledger

#pragma once
// References that do not resolve: their fields are unknown to the rules, and here they are counted and listed.
#include "cli/context.h"
#include "io/writers/report_writer.h"
#include "runtime/columns/table.h"

#include <boost/unordered/unordered_flat_set.hpp>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zs::cli {

class Unresolved {
 public:
  /// `references` by model index, null where not given (then nothing is sought in it). Both must outlive it.
  Unresolved(const model::Models& models, const std::vector<const columns::Table*>& references);

  struct Reference {
    const std::string& record;
    std::string_view key;        // of the record, that of a list's row too
    const std::string& field;    // 实施编码; 环节.处理部门 inside lists
    std::string_view value;
  };
  using OnReference = std::function<Status(const Reference&)>;
  /// Every reference of a table of records that is not found: by field, then in the order of the records.
  Status look(const columns::Table& table, const OnReference& on_reference);

  const std::vector<writers::Tally::Unresolved>& counts() const { return counts_; }
  /// One line, where there are any. `path`: where they are listed; empty where nowhere.
  void tell(const Context& context, const std::string& path) const;

 private:
  struct Place { const columns::Table& records; const std::vector<uint32_t>* owners; std::string prefix; };
  Status look_in(const columns::Table& table, const Place& place, const OnReference& on_reference);
  Status column(const columns::Table& table, size_t field, const Place& place, const OnReference& on_reference);
  writers::Tally::Unresolved& count_of(const std::string& field, const std::string& reference);

  const model::Models& models_;
  std::vector<bool> given_;                                                // by model
  std::vector<boost::unordered_flat_set<std::string_view>> keys_;          // by model
  std::vector<writers::Tally::Unresolved> counts_;
};

}  // namespace zs::cli

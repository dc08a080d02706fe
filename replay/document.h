#pragma once
// The result of a replay as JSON: the summary, and the data of the report page (replay/report/README.md has its form).
#include "replay/session.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace zs::replay {

/// Rows of changes, column by column, as text that is JSON already: they may be millions.
class ChangeColumns {
 public:
  explicit ChangeColumns(const Pairing& pairing);

  /// `key` of the record, `record` its kind, `codes` its codes in each dimension.
  void add(const Change& change, std::string_view key, const std::string& record, const std::vector<uint32_t>& codes);
  uint64_t count() const { return count_; }
  /// The object; `dimensions` name the codes. Reasons are left out above this many rows: the page would grow past mailing.
  static constexpr uint64_t kMostReasons = 200'000;
  std::string json(const std::vector<Dimension>& dimensions) const;

 private:
  std::vector<int> bases_;       // see condition_bases
  uint64_t count_ = 0;
  std::vector<std::string> records_;
  std::string record_, key_, indicator_, kind_, condition_, day_, was_, is_, was_reason_, is_reason_, was_missing_, is_missing_;
  std::vector<std::string> dims_;
};

/// The number of a pair's first condition among all conditions of the report.
std::vector<int> condition_bases(const Pairing& pairing);

/// "indicators" of the report: counts, differences in words, text line by line.
nlohmann::ordered_json indicators_json(const Session& session);
nlohmann::ordered_json totals_json(const Session& session);
nlohmann::ordered_json groups_json(const Session& session, const std::vector<Dimension>& dimensions);
nlohmann::ordered_json statistics_json(const std::vector<StatisticChange>& changes);
/// Onsets by day, and the days of the calendar that are no usual ones within them.
nlohmann::ordered_json days_json(const Session& session);
nlohmann::ordered_json holidays_json(const Session& session);

/// 2024-10-08 09:30, with seconds where there are any.
std::string shown(Instant t);
/// A side in words: 黄牌 2024-10-08 00:00 至 2024-10-09 12:00；红牌 …；无法判定（承诺时限）; empty: no card.
std::string words_of(const Side& side, const std::vector<std::string>& cards);

}  // namespace zs::replay

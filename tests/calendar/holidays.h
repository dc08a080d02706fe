#pragma once
// The State Council's calendar 2013-2026 from the standard library's data.
#include "runtime/calendar/work_calendar.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <string>

namespace zs::calendar {

/// By day: whether it is worked, for every day in the list.
inline std::map<DayNo, bool> holidays() {
  std::ifstream in(std::string(ZS_SOURCE_DIR) + "/stdlib/data/holidays.csv");
  std::map<DayNo, bool> out;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    const auto day = day_from_civil(std::stoi(line.substr(0, 4)), std::stoi(line.substr(5, 2)), std::stoi(line.substr(8, 2)));
    out[day] = line.substr(11, 4) == "work";
  }
  return out;
}

inline Spec state_council(std::vector<std::pair<int32_t, int32_t>> office = {{9 * 3600, 17 * 3600}}) {
  Spec spec;
  spec.office = std::move(office);
  spec.first_year = 2013;
  spec.last_year = 2026;
  for (const auto& [day, works] : holidays()) spec.exceptions.emplace_back(static_cast<int32_t>(day), works ? 1 : 0);
  return spec;
}

}  // namespace zs::calendar

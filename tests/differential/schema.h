#pragma once
// One rich record model for all generated programs: every field type, two nested lists, a reference table.
#include "compiler/typed/program.h"

namespace zs::differential {

// Models.
inline constexpr int kCase = 0, kRowA = 1, kRowB = 2, kItem = 3;
// Fields of the record.
inline constexpr int kKey = 0, kRef = 1, kText1 = 2, kInt1 = 3, kDec1 = 4, kBool1 = 5, kDate1 = 6, kEnum1 = 7, kSpan1 = 8, kSpan2 = 9,
                     kEvent0 = 10, kEvent1 = 11, kEvent2 = 12, kEvent3 = 13, kTexts = 14, kEnums = 15, kListA = 16, kListB = 17, kInst1 = 18;
// Fields of rows A: with events, a plain value of each kind.
inline constexpr int kAName = 0, kAFrom = 1, kATo = 2, kAInt = 3, kABool = 4, kATexts = 5, kASpan = 6;
// Fields of rows B.
inline constexpr int kBName = 0, kBFrom = 1, kBTo = 2, kBDate = 3;
// Fields of the reference table.
inline constexpr int kItemKey = 0, kItemInt = 1, kItemSpan = 2, kItemTexts = 3, kItemEnum = 4, kItemBool = 5;

/// The days around which records lie: 2024-09-20, a working stretch with a holiday and make-up days in it.
inline constexpr int32_t kBaseDay = 19'986;

model::Models make_models();
/// 历, whose years hold all the data, and 短历, whose published years end in the middle of it (`short_of_2024`) or with it: its answers beyond are provisional.
std::vector<typed::Calendar> make_calendars(bool short_of_2024);

}  // namespace zs::differential

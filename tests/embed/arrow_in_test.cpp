// Arrow batches to columns: what is borrowed, what is converted, what is rejected and why.
#include "io/arrow/batch_reader.h"
#include "io/binding/instant_text.h"
#include "tests/embed/make.h"
#include "tests/io/models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zs::arrow {
namespace {

using namespace zs::testing;
using namespace zs::test;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr int64_t kNoon = 1'728'446'400;   // naive: 2024-10-09 04:00 on the wall; in UTC: 12:00 in China

struct ArrowIn : ::testing::Test {
  model::Models models = case_models();
  BatchReader reader{models, 0};
  Maker maker;

  Result<Batch> read(std::vector<Made> columns, int64_t length) { return read(structs("", length, std::move(columns))); }
  Result<Batch> read(Made made) {
    ArrowSchema schema;
    ArrowArray array;
    maker.batch(std::move(made), schema, array);
    auto batch = reader.read(schema, array);
    EXPECT_EQ(array.release, nullptr) << "an array that is given is taken";
    return batch;
  }
  /// "row field=value" of each reject.
  static std::vector<std::string> rejects(const Batch& b) {
    std::vector<std::string> out;
    for (const auto& r : b.rejected) out.push_back(std::to_string(r.row) + " " + r.reject.problem.field + "=" + r.reject.problem.value);
    return out;
  }
  /// Values of the second column, beside keys K0, K1, …
  std::vector<int64_t> values(Made column, int field) {
    Opt<std::string> keys;
    for (int64_t i = 0; i < column.length; ++i) keys.push_back("K" + std::to_string(++keys_));
    const int64_t n = column.length;
    last = std::move(*read({texts("办件编号", keys), std::move(column)}, n));
    const auto& v = last.table.columns[static_cast<size_t>(field)].values;
    return {v.begin(), v.end()};
  }
  static std::string text(const columns::Table& t, int32_t code) { return code < 0 ? "-" : std::string((*t.strings)[code]); }

  Batch last;
  int keys_ = 0;
};

TEST_F(ArrowIn, EveryTypeOfField) {
  auto steps = structs("", 3, {texts("环节名称", {"受理", "审查", "办结"}), fixed<int64_t>("开始时间", "tss:", {kNoon, std::nullopt, kNoon + 1}),
                               lists("材料", {2, std::nullopt, 0}, texts("", {"甲", " 乙 "}))});
  auto b = read({texts("project_no", {"A1", "A2"}), texts("行政区划", {"410000", " "}, true), labels("办件类型", {1, 0}, texts("", {"即办件", "2"})),
                 fixed<int64_t>("受理时间", "tss:", {kNoon, kNoon + 60}), fixed<double>("金额", "g", {12.5, std::nullopt}), fixed<int64_t>("跑动次数", "l", {2, 3}),
                 booleans("证照信息部委确定", {true, std::nullopt}), fixed<int32_t>("公示到期日", "tdD", {19724, std::nullopt}), fixed<int16_t>("承诺时限", "s", {10, 5}),
                 texts("承诺时限单位", {"G", std::nullopt}), lists("数据问题", {1, std::nullopt}, texts("", {"x"})), lists("评价详情", {2, 0}, texts("", {"承诺件", "9"})),
                 lists("环节", {2, 1}, std::move(steps)), fixed<int32_t>("备注", "i", {1, 2})},
                2);
  ASSERT_TRUE(b);
  EXPECT_THAT(rejects(*b), IsEmpty());
  EXPECT_EQ(reader.ways().by_columns, 1u);
  EXPECT_THAT(reader.unknown_names(), ElementsAre("备注"));
  const auto& t = b->table;
  EXPECT_EQ(text(t, t.columns[kNo].codes[0]) + text(t, t.columns[kNo].codes[1]), "A1A2");
  EXPECT_EQ(text(t, t.columns[kRegion].codes[0]) + text(t, t.columns[kRegion].codes[1]), "410000-");
  EXPECT_EQ(t.columns[kKind].values, (std::vector<int64_t>{1, 0}));
  EXPECT_EQ(t.columns[kAccepted].values, (std::vector<int64_t>{kNoon, kNoon + 60}));
  EXPECT_EQ(t.columns[kAmount].values, (std::vector<int64_t>{12'500'000, kMissing}));
  EXPECT_EQ(t.columns[kVisits].values, (std::vector<int64_t>{2, 3}));
  EXPECT_EQ(t.columns[kMinistry].values, (std::vector<int64_t>{kTrue, kMissing}));
  EXPECT_EQ(t.columns[kDue].values, (std::vector<int64_t>{19724, kMissing}));
  EXPECT_EQ(t.columns[kLimit].values, (std::vector<int64_t>{pack_span(10'000'000, Unit::kWorkDay), pack_span(5'000'000, Unit::kNoUnit)}));
  EXPECT_EQ(t.columns[kProblems].absent, (std::vector<uint8_t>{0, 1}));
  EXPECT_EQ(t.columns[kOptions].values, (std::vector<int64_t>{1, 2}));
  EXPECT_EQ(t.columns[kOptions].offsets, (std::vector<uint32_t>{0, 2, 2}));
  const auto& rows = *t.columns[kSteps].rows;
  EXPECT_EQ(t.columns[kSteps].offsets, (std::vector<uint32_t>{0, 2, 3}));
  EXPECT_EQ(rows.columns[1].values, (std::vector<int64_t>{kNoon, kNever, kNoon + 1}));
  EXPECT_EQ(text(rows, rows.columns[2].codes[1]), "乙");
}

// The batch's own memory is what the table reads, and the batch is released with the table.
TEST_F(ArrowIn, WhatLiesAsTheTableWantsItIsBorrowed) {
  ArrowSchema schema;
  ArrowArray array;
  maker.batch(structs("", 2, {texts("办件编号", {"A1", "A2"}), fixed<int64_t>("受理时间", "tss:", {kNoon, kNoon}), fixed<int64_t>("跑动次数", "l", {2, 3}),
                              lists("环节", {1, 1}, structs("", 2, {texts("环节名称", {"一", "二"})}))}),
              schema, array);
  const ArrowArray was = array;
  {
    auto b = reader.read(schema, array);
    ASSERT_TRUE(b);
    const auto& t = b->table;
    EXPECT_EQ(t.columns[kAccepted].values.data(), was.children[1]->buffers[1]);
    EXPECT_EQ(t.columns[kVisits].values.data(), was.children[2]->buffers[1]);
    EXPECT_EQ(static_cast<const void*>(t.columns[kSteps].offsets.data()), was.children[3]->buffers[1]);
    EXPECT_EQ(static_cast<const void*>((*t.strings)[t.columns[kNo].codes[0]].data()), was.children[0]->buffers[2]);
    EXPECT_EQ(maker.released(), 0);
    columns::Column copy{t.columns[kVisits].values, {}, {}, {}, nullptr};
    copy.values.push_back(4);   // copies what it borrowed
    EXPECT_EQ(copy.values, (std::vector<int64_t>{2, 3, 4}));
    EXPECT_EQ(t.columns[kVisits].values, (std::vector<int64_t>{2, 3}));
  }
  EXPECT_EQ(maker.released(), 1);
}

// A zone of any name means that the count is UTC; without one it is the wall clock, which is China's.
TEST_F(ArrowIn, TimestampsOfAnyUnitAndZone) {
  EXPECT_THAT(values(fixed<int64_t>("受理时间", "tss:UTC", {kNoon}), kAccepted), ElementsAre(kNoon + kCstOffset));
  EXPECT_THAT(values(fixed<int64_t>("受理时间", "tsm:America/New_York", {kNoon * 1000 + 999}), kAccepted), ElementsAre(kNoon + kCstOffset));
  EXPECT_THAT(values(fixed<int64_t>("受理时间", "tsu:", {kNoon * 1'000'000 + 1, std::nullopt}), kAccepted), ElementsAre(kNoon, kNever));
  EXPECT_THAT(values(fixed<int64_t>("受理时间", "tsn:+08:00", {-1}), kAccepted), ElementsAre(kCstOffset - 1));  // the second that holds it
  EXPECT_THAT(values(fixed<int32_t>("受理时间", "tdD", {19724}), kAccepted), ElementsAre(19724 * kSecondsPerDay));
  EXPECT_THAT(values(fixed<int64_t>("公示到期日", "tdm", {19724 * 86'400'000LL}), kDue), ElementsAre(19724));
  EXPECT_THAT(values(fixed<int64_t>("公示到期日", "tss:UTC", {19724 * kSecondsPerDay - kCstOffset}), kDue), ElementsAre(19724));
  EXPECT_THAT(values(texts("受理时间", {"2024-10-09T12:00:00+08:00", "20241009120000"}), kAccepted), ElementsAre(*binding::parse_instant("2024-10-09 12:00"), *binding::parse_instant("2024-10-09 12:00")));
  EXPECT_EQ(reader.ways().by_rows, 0u);
  EXPECT_THAT(values(fixed<int64_t>("受理时间", "tss:", {INT64_MAX}), kAccepted), IsEmpty());
  EXPECT_THAT(rejects(last), ElementsAre("0 受理时间=tss:@9223372036854775807"));
  EXPECT_THAT(values(fixed<int64_t>("公示到期日", "tss:", {kNoon}), kDue), IsEmpty());
  EXPECT_EQ(last.rejected[0].reject.problem.why.en, "a date has no time: write 2024-10-09, 2024/10/9 or 20241009");
}

TEST_F(ArrowIn, NumbersAreExact) {
  EXPECT_THAT(values(fixed<__int128>("金额", "d:38,8", {1'250'000'000, -100}), kAmount), ElementsAre(12'500'000, -1));
  EXPECT_THAT(values(fixed<int64_t>("金额", "d:18,0,64", {7}), kAmount), ElementsAre(7'000'000));
  EXPECT_THAT(values(fixed<float>("金额", "f", {0.1F}), kAmount), ElementsAre(100'000));
  EXPECT_THAT(values(fixed<uint8_t>("跑动次数", "C", {255}), kVisits), ElementsAre(255));
  EXPECT_THAT(values(fixed<__int128>("跑动次数", "d:10,2", {300}), kVisits), ElementsAre(3));
  EXPECT_THAT(values(fixed<double>("跑动次数", "g", {3.0}), kVisits), ElementsAre(3));
  EXPECT_EQ(reader.ways().by_rows, 0u);
  EXPECT_THAT(values(fixed<__int128>("金额", "d:38,8", {125}), kAmount), IsEmpty());
  EXPECT_THAT(rejects(last), ElementsAre("0 金额=0.00000125"));
  EXPECT_THAT(values(fixed<double>("跑动次数", "g", {2.5}), kVisits), IsEmpty());
  EXPECT_THAT(values(fixed<uint64_t>("跑动次数", "L", {UINT64_MAX}), kVisits), IsEmpty());
  EXPECT_THAT(rejects(last), ElementsAre("0 跑动次数=18446744073709551615"));
  EXPECT_THAT(values(fixed<double>("金额", "g", {std::numeric_limits<double>::quiet_NaN()}), kAmount), IsEmpty());
}

TEST_F(ArrowIn, RejectsNameRowFieldValueAndReason) {
  auto first = read({texts("办件编号", {"A1", "A2", "A3", "A1", std::nullopt, "A4"}), texts("办件类型", {"1", "加急件", "2", "1", "1", "1"}),
                     texts("受理时间", {"2024-10-09", "2024-10-09", "2024-02-30", "2024-10-09", "2024-10-09", "2024-10-09"})},
                    6);
  ASSERT_TRUE(first);
  EXPECT_THAT(rejects(*first), ElementsAre("1 办件类型=加急件", "2 受理时间=2024-02-30", "3 办件编号=A1", "4 办件编号="));
  EXPECT_THAT(first->rows, ElementsAre(0, 5));
  EXPECT_EQ(first->table.size, 2u);
  EXPECT_EQ(first->rejected[0].reject.key, "A2");
  EXPECT_EQ(first->rejected[0].reject.line, 2u);
  auto second = read({texts("办件编号", {"A4", "A5"})}, 2);  // keys are unique over all batches, lines go on
  ASSERT_TRUE(second);
  EXPECT_THAT(rejects(*second), ElementsAre("0 办件编号=A4"));
  EXPECT_EQ(second->rejected[0].reject.line, 7u);
}

TEST_F(ArrowIn, BadRowsOfListsRejectTheirRecord) {
  auto b = read({texts("办件编号", {"A1", "A2", "A3"}),
                 lists("环节", {1, 2, 1}, structs("", 4, {texts("环节名称", {"一", "二", std::nullopt, "四"}), texts("开始时间", {"2024-01-01", "2024-01-01", "2024-01-01", "x"})}))},
                3);
  ASSERT_TRUE(b);
  EXPECT_THAT(rejects(*b), ElementsAre("1 环节[2].环节名称=", "2 环节[1].开始时间=x"));
  EXPECT_EQ(b->table.columns[kSteps].rows->size, 1u);
}

TEST_F(ArrowIn, TextThatIsNoUtf8IsRejected) {
  auto b = read({texts("办件编号", {"A1", "A2", "A3"}), texts("行政区划", {"410000", "41\xff", "410000"}), labels("办件类型", {0, 1, 0}, texts("", {"1", "\xc3"}))}, 3);
  ASSERT_TRUE(b);
  EXPECT_THAT(rejects(*b), ElementsAre("1 行政区划="));
  EXPECT_EQ(b->rejected[0].reject.problem.why.en, "not valid UTF-8");
}

// What the columns' way cannot read is read row by row: numbers as text, lists written as text.
TEST_F(ArrowIn, OtherTypesGoByRows) {
  auto b = read({fixed<int32_t>("办件编号", "i", {7}), fixed<int32_t>("行政区划", "i", {410000}), fixed<int8_t>("办件类型", "c", {2}), texts("数据问题", {"甲；乙"}),
                 texts("环节", {R"([{"环节名称":"受理"}])"})},
                1);
  ASSERT_TRUE(b);
  EXPECT_THAT(rejects(*b), IsEmpty());
  EXPECT_EQ(reader.ways().by_rows, 1u);
  EXPECT_EQ(text(b->table, b->table.columns[kNo].codes[0]), "7");
  EXPECT_EQ(b->table.columns[kKind].values, (std::vector<int64_t>{1}));
  EXPECT_EQ(b->table.columns[kSteps].rows->size, 1u);
}

TEST_F(ArrowIn, SlicesOfBatchesAndColumns) {
  auto made = structs("", 2, {texts("办件编号", {"A1", "A2", "A3", "A4"}), fixed<int64_t>("跑动次数", "l", {1, 2, 3, std::nullopt}),
                              lists("环节", {1, 1, 2, 0}, structs("", 4, {texts("环节名称", {"一", "二", "三", "四"})}))});
  made.offset = 1;
  for (auto& c : made.children) c.length = 3, c.offset = 1;
  made.children[2].children[0].children[0].offset = 0;
  auto b = read(std::move(made));   // rows 2 and 3 of what lies there
  ASSERT_TRUE(b);
  const auto& t = b->table;
  EXPECT_EQ(text(t, t.columns[kNo].codes[0]) + text(t, t.columns[kNo].codes[1]), "A3A4");
  EXPECT_EQ(t.columns[kVisits].values, (std::vector<int64_t>{3, kMissing}));
  EXPECT_EQ(t.columns[kSteps].offsets, (std::vector<uint32_t>{0, 2, 2}));
  const auto& rows = *t.columns[kSteps].rows;
  EXPECT_EQ(text(rows, rows.columns[0].codes[0]) + text(rows, rows.columns[0].codes[1]), "三四");
}

TEST_F(ArrowIn, NullColumnsAreMissingEverywhere) {
  auto b = read({texts("办件编号", {"A1"}), nulls("受理时间", 1), nulls("环节", 1), nulls("承诺时限", 1), nulls("行政区划", 1)}, 1);
  ASSERT_TRUE(b);
  EXPECT_THAT(rejects(*b), IsEmpty());
  EXPECT_EQ(b->table.size, 1u);
}

TEST_F(ArrowIn, WhatIsNoBatchIsRefusedAndReleased) {
  const auto refused = [&](Made made) {
    const int before = maker.released();
    auto b = read(std::move(made));
    EXPECT_EQ(maker.released(), before + 1);
    return b ? std::string("taken") : b.error().en;
  };
  EXPECT_EQ(refused(texts("办件编号", {"A1"})), "a batch of records is an Arrow struct array (format +s), not u");
  EXPECT_EQ(refused(structs("", 1, {texts("行政区划", {"410000"})})), "the key column 办件编号 (project_no) of 办件 is missing");
  EXPECT_EQ(refused(structs("", 1, {texts("办件编号", {"1"}), texts("project_no", {"1"})})), "办件: the columns 办件编号 and project_no are the same field; remove one");
  EXPECT_THAT(refused(structs("", 1, {texts("办件编号", {"1"}), fixed<int64_t>("金额", "tDs", {1})})), ::testing::HasSubstr("the type (tDs) of the Arrow column 金额 cannot be read"));
  EXPECT_THAT(refused(structs("", 2, {texts("办件编号", {"1"})})), ::testing::HasSubstr("shorter than the array it belongs to"));
  auto falling = texts("办件编号", {"1", "2"});
  falling.buffers[0] = bytes_of(std::vector<int32_t>{0, 5, 1});
  EXPECT_THAT(refused(structs("", 2, {falling})), ::testing::HasSubstr("the offsets fall"));
  EXPECT_THAT(refused(structs("", 1, {texts("办件编号", {"1"}), labels("办件类型", {2}, texts("", {"1"}))})), ::testing::HasSubstr("outside the dictionary"));
  auto beyond = lists("环节", {3}, structs("", 1, {texts("环节名称", {"一"})}));
  EXPECT_THAT(refused(structs("", 1, {texts("办件编号", {"1"}), beyond})), ::testing::HasSubstr("beyond the child array"));
}

}  // namespace
}  // namespace zs::arrow

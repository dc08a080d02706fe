#include "io/binding/json_value.h"
#include "io/binding/table_builder.h"
#include "tests/io/models.h"

#include <gtest/gtest.h>

namespace zs::binding {
namespace {

using namespace zs::testing;

struct TableBuilderTest : ::testing::Test {
  model::Models models = case_models();
  TableBuilder builder{models, 0};
  JsonParser json;
  Arena arena;

  std::optional<Refusal> add(std::string_view text) {
    auto v = json.parse(text, arena);
    EXPECT_TRUE(v) << text;
    return builder.add(*v);
  }
  /// The field and value of the refusal: "field=value".
  std::string refused(std::string_view text) {
    auto r = add(text);
    return r ? r->problem.field + "=" + r->problem.value : "taken";
  }
};

TEST_F(TableBuilderTest, BindsEveryType) {
  ASSERT_FALSE(add(R"({"办件编号":"A1","region_code":"410000","办件类型":"1","受理时间":"2024-10-09","amount":12.5,"跑动次数":"2",
    "lic_by_ministry":true,"publicity_end":"2024/1/2","承诺时限":10,"承诺时限单位":"G","data_problems":["甲"," 乙 "],
    "评价详情":"承诺件；9","process":[{"环节名称":"受理","开始时间":"2024-10-09 08:00","materials":"a;b"},{"process_name":"办结"}]})"));
  const auto t = builder.take();
  ASSERT_EQ(t.size, 1u);
  const auto text = [&](int32_t code) { return (*t.strings)[code]; };
  EXPECT_EQ(text(t.columns[kNo].codes[0]), "A1");
  EXPECT_EQ(text(t.columns[kRegion].codes[0]), "410000");
  EXPECT_EQ(t.columns[kKind].values[0], 0);
  EXPECT_EQ(t.columns[kAccepted].values[0], *parse_instant("2024-10-09"));
  EXPECT_EQ(t.columns[kAmount].values[0], 12'500'000);
  EXPECT_EQ(t.columns[kVisits].values[0], 2);
  EXPECT_EQ(t.columns[kMinistry].values[0], kTrue);
  EXPECT_EQ(t.columns[kDue].values[0], *parse_day("2024-01-02"));
  EXPECT_EQ(t.columns[kLimit].values[0], pack_span(10'000'000, Unit::kWorkDay));
  EXPECT_EQ(t.columns[kProblems].offsets, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(text(t.columns[kProblems].codes[1]), "乙");
  EXPECT_EQ(t.columns[kOptions].values, (std::vector<int64_t>{1, 2}));
  const auto& steps = *t.columns[kSteps].rows;
  ASSERT_EQ(steps.size, 2u);
  EXPECT_EQ(t.columns[kSteps].offsets, (std::vector<uint32_t>{0, 2}));
  EXPECT_EQ(steps.columns[1].values, (std::vector<int64_t>{*parse_instant("2024-10-09 08:00"), kNever}));
  EXPECT_EQ(steps.columns[2].offsets, (std::vector<uint32_t>{0, 2, 2}));
  EXPECT_EQ(steps.columns[2].absent, (std::vector<uint8_t>{0, 1}));
}

TEST_F(TableBuilderTest, ARefusedListDoesNotMakeTheNextOnePresent) {
  ASSERT_TRUE(add(R"({"办件编号":"A1","数据问题":["甲"],"评价详情":["没有这一项"]})"));
  ASSERT_FALSE(add(R"({"办件编号":"A2"})"));
  const auto t = builder.take();
  EXPECT_EQ(t.columns[kProblems].absent, (std::vector<uint8_t>{1}));
  EXPECT_EQ(t.columns[kOptions].absent, (std::vector<uint8_t>{1}));
}

TEST_F(TableBuilderTest, ColumnsOfNobodyStayEmptyAndGapsAreFilled) {
  ASSERT_FALSE(add(R"({"办件编号":"A1","数据问题":[]})"));
  ASSERT_FALSE(add(R"({"办件编号":"A2","受理时间":"2024-10-09","行政区划":"  "})"));
  ASSERT_FALSE(add(R"({"办件编号":"A3","受理时间":null})"));
  const auto t = builder.take();
  EXPECT_TRUE(t.columns[kAmount].values.empty());
  EXPECT_TRUE(t.columns[kRegion].codes.empty());
  EXPECT_EQ(t.columns[kAccepted].values, (std::vector<int64_t>{kNever, *parse_instant("2024-10-09"), kNever}));
  EXPECT_EQ(t.columns[kProblems].absent, (std::vector<uint8_t>{0, 1, 1}));
  EXPECT_EQ(t.columns[kProblems].offsets, (std::vector<uint32_t>{0, 0, 0, 0}));
  EXPECT_TRUE(builder.seen(0)[kAccepted]);
  EXPECT_FALSE(builder.seen(0)[kProblems]);  // a list without an element is no datum
}

TEST_F(TableBuilderTest, SpansKeepWhatIsKnown) {
  ASSERT_FALSE(add(R"({"办件编号":"A1","承诺时限":2.5})"));
  ASSERT_FALSE(add(R"({"办件编号":"A2","promise_type":"Z"})"));
  ASSERT_FALSE(add(R"({"办件编号":"A3"})"));
  const auto t = builder.take();
  EXPECT_EQ(t.columns[kLimit].values, (std::vector<int64_t>{pack_span(2'500'000, Unit::kNoUnit), kSpanNoNumber + 1, kMissing}));
  EXPECT_FALSE(span_known(t.columns[kLimit].values[0]));
  EXPECT_FALSE(span_known(t.columns[kLimit].values[1]));
}

TEST_F(TableBuilderTest, RefusesWithFieldAndValue) {
  EXPECT_EQ(refused(R"({"受理时间":"2024-10-09"})"), "办件编号=");
  EXPECT_EQ(refused(R"({"办件编号":"A","accept_date":"2024-02-30"})"), "受理时间=2024-02-30");
  EXPECT_EQ(refused(R"({"办件编号":"A","办件类型":"急件"})"), "办件类型=急件");
  EXPECT_EQ(refused(R"({"办件编号":"A","行政区划":"4101"})"), "行政区划=4101");
  EXPECT_EQ(refused(R"({"办件编号":"A","amount":0.30000000000000004})"), "金额=0.30000000000000004");
  EXPECT_EQ(refused(R"({"办件编号":"A","承诺时限单位":"周"})"), "承诺时限单位=周");
  EXPECT_EQ(refused(R"({"办件编号":"A","project_no":"B"})"), "办件编号=B");
  EXPECT_EQ(refused(R"({"办件编号":"A","受理时间":["2024-10-09"]})"), R"(受理时间=["2024-10-09"])");
  EXPECT_EQ(refused(R"({"办件编号":"A","评价详情":["1","7"]})"), "评价详情[2]=7");
  EXPECT_EQ(refused(R"({"办件编号":"A","环节":[{"环节名称":"受理"},{"开始时间":"2024-10-09"}]})"), "环节[2].环节名称=");
  EXPECT_EQ(refused(R"({"办件编号":"A","环节":[{"环节名称":"受理","开始时间":"昨天"}]})"), "环节[1].开始时间=昨天");
  EXPECT_EQ(refused(R"({"办件编号":"A","环节":{"环节名称":"受理"}})"), R"(环节={"环节名称":"受理"})");
  EXPECT_EQ(refused(R"({"办件编号":"A","环节":"[{"})"), "环节=[{");
  EXPECT_EQ(refused("[1]"), "=[1]");
}

TEST_F(TableBuilderTest, ARefusedRecordLeavesNothingBehind) {
  const std::string good = R"({"办件编号":"G","受理时间":"2024-10-09","数据问题":["甲"],"环节":[{"环节名称":"受理","materials":["m"]}]})";
  ASSERT_FALSE(add(good));
  // Everything is set before the last field is found wrong.
  EXPECT_EQ(refused(R"({"办件编号":"B","受理时间":"2024-01-01","数据问题":["x","y"],"评价详情":["1"],
    "环节":[{"环节名称":"a","materials":["m","n"]},{"环节名称":"b","开始时间":"2024-01-01","materials":["m",""]}]})"), "环节[2].材料[2]=");
  EXPECT_EQ(builder.last_key(), "B");
  ASSERT_FALSE(add(good));
  const auto t = builder.take();
  EXPECT_EQ(t.size, 2u);
  EXPECT_EQ(t.columns[kAccepted].values.size(), 2u);
  EXPECT_EQ(t.columns[kProblems].offsets, (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_TRUE(t.columns[kOptions].offsets.empty() || t.columns[kOptions].offsets.back() == 0);
  EXPECT_EQ(t.columns[kSteps].offsets, (std::vector<uint32_t>{0, 1, 2}));
  EXPECT_EQ(t.columns[kSteps].rows->size, 2u);
  EXPECT_EQ(t.columns[kSteps].rows->columns[2].offsets, (std::vector<uint32_t>{0, 1, 2}));
}

TEST_F(TableBuilderTest, UnknownNamesAreRemembered) {
  ASSERT_FALSE(add(R"({"办件编号":"A","备注":"x","环节":[{"环节名称":"受理","备注":1}]})"));
  EXPECT_EQ(builder.unknown_names(), (std::set<std::string>{"备注", "环节.备注"}));
}

TEST(JsonParserTest, RefusesWhatIsNotOneJsonValue) {
  JsonParser json;
  Arena arena;
  for (const char* s : {"", "{", "{\"a\":1", "{\"a\":1} x", "{\"a\":01}", "{\"a\":1abc}", "{\"a\":tru}", "{'a':1}", "{\"a\" 1}", "{\"a\":1,}", "[1 2]",
                        "{\"a\":\"\\ud800\"}", "{\"a\":\"x", "{\"a\":-}", "{\"a\":\"\t\"}", "1", "\"x\"", "{\"a\":1}{\"b\":2}"})
    EXPECT_FALSE(json.parse(s, arena)) << s;
  EXPECT_FALSE(json.parse(std::string(100'000, '['), arena));
  std::string deep = "1";
  for (int i = 0; i < kMaxJsonDepth; ++i) deep = "[" + deep + "]";
  EXPECT_TRUE(json.parse(deep, arena));
  EXPECT_FALSE(json.parse("[" + deep + "]", arena));
  auto v = json.parse(R"( {"a":123456789012345678901234567890.5, "b":"\u4e2d\n"} )", arena);
  ASSERT_TRUE(v);
  EXPECT_EQ(v->members[0].value.text, "123456789012345678901234567890.5");
  EXPECT_EQ(v->members[1].value.text, "中\n");
}

}  // namespace
}  // namespace zs::binding

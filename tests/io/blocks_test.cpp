// Records read by columns, a block at a time, are the records read one by one: the same ones taken, the same ones rejected.
#include "io/duckdb/database.h"
#include "io/readers/record_reader.h"
#include "runtime/columns/fingerprint.h"
#include "tests/io/models.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace zs::readers {
namespace {

using namespace zs::testing;
namespace fs = std::filesystem;

struct BlocksTest : ::testing::Test {
  model::Models models = case_models();
  fs::path dir = fs::temp_directory_path() / ("zs-b-" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name());

  void SetUp() override { fs::create_directories(dir); }
  void TearDown() override { fs::remove_all(dir); }
  std::string at(const std::string& name) const { return (dir / name).string(); }

  /// What a reader says of its input, for comparing.
  struct Told {
    std::vector<std::string> keys, rejects, notes;
    std::vector<uint64_t> hashes, ordinals;
    std::vector<bool> seen, seen_rows;
    uint64_t read = 0, rejected = 0;
    size_t tables = 0;
    std::string error;
  };
  Told read(const std::vector<std::string>& paths, size_t batch) const {
    Told told;
    std::vector<Input> inputs;
    for (const auto& p : paths) inputs.push_back({p});
    ReadOptions options;
    options.batch = batch;
    RecordReader reader(models, 0, inputs, options, [&](const binding::Reject& r) {
      told.rejects.push_back(std::to_string(r.line) + "|" + r.key + "|" + r.problem.field + "|" + r.problem.value + "|" + r.problem.why.zh + "|" + r.original);
    });
    for (;;) {
      columns::Table t;
      auto more = reader.next(t);
      if (!more) told.error = more.error().zh;
      if (!more || !*more) break;
      ++told.tables;
      EXPECT_EQ(t.size, reader.ordinals().size());
      for (size_t i = 0; i < t.size; ++i) told.keys.emplace_back((*t.strings)[t.columns[kNo].codes[i]]);
      for (const auto h : columns::record_hashes(models, t)) told.hashes.push_back(h);
      for (const auto o : reader.ordinals()) told.ordinals.push_back(o);
    }
    for (const auto& n : reader.notes()) told.notes.push_back(n.zh);
    told.seen = reader.seen(0), told.seen_rows = reader.seen(1), told.read = reader.read(), told.rejected = reader.rejected();
    return told;
  }
  void parquet(const std::string& name, const std::string& select) const {
    auto db = duck::Database::open();
    auto s = db->run("COPY (" + select + ") TO " + duck::literal(at(name)) + " (FORMAT parquet, ROW_GROUP_SIZE 2048)", ErrorKind::kIo, "", "");
    ASSERT_TRUE(s) << s.error().en;
  }
  /// By columns, and one by one; equal in everything but the number of tables.
  Told both_ways(const std::vector<std::string>& paths) const {
    Told blocks = read(paths, kUsualBatch), rows = read(paths, SIZE_MAX);
    EXPECT_EQ(blocks.error, "");
    EXPECT_EQ(rows.tables, rows.keys.empty() ? 0u : 1u);
    EXPECT_EQ(blocks.keys, rows.keys);
    EXPECT_EQ(blocks.hashes, rows.hashes);
    EXPECT_EQ(blocks.ordinals, rows.ordinals);
    EXPECT_EQ(blocks.rejects, rows.rejects);
    EXPECT_EQ(blocks.notes, rows.notes);
    EXPECT_EQ(blocks.seen, rows.seen);
    EXPECT_EQ(blocks.seen_rows, rows.seen_rows);
    EXPECT_EQ(blocks.read, rows.read);
    EXPECT_EQ(blocks.rejected, rows.rejected);
    return blocks;
  }
};

// Types as other programs write them: codes and keys as numbers, dates, instants with and without a zone, decimals.
TEST_F(BlocksTest, ColumnsOfManyTypes) {
  parquet("a.parquet", R"(
    SELECT i::INTEGER AS project_no, (410000 + i % 5)::BIGINT AS 行政区划, CASE i % 3 WHEN 0 THEN 1 WHEN 1 THEN 2 ELSE 9 END::TINYINT AS 办件类型,
           (TIMESTAMP '2024-10-09 12:00:00' + INTERVAL (i) MINUTE)::TIMESTAMPTZ AS 受理时间, (i / 4.0)::DECIMAL(12, 2) AS 金额, i::HUGEINT AS 跑动次数,
           i % 2 = 0 AS 证照信息部委确定, DATE '2024-01-01' + (i % 300)::INTEGER AS 公示到期日, (i % 30)::USMALLINT AS 承诺时限, 1::TINYINT AS 承诺时限单位,
           ['问题', NULL, '别的'][1:1] AS 数据问题, [1, 2]::TINYINT[] AS 评价详情, i AS 备注,
           [{'环节名称': '受理', '开始时间': TIMESTAMP_S '2024-10-09 12:00:01', '材料': ['甲']}, {'环节名称': '审查', '开始时间': NULL, '材料': []}] AS 环节
    FROM range(5000) t(i))");
  const auto told = both_ways({at("a.parquet")});
  ASSERT_EQ(told.keys.size(), 5000u);
  EXPECT_EQ(told.keys[17], "17");
  EXPECT_GT(told.tables, 1u);
  EXPECT_EQ(told.rejects.size(), 0u) << told.rejects[0];
  ASSERT_EQ(told.notes.size(), 1u);
  EXPECT_NE(told.notes[0].find("备注"), std::string::npos);
  // The first as text. Where the file was written, a zoned 12:00 was one in the zone of the machine.
  std::ofstream(at("a.ndjson")) << R"({"办件编号":"0","行政区划":"410000","办件类型":"即办件","金额":0,"跑动次数":0,"证照信息部委确定":true,)"
                                   R"("公示到期日":"2024-01-01","承诺时限":0,"承诺时限单位":"工作日","数据问题":["问题"],"评价详情":["即办件","承诺件"],)"
                                   R"("环节":[{"环节名称":"受理","开始时间":"2024-10-09 12:00:01","材料":["甲"]},{"环节名称":"审查","材料":[]}]})";
  const auto text = read({at("a.ndjson")}, kUsualBatch);
  ASSERT_EQ(text.hashes.size(), 1u);
  parquet("b.parquet", "SELECT * EXCLUDE (受理时间) FROM " + duck::literal(at("a.parquet")) + " LIMIT 1");
  EXPECT_EQ(both_ways({at("b.parquet")}).hashes, text.hashes);
}

// Lists that lie in any order, or several records that share one.
TEST_F(BlocksTest, ListsThatDoNotLieInARow) {
  const std::string file = at("l.duckdb");
  {
    auto db = duck::Database::open_bounded(file, 64u << 20);
    ASSERT_TRUE(db && db->run("CREATE TABLE t AS SELECT 'K' || i AS 办件编号, [{'环节名称': '环' || i, '材料': ['甲' || i, '乙']}] AS 环节 FROM range(5000) t(i)", ErrorKind::kIo, "", ""));
  }
  const auto told = both_ways({file + "#SELECT 办件编号, 环节, ['同', '样'] AS 数据问题 FROM t ORDER BY hash(办件编号)"});
  EXPECT_EQ(told.keys.size(), 5000u);
}

// Faults of every kind here and there; some blocks have none.
TEST_F(BlocksTest, FaultsAmongThousands) {
  parquet("f.parquet", R"(
    SELECT CASE WHEN i % 997 = 5 THEN 'K' || (i - 3) WHEN i % 1499 = 7 THEN NULL WHEN i % 1511 = 9 THEN ' ' ELSE 'K' || i END AS 办件编号,
           CASE WHEN i % 1009 = 11 THEN '4101' ELSE '410000' END AS 行政区划, CASE WHEN i % 1013 = 12 THEN '急件' WHEN i % 4 = 0 THEN NULL ELSE ' 2 ' END AS 办件类型,
           CASE WHEN i % 1019 = 13 THEN '昨天' WHEN i % 3 = 0 THEN '2024/10/9 12:00' ELSE '2024-10-09T12:00:00+08:00' END AS 受理时间,
           CASE WHEN i % 1021 = 14 THEN '三元' ELSE '1.5e2' END AS 金额, CASE WHEN i % 1031 = 15 THEN 9000000000000000000 ELSE i END AS 跑动次数,
           CASE WHEN i % 1033 = 16 THEN DATE '0999-01-01' ELSE DATE '2024-01-01' END AS 公示到期日,
           CASE WHEN i % 1039 = 17 THEN '五' WHEN i % 5 = 0 THEN NULL ELSE '5' END AS 承诺时限, CASE WHEN i % 1049 = 18 THEN '周' ELSE 'G' END AS 承诺时限单位,
           CASE WHEN i % 1051 = 19 THEN ['好', ''] WHEN i % 7 = 0 THEN NULL ELSE [] END AS 数据问题, CASE WHEN i % 1061 = 20 THEN ['即办件', '错'] ELSE ['1'] END AS 评价详情,
           CASE WHEN i % 1063 = 21 THEN [{'环节名称': NULL, '开始时间': TIMESTAMP '2024-10-09 12:00:01'}]
                WHEN i % 1069 = 22 THEN [{'环节名称': '受理', '开始时间': TIMESTAMP '29999-10-09 12:00:01'}]
                WHEN i % 6 = 0 THEN NULL ELSE [{'环节名称': '受理', '开始时间': TIMESTAMP '2024-10-09 12:00:01.25'}, {'环节名称': '审查', '开始时间': NULL}] END AS 环节
    FROM range(20000) t(i))");
  const auto told = both_ways({at("f.parquet")});
  EXPECT_GT(told.rejects.size(), 200u);
  EXPECT_EQ(told.keys.size() + told.rejects.size(), 20'000u);
}

// Lists of texts, keys and texts with a NUL in them; by columns, by dictionary (Parquet has one for few texts) and one by one.
TEST_F(BlocksTest, NulsInTexts) {
  parquet("n.parquet", R"(SELECT CASE WHEN i = 7 THEN 'K' || chr(0) ELSE 'K' || i END AS 办件编号, CASE WHEN i % 100 = 3 THEN ['a', 'b' || chr(0)] ELSE ['a'] END AS 数据问题
                          FROM range(3000) t(i))");
  const auto told = both_ways({at("n.parquet")});
  EXPECT_EQ(told.rejects.size(), 31u);
  for (const auto& r : told.rejects) EXPECT_NE(r.find("NUL"), std::string::npos) << r;
}

// A file of lines, one of blocks and one of lines again: the order stays, and keys are unique over all.
TEST_F(BlocksTest, FilesOfBothKinds) {
  std::ofstream(at("a.csv")) << "办件编号,金额\nK1,1\nA2,2\n";
  parquet("b.parquet", "SELECT 'K' || i AS 办件编号, i AS 金额 FROM range(4000) t(i)");
  std::ofstream(at("c.csv")) << "办件编号,金额\nK77,1\nC2,2\n";
  const auto told = both_ways({at("a.csv"), at("b.parquet"), at("c.csv")});
  EXPECT_EQ(told.keys.size(), 2u + 3999u + 1u);
  EXPECT_EQ(told.rejects.size(), 2u);
  EXPECT_EQ(told.keys.front(), "K1");
  EXPECT_EQ(told.keys[2], "K0");
  EXPECT_EQ(told.keys.back(), "C2");
}

}  // namespace
}  // namespace zs::readers

#include "io/binding/instant_text.h"
#include "io/duckdb/database.h"
#include "io/readers/record_reader.h"
#include "tests/io/models.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace zs::readers {
namespace {

using namespace zs::testing;
namespace fs = std::filesystem;

struct RecordReaderTest : ::testing::Test {
  model::Models models = case_models();
  fs::path dir = fs::temp_directory_path() / ("zs-io-" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::vector<std::string> rejects;  // file:line field=value
  std::vector<std::string> keys;     // of the records taken
  std::vector<Note> notes;
  std::string error;
  uint64_t read = 0;
  columns::Table last;

  void SetUp() override { fs::create_directories(dir); }
  void TearDown() override { fs::remove_all(dir); }

  std::string file(const std::string& name, const std::string& text) {
    std::ofstream(dir / name, std::ios::binary) << text;
    return (dir / name).string();
  }
  void run(std::vector<Input> inputs, size_t batch = 65'536, Encoding encoding = Encoding::kAuto) {
    rejects.clear(), keys.clear(), error.clear();
    RecordReader reader(models, 0, std::move(inputs), {encoding, batch}, [&](const binding::Reject& r) {
      rejects.push_back(fs::path(r.file).filename().string() + ":" + std::to_string(r.line) + " " + r.problem.field + "=" + r.problem.value);
    });
    for (;;) {
      columns::Table t;
      auto more = reader.next(t);
      if (!more) { error = more.error().en; break; }
      if (!*more) break;
      EXPECT_LE(t.size, batch);
      for (size_t i = 0; i < t.size; ++i) keys.emplace_back((*t.strings)[t.columns[kNo].codes[i]]);
      last = std::move(t);
    }
    read = reader.read();
    notes = reader.notes();
  }
  using Texts = std::vector<std::string>;
};

TEST_F(RecordReaderTest, CsvWithQuotesAndLinesInThem) {
  run({{file("a.csv", "办件编号,region_code,数据问题,备注\n\"A,1\",410000,\"x\ny\",\r\n\"A\"\"2\",,,q\"q\n")}});
  EXPECT_EQ(keys, (Texts{"A,1", "A\"2"}));
  EXPECT_EQ(rejects, Texts{});
  ASSERT_EQ(notes.size(), 1u);
  EXPECT_NE(notes[0].en.find("备注"), std::string::npos);
}

TEST_F(RecordReaderTest, CsvRejectsByLine) {
  run({{file("a.csv",
             "办件编号,受理时间\n"     // 1
             "A1,2024-02-30\n"         // 2 bad date
             "\"A2\",\"2024-10-\n"     // 3 an unclosed quote costs its own line alone
             "A3,2024-10-09\n"         // 4
             "A4\n"                    // 5 too few
             "A5,2024-10-09,x\n"       // 6 too many
             "\n"                      // 7 nothing
             "A3,2024-10-10\n"         // 8 duplicate
             "\"A6\"x,2024-10-09\n"    // 9 text after a quote
             "A\xff,2024-10-09\n"      // 10 broken UTF-8
             "A7,2024-10-09 00:00\n"   // 11
             "A8")}});                 // 12 cut short
  EXPECT_EQ(keys, (Texts{"A3", "A7"}));
  EXPECT_EQ(rejects, (Texts{"a.csv:2 受理时间=2024-02-30", "a.csv:3 =\"A2\",\"2024-10-", "a.csv:5 =A4", "a.csv:6 =A5,2024-10-09,x", "a.csv:8 办件编号=A3",
                            "a.csv:9 =\"A6\"x,2024-10-09", "a.csv:10 =A\xEF\xBF\xBD,2024-10-09", "a.csv:12 =A8"}));
  EXPECT_EQ(read, 10u);
}

TEST_F(RecordReaderTest, NdjsonRejectsByLine) {
  run({{file("a.ndjson",
             "\xEF\xBB\xBF{\"办件编号\":\"A1\"}\n\n{\"办件编号\":\"A2\",\n{\"办件编号\":\"A\xff\"}\n{\"办件编号\":\"A1\"}\n[1]\n{\"办件编号\":\"A3\"}\r\n{\"办件编号\":\"A4\"")}});
  EXPECT_EQ(keys, (Texts{"A1", "A3"}));
  EXPECT_EQ(rejects, (Texts{"a.ndjson:3 ={\"办件编号\":\"A2\",", "a.ndjson:4 ={\"办件编号\":\"A\xEF\xBF\xBD\"}", "a.ndjson:5 办件编号=A1", "a.ndjson:6 =[1]",
                            "a.ndjson:8 ={\"办件编号\":\"A4\""}));
}

TEST_F(RecordReaderTest, JsonListsGoOnAfterABrokenElement) {
  run({{file("a.json", "[\n{\"办件编号\":\"A1\"},\n{\"办件编号\" \"A2\"},\n {\"办件编号\":\"]A3,\\\"\"}\n]\n")}});
  EXPECT_EQ(keys, (Texts{"A1", "]A3,\""}));
  EXPECT_EQ(rejects, (Texts{"a.json:3 ={\"办件编号\" \"A2\"}"}));
  run({{file("b.json", "[{\"办件编号\":\"A1\"},\n{\"办件编号\":\"A2\"")}});
  EXPECT_EQ(keys, Texts{"A1"});
  EXPECT_EQ(rejects.size(), 1u);
  run({{file("c.json", "[]")}});
  EXPECT_EQ(keys, Texts{});
  EXPECT_EQ(rejects, Texts{});
  run({{file("d.json", "[{\"办件编号\":\"A1\"}] x")}});
  EXPECT_EQ(rejects.size(), 1u);
  run({{file("e.json", "{\"办件编号\":\"A1\"}\n{\"办件编号\":\"A2\"}\n")}});
  EXPECT_EQ(keys, (Texts{"A1", "A2"}));
}

std::string replaced(const std::string& text, const std::string& from, const std::string& to) {
  std::string out;
  size_t at = 0;
  for (size_t next; (next = text.find(from, at)) != std::string::npos; at = next + from.size()) out.append(text, at, next - at) += to;
  return out.append(text, at);
}

/// In GB18030 乕 ends in [ and 乗 in a backslash: characters must not be cut apart, nor their bytes taken for signs.
TEST_F(RecordReaderTest, AJsonListOnOneLineMayBeAsLongAsItLikes) {
  const std::string word = "乕乗乕乕乗乗乕乕乕乗乗乗乕乗乕乗";
  std::string text = "[";
  Texts expected;
  for (int i = 0; i < 200'000; ++i) {
    expected.push_back(word.substr(0, static_cast<size_t>(i % 16) * 3) + std::to_string(i));
    text += (i ? "," : "") + std::string("{\"办件编号\":\"") + expected.back() + "\"}";
  }
  text += "]";
  ASSERT_GT(text.size(), 8 * kPiece);
  run({{file("a.json", text)}});
  EXPECT_EQ(keys, expected);
  EXPECT_TRUE(rejects.empty() && error.empty()) << error;
  for (const auto& [character, bytes] : {std::pair{"乕", "\x81\x5b"}, {"乗", "\x81\x5c"}, {"办件编号", "\xb0\xec\xbc\xfe\xb1\xe0\xba\xc5"}}) text = replaced(text, character, bytes);
  run({{file("g.json", text)}}, 65'536, Encoding::kGb18030);
  EXPECT_EQ(keys, expected);
  EXPECT_TRUE(rejects.empty() && error.empty()) << error;
}

TEST_F(RecordReaderTest, Gb18030IsTold) {
  // 办件编号,数据问题 / A1,材料不全
  const std::string gb = "\xb0\xec\xbc\xfe\xb1\xe0\xba\xc5,\xca\xfd\xbe\xdd\xce\xca\xcc\xe2\nA1,\xb2\xc4\xc1\xcf\xb2\xbb\xc8\xab\nA2,\xb2\xff\xff\n";
  run({{file("a.csv", gb)}});
  EXPECT_EQ(keys, Texts{"A1"});
  EXPECT_EQ((*last.strings)[last.columns[kProblems].codes[0]], "材料不全");
  EXPECT_EQ(rejects.size(), 1u);
}

TEST_F(RecordReaderTest, ChildFilesJoinOnTheKey) {
  const auto parents = file("a.csv", "办件编号\nA1\nA2\nA3\n");
  const auto steps = file("s.csv", "project_no,环节名称,开始时间\nA2,s1,2024-01-01\nA1,s2,\nA2,s3,\nA9,s4,\nA3,s5,昨天\n,s6,\n");
  run({{parents}, {steps, Format::kAuto, kSteps}});
  EXPECT_EQ(keys, (Texts{"A1", "A2"}));
  EXPECT_EQ(last.columns[kSteps].offsets, (std::vector<uint32_t>{0, 1, 3}));
  EXPECT_EQ((*last.strings)[last.columns[kSteps].rows->columns[0].codes[2]], "s3");
  EXPECT_EQ(rejects, (Texts{"s.csv:7 办件编号=", "s.csv:6 环节.开始时间=昨天", "s.csv:5 办件编号=A9"}));
}

TEST_F(RecordReaderTest, NestedListsInCsvAreJson) {
  run({{file("a.csv", "办件编号,环节,评价详情\nA1,\"[{\"\"环节名称\"\":\"\"受理\"\"}]\",\"[\"\"1\"\",2]\"\nA2,,1;承诺件\n")}});
  EXPECT_EQ(keys, (Texts{"A1", "A2"}));
  EXPECT_EQ(last.columns[kSteps].rows->size, 1u);
  EXPECT_EQ(last.columns[kOptions].values, (std::vector<int64_t>{0, 1, 0, 1}));
}

TEST_F(RecordReaderTest, ParquetOfAnyColumnType) {
  auto db = duck::Database::open();
  ASSERT_TRUE(db);
  const std::string path = (dir / "a.parquet").string();
  ASSERT_TRUE(db->run("COPY (SELECT 'A' || i AS \"办件编号\", TIMESTAMPTZ '2024-10-09 04:00:00+00' AS accept_date, 2.5::DOUBLE AS amount, 3::TINYINT AS visits,"
                      " i = 1 AS lic_by_ministry, DATE '2024-01-02' AS publicity_end, 10.0::DECIMAL(4,1) AS promise_day, 'G' AS promise_type,"
                      " CASE WHEN i = 1 THEN ['x', 'y'] END AS data_problems, [1, 9] AS eval_detail,"
                      " [{'环节名称': 'a', '开始时间': TIMESTAMP '2024-10-09 08:00:00.123'}, {'环节名称': 'b', '开始时间': NULL}] AS 环节"
                      " FROM range(3000) t(i)) TO '" + path + "' (FORMAT parquet)", ErrorKind::kIo, "", ""));
  run({{path}});
  EXPECT_EQ(error, "");
  EXPECT_EQ(rejects, Texts{});
  ASSERT_EQ(keys.size(), 3000u);
  EXPECT_EQ(keys[2999], "A2999");
  EXPECT_EQ(last.columns[kAccepted].values[1], *binding::parse_instant("2024-10-09 12:00"));
  EXPECT_EQ(last.columns[kAmount].values[1], 2'500'000);
  EXPECT_EQ(last.columns[kMinistry].values[0], kFalse);
  EXPECT_EQ(last.columns[kLimit].values[1], pack_span(10'000'000, Unit::kWorkDay));
  EXPECT_EQ(last.columns[kProblems].absent[0], 1);
  EXPECT_EQ(last.columns[kProblems].offsets[2999], 2u);
  EXPECT_EQ(last.columns[kSteps].rows->size, 6000u);
  EXPECT_EQ(last.columns[kSteps].rows->columns[1].values[0], *binding::parse_instant("2024-10-09 08:00:00"));
  run({{file("b.parquet", "PAR1 this is no Parquet")}});
  EXPECT_NE(error.find("cannot read the Parquet file"), std::string::npos) << error;
}

TEST_F(RecordReaderTest, CompressedFilesAreTheSame) {
  const std::string text = "{\"办件编号\":\"A1\"}\n{\"办件编号\":\"A2\"}\n";
  gzFile z = gzopen((dir / "a.ndjson.gz").c_str(), "wb");
  gzwrite(z, text.data(), static_cast<unsigned>(text.size()));
  gzclose(z);
  run({{(dir / "a.ndjson.gz").string()}});
  EXPECT_EQ(keys, (Texts{"A1", "A2"}));
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 3));
  run({{file("a.ndjson.zst", packed)}});
  EXPECT_EQ(keys, (Texts{"A1", "A2"}));
  run({{file("cut.ndjson.zst", packed.substr(0, packed.size() - 6))}});
  EXPECT_NE(error.find("damaged"), std::string::npos);
}

TEST_F(RecordReaderTest, FilesThatCannotBeUsed) {
  run({{(dir / "none.csv").string()}});
  EXPECT_NE(error.find("there is no such file"), std::string::npos);
  run({{file("a.csv", "region_code\n1\n")}});
  EXPECT_NE(error.find("key column 办件编号 (project_no)"), std::string::npos);
  run({{file("b.csv", "办件编号,project_no\n1,2\n")}});
  EXPECT_NE(error.find("same field"), std::string::npos);
  run({{file("c.csv", "")}});
  EXPECT_NE(error.find("is empty"), std::string::npos);
  run({{file("d.xlsx", "")}});
  EXPECT_NE(error.find("cannot tell the format"), std::string::npos);
  run({{file("e.ndjson", "")}});
  EXPECT_EQ(error, "");
  EXPECT_EQ(notes.size(), 1u);
}

TEST_F(RecordReaderTest, BatchesOfAnySizeHoldTheSame) {
  std::string text = "办件编号,数据问题\n";
  for (int i = 0; i < 1000; ++i) text += "A" + std::to_string(i % 990) + ",x;y\n";
  const auto path = file("a.csv", text);
  run({{path}}, 65'536);
  const auto all = keys, bad = rejects;
  EXPECT_EQ(all.size(), 990u);
  EXPECT_EQ(bad.size(), 10u);
  for (size_t batch : {1, 7, 64}) {
    run({{path}}, batch);
    EXPECT_EQ(keys, all);
    EXPECT_EQ(rejects, bad);
  }
}

TEST(LineReaderTest, LinesDoNotDependOnTheChunks) {
  std::string text = "甲\r\n\n乙,\xff\nlast";
  for (size_t step : {1, 2, 3, 5, 100}) {
    LineReader lines(bytes_of(text, step), "t", Encoding::kAuto, step);
    std::vector<std::string> got;
    Line line;
    while (*lines.next(line)) got.push_back(std::to_string(line.number) + (line.valid ? "" : "!") + (line.ended ? "" : "$") + std::string(line.text));
    EXPECT_EQ(got, (std::vector<std::string>{"1甲", "2", "3!乙,\xff", "4$last"}));
  }
}

TEST(DetectTest, BrokenUtf8IsNotGb18030) {
  EXPECT_EQ(detect("project_no\nA\xe5\x8c\n"), Encoding::kUtf8);        // 北 cut short
  EXPECT_EQ(detect("办件编号\nA\xb2\xc4\xc1\xcf\n"), Encoding::kUtf8);  // one GB18030 line in a UTF-8 file
  EXPECT_EQ(detect("a\xff\xfe"), Encoding::kUtf8);
  EXPECT_EQ(detect("a\n\xb2\xc4\xc1\xcf\n"), Encoding::kGb18030);
  EXPECT_EQ(detect("unit\n\xd0\xa1\xca\xb1\n"), Encoding::kGb18030);  // 小时, which is UTF-8 by its bytes too
  EXPECT_EQ(detect("plain"), Encoding::kUtf8);
}

}  // namespace
}  // namespace zs::readers

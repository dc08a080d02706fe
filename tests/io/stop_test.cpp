// A reading that is told to stop, and one that breaks off: what was read is given, and nothing is told of the input that is not so.
#include "io/duckdb/cursor.h"
#include "io/readers/record_reader.h"
#include "tests/io/models.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>
#include <zlib.h>

namespace zs::readers {
namespace {

using namespace zs::testing;
namespace fs = std::filesystem;

/// Of 20 KB each: more than what is read ahead.
constexpr int kRecords = 1'000;

struct StopTest : ::testing::Test {
  model::Models models = case_models();
  fs::path dir = fs::temp_directory_path() / ("zs-stop-" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::vector<binding::Reject> rejects;

  void SetUp() override { fs::create_directories(dir); }
  void TearDown() override { fs::remove_all(dir); }
  std::string at(const std::string& name) const { return (dir / name).string(); }
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream(dir / name, std::ios::binary) << text;
    return at(name);
  }
  std::unique_ptr<RecordReader> reader(std::vector<Input> inputs, const ReadOptions& options) {
    return std::make_unique<RecordReader>(models, 0, std::move(inputs), options, [this](const binding::Reject& r) { rejects.push_back(r); });
  }
  /// Reads one table, says stop, and reads what still comes.
  void stop_after_one(const std::string& path) {
    for (const unsigned threads : {1u, 3u})
      for (const size_t batch : {kUsualBatch, size_t{10}}) {
        Flow flow;
        ReadOptions options;
        options.flow = &flow, options.threads = threads, options.batch = batch;
        rejects.clear();
        const auto r = reader({{path}}, options);
        columns::Table t;
        auto more = r->next(t);
        ASSERT_TRUE(more && *more);
        uint64_t taken = t.size;
        flow.stop = true;
        while ((more = r->next(t)) && *more) taken += t.size;
        ASSERT_TRUE(more) << more.error().en;
        EXPECT_TRUE(r->stopped());
        EXPECT_EQ(r->read(), taken);
        EXPECT_LT(taken, uint64_t{kRecords}) << "nothing was left to stop";
        EXPECT_TRUE(rejects.empty()) << rejects.front().problem.why.en;
      }
  }
};

/// Whatever chunk the stop comes in, it comes inside quotes.
TEST_F(StopTest, InsideAQuotedCellOfManyLines) {
  std::string text = "办件编号,环节\n", cell;
  for (int i = 0; i < 300; ++i) cell += std::string(60, ' ') + "\n";
  for (int i = 0; i < kRecords; ++i) text += std::to_string(i) + ",\"[" + cell + "]\"\n";
  stop_after_one(file("a.csv", text));
}

TEST_F(StopTest, InACompressedFileIsNoDamage) {
  const std::string path = at("a.ndjson.gz");
  gzFile out = gzopen(path.c_str(), "w0");  // as large as it is, so that there is more to read
  const std::string filler(20'000, ' ');
  for (int i = 0; i < kRecords; ++i) {
    const std::string line = "{\"办件编号\":\"" + std::to_string(i) + "\"" + filler + "}\n";
    gzwrite(out, line.data(), static_cast<unsigned>(line.size()));
  }
  gzclose(out);
  stop_after_one(path);
}

/// What is no text stays marked, so that a corrected file of rejects is not taken before it is corrected.
TEST_F(StopTest, WhatIsNoTextIsMarkedWhereverListsAreJoined) {
  const auto cases = file("a.csv", "办件编号\nA1\nA\xff" "2\n"), steps = file("s.csv", "办件编号,环节名称\nA1,s1\n");
  for (const size_t memory : {size_t{256} << 20, size_t{0}}) {
    ReadOptions options;
    options.join_memory = memory;
    rejects.clear();
    const auto r = reader({{cases}, {steps, Format::kAuto, kSteps}}, options);
    columns::Table t;
    for (auto more = r->next(t); more && *more; more = r->next(t)) {}
    ASSERT_EQ(rejects.size(), 1u);
    EXPECT_EQ(rejects[0].what, binding::Reject::What::kGarbled);
    EXPECT_EQ(rejects[0].line, 3u);
  }
}

TEST_F(StopTest, AQueryThatBreaksOffSaysWhy) {
  auto db = duck::Database::open();
  ASSERT_TRUE(db);
  for (const char* sql : {"SELECT error('the disk is full')", "SELECT CASE WHEN i < 100000 THEN i ELSE error('the disk is full') END FROM range(200000) t(i)"}) {
    auto rows = duck::Cursor::start(db->connection(), sql, {"读", "reading"});
    Status ended = rows ? Status() : Status(rows.error());
    for (bool more = static_cast<bool>(rows); more;) {
      auto next = rows->next();
      if (!next) ended = next.error();
      more = next && *next;
    }
    ASSERT_FALSE(ended) << sql;
    EXPECT_NE(ended.error().en.find("the disk is full"), std::string::npos) << ended.error().en;
  }
}

}  // namespace
}  // namespace zs::readers

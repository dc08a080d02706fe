// Reading ahead: what goes wrong in the reading thread is the caller's to hear.
#include "cli/case_stream.h"
#include "tests/io/models.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <unistd.h>

namespace zs::cli {
namespace {

struct CaseStreamTest : ::testing::Test {
  model::Models models = zs::testing::case_models();
  std::string path = (std::filesystem::temp_directory_path() / ("zs-ahead-" + std::to_string(::getpid()) + ".ndjson")).string();

  void TearDown() override { std::filesystem::remove(path); }
  KindInputs lines(size_t good, bool bad) const {
    std::ofstream out(path);
    for (size_t i = 0; i < good; ++i) out << R"({"办件编号":")" << i << "\"}\n";
    if (bad) out << "no JSON\n";
    return {0, {{path}}};
  }
};

TEST_F(CaseStreamTest, WhatReadingThrowsIsThrownToTheCallerAfterTheRecordsBeforeIt) {
  for (const unsigned threads : {1u, 3u}) {
    readers::ReadOptions options;
    options.threads = threads;
    CaseStream stream(models, lines(20'000, true), options, [](const binding::Reject&) { throw std::bad_alloc(); });
    size_t records = 0;
    const auto read_all = [&] {
      for (;;) {
        auto b = stream.next();
        ASSERT_TRUE(b && *b) << "ended quietly";
        records += (*b)->table.size;
      }
    };
    EXPECT_THROW(read_all(), std::bad_alloc);
    EXPECT_GE(records, 16'000u) << "batches before the one at fault are given";
    auto after = stream.next();
    ASSERT_TRUE(after);
    EXPECT_FALSE(*after);
  }
}

TEST_F(CaseStreamTest, MayBeLeftBeforeItsEnd) {
  for (int i = 0; i < 20; ++i) {
    readers::ReadOptions options;
    options.threads = 3;
    CaseStream stream(models, lines(100'000, false), options, [](const binding::Reject&) {});
    if (i % 2 == 0) EXPECT_TRUE(stream.next());
  }
}

}  // namespace
}  // namespace zs::cli

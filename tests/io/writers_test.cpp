#include "io/readers/record_source.h"
#include "io/writers/output_file.h"
#include "io/writers/report_writer.h"
#include "io/binding/instant_text.h"
#include "tests/io/models.h"

#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::writers {
namespace {

using namespace zs::testing;
namespace fs = std::filesystem;

struct WritersTest : ::testing::Test {
  fs::path dir = fs::temp_directory_path() / ("zs-w-" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  model::Models models = case_models();
  void SetUp() override { fs::create_directories(dir); }
  void TearDown() override { fs::remove_all(dir); }
  std::string at(const std::string& name) { return (dir / name).string(); }
  std::string text(const std::string& name) {
    std::stringstream s;
    s << std::ifstream(dir / name).rdbuf();
    return s.str();
  }
  size_t files() { return static_cast<size_t>(std::distance(fs::directory_iterator(dir), fs::directory_iterator())); }

  static Tick t(const char* s, bool provisional = false) { return tick_of(*binding::parse_instant(s), provisional); }

  PackInfo pack() { return {"henan.supervision", "2019", "abc", {"预警", "红牌"}, {{"HN8-5", "证照监察"}, {"HN8-1", "业务办理时限"}}}; }
  columns::Table table() {
    auto t = columns::make_table(models, 0);
    t.size = 2;
    t.columns[kNo].codes = {t.strings->add("A1"), t.strings->add("A,2")};
    return t;
  }
  findings::Report report() {
    findings::Report r;
    r.findings.push_back({0, 0, 0, t("2024-10-09"), t("2024-10-13"), kTickNever, {"系统消息提醒", "人工监察"}, "办结后3个工作日内未上传", "第八条（五）"});
    r.findings.push_back({0, 0, 1, t("2024-10-13"), kTickNever, t("2027-01-04", true), {}, "", ""});
    r.findings.push_back({1, 1, 1, kTickAlways, t("2024-12-01"), t("2024-12-01"), {}, "", ""});
    r.undecided.push_back({1, 0, {"承诺时限", "事项的承诺时限"}});
    r.schedule.push_back({0, 0, t("2024-11-01"), findings::Scheduled::To::kNothing, 0});
    r.schedule.push_back({1, 1, t("2027-01-04", true), findings::Scheduled::To::kCard, 1});
    r.schedule.push_back({1, 0, t("2024-11-02"), findings::Scheduled::To::kUndecided, 0});
    r.evaluated = 2;
    return r;
  }
};

TEST_F(WritersTest, ReportsInCsv) {
  auto w = ReportWriter::open(pack(), models, {at("f.csv"), at("i.csv"), at("s.csv"), at("r.csv"), at("s.json")}, *binding::parse_instant("2024-10-20 12:00"));
  ASSERT_TRUE(w);
  ASSERT_TRUE((*w)->add(table(), report()));
  ASSERT_TRUE((*w)->add(binding::Reject{"a.csv", 7, "办件", "A9", {"受理时间", "2024-02-30", {"没有这一天", "there is no such day"}}, binding::Reject::What::kRecord, "csv", "编号,受理时间", "A9,2024-02-30"}));
  EXPECT_FALSE(fs::exists(at("f.csv")));  // not before it is complete
  ASSERT_TRUE((*w)->commit());
  EXPECT_EQ(text("f.csv"),
            "record,key,indicator,name,card,onset,cleared,status,next_change,provisional,actions,reason,clause,ruleset,version,pack_hash,as_of\n"
            "办件,A1,HN8-5,证照监察,预警,2024-10-09T00:00:00+08:00,2024-10-13T00:00:00+08:00,已消除,,false,系统消息提醒;人工监察,办结后3个工作日内未上传,第八条（五）,"
            "henan.supervision,2019,abc,2024-10-20T12:00:00+08:00\n"
            "办件,A1,HN8-5,证照监察,红牌,2024-10-13T00:00:00+08:00,,在案,2027-01-04T00:00:00+08:00,true,,,,henan.supervision,2019,abc,2024-10-20T12:00:00+08:00\n"
            "办件,\"A,2\",HN8-1,业务办理时限,红牌,,,在案,2024-12-01T00:00:00+08:00,false,,,,henan.supervision,2019,abc,2024-10-20T12:00:00+08:00\n");
  EXPECT_EQ(text("i.csv"), "record,key,indicator,missing\n办件,\"A,2\",HN8-5,承诺时限;事项的承诺时限\n");
  EXPECT_EQ(text("s.csv"),
            "record,key,indicator,at,card,provisional\n办件,A1,HN8-5,2024-11-01T00:00:00+08:00,,false\n"
            "办件,\"A,2\",HN8-1,2027-01-04T00:00:00+08:00,红牌,true\n办件,\"A,2\",HN8-5,2024-11-02T00:00:00+08:00,无法判定,false\n");
  EXPECT_EQ(text("r.csv"), "file,line,field,value,reason,record,key,what,format,header,original\n"
                           "a.csv,7,受理时间,2024-02-30,没有这一天 / there is no such day,办件,A9,record,csv,\"编号,受理时间\",\"A9,2024-02-30\"\n");
  EXPECT_NE(text("s.json").find(R"({"card": "预警", "shown": 1, "on_table": 0, "cleared": 1})"), std::string::npos);
  EXPECT_EQ(files(), 5u);
}

TEST_F(WritersTest, NdjsonHasNullsAndBooleans) {
  auto w = ReportWriter::open(pack(), models, {at("f.ndjson"), "", "", "", ""}, *binding::parse_instant("2024-10-20"));
  ASSERT_TRUE(w && (*w)->add(table(), report()) && (*w)->commit());
  const std::string s = text("f.ndjson");
  EXPECT_NE(s.find(R"("cleared":null,"status":"在案","next_change":"2027-01-04T00:00:00+08:00","provisional":true)"), std::string::npos) << s;
}

TEST_F(WritersTest, ParquetGoesThereAndBack) {
  auto w = ReportWriter::open(pack(), models, {at("f.parquet"), "", "", "", ""}, *binding::parse_instant("2024-10-20"));
  ASSERT_TRUE(w && (*w)->add(table(), report()) && (*w)->commit());
  EXPECT_EQ(files(), 1u);
  auto source = readers::open_parquet(at("f.parquet"), "f.parquet");
  ASSERT_TRUE(source) << source.error().en;
  auto columns = (*source)->columns();
  ASSERT_TRUE(columns);
  EXPECT_EQ(columns->size(), 17u);
  auto row = (*source)->next();
  ASSERT_TRUE(row);
  EXPECT_EQ(row->record.members[5].value.text, "2024-10-09T00:00:00+08:00");
  EXPECT_EQ(row->record.members[8].value.kind, binding::Value::Kind::kMissing);
  EXPECT_EQ(row->record.members[9].value.text, "false");
}

TEST_F(WritersTest, AnUnfinishedFileLeavesTheOldOne) {
  std::ofstream(at("a.csv")) << "old";
  {
    auto f = OutputFile::create(at("a.csv"));
    ASSERT_TRUE(f);
    ASSERT_TRUE((*f)->write(std::string(3 << 20, 'x')));
    EXPECT_EQ(files(), 2u);
  }
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(text("a.csv"), "old");
}

TEST_F(WritersTest, ParquetOfManyRowsKeepsTheirOrder) {
  auto w = open_rows(at("f.parquet"), {{"a"}, {"n", ColumnSpec::Kind::kInteger}});
  ASSERT_TRUE(w);
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE((*w)->row({i % 3 ? "x" + std::to_string(i) : "", std::to_string(i)}));
  ASSERT_TRUE((*w)->commit());
  auto source = readers::open_parquet(at("f.parquet"), "f.parquet");
  ASSERT_TRUE(source);
  for (int i = 0; i < 10'000; ++i) {
    auto row = (*source)->next();
    ASSERT_TRUE(row);
    ASSERT_EQ(row->record.members[1].value.text, std::to_string(i));
    ASSERT_EQ(row->record.members[0].value.text, i % 3 ? "x" + std::to_string(i) : "");
  }
  EXPECT_EQ((*source)->next()->what, readers::Pulled::What::kEnd);
}

TEST_F(WritersTest, AnUnfinishedParquetFileLeavesTheOldOne) {
  std::ofstream(at("f.parquet")) << "old";
  {
    auto w = open_rows(at("f.parquet"), {{"a"}});
    ASSERT_TRUE(w);
    for (int i = 0; i < 5'000; ++i) ASSERT_TRUE((*w)->row({"x"}));
  }
  EXPECT_EQ(files(), 1u);
  EXPECT_EQ(text("f.parquet"), "old");
}

TEST_F(WritersTest, LeftoversOfTheKilledAreRemovedThoseOfTheLivingNot) {
  std::ofstream(at(".a.csv.zs-abc123")) << "half";   // nobody holds its lock
  std::ofstream(at(".a.csv.zs-abc1234")) << "no name of ours";
  std::ofstream(at(".b.csv.zs-abc123")) << "of another target";
  auto first = OutputFile::create(at("a.csv"));
  ASSERT_TRUE(first);
  EXPECT_EQ(temporary::removed_leftovers(), std::vector<std::string>{at(".a.csv.zs-abc123")});
  auto second = OutputFile::create(at("a.csv"));
  ASSERT_TRUE(second);
  EXPECT_EQ(temporary::removed_leftovers(), std::vector<std::string>{});
  ASSERT_TRUE((*first)->write("1") && (*second)->write("2"));
  ASSERT_TRUE((*first)->seal() && (*second)->seal());
  EXPECT_TRUE(OutputFile::create(at("a.csv")));
  EXPECT_EQ(temporary::removed_leftovers(), std::vector<std::string>{}) << "sealed files are in use too";
  ASSERT_TRUE((*first)->commit() && (*second)->commit());
  EXPECT_EQ(text("a.csv"), "2");
  EXPECT_EQ(files(), 3u);
}

TEST_F(WritersTest, PartOfAFileHasAnotherName) {
  std::ofstream(at("a.csv")) << "old";
  auto f = OutputFile::create(at("a.csv"));
  ASSERT_TRUE(f && (*f)->write("half"));
  (*f)->mark_partial();
  ASSERT_TRUE((*f)->commit());
  EXPECT_EQ(text("a.csv"), "old");
  EXPECT_EQ(text("a.partial.csv"), "half");
  EXPECT_EQ(partial_name("x/findings.csv.provenance.json"), "x/findings.partial.csv.provenance.json");
}

TEST_F(WritersTest, AFullDiskIsAnError) {
  auto f = OutputFile::create("/dev/full");
  ASSERT_TRUE(f);
  ASSERT_TRUE((*f)->write("x"));
  auto s = (*f)->commit();
  ASSERT_FALSE(s);
  EXPECT_EQ(s.error().kind, ErrorKind::kIo);
  EXPECT_NE(s.error().en.find("the disk is full"), std::string::npos);
  EXPECT_FALSE(OutputFile::create(at("none/a.csv")));
  EXPECT_FALSE(OutputFile::create(dir.string()));
}

TEST_F(WritersTest, ABrokenPipeIsAnError) {
  std::signal(SIGPIPE, SIG_IGN);
  ASSERT_EQ(::mkfifo(at("p").c_str(), 0600), 0);
  const int reader = ::open(at("p").c_str(), 0 | O_NONBLOCK);
  auto f = OutputFile::create(at("p"));
  ASSERT_TRUE(f);
  ::close(reader);
  ASSERT_TRUE((*f)->write("x"));
  auto s = (*f)->commit();
  ASSERT_FALSE(s);
  EXPECT_NE(s.error().en.find("pipe was closed"), std::string::npos);
}

}  // namespace
}  // namespace zs::writers

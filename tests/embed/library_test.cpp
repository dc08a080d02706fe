// libzhunsheng.so as other programs see it: its symbols, a C program, DuckDB on both sides, and zs run as the measure.
#include "embed/c/zhunsheng.h"
#include "io/duckdb/database.h"
#include "tests/cli/process.h"
#include "tests/embed/make.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>
#include <sstream>
#include <thread>

namespace zs {
namespace {

using namespace zs::test;
using ::testing::HasSubstr;

const std::string kSource = ZS_SOURCE_DIR, kBuild = ZS_BUILD_DIR;

struct Library : ::testing::Test {
  std::string folder = std::filesystem::temp_directory_path() / ("zs_embed_" + std::to_string(getpid()));
  void SetUp() override { std::filesystem::create_directories(folder); }
  void TearDown() override { std::filesystem::remove_all(folder); }

  Ran run(std::vector<std::string> arguments, std::map<std::string, std::string> environment = {}) {
    Call call{std::move(arguments)};
    call.environment = std::move(environment);
    return run_process(folder, call);
  }
  std::string pack(const std::string& rules) {
    const std::string file = folder + "/rules.zsb";
    const Ran r = run({kBuild + "/zs", "build", kSource + "/" + rules, "-o", file});
    EXPECT_EQ(r.exit, 0) << r.err;
    return file;
  }
};

/// Handles of one engine and run, freed at the end.
struct Session {
  zs_pack* pack = nullptr;
  zs_references* references = nullptr;
  zs_engine* engine = nullptr;
  zs_options* options = nullptr;
  zs_run* run = nullptr;
  zs_error* error = nullptr;

  explicit Session(const std::string& file, const char* as_of = "2024-10-16 12:00") {
    EXPECT_EQ(zs_pack_open(file.c_str(), &pack, &error), ZS_OK) << zs_error_en(error);
    EXPECT_EQ(zs_options_new(&options, nullptr), ZS_OK);
    EXPECT_EQ(zs_options_as_of(options, as_of, &error), ZS_OK) << zs_error_en(error);
  }
  void start(const char* record) {
    EXPECT_EQ(zs_engine_new(pack, references, &engine, &error), ZS_OK) << zs_error_en(error);
    EXPECT_EQ(zs_run_new(engine, record, options, &run, &error), ZS_OK) << zs_error_en(error);
  }
  ~Session() {
    zs_error_free(error), zs_run_free(run), zs_options_free(options), zs_engine_free(engine), zs_references_free(references), zs_pack_free(pack);
  }
};

TEST_F(Library, ExportsWhatTheHeaderDeclaresAndNothingElse) {
  const std::string header = read_file(kSource + "/embed/c/zhunsheng.h");
  std::set<std::string> declared, exported;
  const std::regex name(R"(ZS_API [^(;]*?\b(zs_\w+)\()");
  for (std::sregex_iterator i(header.begin(), header.end(), name), end; i != end; ++i) declared.insert((*i)[1]);
  const Ran nm = run({"/usr/bin/nm", "-D", "--defined-only", kBuild + "/libzhunsheng.so"});
  ASSERT_EQ(nm.exit, 0) << nm.err;
  std::istringstream lines(nm.out);
  for (std::string address, kind, symbol; lines >> address >> kind >> symbol;) {
    if (kind == "A") continue;  // the version's own name
    exported.insert(symbol.substr(0, symbol.find('@')));
    EXPECT_THAT(symbol, HasSubstr("@@ZHUNSHENG_1"));
  }
  EXPECT_GT(declared.size(), 30u);
  EXPECT_EQ(exported, declared);
  const Ran needed = run({"/usr/bin/readelf", "-d", kBuild + "/libzhunsheng.so"});
  EXPECT_THAT(needed.out, HasSubstr("soname: [libzhunsheng.so.1]"));
  EXPECT_THAT(needed.out, ::testing::Not(HasSubstr("duckdb")));   // whoever embeds the engine need not bring it
}

// Installed elsewhere and found by pkg-config: what a program that uses it does. 2024-09-27 15:00 and three working days:
// 29 and 30 September, 8 October; the warning stands from the 9th, for 9, 10, 11 and 12 October (a make-up Saturday), which is
// more than three, so that the red card comes on the 13th at 00:00. From 10 October 09:00: 11, 12, 14, so from the 15th.
TEST_F(Library, AProgramInC) {
  const Ran installed = run({"/usr/bin/cmake", "--install", kBuild, "--component", "embed", "--prefix", folder + "/usr"});
  ASSERT_EQ(installed.exit, 0) << installed.err;
  std::string pc;
  for (const auto& f : std::filesystem::recursive_directory_iterator(folder + "/usr"))
    if (f.path().filename() == "zhunsheng.pc") pc = f.path().parent_path();
  const Ran flags = run({"/usr/bin/pkg-config", "--cflags", "--libs", "zhunsheng"}, {{"PKG_CONFIG_PATH", pc}});
  ASSERT_EQ(flags.exit, 0) << flags.err;
  const Ran compiled = run({"/bin/sh", "-c", "cc -std=c11 -Wall -Wextra -Werror -pedantic " + kSource + "/examples/embedding/judge.c -o judge " + flags.out.substr(0, flags.out.find('\n'))});
  ASSERT_EQ(compiled.exit, 0) << compiled.err;
  const std::string library = std::filesystem::path(pc).parent_path();
  const Ran ran = run({folder + "/judge", pack("examples/embedding/rules")}, {{"LD_LIBRARY_PATH", library}});
  EXPECT_EQ(ran.exit, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "EX 1: 3 read, 3 judged, 0 rejected\n"
            "0 A-1 EX-2 预警 since 1728403200 已消除\n"   // 2024-10-09 00:00 in China
            "0 A-1 EX-2 红牌 since 1728748800 在案\n"     // 2024-10-13 00:00
            "1 A-2 EX-2 预警 since 1728921600 在案\n");   // 2024-10-15 00:00
}

/// DuckDB as a peer: chunks of a query as Arrow, and Arrow as rows of a table.
class Peer {
 public:
  Peer() : db_(std::move(*duck::Database::open())) { sql("SET TimeZone='UTC'"); }
  void sql(const std::string& text) {
    auto s = db_.run(text, ErrorKind::kInternal, text, text);
    EXPECT_TRUE(s) << s.error().en;
  }
  /// One number.
  int64_t number(const std::string& text) {
    duckdb_result r;
    EXPECT_EQ(duckdb_query(db_.connection(), text.c_str(), &r), DuckDBSuccess) << duckdb_result_error(&r);
    const int64_t out = duckdb_value_int64(&r, 0, 0);
    duckdb_destroy_result(&r);
    return out;
  }
  /// Calls take(schema, array) for every chunk of the query.
  template <class Take>
  void each(const std::string& text, Take take) {
    duckdb_result r;
    ASSERT_EQ(duckdb_query(db_.connection(), text.c_str(), &r), DuckDBSuccess) << duckdb_result_error(&r);
    duckdb_arrow_options options = duckdb_result_get_arrow_options(&r);
    std::vector<duckdb_logical_type> types;
    std::vector<const char*> names;
    for (idx_t i = 0; i < duckdb_column_count(&r); ++i) types.push_back(duckdb_column_logical_type(&r, i)), names.push_back(duckdb_column_name(&r, i));
    ArrowSchema schema{};
    check(duckdb_to_arrow_schema(options, types.data(), names.data(), types.size(), &schema));
    while (duckdb_data_chunk chunk = duckdb_fetch_chunk(r)) {
      ArrowArray array{};
      check(duckdb_data_chunk_to_arrow(options, chunk, &array));
      duckdb_destroy_data_chunk(&chunk);
      take(schema, array);
    }
    schema.release(&schema);
    for (auto& t : types) duckdb_destroy_logical_type(&t);
    duckdb_destroy_arrow_options(&options);
    duckdb_destroy_result(&r);
  }
  /// Appends a batch to a table, which is made for the first one. Takes both.
  void insert(const std::string& table, ArrowSchema& schema, ArrowArray& array) {
    const std::string view = "v" + std::to_string(++views_);
    duckdb_arrow_stream stream = nullptr;
    ASSERT_EQ(duckdb_arrow_array_scan(db_.connection(), view.c_str(), reinterpret_cast<duckdb_arrow_schema>(&schema), reinterpret_cast<duckdb_arrow_array>(&array), &stream), DuckDBSuccess);
    sql(number("SELECT count(*) FROM duckdb_tables() WHERE table_name = '" + table + "'") ? "INSERT INTO " + table + " SELECT * FROM " + view
                                                                                            : "CREATE TABLE " + table + " AS SELECT * FROM " + view);
    duckdb_destroy_arrow_stream(&stream);
    if (schema.release) schema.release(&schema);
  }

 private:
  void check(duckdb_error_data e) {
    EXPECT_FALSE(duckdb_error_data_has_error(e)) << duckdb_error_data_message(e);
    duckdb_destroy_error_data(&e);
  }
  duck::Database db_;
  int views_ = 0;
};

std::string csv(const std::string& name) { return "read_csv('" + name + "', all_varchar = true, header = true, delim = ',', quote = '\"', escape = '\"')"; }

/// The findings' columns as both sides have them.
const std::string kFindings = "record, key, indicator, name, card, onset::TIMESTAMPTZ, cleared::TIMESTAMPTZ, status, next_change::TIMESTAMPTZ, provisional::BOOL, actions, reason, clause, ruleset, "
                              "version, pack_hash, as_of::TIMESTAMPTZ";

/// Rows that one of the two has and the other has not.
int64_t differences(Peer& peer, const std::string& a, const std::string& b) {
  return peer.number("SELECT (SELECT count(*) FROM (" + a + " EXCEPT ALL " + b + ")) + (SELECT count(*) FROM (" + b + " EXCEPT ALL " + a + "))");
}

// The real permit log, 1,434 cases with 8,577 steps: from DuckDB as typed Arrow with lists of structs, in chunks; findings back
// into DuckDB; and the same from the CSV files by zs run.
TEST_F(Library, SaysWhatZsRunSays) {
  const std::string file = pack("examples/permit-log/rules"), log = kSource + "/examples/permit-log/";
  const Ran cli = run({kBuild + "/zs", "run", file, "--cases", "许可=" + log + "cases.csv", "许可.步骤=" + log + "steps.csv", "--as-of", "2012-01-20T18:00:00+01:00", "--out", "findings.csv",
                       "--indeterminate", "undecided.csv", "--schedule", "schedule.csv"});
  ASSERT_EQ(cli.exit, 0) << cli.err;
  Peer peer;
  Session s(file, "2012-01-20T18:00:00+01:00");
  zs_options_schedule(s.options, 1);
  s.start("permit");
  zs_counts sum{};
  const auto take = [&](ArrowSchema& schema, ArrowArray& array) {
    zs_result* result = nullptr;
    ASSERT_EQ(zs_run_push(s.run, &schema, &array, &result, &s.error), ZS_OK) << zs_error_en(s.error);
    EXPECT_EQ(array.release, nullptr);
    zs_counts c{sizeof c, 0, 0, 0, 0, 0, 0};
    zs_result_counts(result, &c);
    sum.read += c.read, sum.evaluated += c.evaluated, sum.rejected += c.rejected;
    ArrowSchema out;
    ArrowArray rows;
    ASSERT_EQ(zs_result_findings(result, &out, &rows, nullptr), ZS_OK);
    peer.insert("findings", out, rows);
    ASSERT_EQ(zs_result_undecided(result, &out, &rows, nullptr), ZS_OK);
    peer.insert("undecided", out, rows);
    ASSERT_EQ(zs_result_schedule(result, &out, &rows, nullptr), ZS_OK);
    zs_result_free(result);   // what was given out stays
    peer.insert("schedule", out, rows);
  };
  peer.sql("CREATE TABLE steps AS SELECT case_id, list({'seq': seq::INT, 'concept:name': \"concept:name\", 'time:timestamp': \"time:timestamp\"::TIMESTAMPTZ, 'org:group': \"org:group\", "
           "'org:resource': \"org:resource\"} ORDER BY seq::INT) AS steps FROM " + csv(log + "steps.csv") + " GROUP BY case_id");
  peer.sql("CREATE TABLE cases AS SELECT row_number() OVER () AS n, * FROM " + csv(log + "cases.csv"));
  peer.each("SELECT case_id, channel, department, \"group\", responsible, startdate::TIMESTAMPTZ AS startdate, enddate_planned::TIMESTAMPTZ AS enddate_planned, enddate::TIMESTAMPTZ AS enddate, steps "
            "FROM cases LEFT JOIN steps USING (case_id) ORDER BY n",
            take);
  EXPECT_EQ(sum.read, 1434u);
  EXPECT_EQ(sum.rejected, 0u);
  const auto text = [&](const std::string& name) { return csv(folder + "/" + name); };
  EXPECT_GT(peer.number("SELECT count(*) FROM findings"), 100);
  EXPECT_EQ(differences(peer, "SELECT " + kFindings + " FROM findings", "SELECT " + kFindings + " FROM " + text("findings.csv")), 0);
  EXPECT_EQ(differences(peer, "SELECT record, key, indicator, missing FROM undecided", "SELECT record, key, indicator, missing FROM " + text("undecided.csv")), 0);
  const std::string next = "record, key, indicator, \"at\"::TIMESTAMPTZ, card, provisional::BOOL";
  EXPECT_EQ(differences(peer, "SELECT " + next + " FROM schedule", "SELECT " + next + " FROM " + text("schedule.csv")), 0);
}

// A region's whole pack with its reference table, records with lists of rows and of texts, good ones and bad ones: from JSON by
// DuckDB on one side, by zs run on the other.
TEST_F(Library, SaysWhatZsRunSaysOfHenan) {
  const std::string file = pack("rules/henan/2019"), items = kSource + "/examples/henan/items.ndjson";
  // Every seventeenth record has other names for its fields, so that one file has both for each; one line is no JSON.
  std::istringstream lines(read_file(kSource + "/examples/henan/cases.ndjson"));
  std::string chosen;
  for (std::string line; std::getline(lines, line);)
    if (line.find("办件编号") != std::string::npos && line.back() == '}') chosen += line + "\n";
  write_file(folder + "/cases.ndjson", chosen);
  const Ran cli = run({kBuild + "/zs", "run", file, "--cases", "cases.ndjson", "--refs", "事项=" + items, "--as-of", "2025-10-20T12:00:00+08:00", "--out", "findings.csv", "--indeterminate",
                       "undecided.csv", "--rejects", "rejects.csv", "--max-rejects", "10"});
  ASSERT_EQ(cli.exit, 0) << cli.err;
  Peer peer;
  Session s(file, "2025-10-20T12:00:00+08:00");
  ASSERT_EQ(zs_references_new(s.pack, &s.references, &s.error), ZS_OK);
  const auto json = [](const std::string& name) { return "SELECT * FROM read_json('" + name + "', format = 'newline_delimited', sample_size = -1, maximum_object_size = 1000000)"; };
  peer.each(json(items), [&](ArrowSchema& schema, ArrowArray& array) {
    zs_result* rejects = nullptr;
    ASSERT_EQ(zs_references_add(s.references, "事项", &schema, &array, &rejects, &s.error), ZS_OK) << zs_error_en(s.error);
    zs_counts c{sizeof c, 0, 0, 0, 0, 0, 0};
    zs_result_counts(rejects, &c);
    EXPECT_EQ(c.rejected, 0u);
    zs_result_free(rejects);
  });
  s.start("办件");
  peer.each(json(folder + "/cases.ndjson"), [&](ArrowSchema& schema, ArrowArray& array) {
    zs_result* result = nullptr;
    ASSERT_EQ(zs_run_push(s.run, &schema, &array, &result, &s.error), ZS_OK) << zs_error_en(s.error);
    ArrowSchema out;
    ArrowArray rows;
    zs_result_findings(result, &out, &rows, nullptr);
    peer.insert("findings", out, rows);
    zs_result_undecided(result, &out, &rows, nullptr);
    peer.insert("undecided", out, rows);
    zs_result_rejects(result, &out, &rows, nullptr);
    peer.insert("rejects", out, rows);
    zs_result_free(result);
  });
  EXPECT_GT(peer.number("SELECT count(*) FROM findings"), 100);
  EXPECT_GT(peer.number("SELECT count(*) FROM rejects"), 3);
  EXPECT_EQ(differences(peer, "SELECT " + kFindings + " FROM findings", "SELECT " + kFindings + " FROM " + csv(folder + "/findings.csv")), 0);
  EXPECT_EQ(differences(peer, "SELECT record, key, indicator, missing FROM undecided", "SELECT record, key, indicator, missing FROM " + csv(folder + "/undecided.csv")), 0);
  const std::string why = "SELECT line::BIGINT, field, value, reason, record, key FROM ";
  EXPECT_EQ(differences(peer, why + "rejects", why + csv(folder + "/rejects.csv")), 0);
}

Made cases(int64_t n, const std::string& prefix = "A") {
  Opt<std::string> keys;
  Opt<int64_t> closed;
  for (int64_t i = 0; i < n; ++i) keys.push_back(prefix + std::to_string(i)), closed.push_back(1727449200 + i * 3600);
  return structs("", n, {texts("办件编号", keys), fixed<int64_t>("受理时间", "tss:", Opt<int64_t>(static_cast<size_t>(n), 1727427600)), fixed<int64_t>("办结时间", "tss:", closed), nulls("备注", n)});
}

TEST_F(Library, ErrorsSayWhatToDoInBothLanguages) {
  zs_error* error = nullptr;
  zs_pack* none = nullptr;
  EXPECT_EQ(zs_pack_open((folder + "/none.zsb").c_str(), &none, &error), ZS_IO);
  EXPECT_EQ(zs_error_status(error), ZS_IO);
  EXPECT_THAT(zs_error_en(error), HasSubstr("cannot read the pack"));
  EXPECT_THAT(zs_error_zh(error), HasSubstr("读不了规则包"));
  zs_error_free(error);
  EXPECT_EQ(zs_pack_decode("ZSPK", 4, &none, nullptr), ZS_USAGE);   // who does not want the words need not take them
  EXPECT_EQ(none, nullptr);
  Session s(pack("examples/embedding/rules"));
  EXPECT_EQ(zs_options_as_of(s.options, "tomorrow", &s.error), ZS_USAGE);
  zs_error_free(s.error);
  s.start("case");
  zs_run* other = nullptr;
  EXPECT_EQ(zs_run_new(s.engine, "汽车", s.options, &other, &s.error), ZS_USAGE);
  EXPECT_THAT(zs_error_en(s.error), HasSubstr("办件="));
  zs_error_free(s.error);
  EXPECT_EQ(zs_run_push(s.run, nullptr, nullptr, nullptr, &s.error), ZS_USAGE);
  zs_error_free(s.error);
  s.error = nullptr;
  zs_error_free(nullptr), zs_pack_free(nullptr), zs_engine_free(nullptr), zs_run_free(nullptr), zs_result_free(nullptr), zs_options_free(nullptr), zs_references_free(nullptr);
}

TEST_F(Library, ArraysAreReleasedOnceWhateverComesOfThem) {
  Session s(pack("examples/embedding/rules"));
  s.start("办件");
  Maker maker;
  ArrowSchema schema;
  ArrowArray array;
  zs_result* result = nullptr;
  maker.batch(cases(10), schema, array);
  ASSERT_EQ(zs_run_push(s.run, &schema, &array, &result, nullptr), ZS_OK);
  EXPECT_EQ(maker.released(), 1);
  zs_result_free(result);
  maker.batch(texts("x", {"1"}), schema, array);
  EXPECT_EQ(zs_run_push(s.run, &schema, &array, &result, nullptr), ZS_USAGE);
  EXPECT_EQ(maker.released(), 2);
  EXPECT_EQ(array.release, nullptr);
  EXPECT_EQ(zs_run_push(s.run, &schema, &array, &result, nullptr), ZS_USAGE);  // handed over before
  EXPECT_EQ(maker.released(), 2);
  EXPECT_STREQ(zs_run_unknown_column(s.run, 0), "备注");
  EXPECT_EQ(zs_run_unknown_column(s.run, 1), nullptr);
}

// Whatever is given out holds itself: handles go first, a child is moved out, releases come from another thread.
TEST_F(Library, ResultsOutliveTheirHandles) {
  ArrowSchema schema{};
  ArrowArray first{}, second{}, keys{};
  {
    Session s(pack("examples/embedding/rules"));
    s.start("办件");
    Maker maker;
    ArrowSchema in;
    ArrowArray array;
    maker.batch(cases(100), in, array);
    zs_result* result = nullptr;
    ASSERT_EQ(zs_run_push(s.run, &in, &array, &result, nullptr), ZS_OK);
    ArrowSchema again;
    ASSERT_EQ(zs_result_findings(result, &schema, &first, nullptr), ZS_OK);
    ASSERT_EQ(zs_result_findings(result, &again, &second, nullptr), ZS_OK);
    EXPECT_EQ(first.children[1]->buffers[2], second.children[1]->buffers[2]);   // the same memory
    again.release(&again);
    zs_result_free(result);
  }
  ASSERT_EQ(std::string(schema.children[1]->name), "key");
  keys = *first.children[1];
  first.children[1]->release = nullptr;
  std::thread([&] { first.release(&first), second.release(&second), schema.release(&schema); }).join();
  EXPECT_EQ(std::string(static_cast<const char*>(keys.buffers[2]), 2), "A0");
  keys.release(&keys);
}

// One engine, several threads with a run each: all say the same.
TEST_F(Library, AnEngineServesManyThreads) {
  Session s(pack("examples/embedding/rules"));
  s.start("办件");
  std::vector<int64_t> lengths(4, -1);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < lengths.size(); ++t)
    threads.emplace_back([&, t] {
      Maker maker;
      zs_run* run = nullptr;
      zs_result* result = nullptr;
      ArrowSchema schema;
      ArrowArray array;
      zs_run_new(s.engine, "办件", s.options, &run, nullptr);
      maker.batch(cases(3000), schema, array);
      zs_run_push(run, &schema, &array, &result, nullptr);
      if (zs_result_findings(result, &schema, &array, nullptr) == ZS_OK) lengths[t] = array.length, array.release(&array), schema.release(&schema);
      zs_result_free(result), zs_run_free(run);
    });
  for (auto& t : threads) t.join();
  EXPECT_GT(lengths[0], 100);
  EXPECT_THAT(lengths, ::testing::Each(lengths[0]));
}

/// A stream of batches, then an error or the end.
struct Stream {
  Maker maker;
  int batches, fails_at, given = 0, released = 0;
  ArrowArrayStream stream{};
  Stream(int n, int failing) : batches(n), fails_at(failing) {
    stream.private_data = this;
    stream.get_schema = [](ArrowArrayStream* s, ArrowSchema* out) {
      ArrowArray unused;
      static_cast<Stream*>(s->private_data)->maker.batch(cases(0), *out, unused);
      return 0;
    };
    stream.get_next = [](ArrowArrayStream* s, ArrowArray* out) {
      auto& self = *static_cast<Stream*>(s->private_data);
      if (self.given == self.fails_at) return 5;
      out->release = nullptr;
      ArrowSchema unused;
      if (self.given < self.batches) self.maker.batch(cases(5, std::string(1, static_cast<char>('A' + self.given))), unused, *out);
      ++self.given;
      return 0;
    };
    stream.get_last_error = [](ArrowArrayStream*) { return "the disk is gone"; };
    stream.release = [](ArrowArrayStream* s) {
      ++static_cast<Stream*>(s->private_data)->released;
      s->release = nullptr;
    };
  }
};

TEST_F(Library, Streams) {
  Session s(pack("examples/embedding/rules"));
  s.start("办件");
  const auto count = [](zs_result* result, void* user) {
    zs_counts c{sizeof c, 0, 0, 0, 0, 0, 0};
    zs_result_counts(result, &c);
    *static_cast<uint64_t*>(user) += c.evaluated;
    zs_result_free(result);
    return 0;
  };
  uint64_t judged = 0;
  Stream good(3, -1);
  EXPECT_EQ(zs_run_push_stream(s.run, &good.stream, count, &judged, &s.error), ZS_OK);
  EXPECT_EQ(judged, 15u);
  EXPECT_EQ(good.released, 1);
  EXPECT_EQ(good.maker.released(), 3);
  judged = 0;
  Stream bad(3, 2);
  EXPECT_EQ(zs_run_push_stream(s.run, &bad.stream, count, &judged, &s.error), ZS_IO);
  EXPECT_THAT(zs_error_en(s.error), HasSubstr("the disk is gone"));
  EXPECT_EQ(bad.released, 1);
}

}  // namespace
}  // namespace zs

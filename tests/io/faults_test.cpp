// Every fault in every format: which line, field and value are told, why, and what is kept of the record. The good records
// around it are taken.
#include "io/duckdb/database.h"
#include "io/readers/record_reader.h"
#include "tests/io/models.h"

#include <filesystem>
#include <fstream>
#include <functional>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <zlib.h>
#include <zstd.h>

namespace zs::readers {
namespace {

using namespace zs::testing;
namespace fs = std::filesystem;
using Texts = std::vector<std::string>;

/// A record as names and texts; "@" before a text: JSON as it stands.
using Cells = std::vector<std::pair<std::string, std::string>>;

Cells good(const std::string& key) { return {{"办件编号", key}, {"受理时间", "2024-10-09 12:00:00"}, {"办件类型", "承诺件"}, {"金额", "2.5"}, {"行政区划", "410000"}, {"跑动次数", "1"}}; }

Cells with(Cells c, const std::string& name, const std::string& text) {
  for (auto& [n, t] : c)
    if (n == name) t = text;
  return c;
}

std::string csv_cell(const std::string& s) { return s.find_first_of(",\"\n") == std::string::npos ? s : '"' + s + '"'; }
std::string csv_names(const Cells& c) {
  std::string s;
  for (const auto& [n, t] : c) s += (s.empty() ? "" : ",") + n;
  return s;
}
std::string csv_line(const Cells& c) {
  std::string s;
  for (size_t i = 0; i < c.size(); ++i) s += (i ? "," : "") + csv_cell(c[i].second);
  return s;
}
std::string json_object(const Cells& c) {
  std::string s = "{";
  for (size_t i = 0; i < c.size(); ++i) s += (i ? ",\"" : "\"") + c[i].first + "\":\"" + c[i].second + "\"";
  return s + "}";
}

std::string gb18030(const std::string& utf8) {
  UErrorCode e = U_ZERO_ERROR;
  std::string out(utf8.size() * 2 + 8, '\0');
  out.resize(static_cast<size_t>(ucnv_convert("gb18030", "utf-8", out.data(), static_cast<int32_t>(out.size()), utf8.data(), static_cast<int32_t>(utf8.size()), &e)));
  return out;
}

std::string gzip(const std::string& s) {
  z_stream z{};
  deflateInit2(&z, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, s.size()) + 64, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(s.data())), z.avail_in = static_cast<uInt>(s.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data()), z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}
std::string zstd(const std::string& s) {
  std::string out(ZSTD_compressBound(s.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), s.data(), s.size(), 3));
  return out;
}

struct FaultsTest : ::testing::Test {
  model::Models models = case_models();
  fs::path dir = fs::temp_directory_path() / ("zs-f-" + std::to_string(::getpid()) + ::testing::UnitTest::GetInstance()->current_test_info()->name());
  std::vector<binding::Reject> rejects;
  Texts keys;
  std::string error;

  void SetUp() override { fs::create_directories(dir); }
  void TearDown() override { fs::remove_all(dir); }
  std::string at(const std::string& name) const { return (dir / name).string(); }
  std::string file(const std::string& name, const std::string& bytes) const {
    std::ofstream(dir / name, std::ios::binary) << bytes;
    return at(name);
  }
  void read(const std::string& path) {
    rejects.clear(), keys.clear(), error.clear();
    RecordReader reader(models, 0, {{path}}, {}, [&](const binding::Reject& r) { rejects.push_back(r); });
    for (;;) {
      columns::Table t;
      auto more = reader.next(t);
      if (!more) { error = more.error().zh; return; }
      if (!*more) return;
      for (size_t i = 0; i < t.size; ++i) keys.emplace_back((*t.strings)[t.columns[kNo].codes[i]]);
    }
  }

  /// The same bytes plain, packed twice, and in the other encoding.
  void in_all_wrappings(const std::string& name, const std::string& text, bool other_encoding, const std::function<void(const std::string&)>& check) {
    struct Wrapped { std::string name, bytes; };
    std::vector<Wrapped> all{{name, text}, {name + ".gz", gzip(text)}, {name + ".zst", zstd(text)}};
    if (other_encoding) all.push_back({"gb-" + name, gb18030(text)}), all.push_back({"gb-" + name + ".gz", gzip(gb18030(text))});
    for (const auto& w : all) {
      SCOPED_TRACE(w.name);
      read(file(w.name, w.bytes));
      check(w.name);
    }
  }
};

struct ValueFault {
  std::string what;
  std::string field, value;   // put into the second of three records
  std::string zh;             // in the reason
  std::string key = "A2";     // as it is told
};

const std::vector<ValueFault> kValues{
    {"date", "受理时间", "2024-02-30", "没有这一天"},
    {"time", "受理时间", "2024-02-20 25:00", "没有这个时间"},
    {"form", "受理时间", "昨天", "不是时刻"},
    {"label", "办件类型", "急件", "不在枚举中"},
    {"number", "金额", "三元", "不是数"},
    {"digits", "金额", "0.1234567", "小数最多六位"},
    {"integer", "跑动次数", "1.5", "不是整数"},
    {"large", "跑动次数", "12345678901234567890", "整数太大"},
    {"pattern", "行政区划", "4101", "不合规定的格式"},
    {"duplicate", "办件编号", "A1", "键重复", "A1"},
    {"no key", "办件编号", "", "必填，却没有值", ""},
    {"long", "金额", std::string(200'000, '9'), "数太大"},
};

TEST_F(FaultsTest, AWrongValueInEveryFormat) {
  for (const auto& f : kValues) {
    SCOPED_TRACE(f.what);
    const Cells bad = with(good("A2"), f.field, f.value);
    const std::vector<Cells> all{good("A1"), bad, good("A3")};
    // A value is told up to its first 65,536 bytes.
    const std::string told = f.value.size() > 65'536 ? f.value.substr(0, 65'536) + "…" : f.value;
    const auto check = [&](uint64_t line, const std::string& format, const std::string& original) {
      return [=, this](const std::string& name) {
        EXPECT_EQ(error, "");
        EXPECT_EQ(keys, (Texts{"A1", "A3"}));
        ASSERT_EQ(rejects.size(), 1u);
        const auto& r = rejects[0];
        EXPECT_EQ(fs::path(r.file).filename(), name);
        EXPECT_EQ(r.line, line);
        EXPECT_EQ(r.problem.field, f.field);
        EXPECT_EQ(r.problem.value, told);
        EXPECT_NE(r.problem.why.zh.find(f.zh), std::string::npos) << r.problem.why.zh;
        EXPECT_EQ(r.key, f.key);
        EXPECT_EQ(r.what, f.what == "duplicate" ? binding::Reject::What::kDuplicate : binding::Reject::What::kRecord);
        EXPECT_EQ(r.format, format);
        EXPECT_EQ(r.header, format == "csv" ? csv_names(bad) : "");
        EXPECT_EQ(r.original, original);
      };
    };
    std::string csv = csv_names(bad) + "\n", ndjson, json;
    for (const auto& c : all) csv += csv_line(c) + "\n", ndjson += json_object(c) + "\n", json += (json.empty() ? "[\n" : ",\n") + json_object(c);
    in_all_wrappings("a.csv", csv, true, check(3, "csv", csv_line(bad)));
    in_all_wrappings("a.ndjson", ndjson, true, check(2, "json", json_object(bad)));
    in_all_wrappings("a.json", json + "\n]\n", true, check(3, "json", json_object(bad)));

    std::string rows, names;
    for (const auto& c : all) {
      std::string row;
      for (const auto& [n, t] : c) row += (row.empty() ? "" : ",") + (t.empty() ? std::string("NULL") : duck::literal(t));
      rows += (rows.empty() ? "(" : ",(") + row + ")";
    }
    for (const auto& [n, t] : bad) names += (names.empty() ? "" : ",") + duck::quoted_name(n);
    auto db = duck::Database::open();
    ASSERT_TRUE(db && db->run("COPY (SELECT * FROM (VALUES " + rows + ") t(" + names + ")) TO " + duck::literal(at("a.parquet")) + " (FORMAT parquet)", ErrorKind::kIo, "", ""));
    std::ifstream in(at("a.parquet"), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    std::string original = json_object(bad);
    if (f.value.empty()) original.replace(original.find("\"\""), 2, "null");
    in_all_wrappings("a.parquet", bytes, false, check(2, "json", original));
  }
}

struct TextFault {
  std::string what, name, text;  // the bad line stands between A1 and A3
  uint64_t line;
  std::string value, zh;
  bool both_encodings = true;
};

const std::string kHead = "办件编号,金额\n";
std::string lines(const std::string& bad) { return kHead + "A1,1\n" + bad + "\nA3,3\n"; }
std::string objects(const std::string& bad) { return "{\"办件编号\":\"A1\"}\n" + bad + "\n{\"办件编号\":\"A3\"}\n"; }
std::string elements(const std::string& bad) { return "[{\"办件编号\":\"A1\"},\n" + bad + ",\n{\"办件编号\":\"A3\"}]\n"; }
std::string deep() { return "{\"办件编号\":\"A2\",\"环节\":" + std::string(60, '[') + std::string(60, ']') + "}"; }
std::string with_nul(std::string s) { return s.replace(s.find('@'), 1, 1, '\0'); }
const std::string kLost = "\xEF\xBF\xBD", kMark = "\xEF\xBB\xBF";

const std::vector<TextFault> kTexts{
    {"few columns", "a.csv", lines("A2"), 3, "A2", "应有 2 列，实有 1 列"},
    {"many columns", "a.csv", lines("A2,2,x"), 3, "A2,2,x", "应有 2 列，实有 3 列"},
    {"open quote", "a.csv", lines("A2,\"2"), 3, "A2,\"2", "引号没有闭合"},
    {"after a quote", "a.csv", lines("\"A2\"x,2"), 3, "\"A2\"x,2", "引号闭合后还有文字"},
    {"nul", "a.csv", with_nul(lines("A@2,2")), 3, "A" + kLost + "2,2", "NUL 字节"},
    {"encoding", "a.csv", lines("A\xff,2"), 3, "A" + kLost + ",2", "不是有效的 UTF-8", false},
    {"mark", "a.csv", lines(kMark + "A2,2"), 3, kMark + "A2,2", "字节顺序标记"},
    {"open quote", "a.ndjson", objects("{\"办件编号\":\"A2}"), 2, "{\"办件编号\":\"A2}", "引号没有闭合"},
    {"open bracket", "a.ndjson", objects("{\"办件编号\":\"A2\""), 2, "{\"办件编号\":\"A2\"", "JSON 语法错误"},
    {"syntax", "a.ndjson", objects("{\"办件编号\" \"A2\"}"), 2, "{\"办件编号\" \"A2\"}", "JSON 语法错误"},
    {"two", "a.ndjson", objects("{\"办件编号\":\"A2\"}{}"), 2, "{\"办件编号\":\"A2\"}{}", "多余内容"},
    {"kind", "a.ndjson", objects("[1]"), 2, "[1]", "应是一条记录"},
    {"plain", "a.ndjson", objects("7"), 2, "7", "应是 JSON 对象"},
    {"depth", "a.ndjson", objects(deep()), 2, deep(), "嵌套超过 32 层"},
    {"nul", "a.ndjson", with_nul(objects("{\"办件编号\":\"A@\"}")), 2, "{\"办件编号\":\"A" + kLost + "\"}", "NUL 字节"},
    {"encoding", "a.ndjson", objects("{\"办件编号\":\"\xff\"}"), 2, "{\"办件编号\":\"" + kLost + "\"}", "不是有效的 UTF-8", false},
    {"mark", "a.ndjson", objects(kMark + "{\"办件编号\":\"A2\"}"), 2, kMark + "{\"办件编号\":\"A2\"}", "字节顺序标记"},
    {"syntax", "a.json", elements("{\"办件编号\" \"A2\"}"), 2, "{\"办件编号\" \"A2\"}", "JSON 语法错误"},
    {"kind", "a.json", elements("[1]"), 2, "[1]", "应是一条记录"},
    {"depth", "a.json", elements(deep()), 2, deep(), "嵌套超过 32 层"},
    {"nul", "a.json", with_nul(elements("{\"办件编号\":\"A@\"}")), 2, "{\"办件编号\":\"A" + kLost + "\"}", "JSON"},
    {"encoding", "a.json", elements("{\"办件编号\":\"\xff\"}"), 2, "{\"办件编号\":\"" + kLost + "\"}", "不是有效的 UTF-8", false},
};

TEST_F(FaultsTest, WhatCannotBeTakenApart) {
  for (const auto& f : kTexts) {
    SCOPED_TRACE(f.name + ": " + f.what);
    in_all_wrappings(f.name, f.text, f.both_encodings, [&](const std::string&) {
      EXPECT_EQ(error, "");
      EXPECT_EQ(keys, (Texts{"A1", "A3"}));
      ASSERT_EQ(rejects.size(), 1u);
      EXPECT_EQ(rejects[0].line, f.line);
      EXPECT_EQ(rejects[0].problem.field, "");
      EXPECT_EQ(rejects[0].problem.value, f.value);
      EXPECT_NE(rejects[0].problem.why.zh.find(f.zh), std::string::npos) << rejects[0].problem.why.zh;
      EXPECT_EQ(rejects[0].original, f.value);
    });
  }
}

TEST_F(FaultsTest, ALineTooLongIsNotKept) {
  const std::string text = "{\"办件编号\":\"A1\"}\n{\"办件编号\":\"" + std::string(kMaxLine, 'x') + "\"}\n{\"办件编号\":\"A3\"}\n";
  read(file("a.ndjson", text));
  EXPECT_EQ(keys, (Texts{"A1", "A3"}));
  ASSERT_EQ(rejects.size(), 1u);
  EXPECT_EQ(rejects[0].line, 2u);
  EXPECT_NE(rejects[0].problem.why.zh.find("太长"), std::string::npos);
  EXPECT_EQ(rejects[0].original, "") << "the beginning of a record is no record";
}

TEST_F(FaultsTest, FilesCutShort) {
  // A text tells by its last line, a packed file by its end: the whole file is refused, for nobody knows what is missing.
  read(file("a.csv", kHead + "A1,1\nA2"));
  ASSERT_EQ(rejects.size(), 1u);
  EXPECT_NE(rejects[0].problem.why.zh.find("可能被截断"), std::string::npos);
  std::string many = kHead;
  for (int i = 0; i < 20'000; ++i) many += "A" + std::to_string(i * 7919 % 100'003) + "," + std::to_string(i) + "\n";
  for (const auto& [name, bytes] : {std::pair<std::string, std::string>{"b.csv.gz", gzip(many)}, {"b.csv.zst", zstd(many)}})
    for (const size_t lost : {size_t{1}, size_t{5}, bytes.size() / 2}) {
      read(file(name, bytes.substr(0, bytes.size() - lost)));
      EXPECT_NE(error.find("已损坏或不完整"), std::string::npos) << name << " without " << lost << " bytes: " << error;
    }
  std::string turned = gzip(many);
  turned[turned.size() / 2] ^= 0x40;
  read(file("c.csv.gz", turned));
  EXPECT_NE(error.find("已损坏或不完整"), std::string::npos) << error;
  auto db = duck::Database::open();
  ASSERT_TRUE(db && db->run("COPY (SELECT 'A' || i AS \"办件编号\" FROM range(5000) t(i)) TO " + duck::literal(at("a.parquet")) + " (FORMAT parquet)", ErrorKind::kIo, "", ""));
  fs::resize_file(at("a.parquet"), fs::file_size(at("a.parquet")) - 3);
  read(at("a.parquet"));
  EXPECT_NE(error.find("读不了 Parquet 文件"), std::string::npos) << error;
}

}  // namespace
}  // namespace zs::readers

// A file read in pieces of any size gives the same records, lines and problems.
#include "io/readers/record_source.h"

#include <gtest/gtest.h>
#include <zlib.h>
#include <zstd.h>

namespace zs::readers {
namespace {

using Texts = std::vector<std::string>;

std::unique_ptr<RecordSource> opened(const std::string& format, std::unique_ptr<LineReader> lines) {
  if (format == "ndjson") return open_ndjson(std::move(lines));
  auto source = format == "csv" ? open_csv(std::move(lines)) : open_json(std::move(lines));
  return source ? std::move(*source) : nullptr;
}

/// Everything that the source says.
Texts said(const std::string& format, const std::string& bytes, size_t step) {
  auto whole = unpacked(bytes_of(bytes, step), "t");
  if (!whole) return {whole.error().en};
  const auto source = opened(format, std::make_unique<LineReader>(std::move(*whole), "t", Encoding::kAuto, step));
  if (!source) return {"cannot be opened"};
  Texts out;
  for (;;) {
    auto p = source->next();
    if (!p) return out.push_back(p.error().en), out;
    if (p->what == Pulled::What::kEnd) return out;
    out.push_back(std::to_string(p->line) + "/" + std::to_string(p->element) + " " + binding::show(p->record) + " " + p->problem.value + " " + p->problem.why.en + " " + std::string(p->text));
  }
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

struct Sample { std::string format, text; size_t records; };

const std::vector<Sample> kSamples{
    {"csv", "\xEF\xBB\xBF编号,\"备,注\",x\r\nA1,\"甲,\"\"乙\"\"\n丙\",1\r\n\nA2,\"没有闭合\nA3,\xff,3\nA4,\"a\"b,\nA5,二,\"\"\nA6", 6},
    {"csv", "\xb1\xe0\xba\xc5,\xb1\xb8\xd7\xa2\nA1,\xb2\xc4\xc1\xcf\xb2\xbb\xc8\xab\nA2,\xff\xff\nA3,\xb2\xc4\n", 3},
    {"ndjson", "{\"编号\":\"A1\",\"环节\":[{\"a\":1e3}, {\"b\":\"\\u4e2d\\\"\"}]}\n\n{\"编号\":\n{\"编号\":\"A\xff\"}\r\n[1]\n{\"编号\":\"A2\"", 5},
    {"json", "\xEF\xBB\xBF [ {\"编号\":\"A1\\\"]}\",\n\"b\":[1,{\"c\":\"}\"}]} ,\n{\"编号\" 2},\n3,{\"编号\":\"A4\"}\n] ", 4},
    {"json", "{\"编号\":\"A1\"}\n{\"编号\":\"A2\"} {\"编号\":\"A3\", \"x\":", 3},
    {"json", "[{\"编号\":\"A1\"},\n{\"编号\":\"A2\\\"", 2},
};

TEST(ChunksTest, EveryStepSaysTheSame) {
  for (const auto& s : kSamples) {
    const Texts whole = said(s.format, s.text, 1u << 18);
    ASSERT_EQ(whole.size(), s.records) << s.text;
    for (const std::string& bytes : {s.text, gzip(s.text), zstd(s.text)})
      for (size_t step = 1; step <= std::max(bytes.size(), s.text.size()) + 1; ++step)
        ASSERT_EQ(said(s.format, bytes, step), whole) << s.format << " in steps of " << step << ", " << bytes.size() << " bytes of " << s.text;
  }
}

}  // namespace
}  // namespace zs::readers

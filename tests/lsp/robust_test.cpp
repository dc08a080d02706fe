// Nothing that a client sends ends the server or leaves a request without its answer.
#include "tests/lsp/session.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <sstream>

namespace zs::lsp {
namespace {

const std::string kPack = ZS_SOURCE_DIR "/rules/henan/2019";

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(Protocol, RefusesWhatIsNoRequest) {
  Session s;
  EXPECT_EQ(s.ask("textDocument/hover", json::object())["error"]["code"], -32002);
  s.start();
  EXPECT_EQ(s.ask("no/such", json::object())["error"]["code"], -32601);
  EXPECT_EQ(s.ask("textDocument/hover", json::object())["error"]["code"], -32602);
  EXPECT_EQ(s.ask("textDocument/hover", {{"textDocument", 3}})["error"]["code"], -32602);
  EXPECT_TRUE(s.ask("textDocument/hover", {{"textDocument", {{"uri", "file:///nowhere.zs"}}}, {"position", {{"line", 0}, {"character", 0}}}})["result"].is_null());
  for (const char* message : {"", "{", "null", "3", "[]", "[1]", "{}", "{\"id\":1}", "{\"id\":1,\"method\":3}", "{\"method\":\"textDocument/didOpen\"}", "{\"method\":\"$/unknown\",\"params\":3}",
                              "{\"id\":null,\"result\":1}", "\xff\xfe", "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"x\"},\"contentChanges\":7}}"})
    s.server.receive(message);
  s.server.take();
  EXPECT_TRUE(s.ask("shutdown", nullptr).contains("result"));
  EXPECT_EQ(s.ask("shutdown", nullptr)["error"]["code"], -32600);
  s.tell("exit", nullptr);
  EXPECT_TRUE(s.server.done());
  EXPECT_EQ(s.server.exit_code(), 0);
}

class Monkey {
 public:
  explicit Monkey(unsigned seed) : random_(seed) {}
  uint64_t below(uint64_t n) { return std::uniform_int_distribution<uint64_t>(0, n ? n - 1 : 0)(random_); }
  json place(int64_t lines) { return {{"line", static_cast<int64_t>(below(static_cast<uint64_t>(lines) + 3)) - 1}, {"character", static_cast<int64_t>(below(60)) - 1}}; }
  std::string piece() {
    static const std::vector<std::string> pieces{"", "{", "}", "（", "）", "「", "」", "\n", "指标 X-1 甲 对 办件 {\n", "当 ", "，发 红牌", "有 补正 为 先 其（", "先的", "且 ", "= ", "5天", "𠀀", "\"", "//", "测试 \"甲\" {\n  给定 办件 { ", "〔", "的", "依据 第八条「", "导入 「标准库/办件.zs」\n", "规则集 甲 版本 1 {\n 牌 预警\n}\n", "\r\n", "\xff", std::string(300, '('), "记录 甲 a { 键 乙 b 文本 丙 c 列表 { 丁 d 文本 } }\n", "时限 ", "逐 ", "理由 「{"};
    return pieces[below(pieces.size())];
  }

 private:
  std::mt19937 random_;
};

class Random : public testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, Random, testing::Range(1u, 5u));

TEST_P(Random, EditsAndRequests) {
  Monkey monkey(GetParam());
  Session s;
  s.start();
  const std::string path = kPack + "/04-收费与证照.zs", uri = uri_of(path);
  s.open(path, read(path));
  static const std::vector<std::string> methods{"textDocument/hover", "textDocument/definition", "textDocument/references", "textDocument/documentHighlight", "textDocument/prepareRename", "textDocument/rename", "textDocument/documentSymbol",
                                                "textDocument/foldingRange", "textDocument/formatting", "textDocument/rangeFormatting", "textDocument/completion", "textDocument/semanticTokens/full", "textDocument/inlayHint", "textDocument/codeAction",
                                                "textDocument/codeLens", "workspace/symbol", "no/such"};
  for (int round = 0; round < 40; ++round) {
    for (uint64_t n = monkey.below(3) + 1; n-- > 0;) {
      json from = monkey.place(50), to = monkey.below(2) ? from : monkey.place(50);
      json change{{"text", ""}};
      change["text"] = json(repaired(monkey.piece()));
      if (monkey.below(25) == 0) change["text"] = read(path);
      else change["range"] = {{"start", from}, {"end", to}};
      s.tell("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", round}}}, {"contentChanges", json::array({change})}});
    }
    if (monkey.below(2)) s.server.pause();
    for (int n = 0; n < 3; ++n) {
      const std::string& method = methods[monkey.below(methods.size())];
      const json answer = s.ask(method, {{"textDocument", {{"uri", uri}}}, {"position", monkey.place(50)}, {"range", {{"start", monkey.place(50)}, {"end", monkey.place(50)}}}, {"newName", monkey.piece()}, {"query", monkey.piece()}, {"context", {{"includeDeclaration", true}}}});
      ASSERT_TRUE(answer.contains("result") != answer.contains("error")) << method << " " << answer.dump();
      if (answer.contains("error")) {
        EXPECT_NE(answer["error"]["code"], -32603) << method << " " << answer.dump();
      }
    }
  }
  s.tell("textDocument/didClose", {{"textDocument", {{"uri", uri}}}});
  s.server.pause();
}

TEST(Cache, EditingOneFileParsesOneFile) {
  ParseCache cache;
  CompileOptions options;
  options.cache = &cache;
  const auto first = compile(kPack, options);
  EXPECT_TRUE(first.program);
  const size_t all = cache.parsed();
  EXPECT_GT(all, 10u);
  const std::string path = kPack + "/04-收费与证照.zs";
  options.texts[path] = read(path) + "// 改了\n";
  const auto second = compile(kPack, options);
  EXPECT_EQ(cache.parsed(), all + 1);
  options.texts[path] = read(path) + "指标";
  const auto broken = compile(kPack, options);
  const auto again = compile(kPack, options);
  EXPECT_EQ(broken.diagnostics.all().size(), again.diagnostics.all().size()) << "what parsing said is said again";
  EXPECT_GT(broken.diagnostics.error_count(), 0u);
}

}  // namespace
}  // namespace zs::lsp

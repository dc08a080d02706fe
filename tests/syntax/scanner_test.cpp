// Widths, normal forms, encodings, places.
#include "helpers.h"

#include "compiler/syntax/fold.h"
#include "compiler/syntax/near.h"
#include "compiler/syntax/split.h"

#include <gtest/gtest.h>

namespace zs::test {
namespace {

TEST(Widths, FullAndHalfAreEqual) {
  EXPECT_EQ(dump_condition("（甲　＋　２）　＞＝　３"), dump_condition("(甲 + 2) >= 3"));
  EXPECT_EQ(dump_condition("(甲 + 2) >= 3"), "(compare (+ (name 甲) (number 2)) >= (number 3))");
  EXPECT_EQ(dump_condition("Ａ１　属于　｛甲，乙｝"), dump_condition("A1 属于 {甲，乙}"));
  EXPECT_EQ(dump_condition("甲 ≦ ５０％"), dump_condition("甲 <= 50%"));
}

TEST(Widths, QuotedTextStaysAsWritten) { EXPECT_EQ(dump_condition("甲 包含 「（ａ，　１）」"), "(contains (name 甲) (text \"（ａ，　１）\"))"); }

TEST(Names, AreInNormalFormC) {
  EXPECT_EQ(syntax::normalise("e\xCC\x81"), "\xC3\xA9");
  EXPECT_EQ(dump_condition("caf\x65\xCC\x81 为空"), "(is-empty (name caf\xC3\xA9))");
}

TEST(Places, PointAtTheBytesAsWritten) {
  const Parsed p = parse_text("条件 甲条件 ＝ 受理时间　已发生");
  const auto& body = *std::get<ast::ConditionDecl>(p.file.items.at(0)).body;
  EXPECT_EQ(p.sources->text(body.src), "受理时间　已发生");
  EXPECT_EQ(p.sources->text(body.op_src), "已发生");
}

TEST(Encodings, Gb18030IsRead) {
  // 参数 甲 = 1 in GB18030
  const Parsed p = parse_text("\xB2\xCE\xCA\xFD \xBC\xD7 = 1");
  EXPECT_FALSE(p.sink.has_errors()) << p.messages();
  EXPECT_EQ(ast::dump(p.file), "parameter 甲 (number 1)\n");
}

TEST(Encodings, ByteOrderMarkIsDropped) { EXPECT_EQ(ast::dump(parse_text("\xEF\xBB\xBF参数 甲 = 1").file), "parameter 甲 (number 1)\n"); }

TEST(Encodings, BrokenTextIsReportedOnceAndReadOn) {
  const Parsed p = parse_text("参数 甲 = 1\n// \xFF\xFF\xFE\n参数 乙 = 2\n");
  EXPECT_EQ(p.codes(), "E0117");
  EXPECT_EQ(p.file.items.size(), 2u);
}

TEST(Words, RunTogetherArePartedAtKeywords) {
  EXPECT_EQ(syntax::propose_split("办结时间未发生"), "办结时间 未发生");
  EXPECT_EQ(syntax::propose_split("当办理时限超期"), "当 办理时限 超期");
  EXPECT_EQ(syntax::propose_split("发红牌"), "发 红牌");
  EXPECT_EQ(syntax::propose_split("受理时间"), "");
  EXPECT_EQ(syntax::propose_split("超期"), "");
}

TEST(Near, CountsEditsInCharacters) {
  EXPECT_EQ(syntax::edit_distance("办结时间", "办理时间"), 1);
  EXPECT_EQ(syntax::edit_distance("结办", "办结"), 1);
  EXPECT_EQ(syntax::nearest("事用", {"适用", "归类"}), "适用");
  EXPECT_EQ(syntax::nearest("完全不同", {"适用", "归类"}), "");
}

}  // namespace
}  // namespace zs::test

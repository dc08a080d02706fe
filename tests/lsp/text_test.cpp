#include "lsp/frames.h"
#include "lsp/text.h"
#include "lsp/view.h"

#include <gtest/gtest.h>

namespace zs::lsp {
namespace {

TEST(Lines, CountsUtf16) {
  const std::string text = "甲𠀀b\r\n乙\n";
  const Lines lines(text, Encoding::kUtf16);
  EXPECT_EQ(lines.offset({0, 0}), 0u);
  EXPECT_EQ(lines.offset({0, 1}), 3u);
  EXPECT_EQ(lines.offset({0, 2}), 3u) << "half a surrogate pair: the beginning of the character";
  EXPECT_EQ(lines.offset({0, 3}), 7u);
  EXPECT_EQ(lines.offset({0, 99}), 8u) << "beyond the line: its end, before the line end";
  EXPECT_EQ(lines.offset({1, 1}), 13u);
  EXPECT_EQ(lines.offset({9, 0}), text.size());
  EXPECT_EQ(lines.offset({-1, 5}), 0u);
  EXPECT_EQ(lines.place(7).character, 3);
  EXPECT_EQ(lines.place(13).line, 1);
  EXPECT_EQ(lines.place(13).character, 1);
}

TEST(Lines, CountsBytes) {
  const std::string text = "甲b";
  const Lines lines(text, Encoding::kUtf8);
  EXPECT_EQ(lines.offset({0, 3}), 3u);
  EXPECT_EQ(lines.offset({0, 2}), 0u);
  EXPECT_EQ(lines.place(3).character, 3);
}

TEST(Uri, ThereAndBack) {
  const std::string path = "/a b/规则 #1%.zs";
  EXPECT_EQ(path_of(uri_of(path)), path);
  EXPECT_EQ(path_of("file:///a%20b"), "/a b");
  EXPECT_EQ(path_of("untitled:1"), "");
  EXPECT_EQ(path_of("file:///a%2"), "/a%2");
}

TEST(Frames, PiecesRubbishAndTooLong) {
  Frames frames;
  const std::string one = framed("{\"a\":1}");
  for (const char c : one.substr(0, one.size() - 1)) {
    frames.feed({&c, 1});
    EXPECT_FALSE(frames.next());
  }
  frames.feed("}");
  EXPECT_EQ(frames.next(), "{\"a\":1}");
  frames.feed("rubbish\r\n\r\ncontent-length: 2\r\nContent-Type: x\r\n\r\n{}");
  EXPECT_EQ(frames.next(), "{}");
  frames.feed("Content-Length: 99999999999\r\n\r\nabc");
  EXPECT_FALSE(frames.next());
  Frames other;
  other.feed("Content-Length: -4\r\n\r\nContent-Length: 0\r\n\r\n");
  EXPECT_EQ(other.next(), "");
}

TEST(Drift, FollowsWhatAnEditMoved) {
  const Drift drift("abcXXdef", "abcYdef");
  EXPECT_EQ(drift.forth(2), 2u);
  EXPECT_EQ(drift.forth(4), 3u);
  EXPECT_EQ(drift.forth(6), 5u);
  EXPECT_EQ(drift.back(5), 6u);
}

}  // namespace
}  // namespace zs::lsp

#include "replay/report.h"

#include "replay/report_assets.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <string>

namespace zs::replay {
namespace {

size_t count(std::string_view text, std::string_view what) {
  size_t n = 0;
  for (size_t at = text.find(what); at != std::string_view::npos; at = text.find(what, at + what.size())) ++n;
  return n;
}

std::string between(std::string_view text, std::string_view begin, std::string_view end) {
  const size_t from = text.find(begin);
  if (from == std::string_view::npos) return {};
  const size_t at = from + begin.size();
  return std::string(text.substr(at, text.find(end, at) - at));
}

int digit(char c) {
  static constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  return static_cast<int>(kDigits.find(c));
}

std::string from_base64(std::string_view text) {
  std::string out;
  for (size_t i = 0; i + 3 < text.size(); i += 4) {
    const int group = digit(text[i]) << 18 | digit(text[i + 1]) << 12 | (text[i + 2] == '=' ? 0 : digit(text[i + 2]) << 6) | (text[i + 3] == '=' ? 0 : digit(text[i + 3]));
    out += static_cast<char>(group >> 16);
    if (text[i + 2] != '=') out += static_cast<char>(group >> 8 & 255);
    if (text[i + 3] != '=') out += static_cast<char>(group & 255);
  }
  return out;
}

/// The JSON in a page that carries it compressed, all pieces together.
std::string unpacked(std::string_view page, size_t expected) {
  std::string packed;
  static constexpr std::string_view kBegin = "<script type=\"text/plain\" class=\"report-data\">";
  for (size_t at = page.find(kBegin); at != std::string_view::npos; at = page.find(kBegin, at + 1))
    packed += from_base64(between(page.substr(at), kBegin, "</script>"));
  std::string out(expected + 1, '\0');
  uLongf size = out.size();
  EXPECT_EQ(uncompress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(packed.data()), packed.size()), Z_OK);
  out.resize(size);
  return out;
}

TEST(Report, SmallDataStandInThePageAndCannotEndTheirElement) {
  const std::string page = render_report(R"({"title":"</script><script>x()</script><!-- &amp; \" 准绳"})");
  EXPECT_EQ(between(page, "id=\"report-data\">", "</script>"), R"({"title":"\u003c/script>\u003cscript>x()\u003c/script>\u003c!-- &amp; \" 准绳"})");
  EXPECT_EQ(count(page, "<script"), 2u);
  EXPECT_EQ(count(page, "</script>"), 2u);
}

TEST(Report, LargeDataAreCompressed) {
  for (const size_t size : {size_t{64 * 1024 + 1}, size_t{64 * 1024 + 2}, size_t{64 * 1024 + 3}, size_t{9'000'001}}) {
    std::string json = "\"";
    unsigned state = 7;                            // letters that hardly compress, so that the largest takes several pieces
    while (json.size() < size - 1) json += static_cast<char>('#' + ((state = state * 1664525u + 1013904223u) >> 26));
    json += '"';
    const std::string page = render_report(json);
    EXPECT_EQ(count(page, "id=\"report-data\""), 0u);
    if (size > 9'000'000) EXPECT_GT(count(page, "class=\"report-data\""), 1u);
    EXPECT_EQ(unpacked(page, json.size()), json) << size;
  }
}

TEST(Report, ThePageIsCompleteInItself) {
  const std::string page = render_report("{}");
  EXPECT_EQ(page.find("{{"), std::string::npos) << "a place was not filled";
  for (const char* outside : {"http://", "https://", "src=", "@import", "url(\"", "url(h", "<link"}) {
    const size_t allowed = std::string_view(outside) == "http://" ? 1 : 0;      // the name of SVG in the DOM, which is not fetched
    EXPECT_EQ(count(page, outside), allowed) << outside;
  }
}

TEST(Report, EveryScriptIsListed) {
  std::string modules;
  for (const auto& [name, text] : report_assets())
    if (name == "modules.txt") modules = text;
  const std::string page = render_report("{}");
  for (const auto& [name, text] : report_assets())
    if (name.ends_with(".js")) {
      EXPECT_EQ(count("\n" + modules, "\n" + name + "\n"), 1u) << name;
      EXPECT_NE(page.find(text), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace zs::replay

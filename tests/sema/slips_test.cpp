// Slips of a clerk's pen: each line of slips/slips.txt changes one thing in slips/base.zs. What is said about it is kept in
// slips/said.txt: where, what, which change is proposed, and whether the file compiles with it. ZS_UPDATE_GOLDEN=1 writes what is
// said now; read the difference as a clerk would before committing it.
#include "compiler/compile.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <sstream>

namespace zs::test {
namespace {

const std::string kFolder = std::string(ZS_SOURCE_DIR) + "/tests/diagnostics/slips/";

std::string read(const std::string& name) {
  std::ifstream in(kFolder + name, std::ios::binary);
  std::ostringstream s;
  s << in.rdbuf();
  return s.str();
}

void append_utf8(std::string& out, unsigned c) {
  if (c < 0x80) out += static_cast<char>(c);
  else if (c < 0x800) out += static_cast<char>(0xC0 | (c >> 6)), out += static_cast<char>(0x80 | (c & 0x3F));
  else out += static_cast<char>(0xE0 | (c >> 12)), out += static_cast<char>(0x80 | ((c >> 6) & 0x3F)), out += static_cast<char>(0x80 | (c & 0x3F));
}

/// \n, \r and \u{200B}.
std::string unescaped(const std::string& s) {
  std::string out;
  for (size_t i = 0; i < s.size(); ++i) {
    if (s.compare(i, 2, "\\n") == 0) out += '\n', ++i;
    else if (s.compare(i, 2, "\\r") == 0) out += '\r', ++i;
    else if (s.compare(i, 3, "\\u{") == 0) {
      const size_t end = s.find('}', i);
      append_utf8(out, static_cast<unsigned>(std::stoul(s.substr(i + 3, end - i - 3), nullptr, 16)));
      i = end;
    } else {
      out += s[i];
    }
  }
  return out;
}

std::string one_line(std::string s) {
  for (size_t at; (at = s.find('\n')) != std::string::npos;) s.replace(at, 1, "⏎");
  return s;
}

struct Said {
  std::string text;
  size_t errors = 0;
  bool wrong_fix = false;  // a proposed change after which the file still does not compile, alone in its file
};

Said said_about(const std::string& text) {
  const Compilation c = compile_text("规则.zs", text, {});
  Said out;
  for (const auto& d : c.diagnostics.all()) {
    ++out.errors;
    const auto& r = diag::row(d.code);
    const auto at = c.sources.position(d.src.file, d.src.begin);
    out.text += "    " + std::string(r.id) + " " + std::to_string(at.line) + ":" + std::to_string(at.column) + " " + one_line(diag::fill(r.zh, d.args));
    if (const std::string help = diag::fill(r.help_zh, d.args); !help.empty()) out.text += " | " + help;
    if (d.fix) {
      std::string mended = text;
      mended.replace(d.fix->src.begin, d.fix->src.end - d.fix->src.begin, d.fix->replacement);
      const bool good = !compile_text("规则.zs", mended, {}).diagnostics.has_errors();
      out.text += " ⇢ 「" + one_line(std::string(c.sources.text(d.fix->src))) + "」→「" + d.fix->replacement + "」" + (good ? " ✓" : "");
      out.wrong_fix = out.wrong_fix || !good;
    }
    out.text += "\n";
  }
  if (out.text.empty()) out.text = "    通过\n";
  return out;
}

TEST(Slips, AreExplained) {
  const std::string base = read("base.zs");
  ASSERT_FALSE(compile_text("规则.zs", base, {}).diagnostics.has_errors());
  std::istringstream in(read("slips.txt"));
  std::string now;
  int slips = 0, several = 0, wrong = 0;
  for (std::string line; std::getline(in, line);) {
    now += line + "\n";
    const size_t arrow = line.find(" ⇒");
    if (line.starts_with("§") || arrow == std::string::npos) continue;
    const std::string old = unescaped(line.substr(0, arrow));
    const size_t rest = arrow + std::string(" ⇒ ").size();
    const size_t at = base.find(old);
    ASSERT_NE(at, std::string::npos) << line;
    std::string text = base;
    text.replace(at, old.size(), rest <= line.size() ? unescaped(line.substr(rest)) : "");
    const Said said = said_about(text);
    now += said.text;
    ++slips;
    several += said.errors > 1;
    wrong += said.errors == 1 && said.wrong_fix;
  }
  EXPECT_GE(slips, 300);
  EXPECT_LE(several, 20) << "one slip, one message";
  EXPECT_LE(wrong, 12) << "a proposed change mends";
  if (std::getenv("ZS_UPDATE_GOLDEN") != nullptr) std::ofstream(kFolder + "said.txt", std::ios::binary) << now;
  else EXPECT_EQ(now, read("said.txt"));
}

}  // namespace
}  // namespace zs::test

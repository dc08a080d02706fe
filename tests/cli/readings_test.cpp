// The other readings (口径) of the shipped packs. Tests that stand in rule files see the readings chosen there; those of the others are
// in readings/, a file for each pack. A section headed "//: 口径 = 选项、…" holds with the pack so switched, and not with the pack as it is.
#include "tests/cli/cli_test.h"

#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace zs::test {
namespace {

namespace fs = std::filesystem;
using Files = std::map<std::string, std::string>;  // path below the pack -> text
using Choice = std::pair<std::string, std::string>;

struct Section {
  std::string head, tests;
  std::vector<Choice> choices;
};

const std::regex kReading("口径 (\\S+) = (\\S+) 可选 (\\S+) 说明");

std::vector<std::string> split(const std::string& s, const std::string& mark) {
  std::vector<std::string> out;
  size_t from = 0;
  for (size_t at; (at = s.find(mark, from)) != std::string::npos; from = at + mark.size()) out.push_back(s.substr(from, at - from));
  out.push_back(s.substr(from));
  return out;
}

std::vector<Section> sections(const std::string& path) {
  std::vector<Section> out;
  std::istringstream in(read_file(path));
  for (std::string line; std::getline(in, line);) {
    if (line.rfind("//: ", 0) == 0) {
      out.push_back({line.substr(4), "", {}});
      for (const auto& one : split(line.substr(4), "、")) {
        const auto sides = split(one, " = ");
        if (sides.size() == 2) out.back().choices.emplace_back(sides[0], sides[1]);
      }
    } else if (!out.empty()) {
      out.back().tests += line + "\n";
    }
  }
  return out;
}

/// The pack's rules without its tests, and the texts that they quote.
Files pack_files(const std::string& pack) {
  Files files;
  const fs::path root = kRoot + "/rules/" + pack;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const std::string name = fs::relative(entry.path(), root).string();
    if (entry.is_regular_file() && name.rfind("tests/", 0) != 0) files[name] = read_file(entry.path().string());
  }
  return files;
}

/// Every option of every reading but the chosen one.
std::set<Choice> alternatives(const Files& files) {
  std::set<Choice> out;
  for (const auto& [name, text] : files)
    for (std::sregex_iterator it(text.begin(), text.end(), kReading), end; it != end; ++it)
      for (const auto& option : split((*it)[3], "、")) out.emplace((*it)[1], option);
  return out;
}

/// The same rules with another option chosen; the one it replaces becomes an alternative.
Files switched(Files files, const Choice& choice) {
  for (auto& [name, text] : files) {
    std::smatch m;
    for (auto from = text.cbegin(); std::regex_search(from, text.cend(), m, kReading); from = m.suffix().first) {
      if (m[1] != choice.first) continue;
      std::string others;
      for (const auto& option : split(m[3], "、")) others += (others.empty() ? "" : "、") + (option == choice.second ? m[2].str() : option);
      const std::string now = "口径 " + choice.first + " = " + choice.second + " 可选 " + others + " 说明";
      text.replace(static_cast<size_t>(m[0].first - text.cbegin()), static_cast<size_t>(m.length(0)), now);
      break;
    }
  }
  return files;
}

class ReadingsTest : public CliTest {
 protected:
  Ran tested(const Files& files, const std::string& tests) const {
    for (const auto& [name, text] : files) file("pack/" + name, text);
    file("pack/readings.zs", tests);
    return zs({"test", "pack"});
  }

  void expect_pack(const std::string& pack, const std::string& cases) const {
    const Files files = pack_files(pack);
    const auto known = alternatives(files);
    for (const auto& section : sections(kRoot + "/tests/cli/readings/" + cases)) {
      SCOPED_TRACE(section.head);
      Files other = files;
      for (const auto& choice : section.choices) {
        EXPECT_EQ(known.count(choice), 1u) << choice.first;
        other = switched(other, choice);
      }
      const auto so = tested(other, section.tests), as_it_is = tested(files, section.tests);
      EXPECT_EQ(so.exit, 0) << so.out << so.err;
      EXPECT_EQ(as_it_is.exit, 1) << as_it_is.out << as_it_is.err;
    }
  }
};

TEST_F(ReadingsTest, Standardisation) { expect_pack("neimenggu/2021-standardization", "neimenggu-2021-standardization.zs"); }

TEST_F(ReadingsTest, Tasks) { expect_pack("neimenggu/2021-tasks", "neimenggu-2021-tasks.zs"); }

TEST_F(ReadingsTest, SupervisionOf2024) { expect_pack("neimenggu/2024", "neimenggu-2024.zs"); }

TEST_F(ReadingsTest, ProcedureOf2024) { expect_pack("neimenggu/2024-procedure", "neimenggu-2024-procedure.zs"); }

TEST(Readings, EveryOneOfThesePacksIsTested) {
  for (const std::string pack : {"2021-standardization", "2024", "2024-procedure"}) {
    SCOPED_TRACE(pack);
    std::set<Choice> tested;
    for (const auto& s : sections(kRoot + "/tests/cli/readings/neimenggu-" + pack + ".zs")) tested.insert(s.choices.begin(), s.choices.end());
    EXPECT_EQ(tested, alternatives(pack_files("neimenggu/" + pack)));
  }
}

}  // namespace
}  // namespace zs::test

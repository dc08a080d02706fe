// The tests of an indicator, each drawn on its time axis.
#include "publish/book.h"

#include "oracle/render/page_chart.h"
#include "oracle/render/terminal.h"
#include "oracle/show.h"
#include "testing/verdict.h"

#include <algorithm>

namespace zs::publish {
namespace {

constexpr int kColumns = 100;  // of a drawing in characters

std::string datum_text(const typed::Datum& d) {
  std::string out;
  switch (d.what) {
    case typed::Datum::What::kScalar: return d.scalar;
    case typed::Datum::What::kList:
      for (const auto& item : d.items) out += (out.empty() ? "" : "、") + datum_text(item);
      return out.empty() ? "〔〕" : out;
    case typed::Datum::What::kRecord:
      for (const auto& f : d.fields) out += (out.empty() ? "" : "，") + f.name + " " + datum_text(f.value);
      return "（" + out + "）";
  }
  return out;
}

Item given_item(const Book& b, const std::pair<int, typed::Datum>& given) {
  std::string out;
  for (const auto& f : given.second.fields) out += (out.empty() ? "" : b.say("；", "; ")) + f.name + " " + datum_text(f.value);
  return {{strong(b.program.models.models[static_cast<size_t>(given.first)].name), text(b.say("：", ": ") + out)}, {}};
}

class Drawer {
 public:
  explicit Drawer(const Book& b) : b_(b), language_(b.zh() ? oracle::Language::kChinese : oracle::Language::kEnglish) {}

  /// Nothing where there is no instant to draw.
  std::vector<Block> draw(const typed::Test& test, int indicator) {
    const auto c = testing::case_of(b_.program, test, "", 0);
    if (c.broken || c.data.records.size == 0 || c.data.records.model != b_.indicator(indicator).model) return {};
    oracle::ExplainOptions how;
    how.indicator = indicator;
    const auto e = oracle::explain(b_.program, {&c.data.records, c.data.pointers}, 0, c.as_of, how);
    if (e.unknown_yet || e.drawing.axis.empty() || e.drawing.indicators.empty()) return {};
    Block block;
    block.kind = Block::Kind::kDrawing;
    oracle::render::PageChart chart(e, language_, "ground-" + std::to_string(++drawn_) + "-" + std::to_string(indicator));
    block.html = "<div class=\"chart\">\n" + chart.upper() + chart.indicator(e.drawing.indicators.front()) + "</div>\n";
    if (drawn_ == 1) block.html = chart.legend() + block.html;
    block.plain = oracle::render::terminal_drawing(e, language_, {kColumns, false});
    return {std::move(block)};
  }

 private:
  const Book& b_;
  oracle::Language language_;
  int drawn_ = 0;
};

}  // namespace

std::vector<Block> tests_of(const Book& b, const Subject& s) {
  std::vector<Block> out;
  Drawer drawer(b);
  for (const auto& test : b.program.tests) {
    std::vector<Item> expected;
    int judged = typed::kNone;
    for (const auto& e : test.expect) {
      if (std::find(s.indicators.begin(), s.indicators.end(), e.indicator) == s.indicators.end()) continue;
      const auto words = testing::describe(b.program, e);
      expected.push_back({{text(b.say(words.zh, words.en))}, {}});
      judged = e.indicator;
    }
    if (judged == typed::kNone) continue;
    if (out.empty()) out.push_back(heading(2, b.say("测试：判断的例子", "Tests: how it judges")));
    out.push_back(heading(4, test.name));
    std::vector<Item> items;
    for (const auto& given : test.given) items.push_back(given_item(b, given));
    if (test.as_of) items.push_back({{strong(b.say("截至", "as of")), text(b.say("：", ": ") + oracle::show_instant(*test.as_of))}, {}});
    items.push_back({{strong(b.say("期望", "expected"))}, std::move(expected)});
    out.push_back(list(std::move(items)));
    for (auto& block : drawer.draw(test, judged)) out.push_back(std::move(block));
  }
  return out;
}

}  // namespace zs::publish

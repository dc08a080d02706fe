#include "oracle/explain.h"
#include "oracle/render/terminal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zs::oracle {

namespace {

class Human {
 public:
  Human(Language language, const TerminalStyle& style) : language_(language), style_(style), zh_(language == Language::kChinese) {}

  std::string page(const Explanation& e) {
    line(0, fmt::format("{} {}　{} {}{}", e.record, e.key, e.ruleset, e.version, e.title.empty() ? "" : "　" + e.title));
    line(0, say("截至 ", "as of ") + (e.as_of.empty() ? say("不限", "for ever") : e.as_of));
    if (e.unknown_yet) {
      line(0, say("这时还不知道这条记录：它的事件都在此后。", "Nothing is known of this record yet: all its events lie later."));
      return out_;
    }
    line(0, say("规则集适用：", "judged by this rule set: ") + say(e.judged));
    if (const std::string drawn = render::terminal_drawing(e, language_, style_); !drawn.empty()) out_ += "\n" + drawn;
    for (const auto& i : e.indicators) indicator(i);
    return out_;
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  const std::string& say(const Words& w) const { return zh_ ? w.zh : w.en; }
  void line(size_t depth, const std::string& text) { out_ += std::string(depth * 2, ' ') + text + "\n"; }

  void indicator(const ExplainedIndicator& i) {
    out_ += "\n";
    line(0, "■ " + i.code + (i.name == i.code ? "" : " " + i.name));
    for (const auto& q : i.quotes) line(1, q.clause + "「" + q.text + "」");
    if (i.cards.empty()) line(1, say("没有牌", "no card"));
    for (const auto& c : i.cards) card(c);
    if (!i.undecided.zh.empty()) line(1, say("无法判定：", "undecided: ") + say(i.undecided));
    if (!i.missing.empty()) line(2, say("缺 ", "missing: ") + fmt::format("{}", fmt::join(i.missing, say("、", ", "))));
    if (!i.next_change.empty()) line(1, say("下次变化 ", "next change ") + i.next_change);
    for (const auto& n : i.derivation) node(n, 1);
  }

  void card(const ExplainedCard& c) {
    std::string text = "● " + c.card + (c.onset.empty() ? "" : say(" 自 ", " from ") + c.onset);
    text += c.on_table ? say(" 在案", ", on the table") : say(" 至 ", " until ") + c.cleared;
    if (c.provisional) text += say("（日历未公布，暂定）", " (provisional: the calendar is not published)");
    if (!c.clause.empty()) text += "　" + c.clause;
    line(1, text);
    if (!c.reason.empty()) line(2, c.reason);
    if (!c.actions.empty()) line(2, say("处置 ", "actions: ") + fmt::format("{}", fmt::join(c.actions, say("、", ", "))));
  }

  void node(const Node& n, size_t depth) {
    std::string text = (n.decided ? "▶ " : n.reached ? "· " : "○ ") + say(n.label);
    if (!n.source.empty() && n.kind == Node::Kind::kCondition) text += "　" + n.source;
    if (!say(n.value).empty()) text += "　→ " + say(n.value);
    if (n.decided) text += say("　（由此决定）", "  (this decided)");
    line(depth, text);
    for (const auto& child : n.children) node(child, depth + 1);
    for (const auto& d : n.days)
      line(depth + 2, fmt::format("{} {} {}{}", d.date, d.counted ? "✓" : "✗", say(d.why), d.amount.empty() ? "" : " " + d.amount));
  }

  Language language_;
  TerminalStyle style_;
  bool zh_;
  std::string out_;
};

}  // namespace

std::string render_human(const Explanation& e, Language language, const TerminalStyle& style) { return Human(language, style).page(e); }

}  // namespace zs::oracle

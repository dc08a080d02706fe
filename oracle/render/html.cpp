// One record as one page: its drawing, and every indicator's derivation folded beneath its lane.
#include "oracle/explain.h"
#include "oracle/render/page_chart.h"
#include "oracle/render/page_style.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zs::oracle {

namespace {

using render::escape_html;

class Html {
 public:
  Html(const Explanation& e, Language language) : e_(e), chart_(e, language), zh_(language == Language::kChinese) {}

  std::string page() {
    const std::string title = escape_html(e_.record + " " + e_.key);
    out_ = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\"><link rel=\"icon\" href=\"data:,\">\n"
                       "<title>{}</title><style>{}</style></head><body>\n<h1>{}</h1>\n",
                       zh_ ? "zh-CN" : "en", title, render::page_style(), title);
    facts();
    if (e_.unknown_yet) {
      out_ += "<p>" + say("这时还不知道这条记录：它的事件都在此后。", "Nothing is known of this record yet: all its events lie later.") + "</p>\n";
      return out_ + "</body></html>\n";
    }
    verdict();
    drawing();
    return out_ + "</body></html>\n";
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  const std::string& say(const Words& w) const { return zh_ ? w.zh : w.en; }

  void facts() {
    out_ += "<dl class=\"facts\">";
    const auto fact = [&](const std::string& name, const std::string& value) { out_ += "<dt>" + name + "</dt><dd>" + escape_html(value) + "</dd>"; };
    fact(say("规则集", "rule set"), (e_.title.empty() ? "" : e_.title + " ") + e_.ruleset + say(" 版本 ", " version ") + e_.version);
    fact(say("截至", "as of"), e_.as_of.empty() ? say("不限", "for ever") : e_.as_of);
    if (!e_.unknown_yet) fact(say("规则集适用", "judged"), say(e_.judged));
    const Origin& o = e_.origin;
    const auto small = [&](const std::string& name, const std::string& value) {
      if (!value.empty()) out_ += "<dt class=\"hash\">" + name + "</dt><dd>" + escape_html(value) + "</dd>";
    };
    for (const auto& s : o.settings) small(say("假设", "what if"), s);
    for (const auto& [name, version] : o.calendars) small(say("日历", "calendar"), name + " " + version);
    small(say("规则包指纹", "pack hash"), o.pack_hash);
    small(say("数据指纹", "record's fingerprint"), o.fingerprint);
    small(say("引擎", "engine"), o.engine);
    out_ += "</dl>\n";
  }

  /// What is so at T, in a line: cards on the table, what cannot be decided, or that there is nothing.
  void verdict() {
    std::string items;
    for (const auto& i : e_.indicators) {
      for (const auto& c : i.cards)
        if (c.on_table) items += fmt::format("<li class=\"{}\"><b>{}</b>{} {}</li>", chart_.tone(c.card), escape_html(c.card), escape_html(i.code), c.onset.empty() ? "" : say("自 ", "from ") + c.onset);
      if (!i.missing.empty())
        items += fmt::format("<li class=\"open\"><b>{}</b>{} {}{}</li>", say("无法判定", "undecided"), escape_html(i.code), say("缺 ", "missing: "), escape_html(fmt::format("{}", fmt::join(i.missing, say("、", ", ")))));
    }
    if (items.empty()) items = "<li class=\"none\"><b>" + say("没有牌在案", "No card is on the table") + "</b></li>";
    out_ += "<ul class=\"verdict\">" + items + "</ul>\n";
  }

  void drawing() {
    const auto& lanes = e_.drawing.indicators;
    out_ += "<main class=\"chart\">\n" + std::string(render::page_patterns());
    if (!e_.drawing.axis.empty()) out_ += chart_.upper();
    std::string silent;
    size_t quiet = 0;
    for (size_t n = 0; n < lanes.size(); ++n) {
      const bool nothing = lanes[n].stretches.empty();
      if (!nothing || lanes.size() == 1) indicator(e_.indicators[n], lanes[n], lanes.size() == 1);
      else ++quiet, silent += (silent.empty() ? "" : say("、", ", ")) + lanes[n].code;
    }
    if (quiet > 0) {
      out_ += fmt::format("<details class=\"quiet\"><summary>{}</summary>\n", escape_html(fmt::format(fmt::runtime(say("没有牌的指标 {} 个：{}", "{} indicators without a card: {}")), quiet, silent)));
      for (size_t n = 0; n < lanes.size(); ++n)
        if (lanes[n].stretches.empty()) indicator(e_.indicators[n], lanes[n], false);
      out_ += "</details>\n";
    }
    out_ += "</main>\n" + (e_.drawing.axis.empty() ? "" : chart_.legend());
    out_ += "<p class=\"note\">" + say("点一个指标（或按 Tab 键移到它、按回车键），展开它的依据和推导。", "Click an indicator (or move to it with Tab and press Enter) to unfold its clauses and its derivation.") + "</p>\n";
  }

  void indicator(const ExplainedIndicator& i, const CardLane& lane, bool open) {
    out_ += fmt::format("<details class=\"indicator\" id=\"{}\"{}><summary>", escape_html(i.code), open ? " open" : "");
    out_ += chart_.indicator(lane) + "</summary><div class=\"body\">\n";
    for (const auto& q : i.quotes) out_ += fmt::format("<blockquote>{}「{}」</blockquote>\n", escape_html(q.clause), escape_html(q.text));
    if (i.cards.empty()) out_ += fmt::format("<p class=\"none\">{}</p>\n", say("没有牌", "no card"));
    for (const auto& c : i.cards) card(c);
    if (!i.undecided.zh.empty()) out_ += fmt::format("<p>{}{}</p>\n", say("无法判定：", "undecided: "), escape_html(say(i.undecided)));
    if (!i.missing.empty()) out_ += fmt::format("<p>{}{}</p>\n", say("缺 ", "missing: "), escape_html(fmt::format("{}", fmt::join(i.missing, say("、", ", ")))));
    if (!i.next_change.empty()) out_ += fmt::format("<p>{}{}</p>\n", say("下次变化 ", "next change "), i.next_change);
    out_ += "<div class=\"tree\">\n";
    for (const auto& n : i.derivation) node(n);
    out_ += "</div></div></details>\n";
  }

  void card(const ExplainedCard& c) {
    std::string text = "<b>" + escape_html(c.card) + "</b>" + (c.onset.empty() ? "" : say(" 自 ", " from ") + c.onset);
    text += c.on_table ? say(" 在案", ", on the table") : say(" 至 ", " until ") + c.cleared;
    if (c.provisional) text += say("（日历未公布，暂定）", " (provisional: the calendar is not published)");
    if (!c.clause.empty()) text += "　" + escape_html(c.clause);
    if (!c.reason.empty()) text += "<br>" + escape_html(c.reason);
    if (!c.actions.empty()) text += "<br>" + say("处置 ", "actions: ") + escape_html(fmt::format("{}", fmt::join(c.actions, say("、", ", "))));
    out_ += "<div class=\"card " + chart_.tone(c.card) + "\">" + text + "</div>\n";
  }

  /// At T: yes, no, or not to be told.
  std::string holds(const Node& n) const {
    switch (n.holds) {
      case Node::Holds::kYes: return "<span class=\"is yes\">" + say("是", "yes") + "</span>";
      case Node::Holds::kNo: return "<span class=\"is no\">" + say("否", "no") + "</span>";
      case Node::Holds::kOpen: return "<span class=\"is open\">" + say("不明", "open") + "</span>";
      case Node::Holds::kNotAsked: return "";
    }
    return "";
  }

  void node(const Node& n) {
    std::string text = (n.decided ? "<b>" : "") + holds(n) + escape_html(say(n.label)) + (n.decided ? "</b>" : "");
    if (!n.source.empty() && n.kind == Node::Kind::kCondition) text += " <code>" + escape_html(n.source) + "</code>";
    if (!say(n.value).empty()) text += " → <span class=\"value\">" + escape_html(say(n.value)) + "</span>";
    if (n.decided) text += say("　（由此决定）", "  (this decided)");
    const char* cls = n.decided ? "decided" : n.reached ? "" : "off";
    if (n.children.empty() && n.days.empty()) {
      out_ += fmt::format("<div class=\"leaf {}\">{}</div>\n", cls, text);
      return;
    }
    // A clock's days are many: they are unfolded on demand.
    out_ += fmt::format("<details{}><summary class=\"{}\">{}</summary>\n", n.kind == Node::Kind::kClock ? "" : " open", cls, text);
    for (const auto& c : n.children) node(c);
    if (!n.days.empty()) {
      out_ += "<ol class=\"days\">";
      for (const auto& d : n.days)
        out_ += fmt::format("<li class=\"{}\">{} {}{}</li>", d.counted ? "count" : "skip", d.date, escape_html(say(d.why)), d.amount.empty() ? "" : " <b>" + escape_html(d.amount) + "</b>");
      out_ += "</ol>\n";
    }
    out_ += "</details>\n";
  }

  const Explanation& e_;
  render::PageChart chart_;
  bool zh_;
  std::string out_;
};

}  // namespace

std::string render_html(const Explanation& e, Language language) { return Html(e, language).page(); }

}  // namespace zs::oracle

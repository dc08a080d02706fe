#include "oracle/explain.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zs::oracle {

namespace {

std::string escape(const std::string& text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

constexpr const char* kStyle =
    "body{font:15px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2430}"
    "h2{margin:2rem 0 .3rem;border-bottom:1px solid #ccd}blockquote{margin:.2rem 0;color:#555;border-left:3px solid #ccd;padding-left:.7rem}"
    ".card{margin:.4rem 0;padding:.4rem .7rem;background:#fff3e0;border-radius:.3rem}.none{color:#567}"
    "details{margin-left:1rem}summary{cursor:pointer}.leaf{margin-left:2rem}.off{color:#99a}.decided{font-weight:600}"
    ".value{color:#0b5}code{background:#f2f3f7;padding:0 .3rem}table{border-collapse:collapse;margin:.3rem 0 .3rem 2rem;font-size:13px}"
    "td{padding:0 .6rem}tr.skip{color:#999}";

class Html {
 public:
  explicit Html(Language language) : zh_(language == Language::kChinese) {}

  std::string page(const Explanation& e) {
    const std::string title = escape(e.record + " " + e.key);
    out_ = fmt::format("<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{}</style></head><body>\n<h1>{}</h1>\n",
                       zh_ ? "zh-CN" : "en", title, kStyle, title);
    out_ += fmt::format("<p>{} {}　{} {}</p>\n", escape(e.ruleset), escape(e.version), say("截至", "as of"),
                        e.as_of.empty() ? say("不限", "for ever") : escape(e.as_of));
    if (e.unknown_yet)
      out_ += std::string("<p>") + say("这时还不知道这条记录：它的事件都在此后。", "Nothing is known of this record yet: all its events lie later.") + "</p>\n";
    else
      out_ += fmt::format("<p>{}{}</p>\n", say("规则集适用：", "judged by this rule set: "), escape(say(e.judged)));
    for (const auto& i : e.indicators) indicator(i);
    return out_ + "</body></html>\n";
  }

 private:
  const char* say(const char* zh, const char* en) const { return zh_ ? zh : en; }
  const std::string& say(const Words& w) const { return zh_ ? w.zh : w.en; }

  void indicator(const ExplainedIndicator& i) {
    out_ += fmt::format("<h2>{} {}</h2>\n", escape(i.code), escape(i.name == i.code ? "" : i.name));
    for (const auto& q : i.quotes) out_ += fmt::format("<blockquote>{}「{}」</blockquote>\n", escape(q.clause), escape(q.text));
    if (i.cards.empty()) out_ += fmt::format("<p class=\"none\">{}</p>\n", say("没有牌", "no card"));
    for (const auto& c : i.cards) card(c);
    if (!i.undecided.zh.empty()) out_ += fmt::format("<p>{}{}</p>\n", say("无法判定：", "undecided: "), escape(say(i.undecided)));
    if (!i.missing.empty()) out_ += fmt::format("<p>{}{}</p>\n", say("缺 ", "missing: "), escape(fmt::format("{}", fmt::join(i.missing, say("、", ", ")))));
    if (!i.next_change.empty()) out_ += fmt::format("<p>{}{}</p>\n", say("下次变化 ", "next change "), i.next_change);
    for (const auto& n : i.derivation) node(n);
  }

  void card(const ExplainedCard& c) {
    std::string text = "<b>" + escape(c.card) + "</b>" + (c.onset.empty() ? "" : say(" 自 ", " from ") + c.onset);
    text += c.on_table ? say(" 在案", ", on the table") : say(" 至 ", " until ") + c.cleared;
    if (c.provisional) text += say("（日历未公布，暂定）", " (provisional: the calendar is not published)");
    if (!c.clause.empty()) text += "　" + escape(c.clause);
    if (!c.reason.empty()) text += "<br>" + escape(c.reason);
    if (!c.actions.empty()) text += std::string("<br>") + say("处置 ", "actions: ") + escape(fmt::format("{}", fmt::join(c.actions, say("、", ", "))));
    out_ += "<div class=\"card\">" + text + "</div>\n";
  }

  void node(const Node& n) {
    std::string text = escape(say(n.label));
    if (!n.source.empty() && n.kind == Node::Kind::kCondition) text += " <code>" + escape(n.source) + "</code>";
    if (!say(n.value).empty()) text += " → <span class=\"value\">" + escape(say(n.value)) + "</span>";
    if (n.decided) text += say("（由此决定）", " (this decided)");
    const char* cls = n.decided ? "decided" : n.reached ? "" : "off";
    if (n.children.empty() && n.days.empty()) {
      out_ += fmt::format("<div class=\"leaf {}\">{}</div>\n", cls, text);
      return;
    }
    out_ += fmt::format("<details open><summary class=\"{}\">{}</summary>\n", cls, text);
    for (const auto& c : n.children) node(c);
    if (!n.days.empty()) {
      out_ += "<table>\n";
      for (const auto& d : n.days)
        out_ += fmt::format("<tr class=\"{}\"><td>{}</td><td>{}</td><td>{}</td></tr>\n", d.counted ? "count" : "skip", d.date,
                            escape(say(d.why)), escape(d.amount));
      out_ += "</table>\n";
    }
    out_ += "</details>\n";
  }

  bool zh_;
  std::string out_;
};

}  // namespace

std::string render_html(const Explanation& e, Language language) { return Html(language).page(e); }

}  // namespace zs::oracle

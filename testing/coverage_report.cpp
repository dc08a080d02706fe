// Coverage for people and programs. Counting is in coverage.cpp.
#include "compiler/syntax/sources.h"
#include "testing/coverage.h"

#include "oracle/render/page_chart.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace zs::testing {
namespace {

using Json = nlohmann::ordered_json;

std::string escape(std::string_view text) { return oracle::render::escape_html(std::string(text)); }

std::string one_line(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' '; !blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  return out;
}

struct Own {   // conditions and boundaries of one indicator
  Tally conditions, boundaries, rules;
};
Own own_of(const IndicatorCoverage& i) {
  Own own;
  for (const auto& c : i.conditions) {
    own.conditions.add(c.mark());
    if (c.has_boundary) own.boundaries.add(c.boundary());
  }
  for (const auto& r : i.rules) own.rules.add(r.fired ? Mark::kFull : Mark::kNever);
  return own;
}

std::string ratio(const Tally& t) { return fmt::format("{}/{}", t.full, t.all); }

std::string totals_line(const Totals& t, bool zh) {
  return zh ? fmt::format("覆盖：指标 {}，牌 {}，情形 {}，条件 {}（只见过一面 {}，见过无法判定 {}），界限 {}（只到一侧 {}）", ratio(t.indicators), ratio(t.cards), ratio(t.situations), ratio(t.conditions), t.conditions.half, t.open,
                          ratio(t.boundaries), t.boundaries.half)
            : fmt::format("coverage: indicators {}, cards {}, situations {}, conditions {} (one way only {}, seen undecided {}), boundaries {} (one side only {})", ratio(t.indicators), ratio(t.cards), ratio(t.situations),
                          ratio(t.conditions), t.conditions.half, t.open, ratio(t.boundaries), t.boundaries.half);
}

const char* name_of(Mark m) { return m == Mark::kFull ? "full" : m == Mark::kHalf ? "half" : "never"; }

Json to_json(const Tally& t) { return {{"all", t.all}, {"full", t.full}, {"half", t.half}}; }

constexpr const char* kStyle =
    "body{font:15px/1.6 system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1d2430}"
    "h2{margin:2rem 0 .3rem;border-bottom:1px solid #ccd;font-size:1.1rem}table{border-collapse:collapse}"
    ".sum td,.sum th{border:1px solid #ccd;padding:.15rem .6rem;text-align:right}.sum td:first-child,.sum th:first-child{text-align:left}"
    ".code{font:13px/1.5 ui-monospace,'Noto Sans Mono CJK SC',monospace;width:100%}.code td{padding:0 .5rem;vertical-align:top;white-space:pre-wrap}"
    ".code .n{color:#99a;text-align:right;width:3rem}.code .m{width:1.6rem;text-align:center}"
    ".full{background:#e7f6ea}.half{background:#fff4d6}.never{background:#fde2e0}.gap{color:#8a3b00;font-size:12px}"
    "@media print{body{max-width:none;margin:0;font-size:11px}.code{font-size:10px}tr{break-inside:avoid}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}";

class Page {
 public:
  Page(const typed::Program& p, const Coverage& c, const syntax::Sources& sources, Language language) : p_(p), c_(c), sources_(sources), zh_(language == Language::kChinese) {}

  std::string run() {
    const std::string title = say("测试覆盖 ", "Test coverage of ") + p_.title + " " + p_.version;
    s_ = fmt::format("<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><title>{}</title><style>{}</style></head><body>\n<h1>{}</h1>\n<p>{}</p>\n", zh_ ? "zh-CN" : "en", escape(title), kStyle, escape(title),
                     escape(totals_line(c_.totals, zh_)));
    s_ += say("<p><span class=\"full\">✓ 都测到</span>　<span class=\"half\">◐ 测到一面</span>　<span class=\"never\">✗ 没有测到</span>　一个条件要有测试让它成立，也要有测试让它不成立；界限要落在两侧。</p>\n",
              "<p><span class=\"full\">✓ tested</span>　<span class=\"half\">◐ one way only</span>　<span class=\"never\">✗ not tested</span>　A condition wants a test in which it holds and one in which it does not; a boundary wants both its sides.</p>\n");
    table();
    for (const auto& f : c_.files) file(f);
    return s_ + "</body></html>\n";
  }

 private:
  std::string say(const char* zh, const char* en) const { return zh_ ? zh : en; }

  void table() {
    s_ += "<h2>" + say("指标", "Indicators") + "</h2>\n<table class=\"sum\"><tr>";
    for (const auto& h : zh_ ? std::vector<const char*>{"指标", "测试", "亮过的牌", "发牌处", "条件", "界限"} : std::vector<const char*>{"Indicator", "Tests", "Cards shown", "Card clauses", "Conditions", "Boundaries"})
      s_ += fmt::format("<th>{}</th>", h);
    s_ += "</tr>\n";
    for (const auto& i : c_.indicators) {
      const auto& indicator = p_.indicators[static_cast<size_t>(i.indicator)];
      const Own own = own_of(i);
      Tally cards;
      std::vector<std::string> missing;
      for (const auto& card : i.cards) {
        cards.add(card.shown ? Mark::kFull : Mark::kNever);
        if (!card.shown) missing.push_back(p_.cards[static_cast<size_t>(card.card)]);
      }
      const bool full = i.tests && cards.full == cards.all && own.rules.full == own.rules.all && own.conditions.full == own.conditions.all && own.boundaries.full == own.boundaries.all;
      s_ += fmt::format("<tr class=\"{}\"><td>{} {}</td><td>{}</td><td>{}{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", full ? "full" : i.tests ? "half" : "never", escape(indicator.code),
                        escape(indicator.name == indicator.code ? "" : indicator.name), i.tests, ratio(cards), missing.empty() ? "" : escape(fmt::format(" ({} {})", say("缺", "not"), fmt::join(missing, say("、", ", ")))),
                        ratio(own.rules), ratio(own.conditions), ratio(own.boundaries));
    }
    s_ += "</table>\n";
  }

  void file(const FileCoverage& f) {
    s_ += "<h2>" + escape(sources_.name(f.file)) + "</h2>\n<table class=\"code\">\n";
    const std::string_view text = sources_.text(f.file);
    auto next = f.lines.begin();
    int number = 1;
    for (size_t from = 0; from < text.size(); ++number) {
      const size_t end = std::min(text.find('\n', from), text.size());
      const LineCoverage* l = next != f.lines.end() && next->line == number ? &*next++ : nullptr;
      const char* sign = !l ? "" : l->mark == Mark::kFull ? "✓" : l->mark == Mark::kHalf ? "◐" : "✗";
      s_ += fmt::format("<tr{}><td class=\"n\">{}</td><td class=\"m\">{}</td><td>{}", l ? fmt::format(" class=\"{}\"", name_of(l->mark)) : "", number, sign, escape(text.substr(from, end - from)));
      if (l)
        for (const auto& g : l->gaps) s_ += "<div class=\"gap\">" + escape(one_line(zh_ ? g.zh : g.en)) + "</div>";
      s_ += "</td></tr>\n";
      from = end + 1;
    }
    s_ += "</table>\n";
  }

  const typed::Program& p_;
  const Coverage& c_;
  const syntax::Sources& sources_;
  bool zh_;
  std::string s_;
};

}  // namespace

std::string coverage_text(const typed::Program&, const Coverage& c, const syntax::Sources& sources, Language language) {
  const bool zh = language == Language::kChinese;
  std::string s;
  for (const auto& f : c.files)
    for (const auto& l : f.lines)
      for (const auto& g : l.gaps) s += fmt::format("{}:{}: {}\n", sources.name(f.file), l.line, one_line(zh ? g.zh : g.en));
  return s + totals_line(c.totals, zh) + "\n";
}

std::string coverage_json(const typed::Program& p, const Coverage& c, const syntax::Sources& sources) {
  Json indicators = Json::array(), files = Json::array();
  for (const auto& i : c.indicators) {
    const auto& indicator = p.indicators[static_cast<size_t>(i.indicator)];
    Json cards = Json::array(), situations = Json::array(), rules = Json::array(), conditions = Json::array();
    const auto at = [&](Span src) { return Json{{"file", src.file < 0 ? "" : sources.name(src.file)}, {"line", src.file < 0 ? 0 : sources.position(src.file, src.begin).line}}; };
    for (const auto& card : i.cards) cards.push_back({{"card", p.cards[static_cast<size_t>(card.card)]}, {"shown", card.shown}});
    for (const auto& x : i.situations) situations.push_back({{"name", x.name}, {"place", at(x.src)}, {"fired", x.fired}});
    for (const auto& r : i.rules) rules.push_back({{"card", p.cards[static_cast<size_t>(r.card)]}, {"place", at(r.src)}, {"fired", r.fired}});
    for (const auto& x : i.conditions) {
      Json j = {{"text", text_of(x, sources)}, {"place", at(x.src)}, {"true", x.yes}, {"false", x.no}, {"undecided", x.open}};
      if (x.has_boundary) j["boundary"] = {{"at", x.at}, {"beyond", x.beyond}};
      conditions.push_back(std::move(j));
    }
    indicators.push_back({{"code", indicator.code}, {"name", indicator.name}, {"tests", i.tests}, {"cards", cards}, {"situations", situations}, {"clauses", rules}, {"conditions", conditions}});
  }
  for (const auto& f : c.files) {
    Json lines = Json::array();
    for (const auto& l : f.lines) {
      Json gaps = Json::array();
      for (const auto& g : l.gaps) gaps.push_back({{"zh", one_line(g.zh)}, {"en", one_line(g.en)}});
      lines.push_back({{"line", l.line}, {"mark", name_of(l.mark)}, {"gaps", gaps}});
    }
    files.push_back({{"file", sources.name(f.file)}, {"lines", lines}});
  }
  Json unwritten = Json::array();
  for (const auto& u : p.unwritten) unwritten.push_back({{"code", u.code}, {"name", u.name}});
  const auto& t = c.totals;
  const Json j = {{"totals", {{"indicators", to_json(t.indicators)}, {"cards", to_json(t.cards)}, {"situations", to_json(t.situations)}, {"conditions", to_json(t.conditions)}, {"boundaries", to_json(t.boundaries)}, {"seen_undecided", t.open}}},
                  {"indicators", indicators}, {"not_written", unwritten}, {"files", files}};
  return j.dump(1) + "\n";
}

std::string coverage_html(const typed::Program& p, const Coverage& c, const syntax::Sources& sources, Language language) { return Page(p, c, sources, language).run(); }

}  // namespace zs::testing

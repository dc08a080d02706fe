#include "testing/timeline.h"

#include "io/binding/instant_text.h"
#include "oracle/explain.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::testing {
namespace {

constexpr const char *kRed = "\x1b[31m", *kGreen = "\x1b[32m", *kPlain = "\x1b[0m";

struct Bar {
  std::string card;
  std::optional<Instant> from, until;   // absent: not known to the expectation, or before all time and for ever
  bool open = false;                    // goes on at the end
};

std::string label_of(Instant t, const std::string& before) {
  std::string s = binding::format_instant(t).substr(0, 19);
  s[10] = ' ';
  if (s.ends_with(":00")) s.resize(16);
  return !before.empty() && before.substr(0, 4) == s.substr(0, 4) ? s.substr(5) : s;
}

std::string pad(std::string text, size_t width) {
  const size_t w = display_width(text);
  return w < width ? text + std::string(width - w, ' ') : text;
}

/// A row of the drawing, column by column; a wide character takes two columns, the second of them empty.
class Canvas {
 public:
  explicit Canvas(size_t width) : cells_(width, " ") {}
  void put(size_t at, std::string_view text) {
    for (size_t i = 0; i < text.size();) {
      const auto lead = static_cast<unsigned char>(text[i]);
      const size_t bytes = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
      const size_t wide = display_width(text.substr(i, bytes));
      if (at + wide > cells_.size()) return;
      cells_[at] = std::string(text.substr(i, bytes));
      if (wide == 2) cells_[at + 1].clear();
      at += wide, i += bytes;
    }
  }
  void fill(size_t from, size_t to, const char* with) {
    for (size_t i = from; i < to && i < cells_.size(); ++i) cells_[i] = with;
  }
  std::string text() const {
    std::string s;
    for (const auto& c : cells_) s += c;
    s.resize(s.find_last_not_of(' ') + 1);
    return s;
  }

 private:
  std::vector<std::string> cells_;
};

class Drawing {
 public:
  Drawing(const typed::Program& p, const Case& test, const DrawOptions& o) : p_(p), test_(test), o_(o) {}

  std::string run(int indicator, const findings::Report& report) {
    for (const auto& e : test_.expect)
      if (e.indicator == indicator && e.what == typed::Expectation::What::kCard) expected_.push_back({p_.cards[static_cast<size_t>(e.card)], e.from, e.until, e.open_end || (e.from && !e.until)});
    for (const auto& f : report.findings) {
      if (f.indicator != indicator) continue;
      Bar b{p_.cards[f.card], std::nullopt, std::nullopt, false};
      if (f.onset > kTickAlways + 1) b.from = instant_of(f.onset);
      const bool cleared = f.cleared < kTickNever && (!test_.as_of || instant_of(f.cleared) <= *test_.as_of);
      if (cleared) b.until = instant_of(f.cleared);
      b.open = !cleared;
      got_.push_back(std::move(b));
    }
    axis();
    if (instants_.empty()) return {};
    const bool zh = o_.language == Language::kChinese;
    const std::string code = p_.indicators[static_cast<size_t>(indicator)].code;
    const std::string want = (zh ? "期望 " : "expected ") + code, have = (zh ? "得到 " : "got      ") + code;
    label_ = std::max(display_width(want), display_width(have)) + 2;
    fit();
    std::string s = o_.indent + std::string(label_, ' ') + heads().text() + "\n";
    const std::string red = o_.color ? kRed : "", green = o_.color ? kGreen : "", plain = o_.color ? kPlain : "";
    s += o_.indent + green + pad(want, label_) + row(expected_).text() + plain + "\n";
    s += o_.indent + red + pad(have, label_) + row(got_).text() + plain + "\n";
    return s;
  }

 private:
  void axis() {
    for (const auto* bars : {&expected_, &got_})
      for (const auto& b : *bars)
        for (const auto& t : {b.from, b.until})
          if (t) instants_.push_back(*t);
    std::sort(instants_.begin(), instants_.end());
    instants_.erase(std::unique(instants_.begin(), instants_.end()), instants_.end());
  }

  /// As many instants as the terminal has room for.
  void fit() {
    std::string before;
    for (const Instant t : instants_) {
      labels_.push_back(label_of(t, before));
      before = binding::format_instant(t);
    }
    const size_t room = o_.width > o_.indent.size() + label_ ? o_.width - o_.indent.size() - label_ : 0;
    size_t at = kLead;
    for (size_t i = 0; i < labels_.size(); ++i) {
      if (i > 0 && at + labels_[i].size() + 2 > room) {
        cut_ = true;
        break;
      }
      at_.push_back(at);
      at += std::max<size_t>(labels_[i].size() + 2, 10);
    }
    width_ = at + 1;
  }

  size_t column(Instant t) const {
    const auto i = static_cast<size_t>(std::lower_bound(instants_.begin(), instants_.end(), t) - instants_.begin());
    return i < at_.size() ? at_[i] : width_ - 1;
  }

  Canvas heads() const {
    Canvas c(width_);
    for (size_t i = 0; i < at_.size(); ++i) c.put(at_[i], labels_[i]);
    if (cut_) c.put(width_ - 1, "…");
    return c;
  }

  Canvas row(const std::vector<Bar>& bars) const {
    Canvas c(width_ + 1);
    for (const auto& b : bars) {
      const size_t from = b.from ? column(*b.from) : 0, to = b.until ? column(*b.until) : width_ - 1;
      c.fill(from, to, "=");
      c.put(from, b.from ? "|" : "?");
      if (display_width(b.card) + 1 <= to - std::min(from, to)) c.put(from + 1, b.card);
      c.put(to, b.until ? "|" : b.open ? ">" : "?");
    }
    return c;
  }

  static constexpr size_t kLead = 2;   // room for what begins before the first instant
  const typed::Program& p_;
  const Case& test_;
  const DrawOptions& o_;
  std::vector<Bar> expected_, got_;
  std::vector<Instant> instants_;
  std::vector<std::string> labels_;
  std::vector<size_t> at_;
  size_t label_ = 0, width_ = 0;
  bool cut_ = false;
};

std::string one_line(std::string s) {
  std::string out;
  for (const char c : s)
    if (const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' '; !blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  return out;
}

/// Down to the part that settled it all.
const oracle::Node* settled(const oracle::Node& n) {
  for (const auto& child : n.children)
    if (child.decided && child.reached) return settled(child);
  return &n;
}

class Decision {
 public:
  explicit Decision(const DrawOptions& o) : o_(o), zh_(o.language == Language::kChinese) {}

  std::string run(const oracle::ExplainedIndicator& i, const std::string& card) {
    const oracle::Node* found = nullptr;
    for (const auto& n : i.derivation) {
      if (found) break;
      if (n.kind != oracle::Node::Kind::kRow) {
        if (n.decided) found = &n;
        continue;
      }
      for (const auto& child : n.children)
        if (!found && child.reached && (child.decided || child.label.zh.starts_with("发 " + card))) found = &child;
    }
    if (!found) return {};
    const oracle::Node* deep = settled(*found);
    std::string s = o_.indent + (zh_ ? "决定于 " : "decided by ") + text(*deep) + "\n";
    size_t lines = 0;
    under(*deep, 1, lines, s);
    return s;
  }

 private:
  const std::string& say(const oracle::Words& w) const { return zh_ ? w.zh : w.en; }
  /// 未发生 is 非 已发生, written once: the inner one would say the same words with the opposite value.
  static bool said_by(const oracle::Node& child, const oracle::Node& parent) { return !child.source.empty() && child.source == parent.source && parent.children.size() == 1; }
  std::string text(const oracle::Node& n) const {
    std::string s = n.source.empty() ? say(n.label) : one_line(n.source);
    if (n.kind == oracle::Node::Kind::kClock) s = say(n.label);
    if (const auto& v = say(n.value); !v.empty()) s += (zh_ ? " → " : " -> ") + one_line(v);
    return s;
  }
  void under(const oracle::Node& n, size_t depth, size_t& lines, std::string& s) const {
    for (const auto& child : n.children) {
      if (said_by(child, n)) {
        under(child, depth, lines, s);
        continue;
      }
      if (lines++ == kMost) s += o_.indent + std::string(depth * 2, ' ') + (zh_ ? "…（全部见 zs explain）\n" : "… (zs explain shows all)\n");
      if (lines > kMost) return;
      s += o_.indent + std::string(depth * 2, ' ') + text(child) + "\n";
      under(child, depth + 1, lines, s);
    }
  }
  static constexpr size_t kMost = 8;
  const DrawOptions& o_;
  bool zh_;
};

}  // namespace

size_t display_width(std::string_view text) {
  size_t w = 0;
  for (const char c : text) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x80) ++w;
    else if (u >= 0xe2) w += 2;      // Chinese, full width signs
    else if (u >= 0xc0) ++w;         // Latin with accents and the like
  }
  // … and → stand in one column.
  for (const std::string_view narrow : {"…", "→", "“", "”"})
    for (size_t at = text.find(narrow); at != std::string_view::npos; at = text.find(narrow, at + 1)) --w;
  return w;
}

std::string draw_timeline(const typed::Program& program, const Case& test, int indicator, const findings::Report& report, const DrawOptions& options) {
  return Drawing(program, test, options).run(indicator, report);
}

std::string draw_decision(const typed::Program& program, const Case& test, int indicator, int card, const std::function<std::string(Span)>& source, const DrawOptions& options) {
  oracle::ExplainOptions how;
  how.indicator = indicator;
  how.source = source;
  if (test.data.records.size == 0) return {};
  const auto e = oracle::explain(program, {&test.data.records, test.data.pointers}, 0, test.as_of, how);
  if (e.unknown_yet) return options.indent + (options.language == Language::kChinese ? "截至这时还不知道这条记录：它的事件都在此后\n" : "nothing is known of this record yet: all its events lie later\n");
  if (e.indicators.empty()) return {};
  return Decision(options).run(e.indicators[0], card == typed::kNone ? "" : program.cards[static_cast<size_t>(card)]);
}

}  // namespace zs::testing

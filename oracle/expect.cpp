#include "oracle/expect.h"

#include "oracle/show.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

namespace zs::oracle {

using findings::Finding;
using typed::Expectation;

namespace {

struct Both {
  std::string zh, en;
};

class Comparison {
 public:
  Comparison(const typed::Program& program, const typed::Test& test, const findings::Report& report)
      : p_(program), test_(test), report_(report), now_(test.as_of.value_or(kNever - 1)) {}

  std::vector<Mismatch> run() {
    std::set<int> named;
    for (const auto& e : test_.expect) named.insert(e.indicator);
    for (const int i : named) cards(i);
    for (const auto& e : test_.expect)
      if (e.what == Expectation::What::kUndecided) undecided(e);
    std::stable_sort(out_.begin(), out_.end(),
                     [](const Mismatch& a, const Mismatch& b) { return a.src.begin < b.src.begin; });
    return out_;
  }

 private:
  std::string name(int indicator) const {
    const auto& i = p_.indicators[static_cast<size_t>(indicator)];
    return i.code + (i.name.empty() || i.name == i.code ? "" : " " + i.name);
  }
  std::string card(int c) const { return p_.cards[static_cast<size_t>(c)]; }

  static Both span_words(const std::string& from, const std::string& until) {
    Both w;
    if (!from.empty()) w = {" 自 " + from, " from " + from};
    if (!until.empty()) w = {w.zh + " 至 " + until, w.en + " until " + until};
    return w;
  }
  Both describe(const Finding& f) const {
    const Both w = span_words(f.onset == kTickAlways ? "" : show_instant(instant_of(f.onset)),
                               instant_of(f.cleared) > now_ ? "" : show_instant(instant_of(f.cleared)));
    const bool open = instant_of(f.cleared) > now_;
    return {card(f.card) + w.zh + (open ? " 在案" : ""), card(f.card) + w.en + (open ? " (on the table)" : "")};
  }
  Both describe(const Expectation& e) const {
    const Both w = span_words(e.from ? show_instant(*e.from) : "", e.until ? show_instant(*e.until) : "");
    return {card(e.card) + w.zh + (e.open_end ? " 在案" : ""), card(e.card) + w.en + (e.open_end ? " (on the table)" : "")};
  }

  bool meets(const Expectation& e, const Finding& f) const {
    if (e.card != f.card) return false;
    if (e.from ? f.onset == kTickAlways || instant_of(f.onset) != *e.from : !e.any_onset && f.onset != kTickAlways)
      return false;
    if (e.until && (f.cleared == kTickNever || instant_of(f.cleared) != *e.until)) return false;
    if (e.open_end && instant_of(f.cleared) <= now_) return false;
    return e.actions.empty() || std::is_permutation(e.actions.begin(), e.actions.end(), f.actions.begin(), f.actions.end());
  }

  void cards(int indicator) {
    std::vector<const Finding*> found;
    for (const auto& f : report_.findings)
      if (f.record == 0 && f.indicator == indicator) found.push_back(&f);
    Both actual;
    for (const Finding* f : found) {
      const Both w = describe(*f);
      actual.zh += (actual.zh.empty() ? "" : "；") + w.zh;
      actual.en += (actual.en.empty() ? "" : "; ") + w.en;
    }
    if (found.empty()) actual = {"没有牌", "no card"};

    std::vector<const Expectation*> expected;
    for (const auto& e : test_.expect) {
      if (e.indicator != indicator) continue;
      if (e.what == Expectation::What::kCard) expected.push_back(&e);
      if (e.what == Expectation::What::kNothing && !found.empty())
        out_.push_back({fmt::format("{}：期望 无，实际 {}", name(indicator), actual.zh),
                        fmt::format("{}: expected no card, got {}", name(indicator), actual.en), e.src});
    }
    // Those that say when come first, so that a loose one does not take their card.
    std::stable_sort(expected.begin(), expected.end(), [](const Expectation* a, const Expectation* b) {
      const auto exactness = [](const Expectation* e) { return (e->from ? 2 : 0) + (e->until || e->open_end ? 1 : 0); };
      return exactness(a) > exactness(b);
    });
    for (const Expectation* e : expected) {
      const auto it = std::find_if(found.begin(), found.end(), [&](const Finding* f) { return meets(*e, *f); });
      if (it != found.end()) {
        found.erase(it);
        continue;
      }
      const Both w = describe(*e);
      out_.push_back({fmt::format("{}：期望 {}，实际 {}", name(indicator), w.zh, actual.zh),
                      fmt::format("{}: expected {}, got {}", name(indicator), w.en, actual.en), e->src});
    }
    if (says_nothing(indicator)) return;  // reported above as a whole
    for (const Finding* f : found) {
      const Both w = describe(*f);
      out_.push_back({fmt::format("{}：没有期望的牌 {}", name(indicator), w.zh),
                      fmt::format("{}: a card that the test does not expect: {}", name(indicator), w.en), test_.src});
    }
  }

  bool says_nothing(int indicator) const {
    return std::any_of(test_.expect.begin(), test_.expect.end(), [&](const Expectation& e) {
      return e.indicator == indicator && e.what == Expectation::What::kNothing;
    });
  }

  void undecided(const Expectation& e) {
    const auto it = std::find_if(report_.undecided.begin(), report_.undecided.end(),
                                 [&](const auto& u) { return u.record == 0 && u.indicator == e.indicator; });
    if (it == report_.undecided.end()) {
      out_.push_back({fmt::format("{}：期望 无法判定，实际可以判定", name(e.indicator)),
                      fmt::format("{}: expected no decision to be possible, but there is one", name(e.indicator)), e.src});
      return;
    }
    const std::set<std::string> want(e.missing.begin(), e.missing.end()), got(it->missing.begin(), it->missing.end());
    if (want.empty() || want == got) return;
    out_.push_back({fmt::format("{}：期望缺 {}，实际缺 {}", name(e.indicator), fmt::join(want, "、"), fmt::join(got, "、")),
                    fmt::format("{}: expected missing {}, got {}", name(e.indicator), fmt::join(want, ", "), fmt::join(got, ", ")),
                    e.src});
  }

  const typed::Program& p_;
  const typed::Test& test_;
  const findings::Report& report_;
  Instant now_;
  std::vector<Mismatch> out_;
};

}  // namespace

std::vector<Mismatch> mismatches(const typed::Program& program, const typed::Test& test, const findings::Report& report) {
  return Comparison(program, test, report).run();
}

}  // namespace zs::oracle

#include "compiler/sema/merge.h"

#include "compiler/sema/build.h"
#include "compiler/typed/same.h"

namespace zs::sema {
namespace {

using typed::Aggregate;
using typed::Indicator;
using typed::Situation;

/// Whether two parts of the program say the same, words included.
class Alike {
 public:
  explicit Alike(const typed::Program& p) : same_(p, p) {}

  bool operator()(const Situation& a, const Situation& b) {
    if (a.name != b.name || !same_.scope(a.scope, b.scope) || !same_.expr(a.applies, b.applies) || a.cards.size() != b.cards.size()) return false;
    for (size_t i = 0; i < a.cards.size(); ++i)
      if (a.cards[i].card != b.cards[i].card || a.cards[i].actions != b.cards[i].actions || !same_.expr(a.cards[i].when, b.cards[i].when)) return false;
    return reason(a.reason, b.reason) && quotes(a.quotes, b.quotes);
  }
  bool operator()(const Indicator& a, const Indicator& b) {
    if (!same_.expr(a.applies, b.applies) || !reason(a.reason, b.reason) || !quotes(a.quotes, b.quotes) || a.situations.size() != b.situations.size()) return false;
    for (size_t i = 0; i < a.situations.size(); ++i)
      if (!(*this)(a.situations[i], b.situations[i])) return false;
    return true;
  }
  bool operator()(const Aggregate& a, const Aggregate& b) {
    return same_.aggregate(a, b) && quotes(a.quotes, b.quotes) && reason(a.reason, b.reason);
  }

 private:
  bool reason(const std::vector<typed::ReasonPart>& a, const std::vector<typed::ReasonPart>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const auto& x, const auto& y) {
      return x.what == y.what && x.text == y.text && same_.expr(x.value, y.value) && same_.clock(x.clock, y.clock);
    });
  }
  static bool quotes(const std::vector<typed::Quote>& a, const std::vector<typed::Quote>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return x.clause == y.clause && x.text == y.text; });
  }

  typed::Same same_;
};

using Key = std::pair<std::string, int>;  // code, model
struct Variant {
  Indicator indicator;
  std::vector<int> versions;
};

/// What the indicator says outside its circumstances moves into them, so that circumstances of several versions can stand
/// side by side.
void push_down(Context& c, Indicator& i) {
  for (Situation& s : i.situations) {
    if (i.applies != kNone) s.applies = s.applies == kNone ? i.applies : make_and(c, {i.applies, s.applies}, c[s.applies].src);
    if (s.reason.empty()) s.reason = i.reason;
    s.quotes.insert(s.quotes.begin(), i.quotes.begin(), i.quotes.end());
  }
  i.applies = kNone, i.reason.clear(), i.quotes.clear();
}

class Merge {
 public:
  Merge(Context& c, std::vector<OfVersion> made) : c_(c), alike_(c.program), made_(std::move(made)), all_(made_.size()) {}

  void run() {
    for (size_t v = made_.size(); v-- > 0;)
      for (const Indicator& i : made_[v].indicators)
        if (index_.emplace(Key{i.code, i.model}, order_.size()).second) order_.push_back({i.code, i.model});
    for (const Key& key : order_) c_.program.indicators.push_back(one(key));
    supersedes();
    aggregates();
    unwritten();
  }

 private:
  bool everywhere(const std::vector<int>& versions) const { return versions.size() == all_; }

  /// The different things that versions say under one code, newest first.
  std::vector<Variant> variants(const Key& key) {
    std::vector<Variant> out;
    for (size_t v = all_; v-- > 0;)
      for (Indicator& i : made_[v].indicators) {
        if (Key{i.code, i.model} != key) continue;
        const auto same = std::find_if(out.begin(), out.end(), [&](const Variant& o) { return alike_(o.indicator, i); });
        if (same != out.end()) same->versions.insert(same->versions.begin(), static_cast<int>(v));
        else out.push_back({i, {static_cast<int>(v)}});
      }
    return out;
  }

  Indicator one(const Key& key) {
    std::vector<Variant> all = variants(key);
    Indicator out = all.front().indicator;
    out.supersedes.clear();
    if (all.size() == 1) {
      if (!everywhere(all[0].versions))
        for (Situation& s : out.situations) s.versions = all[0].versions;
      return out;
    }
    out.situations.clear(), out.applies = kNone, out.reason.clear(), out.quotes.clear();
    for (Variant& v : all) {
      push_down(c_, v.indicator);
      for (Situation& s : v.indicator.situations) add(out.situations, std::move(s), v.versions);
    }
    for (Situation& s : out.situations)
      if (everywhere(s.versions)) s.versions.clear();
    return out;
  }

  void add(std::vector<Situation>& to, Situation s, const std::vector<int>& versions) {
    const auto same = std::find_if(to.begin(), to.end(), [&](const Situation& o) { return alike_(o, s); });
    if (same == to.end()) {
      s.versions = versions;
      to.push_back(std::move(s));
      return;
    }
    same->versions.insert(same->versions.end(), versions.begin(), versions.end());
    std::sort(same->versions.begin(), same->versions.end());
  }

  /// 取代 must be the same in every version that has the indicator; what a version lacks silences nothing there anyway.
  void supersedes() {
    auto& all = c_.program.indicators;
    for (auto& indicator : all) {
      std::optional<std::vector<int>> known;
      for (size_t v = all_; v-- > 0;)
        for (const Indicator& i : made_[v].indicators) {
          if (i.code != indicator.code || i.model != indicator.model) continue;
          std::vector<int> targets;
          for (const int j : i.supersedes) {
            const Indicator& target = made_[v].indicators[static_cast<size_t>(j)];
            targets.push_back(static_cast<int>(index_.at({target.code, target.model})));
          }
          std::sort(targets.begin(), targets.end());
          if (!known) known = targets;
          else if (differ(*known, targets, v)) c_.report(Code::kSupersedesByVersion, i.src, {i.code}).also(indicator.src, "新版在这里", "the newer version is here");
          for (const int t : targets)
            if (std::find(known->begin(), known->end(), t) == known->end()) known->push_back(t);
        }
      if (known) indicator.supersedes = std::move(*known);
    }
  }

  /// A target that one of the two versions does not have is no difference.
  bool differ(const std::vector<int>& newer, const std::vector<int>& older, size_t version) const {
    const auto here = [&](int t) {
      const auto& in = made_[version].indicators;
      return std::any_of(in.begin(), in.end(), [&](const Indicator& i) { return Key{i.code, i.model} == order_[static_cast<size_t>(t)]; });
    };
    for (const int t : newer)
      if (here(t) && std::find(older.begin(), older.end(), t) == older.end()) return true;
    for (const int t : older)
      if (std::find(newer.begin(), newer.end(), t) == newer.end() && in_newer(t, version)) return true;
    return false;
  }
  bool in_newer(int t, size_t version) const {
    for (size_t v = version + 1; v < all_; ++v)
      for (const Indicator& i : made_[v].indicators)
        if (Key{i.code, i.model} == order_[static_cast<size_t>(t)]) return true;
    return false;
  }

  void aggregates() {
    auto& out = c_.program.aggregates;
    for (size_t v = all_; v-- > 0;)
      for (Aggregate& a : made_[v].aggregates) {
        const auto same = std::find_if(out.begin(), out.end(), [&](const Aggregate& o) { return o.code == a.code && o.model == a.model && alike_(o, a); });
        if (same != out.end()) same->versions.insert(same->versions.begin(), static_cast<int>(v));
        else a.versions = {static_cast<int>(v)}, out.push_back(std::move(a));
      }
    for (Aggregate& a : out)
      if (everywhere(a.versions)) a.versions.clear();
  }

  /// What no version has written.
  void unwritten() {
    std::set<Key> seen;
    for (size_t v = all_; v-- > 0;)
      for (auto& u : made_[v].unwritten)
        if (!index_.contains({u.code, u.model}) && seen.insert({u.code, u.model}).second) c_.program.unwritten.push_back(std::move(u));
  }

  Context& c_;
  Alike alike_;
  std::vector<OfVersion> made_;
  size_t all_;
  std::vector<Key> order_;
  std::map<Key, size_t> index_;
};

}  // namespace

void merge_versions(Context& c, std::vector<OfVersion> made) {
  c.program.indicators.clear(), c.program.aggregates.clear(), c.program.unwritten.clear();
  if (made.size() == 1) {
    c.program.indicators = std::move(made[0].indicators), c.program.aggregates = std::move(made[0].aggregates);
    c.program.unwritten = std::move(made[0].unwritten);
    return;
  }
  Merge(c, std::move(made)).run();
}

}  // namespace zs::sema

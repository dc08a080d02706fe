#include "replay/pairing.h"

#include <algorithm>

namespace zs::replay {
namespace {

using typed::Indicator;
using typed::kNone;

/// The new rule set's cards, and each old one that it does not have before the card it stood before.
std::vector<std::string> merged(const std::vector<std::string>& old_cards, const std::vector<std::string>& new_cards) {
  std::vector<std::string> out = new_cards;
  for (size_t i = old_cards.size(); i-- > 0;) {
    if (std::find(out.begin(), out.end(), old_cards[i]) != out.end()) continue;
    const auto next = i + 1 < old_cards.size() ? std::find(out.begin(), out.end(), old_cards[i + 1]) : out.end();
    out.insert(next, old_cards[i]);
  }
  return out;
}

std::vector<int> places(const std::vector<std::string>& cards, const std::vector<std::string>& all) {
  std::vector<int> out;
  for (const auto& c : cards) out.push_back(static_cast<int>(std::find(all.begin(), all.end(), c) - all.begin()));
  return out;
}

std::vector<std::string> clauses_of(const Indicator& i) {
  std::vector<std::string> out;
  const auto add = [&](const std::vector<typed::Quote>& quotes) {
    for (const auto& q : quotes)
      if (std::find(out.begin(), out.end(), q.clause) == out.end()) out.push_back(q.clause);
  };
  add(i.quotes);
  for (const auto& s : i.situations) add(s.quotes);
  return out;
}

class Pairer {
 public:
  Pairer(const typed::Program& a, const typed::Program& b, const TextOf& old_text, const TextOf& new_text)
      : a_(a), b_(b), old_text_(old_text), new_text_(new_text), differ_(a, b, old_text, new_text) {}

  Pairing operator()() {
    out_.cards = merged(a_.cards, b_.cards);
    out_.old_card = places(a_.cards, out_.cards);
    out_.new_card = places(b_.cards, out_.cards);
    out_.pair_of_old.assign(a_.indicators.size(), kNone);
    out_.pair_of_new.assign(b_.indicators.size(), kNone);
    size_t next_old = 0;
    for (size_t j = 0; j < b_.indicators.size(); ++j) {
      const int i = twin(j);
      if (i != kNone) gone_before(next_old, static_cast<size_t>(i));
      add(i, static_cast<int>(j));
    }
    gone_before(next_old, a_.indicators.size());
    return std::move(out_);
  }

 private:
  /// One code may stand for several indicators, one for each record kind.
  static std::string name_of(const typed::Program& p, const Indicator& i) { return i.code + "\n" + p.models.models[static_cast<size_t>(i.model)].name; }
  int twin(size_t j) const {
    const std::string name = name_of(b_, b_.indicators[j]);
    for (size_t i = 0; i < a_.indicators.size(); ++i)
      if (name_of(a_, a_.indicators[i]) == name) return static_cast<int>(i);
    return kNone;
  }
  bool is_gone(const Indicator& old) const {
    return std::none_of(b_.indicators.begin(), b_.indicators.end(), [&](const Indicator& i) { return name_of(b_, i) == name_of(a_, old); });
  }

  void gone_before(size_t& next, size_t end) {
    for (; next < end; ++next)
      if (is_gone(a_.indicators[next])) add(static_cast<int>(next), kNone);
  }

  void add(int i, int j) {
    const Indicator& shown = j != kNone ? b_.indicators[static_cast<size_t>(j)] : a_.indicators[static_cast<size_t>(i)];
    const auto& models = (j != kNone ? b_ : a_).models.models;
    Pair p;
    p.code = shown.code, p.name = shown.name, p.record = models[static_cast<size_t>(shown.model)].name;
    p.in_old = i, p.in_new = j, p.clauses = clauses_of(shown);
    p.status = j == kNone ? Pair::Status::kGone : i == kNone ? Pair::Status::kNew : Pair::Status::kSame;
    if (i != kNone && j != kNone) compare(p);
    if (i != kNone) out_.pair_of_old[static_cast<size_t>(i)] = static_cast<int>(out_.pairs.size());
    if (j != kNone) out_.pair_of_new[static_cast<size_t>(j)] = static_cast<int>(out_.pairs.size());
    out_.pairs.push_back(std::move(p));
  }

  void compare(Pair& p) {
    p.differences = differ_.indicators(p.in_old, p.in_new);
    const auto& x = a_.indicators[static_cast<size_t>(p.in_old)];
    const auto& y = b_.indicators[static_cast<size_t>(p.in_new)];
    if (!p.differences.empty()) p.status = Pair::Status::kChanged;
    else if (old_text_(x.src) != new_text_(y.src)) p.status = Pair::Status::kWording;
  }

  const typed::Program& a_;
  const typed::Program& b_;
  const TextOf& old_text_;
  const TextOf& new_text_;
  Differ differ_;
  Pairing out_;
};

std::vector<int> changed(const Pairing& pairing, int Pair::*side) {
  std::vector<int> out;
  for (const auto& p : pairing.pairs)
    if (p.*side != kNone && p.status != Pair::Status::kSame && p.status != Pair::Status::kWording) out.push_back(p.*side);
  std::sort(out.begin(), out.end());
  return out;
}

}  // namespace

std::vector<int> Pairing::old_changed() const { return changed(*this, &Pair::in_old); }
std::vector<int> Pairing::new_changed() const { return changed(*this, &Pair::in_new); }

Pairing paired(const typed::Program& old_program, const typed::Program& new_program, const TextOf& old_text, const TextOf& new_text) {
  return Pairer(old_program, new_program, old_text, new_text)();
}

}  // namespace zs::replay

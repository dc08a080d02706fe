#include "replay/changes.h"

#include <algorithm>

namespace zs::replay {

int Side::highest() const {
  int h = -1;
  for (const auto& b : bars) h = std::max(h, b.card);
  return h;
}

const char* name_of(Kind kind) {
  static constexpr const char* kNames[kKinds] = {"gained", "lost", "raised", "lowered", "moved", "decided", "undecided", "dropped"};
  return kNames[static_cast<size_t>(kind)];
}

bool same(const Side& was, const Side& is) { return was.undecided == is.undecided && was.bars == is.bars; }

Kind kind_of(const Side& was, const Side& is, bool judged) {
  if (was.bars == is.bars) return is.undecided ? Kind::kUndecided : judged ? Kind::kDecided : Kind::kDropped;
  if (was.bars.empty()) return Kind::kGained;
  if (is.bars.empty()) return Kind::kLost;
  const int from = was.highest(), to = is.highest();
  return to > from ? Kind::kRaised : to < from ? Kind::kLowered : Kind::kMoved;
}

/// The least boundary at which the sets of cards on the table part.
Instant parted(const Side& was, const Side& is) {
  std::vector<Instant> boundaries;
  for (const Side* s : {&was, &is})
    for (const auto& b : s->bars) {
      boundaries.push_back(b.onset <= kTickAlways ? kAlways : instant_of(b.onset));
      if (b.cleared < kTickNever) boundaries.push_back(instant_of(b.cleared));
    }
  std::sort(boundaries.begin(), boundaries.end());
  const auto shown = [](const Side& s, Instant t) {
    std::vector<int> cards;
    for (const auto& b : s.bars)
      if ((b.onset <= kTickAlways || instant_of(b.onset) <= t) && (b.cleared >= kTickNever || t < instant_of(b.cleared))) cards.push_back(b.card);
    std::sort(cards.begin(), cards.end());
    return cards;
  };
  for (const Instant t : boundaries)
    if (shown(was, t) != shown(is, t)) return t;
  return kNever;
}

Sides::Sides(const Pairing& pairing) : pairing_(pairing), was_(pairing.pairs.size()), is_(pairing.pairs.size()), is_touched_(pairing.pairs.size(), 0) {}

bool Sides::shared(int pair) const {
  const auto status = pairing_.pairs[static_cast<size_t>(pair)].status;
  return status == Pair::Status::kSame || status == Pair::Status::kWording;
}

void Sides::touch(int pair) {
  const auto p = static_cast<size_t>(pair);
  if (is_touched_[p]) return;
  is_touched_[p] = 1;
  touched_.push_back(pair);
  for (auto* s : {&was_[p], &is_[p]}) s->bars.clear(), s->undecided = false;
}

void Sides::open(uint32_t record, const findings::Report& old_report, Cursor& in_old, const findings::Report& new_report, Cursor& in_new,
                 const std::vector<int>& new_pair, Instant as_of) {
  for (const int p : touched_) is_touched_[static_cast<size_t>(p)] = 0;
  touched_.clear();
  const auto take = [&](const findings::Report& report, Cursor& at, const std::vector<int>& pair_of, const std::vector<int>& card_of, std::vector<Side>& sides) {
    for (; at.finding < report.findings.size() && report.findings[at.finding].record == record; ++at.finding) {
      const auto& f = report.findings[at.finding];
      const int pair = pair_of[f.indicator];
      if (pair < 0) continue;
      touch(pair);
      // What is to come after T is not part of the answer.
      const bool cleared = f.cleared < kTickNever && instant_of(f.cleared) <= as_of;
      sides[static_cast<size_t>(pair)].bars.push_back({card_of[f.card], f.onset, cleared ? f.cleared : kTickNever});
    }
    for (; at.undecided < report.undecided.size() && report.undecided[at.undecided].record == record; ++at.undecided) {
      const int pair = pair_of[report.undecided[at.undecided].indicator];
      if (pair < 0) continue;
      touch(pair);
      sides[static_cast<size_t>(pair)].undecided = true;
    }
  };
  take(old_report, in_old, pairing_.pair_of_old, pairing_.old_card, was_);
  take(new_report, in_new, new_pair, pairing_.new_card, is_);
  std::sort(touched_.begin(), touched_.end());
}

}  // namespace zs::replay

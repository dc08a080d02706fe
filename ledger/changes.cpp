#include "ledger/changes.h"

#include <algorithm>

namespace zs::ledger {
namespace {

bool same(const Finding& a, const Finding& b) { return a.indicator == b.indicator && a.card == b.card && a.onset == b.onset; }

/// Each finding of `now` with its partner in `old`, or null. Equal ones are paired in order.
std::vector<const Finding*> partners(const std::vector<Finding>& old, const std::vector<Finding>& now, std::vector<char>& taken) {
  std::vector<const Finding*> out(now.size(), nullptr);
  taken.assign(old.size(), 0);
  for (size_t i = 0; i < now.size(); ++i)
    for (size_t k = 0; k < old.size() && !out[i]; ++k)
      if (!taken[k] && same(old[k], now[i])) out[i] = &old[k], taken[k] = 1;
  return out;
}

/// The lower card that ended where f begins; null where f is no escalation.
const Finding* lower(const std::vector<Finding>& all, const Finding& f) {
  const auto it = std::find_if(all.begin(), all.end(), [&](const Finding& g) { return g.indicator == f.indicator && g.rank < f.rank && !g.cleared.empty() && g.cleared == f.onset; });
  return it == all.end() ? nullptr : &*it;
}

void appear(const std::vector<Finding>& now, const Finding& f, std::vector<Change>& out) {
  const Finding* before = lower(now, f);
  out.push_back({before ? Kind::kEscalated : Kind::kShown, f, before ? before->card : ""});
  if (f.ending == Ending::kCleared) out.push_back({Kind::kCleared, f, ""});
}

void go_on(const Finding& was, const Finding& f, std::vector<Change>& out) {
  if (was.ending == f.ending && was.cleared == f.cleared) return;
  if (was.ending != Ending::kNone) out.push_back({Kind::kCorrected, f, was.cleared});
  else if (f.ending == Ending::kCleared) out.push_back({Kind::kCleared, f, ""});
  // An escalation is told by the card that it leads to.
}

}  // namespace

const char* name_of(Kind kind) {
  switch (kind) {
    case Kind::kShown: return "新增";
    case Kind::kEscalated: return "升级";
    case Kind::kCleared: return "消除";
    case Kind::kCorrected: return "更正";
    case Kind::kWithdrawn: break;
  }
  return "撤回";
}

void settle_endings(std::vector<Finding>& findings) {
  for (auto& f : findings) {
    const bool further = !f.cleared.empty() && std::any_of(findings.begin(), findings.end(), [&](const Finding& g) { return g.indicator == f.indicator && g.rank > f.rank && g.onset == f.cleared; });
    f.ending = f.cleared.empty() ? Ending::kNone : further ? Ending::kEscalated : Ending::kCleared;
  }
}

std::vector<Change> changes_of(const std::vector<Finding>& old, const std::vector<Finding>& now) {
  std::vector<Change> out;
  std::vector<char> taken;
  const auto partner = partners(old, now, taken);
  for (size_t k = 0; k < old.size(); ++k)
    if (!taken[k]) out.push_back({Kind::kWithdrawn, old[k], ""});
  for (size_t i = 0; i < now.size(); ++i) {
    if (partner[i]) go_on(*partner[i], now[i], out);
    else appear(now, now[i], out);
  }
  return out;
}

}  // namespace zs::ledger

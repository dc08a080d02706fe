#include "publish/outline.h"

#include "oracle/render/cards.h"

#include <algorithm>
#include <map>

namespace zs::publish {
namespace {

std::vector<std::string> three(const std::vector<std::string>& category) {
  std::vector<std::string> out(3);
  for (size_t i = 0; i < category.size(); ++i) {
    std::string& at = out[std::min<size_t>(i, 2)];
    at += (at.empty() ? "" : "／") + category[i];
  }
  return out;
}

void add_card(Subject& s, int card, const std::vector<std::string>& actions) {
  auto it = std::find_if(s.cards.begin(), s.cards.end(), [&](const auto& c) { return c.first == card; });
  if (it == s.cards.end()) it = s.cards.insert(s.cards.end(), {card, {}});
  for (const auto& a : actions)
    if (std::find(it->second.begin(), it->second.end(), a) == it->second.end()) it->second.push_back(a);
}

template <class From>
void describe(Subject& s, const typed::Program& p, const From& from) {
  if (s.name.empty()) s.code = from.code, s.name = from.name, s.category = three(from.category);
  s.quotes.insert(s.quotes.end(), from.quotes.begin(), from.quotes.end());
  const std::string& record = p.models.models[static_cast<size_t>(from.model)].name;
  if (std::find(s.records.begin(), s.records.end(), record) == s.records.end()) s.records.push_back(record);
}

/// Stable: by where each group was first named, level by level.
void by_groups(std::vector<Subject>& all) {
  std::map<std::vector<std::string>, size_t> first;
  for (size_t n = 0; n < all.size(); ++n)
    for (size_t depth = 1; depth <= 3; ++depth) first.try_emplace({all[n].category.begin(), all[n].category.begin() + static_cast<long>(depth)}, n);
  const auto key = [&](const Subject& s) {
    std::vector<size_t> out;
    for (size_t depth = 1; depth <= 3; ++depth) out.push_back(first.at({s.category.begin(), s.category.begin() + static_cast<long>(depth)}));
    return out;
  };
  std::stable_sort(all.begin(), all.end(), [&](const Subject& a, const Subject& b) { return key(a) < key(b); });
}

}  // namespace

std::vector<Subject> outline(const typed::Program& p) {
  std::vector<Subject> all;
  std::map<std::string, size_t> known;
  const auto subject = [&](const std::string& code) -> Subject& {
    const auto [it, fresh] = known.try_emplace(code, all.size());
    if (fresh) all.emplace_back();
    return all[it->second];
  };
  // 统计指标 stand among the indicators of their file: in the order of their places.
  std::vector<std::pair<Span, int>> order;
  for (size_t i = 0; i < p.indicators.size(); ++i) order.emplace_back(p.indicators[i].src, static_cast<int>(i));
  for (size_t a = 0; a < p.aggregates.size(); ++a) order.emplace_back(p.aggregates[a].src, -1 - static_cast<int>(a));
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return std::pair(a.first.file, a.first.begin) < std::pair(b.first.file, b.first.begin); });
  for (const auto& [src, index] : order) {
    if (index < 0) {
      const auto& a = p.aggregates[static_cast<size_t>(-1 - index)];
      Subject& s = subject(a.code);
      describe(s, p, a);
      s.aggregate = -1 - index;
      add_card(s, a.card, a.actions);
      continue;
    }
    const auto& i = p.indicators[static_cast<size_t>(index)];
    Subject& s = subject(i.code);
    describe(s, p, i);
    s.indicators.push_back(index);
    for (const auto& situation : i.situations) {
      s.quotes.insert(s.quotes.end(), situation.quotes.begin(), situation.quotes.end());
      for (const auto& rule : situation.cards) add_card(s, rule.card, rule.actions);
    }
  }
  for (auto& s : all) std::sort(s.cards.begin(), s.cards.end());
  by_groups(all);
  return all;
}

std::string tone_of_card(const typed::Program& program, int card) {
  static constexpr const char* kTones[] = {"blue", "yellow", "orange", "red"};
  oracle::Drawing d;
  d.cards = program.cards;
  oracle::CardStretch c;
  c.card = program.cards[static_cast<size_t>(card)], c.rank = card;
  return kTones[static_cast<size_t>(oracle::render::tone_of(d, c))];
}

}  // namespace zs::publish

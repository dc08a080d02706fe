#include "cli/diff_output.h"

#include "cli/replay_output.h"
#include "prove/words.h"

#include <array>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace zs::cli {
namespace {

using prove::Comparison;
using prove::Direction;
using prove::Verdict;
using State = Direction::State;

std::string verdict_word(const Context& c, Verdict v) {
  switch (v) {
    case Verdict::kSame: return c.pick("相同", "same");
    case Verdict::kStricter: return c.pick("更严", "stricter");
    case Verdict::kLaxer: return c.pick("更宽", "laxer");
    case Verdict::kDifferent: return c.pick("有严有宽", "stricter here, laxer there");
    case Verdict::kNew: return c.pick("新增", "new");
    case Verdict::kGone: return c.pick("删去", "gone");
    case Verdict::kUndecided: return c.pick("未定", "undecided");
  }
  return "";
}

std::string minute(Instant t) { return replay::shown(t); }

std::string difference_words(const Context& c, const replay::Difference& d) {
  return fmt::format("    {} → {}\n", d.old_text.empty() ? c.pick("（无）", "(none)") : in_short(d.old_text), d.new_text.empty() ? c.pick("（无）", "(none)") : in_short(d.new_text));
}

std::string direction_words(const Context& c, const model::Models& models, const Direction& d, const std::string& zh, const std::string& en) {
  if (!d.witness) return "";
  return fmt::format("    {}{}\n      {} {}\n      {} {}\n", c.pick(zh, en), prove::record_words(models, *d.witness), c.pick("旧规则", "old rules"), bars_words(c, d.witness->was), c.pick("新规则", "new rules"), bars_words(c, d.witness->is));
}

/// What could not be told.
std::string open_words(const Context& c, const Comparison& x) {
  const bool higher = x.higher.state == State::kOpen, lower = x.lower.state == State::kOpen;
  if (!higher && !lower) return "";
  const std::string what = higher && lower ? c.pick("更严、更宽都既未证明没有，也没有找到例子", "neither stricter nor laxer cases were proved absent or found")
                         : lower ? c.pick("是否有更宽的情形，没有证明，也没有找到例子", "whether it is anywhere laxer was neither proved nor shown")
                                 : c.pick("是否有更严的情形，没有证明，也没有找到例子", "whether it is anywhere stricter was neither proved nor shown");
  return fmt::format("    {}{}\n", what, c.pick(fmt::format("（用时 {:.1f} 秒；--budget 可多给）", x.seconds), fmt::format(" ({:.1f} s spent; --budget gives more)", x.seconds)));
}

std::string paragraph(const Context& c, const model::Models& models, const replay::Pair& pair, const Comparison& x) {
  std::string s = fmt::format("{} {} [{}]\n", pair.code, pair.name, verdict_word(c, x.verdict));
  for (const auto& d : pair.differences) s += difference_words(c, d);
  const bool once = x.verdict == Verdict::kNew || x.verdict == Verdict::kGone;
  s += direction_words(c, models, x.higher, once ? "例：" : "更严的例：", once ? "for example: " : "stricter: ");
  s += direction_words(c, models, x.lower, once ? "例：" : "更宽的例：", once ? "for example: " : "laxer: ");
  if (!once) s += open_words(c, x);
  if (x.verdict == Verdict::kSame) s += c.pick("    写法不同，已证明对任何记录、任何时刻都亮同样的牌\n", "    written otherwise, and proved to show the same cards for every record at every instant\n");
  return s;
}

nlohmann::ordered_json direction_json(const Direction& d) {
  static constexpr const char* kStates[] = {"never", "shown", "open"};
  nlohmann::ordered_json j{{"state", kStates[static_cast<size_t>(d.state)]}};
  if (!d.witness) return j;
  const auto& w = *d.witness;
  const auto bars = [](const std::vector<prove::ShownBar>& all) {
    auto out = nlohmann::ordered_json::array();
    for (const auto& b : all)
      out.push_back({{"card", b.card.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(b.card)},
                     {"onset", b.from == kAlways ? nlohmann::ordered_json() : nlohmann::ordered_json(minute(b.from))},
                     {"cleared", b.until == kNever ? nlohmann::ordered_json() : nlohmann::ordered_json(minute(b.until))}});
    return out;
  };
  auto tables = nlohmann::ordered_json::object();
  for (const auto& [model, row] : w.sample.tables) tables[model].push_back(nlohmann::ordered_json::parse(prove::json_of(row)));
  j["witness"] = {{"record", w.model}, {"data", nlohmann::ordered_json::parse(prove::json_of(w.sample.record))}, {"references", tables},
                  {"from", w.at == kAlways ? nlohmann::ordered_json() : nlohmann::ordered_json(minute(w.at))}, {"old", bars(w.was)}, {"new", bars(w.is)}};
  return j;
}

std::array<size_t, 7> sums(const prove::Compared& compared) {
  std::array<size_t, 7> out{};
  for (const auto& x : compared.comparisons) ++out[static_cast<size_t>(x.verdict)];
  return out;
}

}  // namespace

std::string bars_words(const Context& c, const std::vector<prove::ShownBar>& bars) {
  std::string s;
  for (const auto& b : bars) {
    const std::string card = b.card.empty() ? c.pick("无法判定", "undecided") : b.card;
    s += s.empty() ? "" : c.pick("；", "; ");
    if (b.from == kAlways && b.until == kNever) s += c.pick("一直" + card, card + " at all times");
    else if (b.from == kAlways) s += c.pick(minute(b.until) + " 以前" + card, card + " until " + minute(b.until));
    else if (b.until == kNever) s += c.pick(minute(b.from) + " 起" + card, card + " from " + minute(b.from));
    else s += c.pick(minute(b.from) + " 至 " + minute(b.until) + " " + card, card + " from " + minute(b.from) + " until " + minute(b.until));
  }
  return s.empty() ? c.pick("不亮牌", "no card") : s;
}

bool differs(const prove::Compared& compared) {
  const auto n = sums(compared);
  return n[static_cast<size_t>(Verdict::kSame)] != compared.comparisons.size();
}

std::string diff_words(const Context& c, const Pack& old_pack, const Pack& new_pack, const prove::Compared& compared) {
  const auto n = sums(compared);
  std::string s = fmt::format("{} → {}\n", old_pack.path, new_pack.path);
  std::string line;
  for (const Verdict v : {Verdict::kSame, Verdict::kStricter, Verdict::kLaxer, Verdict::kDifferent, Verdict::kUndecided, Verdict::kNew, Verdict::kGone})
    if (n[static_cast<size_t>(v)] || v == Verdict::kSame) line += fmt::format("{}{} {}", line.empty() ? "" : c.pick("，", ", "), verdict_word(c, v), n[static_cast<size_t>(v)]);
  s += c.pick(fmt::format("{} 个指标：", compared.comparisons.size()), fmt::format("{} indicators: ", compared.comparisons.size())) + line + "\n";
  const auto &a = *old_pack.typed(), &b = *new_pack.typed();
  if (a.in_force != b.in_force || a.repealed != b.repealed) s += c.pick("施行或废止的日期不同；以下比较不看日期\n", "the dates of 施行 or 废止 differ; they are left out of account below\n");
  for (size_t i = 0; i < compared.comparisons.size(); ++i)
    if (compared.pairing.pairs[i].status != replay::Pair::Status::kSame && compared.pairing.pairs[i].status != replay::Pair::Status::kWording)
      s += paragraph(c, (compared.pairing.pairs[i].in_new >= 0 ? b : a).models, compared.pairing.pairs[i], compared.comparisons[i]);
  return s;
}

std::string diff_json(const Pack& old_pack, const Pack& new_pack, const prove::Compared& compared) {
  nlohmann::ordered_json j{{"old", old_pack.path}, {"new", new_pack.path}, {"settings", new_pack.settings}};
  const auto n = sums(compared);
  for (size_t v = 0; v < n.size(); ++v) j["summary"][prove::name_of(static_cast<Verdict>(v))] = n[v];
  j["indicators"] = nlohmann::ordered_json::array();
  for (size_t i = 0; i < compared.comparisons.size(); ++i) {
    const auto& p = compared.pairing.pairs[i];
    const auto& x = compared.comparisons[i];
    nlohmann::ordered_json k{{"code", p.code}, {"name", p.name}, {"record", p.record}, {"verdict", prove::name_of(x.verdict)}};
    for (const auto& d : p.differences) k["changes"].push_back({{"old", d.old_text}, {"new", d.new_text}});
    if (x.verdict != Verdict::kSame) k["higher"] = direction_json(x.higher), k["lower"] = direction_json(x.lower);
    k["seconds"] = static_cast<double>(static_cast<int64_t>(x.seconds * 1000)) / 1000;
    j["indicators"].push_back(std::move(k));
  }
  return j.dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

}  // namespace zs::cli

#include "cli/replay_output.h"

#include "io/binding/instant_text.h"
#include "replay/report.h"

#include <filesystem>
#include <fmt/format.h>

namespace zs::cli {
namespace {

using nlohmann::ordered_json;
using replay::Change;
using writers::json_string;

std::vector<writers::ColumnSpec> change_columns() {
  return {{"record"}, {"key"}, {"indicator"}, {"name"}, {"change"}, {"old"}, {"new"}, {"since"}, {"condition"}, {"clause"}, {"old_reason"}, {"new_reason"}, {"groups"}};
}

std::string since(const Change& c) { return c.parted <= kAlways || c.parted >= kNever ? std::string() : binding::format_instant(c.parted); }

std::string joined(const std::vector<std::string>& all, const char* between) {
  std::string out;
  for (const auto& s : all) out += (out.empty() ? "" : between) + s;
  return out;
}

ordered_json side_json(const replay::Side& s, const std::vector<std::string>& cards) {
  ordered_json bars = ordered_json::array();
  const auto instant = [](Tick t) -> ordered_json { return t <= kTickAlways || t >= kTickNever ? ordered_json() : ordered_json(binding::format_instant(instant_of(t))); };
  for (const auto& b : s.bars) bars.push_back({{"card", cards[static_cast<size_t>(b.card)]}, {"onset", instant(b.onset)}, {"cleared", instant(b.cleared)}});
  ordered_json out{{"cards", bars}, {"reason", s.reason}};
  if (s.undecided) out["missing"] = s.missing;
  return out;
}

const char* kind_word(const Context& context, replay::Kind k) {
  static constexpr const char* kZh[] = {"新亮牌", "不再亮牌", "升级", "降级", "日期变化", "变为可判定", "变为无法判定", "不再判定"};
  static constexpr const char* kEn[] = {"gained a card", "lost its card", "raised", "lowered", "other dates", "now decided", "now undecided", "no longer judged"};
  return (context.lang == Lang::kZh ? kZh : kEn)[static_cast<size_t>(k)];
}

}  // namespace

std::string in_short(const std::string& text) {
  std::string out;
  size_t signs = 0;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++signs > 60) return out + "…";
    out += blank ? ' ' : c;
  }
  return out;
}

std::string decided_by(const replay::Session& session, const Change& c) {
  const auto status = session.pairing().pairs[static_cast<size_t>(c.pair)].status;
  if (status == replay::Pair::Status::kNew) return "（无）→ 指标新增";
  if (status == replay::Pair::Status::kGone) return "指标删去 →（无）";
  if (c.difference < 0) return "";
  const auto& d = session.pairing().pairs[static_cast<size_t>(c.pair)].differences[static_cast<size_t>(c.difference)];
  return (d.old_text.empty() ? "（无）" : in_short(d.old_text)) + " → " + (d.new_text.empty() ? "（无）" : in_short(d.new_text));
}

ChangeLine line_of(const replay::Session& session, const std::string& record, const std::string& key, const Change& c) {
  const auto& pairing = session.pairing();
  return {record, key, pairing.pairs[static_cast<size_t>(c.pair)].code, replay::words_of(c.was, pairing.cards), replay::words_of(c.is, pairing.cards)};
}

/// The key says which group, and when it was asked.
ChangeLine line_of(const replay::StatisticChange& x) { return {x.record, (x.group.empty() ? "全部" : x.group) + " @" + replay::shown(x.asked), x.code, x.was, x.is}; }

Status ReplayFiles::add(const replay::StatisticChange& x) {
  const auto line = line_of(x);
  const std::string asked = binding::format_instant(x.asked);
  if (auto s = rows_->row({line.record, line.key, x.code, x.name, "statistic", x.was, x.is, asked, "", "", "", "", ""}); !s) return s;
  const ordered_json j{{"record", line.record}, {"key", line.key}, {"indicator", x.code}, {"name", x.name}, {"change", "statistic"}, {"old", x.was}, {"new", x.is}, {"since", asked}};
  return lines_->write(j.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

Result<std::unique_ptr<ReplayFiles>> ReplayFiles::open(const std::string& folder, const replay::Pairing& pairing) {
  std::error_code ec;
  std::filesystem::create_directories(folder, ec);
  if (std::filesystem::exists(folder) && !std::filesystem::is_directory(folder))
    return Error{ErrorKind::kIo, "--out " + folder + " 是文件；请给出一个文件夹", "--out " + folder + " is a file; name a folder"};
  if (ec) return Error{ErrorKind::kIo, "无法建立文件夹 " + folder + "：" + ec.message(), "cannot create the folder " + folder + ": " + ec.message()};
  std::unique_ptr<ReplayFiles> f(new ReplayFiles(pairing));
  auto rows = writers::open_rows(folder + "/changes.csv", change_columns());
  if (!rows) return rows.error();
  f->rows_ = std::move(*rows);
  for (auto [name, to] : {std::pair{"/changes.ndjson", &f->lines_}, {"/summary.json", &f->summary_}, {"/report.html", &f->report_}}) {
    auto file = writers::OutputFile::create(folder + name);
    if (!file) return file.error();
    *to = std::move(*file);
  }
  return f;
}

Status ReplayFiles::ndjson(const replay::Session& session, const std::string& record, const std::string& key, const Change& c) {
  const auto& pairing = session.pairing();
  const auto& pair = pairing.pairs[static_cast<size_t>(c.pair)];
  const ordered_json line{{"record", record}, {"key", key}, {"indicator", pair.code}, {"name", pair.name}, {"change", replay::name_of(c.kind)},
                          {"old", side_json(c.was, pairing.cards)}, {"new", side_json(c.is, pairing.cards)}, {"since", since(c)}, {"condition", decided_by(session, c)},
                          {"clauses", pair.clauses}};
  return lines_->write(line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n");
}

Status ReplayFiles::add(const replay::Session& session, const std::string& record, const std::vector<std::string>& keys, const std::vector<Change>& changes,
                        const std::vector<std::vector<uint32_t>>& groups, const std::vector<replay::Dimension>& dimensions) {
  const auto& pairing = session.pairing();
  std::vector<uint32_t> codes(groups.size());
  for (size_t i = 0; i < changes.size(); ++i) {
    const Change& c = changes[i];
    std::string grouped;
    for (size_t d = 0; d < groups.size(); ++d) {
      codes[d] = groups[d][c.record];
      if (codes[d] != replay::Grouper::kNoGroup) grouped += (grouped.empty() ? "" : "；") + dimensions[d].name + "=" + dimensions[d].values[codes[d]];
    }
    columns_.add(c, keys[i], record, codes);
    const auto& pair = pairing.pairs[static_cast<size_t>(c.pair)];
    const auto line = line_of(session, record, keys[i], c);
    if (auto s = rows_->row({record, keys[i], pair.code, pair.name, replay::name_of(c.kind), line.was, line.is, since(c), decided_by(session, c), joined(pair.clauses, "；"),
                             c.was.reason, c.is.reason, grouped});
        !s)
      return s;
    if (auto s = ndjson(session, record, keys[i], c); !s) return s;
  }
  return {};
}

Status ReplayFiles::commit(const ordered_json& head, const std::vector<replay::Dimension>& dimensions) {
  const std::string summary = head.dump(2, ' ', false, nlohmann::json::error_handler_t::replace);
  // The changes are text already: they are put in where the object ends.
  std::string data = head.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  data.pop_back();
  data += ",\"changes\":" + columns_.json(dimensions) + "}";
  if (auto s = summary_->write(summary + "\n"); !s) return s;
  if (auto s = report_->write(replay::render_report(data)); !s) return s;
  if (auto s = rows_->seal(); !s) return s;
  for (auto* f : {&lines_, &summary_, &report_})
    if (auto s = (*f)->seal(); !s) return s;
  if (auto s = rows_->commit(); !s) return s;
  for (auto* f : {&lines_, &summary_, &report_})
    if (auto s = (*f)->commit(); !s) return s;
  return {};
}

ordered_json replay_head(const Context& context, const Pack& old_pack, const Pack& new_pack, const replay::Session& session, const replay::Grouper& grouper,
                         const Provenance& provenance, const std::vector<replay::StatisticChange>& statistics) {
  ordered_json data = ordered_json::array();
  for (const auto& d : provenance.cases)
    data.push_back({{"record", d.record}, {"files", d.files}, {"read", d.read}, {"judged", d.read - d.rejected}, {"rejected", d.rejected}, {"fingerprint", d.fingerprint}});
  const auto pack = [](const Pack& p) {
    auto j = json_of(p);
    j["code"] = j["ruleset"];
    return j;
  };
  const auto& pairing = session.pairing();
  const std::string title = new_pack.program->title.empty() ? new_pack.program->code : new_pack.program->title;
  return {{"lang", context.lang == Lang::kZh ? "zh" : "en"},
          {"title", title},
          {"provenance", {{"engine", kEngineVersion}, {"as_of", binding::format_instant(provenance.as_of)}, {"old", pack(old_pack)}, {"new", pack(new_pack)}, {"data", data},
                          {"references", json_of(provenance.references)}}},
          {"cards", pairing.cards},
          {"totals", replay::totals_json(session)},
          {"indicators", replay::indicators_json(session)},
          {"statistics", replay::statistics_json(statistics)},
          {"groups", replay::groups_json(session, grouper.dimensions())},
          {"days", replay::days_json(session)},
          {"holidays", replay::holidays_json(session)}};
}

std::string replay_words(const Context& context, const replay::Session& session, const std::vector<replay::StatisticChange>& statistics) {
  const auto& t = session.tally().totals;
  const auto& pairing = session.pairing();
  const auto pick = [&](const std::string& zh, const std::string& en) { return context.pick(zh, en); };
  std::string s = pick(fmt::format("判定 {} 件，{} 件有变化", t.cases, t.changed), fmt::format("{} cases judged, {} change", t.cases, t.changed));
  for (size_t k = 0; k < replay::kKinds; ++k)
    if (t.kinds[k]) s += fmt::format("{}{} {}", pick("；", "; "), kind_word(context, static_cast<replay::Kind>(k)), t.kinds[k]);
  s += "\n";
  if (t.unjudged) s += pick(fmt::format("另有 {} 件两套规则都不判：不在施行期内，或截至时刻还没有发生\n", t.unjudged), fmt::format("{} more cases are judged by neither: out of force, or nothing of them happened by then\n", t.unjudged));
  const auto sums = [&](const std::string& name, const replay::CardTally& c) {
    s += fmt::format("  {}  {} + {} − {} = {}{}\n", name, c.was, c.gained, c.lost, c.is, c.moved ? pick(fmt::format("（另 {} 件日期不同）", c.moved), fmt::format(" ({} more at other times)", c.moved)) : "");
  };
  s += pick("各牌：原有 + 新增 − 取消 = 现有（按办件）\n", "cards: old + gained − lost = new (by case)\n");
  for (size_t c = 0; c < t.cards.size(); ++c)
    if (t.cards[c].was + t.cards[c].is) sums(pairing.cards[c], t.cards[c]);
  for (size_t i = 0; i < pairing.pairs.size(); ++i) {
    const auto& p = pairing.pairs[i];
    const auto& tally = session.tally().pairs[i];
    using Status = replay::Pair::Status;
    if (p.status == Status::kSame) continue;
    const std::string what = p.status == Status::kNew ? pick("新增", "new") : p.status == Status::kGone ? pick("删去", "gone") : p.status == Status::kWording ? pick("仅文字不同", "wording only")
                                                                                                           : pick(fmt::format("{} 件有变化", tally.changed), fmt::format("{} cases change", tally.changed));
    s += fmt::format("{} {} [{}]\n", p.code, p.name, what);
    for (size_t c = 0; c < tally.cards.size(); ++c)
      if (tally.cards[c].was + tally.cards[c].is) sums(pairing.cards[c], tally.cards[c]);
    if (tally.undecided.was + tally.undecided.is) sums(pick("无法判定", "undecided"), tally.undecided);
    for (size_t d = 0; d < p.differences.size(); ++d)
      s += fmt::format("    {} → {}{}\n", p.differences[d].old_text.empty() ? pick("（无）", "(none)") : in_short(p.differences[d].old_text),
                       p.differences[d].new_text.empty() ? pick("（无）", "(none)") : in_short(p.differences[d].new_text),
                       p.differences.size() > 1 ? pick(fmt::format("：{} 件由此而变", tally.decided_by[d]), fmt::format(": decides {} cases", tally.decided_by[d])) : "");
  }
  if (!statistics.empty()) s += pick(fmt::format("统计指标有 {} 处变化\n", statistics.size()), fmt::format("{} answers of statistics change\n", statistics.size()));
  for (const auto& x : statistics) s += fmt::format("{} {} {} {}：{} → {}\n", x.code, x.name, x.group, binding::format_instant(x.asked), x.was, x.is);
  return s;
}

}  // namespace zs::cli

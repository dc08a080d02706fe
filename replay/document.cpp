#include "replay/document.h"

#include "io/binding/instant_text.h"
#include "io/writers/row_writer.h"
#include "replay/text_diff.h"

#include <algorithm>

namespace zs::replay {
namespace {

using nlohmann::ordered_json;
using typed::kNone;
using writers::json_string;

const char* status_name(Pair::Status s) {
  switch (s) {
    case Pair::Status::kSame: return "same";
    case Pair::Status::kWording: return "wording";
    case Pair::Status::kChanged: return "changed";
    case Pair::Status::kNew: return "new";
    case Pair::Status::kGone: return "gone";
  }
  return "";
}

void more(std::string& column, const std::string& value) {
  if (!column.empty()) column += ',';
  column += value;
}

std::string bars_json(const Side& s) {
  std::string out = "[";
  const auto instant = [](Tick t) { return t <= kTickAlways || t >= kTickNever ? std::string("null") : std::to_string(instant_of(t)); };
  for (const auto& b : s.bars) {
    if (out.size() > 1) out += ',';
    out += std::to_string(b.card) + "," + instant(b.onset) + "," + instant(b.cleared);
  }
  if (s.undecided) out += std::string(out.size() > 1 ? "," : "") + "-1,null,null";
  return out + "]";
}

std::string joined(const std::vector<std::string>& all) {
  std::string out;
  for (const auto& s : all) out += (out.empty() ? "" : "、") + s;
  return out;
}

ordered_json card_rows(const std::vector<CardTally>& cards, bool moved) {
  ordered_json rows = ordered_json::array();
  for (size_t c = 0; c < cards.size(); ++c) {
    const auto& t = cards[c];
    if (t.was + t.is == 0) continue;
    ordered_json row{{"card", c}, {"old", t.was}, {"gained", t.gained}, {"lost", t.lost}};
    if (moved) row["moved"] = t.moved;
    row["new"] = t.is;
    rows.push_back(std::move(row));
  }
  return rows;
}

/// A place in the rules as a line: number and text.
struct Line { int number = 0; std::string file, text; };
Line line_of(const syntax::Sources& sources, Span src) {
  if (src.file < 0) return {};
  return {sources.position(src.file, src.begin).line, sources.name(src.file), std::string(sources.text(sources.line_of(src.file, src.begin)))};
}

bool within(Span inner, Span outer) { return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end; }

/// The indicator's text line by line, then the lines of shared definitions that differ.
ordered_json diff_of(const Session& s, const Pair& p) {
  const auto &a = s.old_rules(), &b = s.new_rules();
  const Span none{};
  const Span x = p.in_old == kNone ? none : a.typed->indicators[static_cast<size_t>(p.in_old)].src;
  const Span y = p.in_new == kNone ? none : b.typed->indicators[static_cast<size_t>(p.in_new)].src;
  const auto text = [](const RuleSet& r, Span src) { return src.file < 0 ? std::string_view() : r.sources->text(src); };
  ordered_json out = ordered_json::array();
  const auto add = [&](char op, const std::string& line) { out.push_back({{"op", std::string(1, op)}, {"text", line}}); };
  for (const auto& l : diff_lines(text(a, x), text(b, y))) add(l.op, l.text);
  for (const auto& d : p.differences) {
    const Line was = line_of(*a.sources, d.old_src), is = line_of(*b.sources, d.new_src);
    const bool inside = (d.old_src.file < 0 || within(d.old_src, x)) && (d.new_src.file < 0 || within(d.new_src, y));
    if (inside || was.text == is.text) continue;
    add('=', "// " + (is.file.empty() ? was.file : is.file));
    if (was.number) add('-', was.text);
    if (is.number) add('+', is.text);
  }
  return out;
}

}  // namespace

std::string shown(Instant t) {
  std::string s = binding::format_instant(t);
  s[10] = ' ';
  return s.substr(0, s.compare(16, 3, ":00") == 0 ? 16 : 19);
}

std::string words_of(const Side& side, const std::vector<std::string>& cards) {
  std::string out;
  for (const auto& b : side.bars) {
    if (!out.empty()) out += "；";
    out += cards[static_cast<size_t>(b.card)];
    if (b.onset > kTickAlways) out += " " + shown(instant_of(b.onset));
    if (b.cleared < kTickNever) out += " 至 " + shown(instant_of(b.cleared));
  }
  if (side.undecided) out += std::string(out.empty() ? "" : "；") + "无法判定" + (side.missing.empty() ? "" : "（" + joined(side.missing) + "）");
  return out;
}

std::vector<int> condition_bases(const Pairing& pairing) {
  std::vector<int> out;
  int next = 0;
  for (const auto& p : pairing.pairs) {
    out.push_back(next);
    next += static_cast<int>(p.differences.size());
  }
  return out;
}

ChangeColumns::ChangeColumns(const Pairing& pairing) : bases_(condition_bases(pairing)) {}

void ChangeColumns::add(const Change& c, std::string_view key, const std::string& record, const std::vector<uint32_t>& codes) {
  ++count_;
  auto kind = std::find(records_.begin(), records_.end(), record);
  if (kind == records_.end()) kind = records_.insert(records_.end(), record);
  more(record_, std::to_string(kind - records_.begin()));
  more(key_, json_string(key));
  more(indicator_, std::to_string(c.pair));
  more(kind_, std::to_string(static_cast<int>(c.kind)));
  more(condition_, c.difference < 0 ? "-1" : std::to_string(bases_[static_cast<size_t>(c.pair)] + c.difference));
  more(day_, c.parted <= kAlways || c.parted >= kNever ? "null" : std::to_string(c.parted));
  more(was_, bars_json(c.was));
  more(is_, bars_json(c.is));
  while (dims_.size() < codes.size()) {  // a later kind of record is grouped by more
    auto& column = dims_.emplace_back();
    for (uint64_t k = 1; k < count_; ++k) more(column, "-1");
  }
  for (size_t d = 0; d < dims_.size(); ++d) more(dims_[d], d < codes.size() && codes[d] != Grouper::kNoGroup ? std::to_string(codes[d]) : "-1");
  if (count_ > kMostReasons) return;
  more(was_reason_, json_string(c.was.reason));
  more(is_reason_, json_string(c.is.reason));
  more(was_missing_, json_string(joined(c.was.missing)));
  more(is_missing_, json_string(joined(c.is.missing)));
}

std::string ChangeColumns::json(const std::vector<Dimension>& dimensions) const {
  std::string out = "{\"count\":" + std::to_string(count_);
  const auto column = [&](const char* name, const std::string& values) { out += std::string(",\"") + name + "\":[" + values + "]"; };
  const auto texts = [](const std::vector<std::string>& all) {
    std::string s;
    for (const auto& t : all) more(s, json_string(t));
    return s;
  };
  out += ",\"record\":{\"values\":[" + texts(records_) + "],\"codes\":[" + record_ + "]}";
  column("key", key_), column("indicator", indicator_), column("kind", kind_), column("condition", condition_), column("day", day_);
  out += ",\"dims\":[";
  for (size_t d = 0; d < dims_.size(); ++d)
    out += (d ? "," : "") + std::string("{\"name\":") + json_string(dimensions[d].name) + ",\"values\":[" + texts(dimensions[d].values) + "],\"codes\":[" + dims_[d] + "]}";
  out += "]";
  column("old", was_), column("new", is_);
  if (count_ <= kMostReasons) {
    column("old_reason", was_reason_), column("new_reason", is_reason_);
    column("missing_old", was_missing_), column("missing_new", is_missing_);
  }
  return out + "}";
}

ordered_json indicators_json(const Session& s) {
  const auto& pairing = s.pairing();
  const auto bases = condition_bases(pairing);
  ordered_json out = ordered_json::array();
  for (size_t i = 0; i < pairing.pairs.size(); ++i) {
    const auto& p = pairing.pairs[i];
    const auto& t = s.tally().pairs[i];
    ordered_json conditions = ordered_json::array();
    for (size_t d = 0; d < p.differences.size(); ++d) {
      const auto& x = p.differences[d];
      conditions.push_back({{"id", bases[i] + static_cast<int>(d)}, {"old", x.old_text}, {"new", x.new_text},
                            {"line_old", line_of(*s.old_rules().sources, x.old_src).number}, {"line_new", line_of(*s.new_rules().sources, x.new_src).number},
                            {"cases", t.decided_by[d]}});
    }
    out.push_back({{"code", p.code}, {"name", p.name}, {"record", p.record}, {"status", status_name(p.status)}, {"cards", card_rows(t.cards, true)},
                   {"undecided", {{"old", t.undecided.was}, {"gained", t.undecided.gained}, {"lost", t.undecided.lost}, {"new", t.undecided.is}}},
                   {"changed", t.changed}, {"clauses", p.clauses}, {"diff", p.status == Pair::Status::kSame ? ordered_json::array() : diff_of(s, p)}, {"conditions", conditions}});
  }
  return out;
}

ordered_json totals_json(const Session& s) {
  const auto& t = s.tally().totals;
  ordered_json kinds;
  for (size_t k = 0; k < kKinds; ++k) kinds[name_of(static_cast<Kind>(k))] = t.kinds[k];
  return {{"cases", t.cases}, {"unjudged", t.unjudged}, {"changed", t.changed}, {"kinds", kinds}, {"cards", card_rows(t.cards, true)}};
}

ordered_json groups_json(const Session& s, const std::vector<Dimension>& dimensions) {
  ordered_json out = ordered_json::array();
  for (const auto& d : dimensions) {
    std::vector<size_t> order(d.values.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    if (d.month) std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return d.values[a] < d.values[b]; });
    ordered_json rows = ordered_json::array();
    for (const size_t i : order)
      rows.push_back({{"value", d.values[i]}, {"cases", d.groups[i].cases}, {"changed", d.groups[i].changed}, {"cards", card_rows(d.groups[i].cards, false)}});
    ordered_json group{{"name", d.name}};
    if (d.month) group["kind"] = "month";
    group["rows"] = std::move(rows);
    out.push_back(std::move(group));
  }
  return out;
}

ordered_json statistics_json(const std::vector<StatisticChange>& changes) {
  ordered_json out = ordered_json::array();
  for (const auto& c : changes)
    out.push_back({{"code", c.code}, {"name", c.name}, {"group", c.group}, {"asked", binding::format_instant(c.asked)}, {"old", c.was}, {"new", c.is}});
  return out;
}

ordered_json days_json(const Session& s) {
  const auto& days = s.tally().totals.days;
  int32_t first = INT32_MAX, last = INT32_MIN;
  for (const auto& card : days)
    if (!card.empty()) first = std::min(first, card.begin()->first), last = std::max(last, card.rbegin()->first);
  ordered_json cards = ordered_json::array();
  if (first > last) return {{"first", nullptr}, {"cards", cards}};
  for (size_t c = 0; c < days.size(); ++c) {
    if (days[c].empty()) continue;
    std::vector<uint64_t> was(static_cast<size_t>(last - first) + 1, 0), is = was;
    for (const auto& [day, counts] : days[c]) was[static_cast<size_t>(day - first)] = counts.first, is[static_cast<size_t>(day - first)] = counts.second;
    cards.push_back({{"card", c}, {"old", was}, {"new", is}});
  }
  return {{"first", binding::format_day(first)}, {"cards", cards}};
}

ordered_json holidays_json(const Session& s) {
  const auto& p = *s.new_rules().typed;
  ordered_json out = ordered_json::array();
  if (p.calendar == kNone) return out;
  for (const auto& e : p.calendars[static_cast<size_t>(p.calendar)].exceptions) out.push_back({binding::format_day(e.day), e.name, e.work});
  return out;
}

}  // namespace zs::replay

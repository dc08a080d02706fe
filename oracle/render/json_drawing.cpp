#include "oracle/render/json_drawing.h"

#include "oracle/show.h"

namespace zs::oracle::render {

namespace {

using Json = nlohmann::ordered_json;

Json words(const Words& w) { return {{"zh", w.zh}, {"en", w.en}}; }
/// Empty: no beginning, or no end.
std::string instant(Instant t) { return t <= kAlways || t >= kNever ? "" : show_instant(t); }

Json event(const DrawnEvent& e) { return {{"name", e.name}, {"at", instant(e.at)}, {"used", e.used}, {"planned", e.planned}}; }

Json clock(const ClockLane& k) {
  static constexpr const char* kKinds[] = {"counted", "paused", "doubtful", "over"};
  Json j = {{"label", words(k.label)}, {"indicators", k.indicators}, {"limit", k.limit}};
  if (!k.note.zh.empty()) {
    j["note"] = words(k.note);
    return j;
  }
  j["start"] = instant(k.start);
  j["end"] = instant(k.end);
  j["due"] = k.due ? instant(*k.due) : "";
  j["due_provisional"] = k.due_provisional;
  j["due_moves"] = k.due_moves;
  j["used"] = k.used;
  j["stretches"] = Json::array();
  for (const auto& x : k.stretches)
    j["stretches"].push_back({{"kind", kKinds[static_cast<size_t>(x.kind)]}, {"from", instant(x.from)}, {"until", instant(x.until)}, {"name", x.name}});
  return j;
}

Json lane(const CardLane& l) {
  Json j = {{"indicator", l.code}, {"stretches", Json::array()}};
  for (const auto& x : l.stretches) {
    Json s = {{"state", x.card.empty() ? "undecided" : "card"}, {"card", x.card}, {"from", instant(x.from)}, {"until", instant(x.until)},
              {"from_provisional", x.from_provisional}, {"until_provisional", x.until_provisional}, {"to_come", x.to_come}};
    j["stretches"].push_back(std::move(s));
  }
  return j;
}

}  // namespace

Json drawing_json(const Drawing& d) {
  static constexpr const char* kDays[] = {"work", "rest", "holiday", "make_up"};
  Json j = {{"axis", Json::array()}, {"calendar", d.calendar}, {"days", Json::array()}, {"events", Json::array()},
            {"rows", Json::array()}, {"clocks", Json::array()}, {"indicators", Json::array()}};
  for (const auto& p : d.axis) j["axis"].push_back({{"from", instant(p.from)}, {"until", instant(p.until)}, {"folded", p.folded}});
  for (const auto& r : d.days)
    j["days"].push_back({{"from", show_date(day_number(r.from))}, {"through", show_date(day_number(r.until) - 1)},
                         {"kind", kDays[static_cast<size_t>(r.kind)]}, {"name", r.name}, {"published", r.published}});
  for (const auto& e : d.events) j["events"].push_back(event(e));
  for (const auto& r : d.rows) {
    Json row = {{"list", r.list}, {"label", words(r.label)}, {"events", Json::array()}};
    for (const auto& e : r.events) row["events"].push_back(event(e));
    j["rows"].push_back(std::move(row));
  }
  for (const auto& k : d.clocks) j["clocks"].push_back(clock(k));
  for (const auto& l : d.indicators) j["indicators"].push_back(lane(l));
  return j;
}

}  // namespace zs::oracle::render

#include "oracle/explain.h"
#include "oracle/render/json_drawing.h"

namespace zs::oracle {

namespace {

using Json = nlohmann::ordered_json;

Json json(const Words& w) { return {{"zh", w.zh}, {"en", w.en}}; }

Json json(const Node& n) {
  static constexpr const char* kKinds[] = {"condition", "value", "clock", "row"};
  Json j = {{"kind", kKinds[static_cast<size_t>(n.kind)]}, {"label", json(n.label)}};
  if (!n.source.empty()) j["source"] = n.source;
  if (!n.value.zh.empty()) j["value"] = json(n.value);
  j["reached"] = n.reached;
  static constexpr const char* kHolds[] = {"", "no", "undecided", "yes"};
  if (n.holds != Node::Holds::kNotAsked) j["holds"] = kHolds[static_cast<size_t>(n.holds)];
  if (n.decided) j["decided"] = true;
  for (const auto& d : n.days)
    j["days"].push_back({{"date", d.date}, {"counted", d.counted}, {"amount", d.amount}, {"why", json(d.why)}});
  for (const auto& c : n.children) j["children"].push_back(json(c));
  return j;
}

Json json(const ExplainedIndicator& i) {
  Json j = {{"indicator", i.code}, {"name", i.name}, {"quotes", Json::array()}, {"cards", Json::array()}};
  for (const auto& q : i.quotes) j["quotes"].push_back({{"clause", q.clause}, {"text", q.text}, {"source", q.source}});
  for (const auto& c : i.cards)
    j["cards"].push_back({{"card", c.card}, {"onset", c.onset}, {"cleared", c.cleared}, {"on_table", c.on_table},
                          {"provisional", c.provisional}, {"actions", c.actions}, {"reason", c.reason}, {"clause", c.clause}});
  if (!i.undecided.zh.empty()) j["undecided"] = json(i.undecided);
  j["missing"] = i.missing;
  j["next_change"] = i.next_change;
  j["derivation"] = Json::array();
  for (const auto& n : i.derivation) j["derivation"].push_back(json(n));
  return j;
}

}  // namespace

std::string render_json(const Explanation& e) {
  Json j = {{"record", e.record}, {"key", e.key}, {"ruleset", e.ruleset}, {"version", e.version}, {"title", e.title}, {"pack_hash", e.origin.pack_hash}, {"as_of", e.as_of},
            {"unknown_yet", e.unknown_yet}, {"judged", json(e.judged)}, {"indicators", Json::array()}};
  for (const auto& i : e.indicators) j["indicators"].push_back(json(i));
  Json calendars = Json::array();
  for (const auto& [name, version] : e.origin.calendars) calendars.push_back({{"name", name}, {"version", version}});
  j["provenance"] = {{"engine", e.origin.engine}, {"calendars", calendars}, {"settings", e.origin.settings}, {"fingerprint", e.origin.fingerprint}};
  j["drawing"] = render::drawing_json(e.drawing);
  return j.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace zs::oracle

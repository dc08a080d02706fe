#include "testing/frozen.h"

#include "io/binding/instant_text.h"
#include "io/readers/record_reader.h"
#include "testing/expected.h"

#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

namespace zs::testing {
namespace {

using Json = nlohmann::ordered_json;
namespace fs = std::filesystem;

constexpr int kFormat = 1;

Json to_json(const FrozenRecord& r) {
  Json cards = Json::array(), undecided = Json::array();
  for (const auto& c : r.cards) {
    Json j = {{"indicator", c.indicator}, {"card", c.card}};
    if (!c.from.empty()) j["from"] = c.from;
    if (!c.until.empty()) j["until"] = c.until;
    if (!c.actions.empty()) j["actions"] = c.actions;
    if (!c.reason.empty()) j["reason"] = c.reason;
    if (!c.clause.empty()) j["clause"] = c.clause;
    cards.push_back(std::move(j));
  }
  for (const auto& u : r.undecided) undecided.push_back({{"indicator", u.indicator}, {"missing", u.missing}});
  Json j = {{"key", r.key}};
  if (!cards.empty()) j["cards"] = std::move(cards);
  if (!undecided.empty()) j["undecided"] = std::move(undecided);
  return j;
}

std::string text_of(const Json& j, const char* name) { return j.contains(name) ? j.at(name).get<std::string>() : std::string(); }
std::vector<std::string> texts_of(const Json& j, const char* name) { return j.contains(name) ? j.at(name).get<std::vector<std::string>>() : std::vector<std::string>(); }

FrozenRecord record_of(const Json& j) {
  FrozenRecord r;
  r.key = j.at("key").get<std::string>();
  if (j.contains("cards"))
    for (const auto& c : j.at("cards"))
      r.cards.push_back({c.at("indicator").get<std::string>(), c.at("card").get<std::string>(), text_of(c, "from"), text_of(c, "until"), text_of(c, "reason"), text_of(c, "clause"), texts_of(c, "actions")});
  if (j.contains("undecided"))
    for (const auto& u : j.at("undecided")) r.undecided.push_back({u.at("indicator").get<std::string>(), texts_of(u, "missing")});
  return r;
}

Error not_frozen(const std::string& path, const std::string& why) {
  return {ErrorKind::kUsage, path + " 不是固化答案（" + why + "）；用 zs test PACK --update 重新写", path + " holds no frozen answers (" + why + "); write it with zs test PACK --update"};
}

Result<columns::Table> read_whole(const typed::Program& p, int model, const std::vector<std::string>& files, uint64_t& rejected) {
  std::vector<readers::Input> inputs;
  for (const auto& f : files) inputs.push_back({f, readers::format_of(f), -1});
  readers::ReadOptions options;
  options.batch = SIZE_MAX;
  readers::RecordReader reader(p.models, model, inputs, options, [&](const binding::Reject&) { ++rejected; });
  columns::Table table = columns::make_table(p.models, model), none;
  auto more = reader.next(table);
  if (!more) return more.error();
  if (*more)
    if (auto end = reader.next(none); !end) return end.error();
  return table;
}

Words card_words(const FrozenCard& c) {
  Words w = {c.indicator + ": " + c.card, c.indicator + ": " + c.card};
  if (!c.from.empty()) w.zh += " 自 " + c.from, w.en += " from " + c.from;
  if (!c.until.empty()) w.zh += " 至 " + c.until, w.en += " until " + c.until;
  return w;
}
Words undecided_words(const FrozenUndecided& u) {
  return {fmt::format("{}: 无法判定{}{}", u.indicator, u.missing.empty() ? "" : " 缺 ", fmt::join(u.missing, "、")),
          fmt::format("{}: indeterminate{}{}", u.indicator, u.missing.empty() ? "" : " for want of ", fmt::join(u.missing, ", "))};
}

std::string rest_of(const FrozenCard& c) {
  std::string s = c.reason;
  if (!c.clause.empty()) s += (s.empty() ? "" : " ") + ("〔" + c.clause + "〕");
  if (!c.actions.empty()) s += fmt::format("{}处置「{}」", s.empty() ? "" : " ", fmt::join(c.actions, "」「"));
  return s;
}
Words why(const FrozenCard* old, const FrozenCard* now) {
  const std::string a = old ? rest_of(*old) : "", b = now ? rest_of(*now) : "";
  if (!old || !now || a == b) return {a.empty() ? b : a, a.empty() ? b : a};
  return {a + " → " + b, a + " → " + b};
}

class Differ {
 public:
  Differ(const typed::Program& p, bool evidence) : p_(p), evidence_(evidence) {}

  void record(const std::string& key, const FrozenRecord& old, const FrozenRecord& now) {
    std::vector<std::string> codes;
    const auto note = [&](const std::string& c) { if (std::find(codes.begin(), codes.end(), c) == codes.end()) codes.push_back(c); };
    for (const auto* r : {&old, &now}) {
      for (const auto& c : r->cards) note(c.indicator);
      for (const auto& u : r->undecided) note(u.indicator);
    }
    for (const auto& code : codes) cards(key, code, old, now), undecided(key, code, old, now);
  }

  std::vector<Line> lines;

 private:
  bool same(const FrozenCard& a, const FrozenCard& b) const {
    return evidence_ ? a == b : a.card == b.card && a.from == b.from && a.until == b.until;
  }
  Line line(const std::string& key, const std::string& code) const {
    Line l;
    l.record = key;
    l.indicator = indicator_named(p_, code, typed::kNone);
    return l;
  }

  void cards(const std::string& key, const std::string& code, const FrozenRecord& old, const FrozenRecord& now) {
    std::vector<const FrozenCard*> before, after;
    for (const auto& c : old.cards) if (c.indicator == code) before.push_back(&c);
    for (const auto& c : now.cards) if (c.indicator == code) after.push_back(&c);
    const auto strike = [&](auto equal) {
      std::vector<std::pair<const FrozenCard*, const FrozenCard*>> pairs;
      for (size_t i = 0; i < before.size();) {
        const auto it = std::find_if(after.begin(), after.end(), [&](const FrozenCard* c) { return equal(*before[i], *c); });
        if (it == after.end()) { ++i; continue; }
        pairs.emplace_back(before[i], *it);
        after.erase(it), before.erase(before.begin() + static_cast<long>(i));
      }
      return pairs;
    };
    strike([&](const FrozenCard& a, const FrozenCard& b) { return same(a, b); });
    auto pairs = strike([](const FrozenCard& a, const FrozenCard& b) { return a.card == b.card; });
    while (!before.empty() && !after.empty()) {
      pairs.emplace_back(before.front(), after.front());
      before.erase(before.begin()), after.erase(after.begin());
    }
    for (const auto* b : before) pairs.emplace_back(b, nullptr);
    for (const auto* a : after) pairs.emplace_back(nullptr, a);
    for (const auto& [b, a] : pairs) {
      Line l = line(key, code);
      if (b) l.expected = card_words(*b);
      if (a) l.got = card_words(*a);
      l.why = why(b, a);
      lines.push_back(std::move(l));
    }
  }

  void undecided(const std::string& key, const std::string& code, const FrozenRecord& old, const FrozenRecord& now) {
    const auto find = [&](const FrozenRecord& r) -> const FrozenUndecided* {
      for (const auto& u : r.undecided) if (u.indicator == code) return &u;
      return nullptr;
    };
    const auto *b = find(old), *a = find(now);
    if (!b && !a) return;
    if (b && a && (!evidence_ || *b == *a)) return;
    Line l = line(key, code);
    if (b) l.expected = undecided_words(*b);
    if (a) l.got = undecided_words(*a);
    lines.push_back(std::move(l));
  }

  const typed::Program& p_;
  bool evidence_;
};

}  // namespace

Result<FrozenFile> read_frozen(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (!in) return Error{ErrorKind::kIo, "读不了 " + path, "cannot read " + path};
  try {
    const Json j = Json::parse(text);
    if (j.at("zs_frozen").get<int>() != kFormat) return not_frozen(path, "格式版本 / format version");
    FrozenFile f;
    f.path = path;
    f.record = j.at("record").get<std::string>();
    f.cases = j.at("cases").get<std::vector<std::string>>();
    for (const auto& [kind, file] : j.at("refs").items()) f.refs.emplace_back(kind, file.get<std::string>());
    f.as_of = text_of(j, "as_of");
    f.judged = j.at("judged").get<uint64_t>();
    f.rejected = j.at("rejected").get<uint64_t>();
    for (const auto& r : j.at("answers")) f.records.push_back(record_of(r));
    return f;
  } catch (const nlohmann::json::exception& e) {
    return not_frozen(path, e.what());
  }
}

std::string frozen_json(const FrozenFile& f) {
  Json head = {{"zs_frozen", kFormat}, {"record", f.record}, {"cases", f.cases}, {"refs", Json::object()}, {"as_of", f.as_of}, {"judged", f.judged}, {"rejected", f.rejected}};
  for (const auto& [kind, file] : f.refs) head["refs"][kind] = file;
  std::string s = "{\n";
  for (const auto& [name, value] : head.items()) s += "  " + Json(name).dump() + ": " + value.dump() + ",\n";
  s += "  \"answers\": [";
  for (size_t i = 0; i < f.records.size(); ++i) s += (i ? ",\n    " : "\n    ") + to_json(f.records[i]).dump();
  return s + (f.records.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

Result<Case> load_frozen(const typed::Program& p, const FrozenFile& f, bool renewing, uint64_t* rejected_out) {
  const fs::path folder = fs::path(f.path).parent_path();
  const int model = p.models.find(f.record);
  const auto no_kind = [&](const std::string& kind) { return Error{ErrorKind::kUsage, f.path + "：规则包没有记录种类 " + kind, f.path + ": the pack has no record kind " + kind}; };
  if (model < 0) return no_kind(f.record);
  Case c;
  c.from = Case::From::kFrozen;
  c.name = fs::path(f.path).stem().string();
  c.file = f.path;
  if (!f.as_of.empty()) {
    const auto t = binding::parse_instant(f.as_of);
    if (!t) return not_frozen(f.path, "as_of " + f.as_of);
    c.as_of = *t;
  }
  std::vector<std::string> files;
  const auto found = [&](const std::string& file) { return (folder / file).lexically_normal().string(); };  // the folder may not be there yet
  for (const auto& file : f.cases) files.push_back(found(file));
  uint64_t rejected = 0, ignored = 0;
  auto records = read_whole(p, model, files, rejected);
  if (!records) return records.error();
  c.data.records = std::move(*records);
  c.data.references.resize(p.models.models.size());
  for (const auto& [kind, file] : f.refs) {
    const int m = p.models.find(kind);
    if (m < 0) return no_kind(kind);
    auto table = read_whole(p, m, {found(file)}, ignored);
    if (!table) return table.error();
    c.data.references[static_cast<size_t>(m)] = std::make_unique<columns::Table>(std::move(*table));
  }
  for (const auto& t : c.data.references) c.data.pointers.push_back(t.get());
  if (!renewing && (rejected != f.rejected || c.data.records.size != f.judged))
    c.broken = Words{fmt::format("数据变了：固化时 {} 条、拒收 {} 条，现在 {} 条、拒收 {} 条；用 --update 重新固化", f.judged, f.rejected, c.data.records.size, rejected),
                     fmt::format("the data changed: {} records and {} rejected when frozen, {} and {} now; freeze again with --update", f.judged, f.rejected, c.data.records.size, rejected)};
  if (rejected_out) *rejected_out = rejected;
  c.frozen = f.records;
  return c;
}

std::vector<FrozenRecord> answers(const typed::Program& p, const Data& data, const findings::Report& report, bool evidence) {
  std::map<uint32_t, FrozenRecord> by_record;
  for (const auto& f : report.findings) {
    FrozenCard c{p.indicators[f.indicator].code, p.cards[f.card], f.onset <= kTickAlways + 1 ? "" : show(f.onset), show(f.cleared), "", "", {}};
    if (evidence) c.reason = f.reason, c.clause = f.clause, c.actions = f.actions;
    by_record[f.record].cards.push_back(std::move(c));
  }
  for (const auto& u : report.undecided) by_record[u.record].undecided.push_back({p.indicators[u.indicator].code, evidence ? u.missing.get() : std::vector<std::string>()});
  std::vector<FrozenRecord> out;
  const int key = p.models.models[static_cast<size_t>(data.records.model)].key;
  for (auto& [i, r] : by_record) {
    const auto& codes = key < 0 ? columns::Array<int32_t>() : data.records.columns[static_cast<size_t>(key)].codes;
    const bool has_key = i < codes.size() && codes[i] >= 0;
    r.key = has_key ? std::string((*data.records.strings)[codes[i]]) : "#" + std::to_string(i + 1);
    out.push_back(std::move(r));
  }
  return out;
}

std::vector<Line> differences(const typed::Program& p, const std::vector<FrozenRecord>& old, const std::vector<FrozenRecord>& now, bool evidence) {
  std::map<std::string, std::pair<const FrozenRecord*, const FrozenRecord*>> by_key;
  std::vector<std::string> order;
  const auto at = [&](const std::string& key) -> auto& {
    const auto [it, fresh] = by_key.try_emplace(key);
    if (fresh) order.push_back(key);
    return it->second;
  };
  for (const auto& r : old) at(r.key).first = &r;
  for (const auto& r : now) at(r.key).second = &r;
  static const FrozenRecord none;
  Differ differ(p, evidence);
  for (const auto& key : order) {
    const auto& [a, b] = by_key[key];
    differ.record(key, a ? *a : none, b ? *b : none);
  }
  return std::move(differ.lines);
}

}  // namespace zs::testing

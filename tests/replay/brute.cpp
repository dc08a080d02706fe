#include "tests/replay/brute.h"

#include <gtest/gtest.h>

namespace zs::replay {
namespace {

/// What a full run says of each record and indicator, in words.
using Said = std::map<std::string, std::string>;
Said said(const bytecode::Program& program, const Tables& references, const columns::Table& table, Instant as_of) {
  auto engine = vm::Engine::load(std::make_shared<bytecode::Program>(program), references);
  vm::RunOptions o;
  o.as_of = as_of;
  o.want_details = false;
  const auto report = engine->run(table, o);
  Said out;
  for (const auto& f : report.findings) {
    auto& s = out[std::to_string(f.record) + " " + program.indicators[f.indicator].code];
    const bool cleared = f.cleared < kTickNever && instant_of(f.cleared) <= as_of;
    s += program.cards[f.card] + " " + std::to_string(f.onset) + "-" + (cleared ? std::to_string(f.cleared) : "") + ";";
  }
  for (const auto& u : report.undecided) out[std::to_string(u.record) + " " + program.indicators[u.indicator].code] += "?";
  return out;
}

/// The session's changes in the same words.
std::string words(const Side& s, const Pairing& p) {
  std::string out;
  for (const auto& b : s.bars) out += p.cards[static_cast<size_t>(b.card)] + " " + std::to_string(b.onset) + "-" + (b.cleared < kTickNever ? std::to_string(b.cleared) : "") + ";";
  return out + (s.undecided ? "?" : "");
}

}  // namespace

void expect_sums(const Session& session) {
  const auto holds = [](const CardTally& c) { return c.was + c.gained - c.lost == c.is; };
  for (const auto& p : session.tally().pairs) {
    for (const auto& c : p.cards) EXPECT_TRUE(holds(c));
    EXPECT_TRUE(holds(p.undecided));
  }
  for (const auto& c : session.tally().totals.cards) EXPECT_TRUE(holds(c));
}

Lines by_brute_force(const bytecode::Program& a, const bytecode::Program& b, const Tables& references, const columns::Table& table, Instant as_of) {
  const Said was = said(a, references, table, as_of), is = said(b, references, table, as_of);
  Lines out;
  for (const auto& [place, s] : was)
    if (const auto other = is.find(place); other == is.end() || other->second != s) out[place] = {s, other == is.end() ? "" : other->second};
  for (const auto& [place, s] : is)
    if (!was.contains(place)) out[place] = {"", s};
  return out;
}

Lines by_session(Session& session, const columns::Table& table, const bytecode::Program& new_program) {
  Grouper grouper({});
  grouper.open(new_program.models, table.model, {});
  Lines out;
  const auto& pairing = session.pairing();
  for (const auto& c : session.add(table, table, grouper).changes)
    out[std::to_string(c.record) + " " + pairing.pairs[static_cast<size_t>(c.pair)].code] = {words(c.was, pairing), words(c.is, pairing)};
  return out;
}

}  // namespace zs::replay

#include "replay/session.h"

#include "compiler/ir/lower.h"
#include "replay/decide.h"
#include "replay/restrict.h"
#include "runtime/columns/select.h"

#include <algorithm>

namespace zs::replay {
namespace {

using typed::kNone;

/// The part of a rule set that must be judged twice, compiled; nothing where there is none.
Status load_part(const RuleSet& rules, const std::vector<int>& indicators, const std::vector<int>& pair_of, std::optional<vm::Engine>& engine, std::vector<int>& pair_of_part) {
  if (indicators.empty()) return {};
  const Restricted part = restricted(*rules.typed, indicators);
  auto lowered = ir::lower(part.program);
  if (!lowered) return lowered.error().error;
  auto loaded = vm::Engine::load(std::make_shared<bytecode::Program>(std::move(*lowered)), rules.references);
  if (!loaded) return loaded.error();
  engine = std::move(*loaded);
  for (const int i : part.from) {
    const bool asked = std::find(indicators.begin(), indicators.end(), i) != indicators.end();
    pair_of_part.push_back(asked ? pair_of[static_cast<size_t>(i)] : kNone);
  }
  return {};
}

vm::RunOptions run_options(const SessionOptions& o, bool details) {
  vm::RunOptions r;
  r.as_of = o.as_of, r.threads = o.threads, r.want_details = details, r.want_unjudged = !details;
  return r;
}

bool judges(const bytecode::Program& p, int model) {
  return std::any_of(p.aggregates.begin(), p.aggregates.end(), [&](const auto& a) { return a.model == model; });
}

/// Reasons and missing names of one side of each change.
void describe_side(const findings::Report& report, const std::vector<int>& pair_of, const std::vector<int>& card_of, std::map<std::pair<uint32_t, int>, Change*>& by_place, Side Change::*side) {
  for (const auto& f : report.findings) {
    const auto it = by_place.find({f.record, pair_of[f.indicator]});
    if (it == by_place.end()) continue;
    Side& s = it->second->*side;
    if (card_of[f.card] == s.highest()) s.reason = f.reason;
  }
  for (const auto& u : report.undecided)
    if (const auto it = by_place.find({u.record, pair_of[u.indicator]}); it != by_place.end()) (it->second->*side).missing = u.missing;
}

std::string answer_of(const findings::GroupAnswer& a, const bytecode::Program& p) {
  using What = findings::GroupAnswer::What;
  if (a.what == What::kUndecided) return "无法判定";
  return a.what == What::kNothing ? "无" : p.cards[p.aggregates[a.aggregate].card];
}

}  // namespace

Session::Session(RuleSet old_rules, RuleSet new_rules, const SessionOptions& options, Pairing pairing)
    : old_(std::move(old_rules)), new_(std::move(new_rules)), options_(options), pairing_(std::move(pairing)), same_(*old_.typed, *new_.typed), tally_(pairing_), sides_(pairing_) {}

Result<std::unique_ptr<Session>> Session::open(RuleSet old_rules, RuleSet new_rules, const SessionOptions& options) {
  const auto text_of = [](const syntax::Sources* sources) { return [sources](Span s) { return s.file >= 0 ? std::string(sources->text(s)) : std::string(); }; };
  auto pairing = paired(*old_rules.typed, *new_rules.typed, text_of(old_rules.sources), text_of(new_rules.sources));
  std::unique_ptr<Session> s(new Session(std::move(old_rules), std::move(new_rules), options, std::move(pairing)));
  if (auto status = s->load(); !status) return status.error();
  return s;
}

Status Session::load() {
  auto whole = vm::Engine::load(old_.program, old_.references);
  if (!whole) return whole.error();
  whole_old_ = std::move(*whole);
  if (!new_.program->aggregates.empty()) {
    auto other = vm::Engine::load(new_.program, new_.references);
    if (!other) return other.error();
    whole_new_ = std::move(*other);
  }
  if (auto s = load_part(old_, pairing_.old_changed(), pairing_.pair_of_old, part_old_, pair_of_part_old_); !s) return s;
  return load_part(new_, pairing_.new_changed(), pairing_.pair_of_new, part_new_, pair_of_part_new_);
}

bool Session::one_table(int old_model, int new_model) { return same_.model(old_model, new_model); }

void Session::compare(const findings::Report& was, const findings::Report& is, size_t records, bool both_judge, Grouper& grouper, const std::vector<std::vector<uint32_t>>& groups, std::vector<Change>& out) {
  Sides::Cursor in_old, in_new;
  std::vector<uint32_t> codes(groups.size());
  const auto unjudged = [](const std::vector<uint32_t>& all, size_t& at, uint32_t r) {
    while (at < all.size() && all[at] < r) ++at;
    return at < all.size() && all[at] == r;
  };
  size_t at_old = 0, at_new = 0;
  for (uint32_t r = 0; r < records; ++r) {
    const bool not_old = unjudged(was.unjudged, at_old, r), not_new = both_judge ? unjudged(is.unjudged, at_new, r) : not_old;
    if (not_old && not_new) {
      tally_.not_judged();
      continue;
    }
    sides_.open(r, was, in_old, is, in_new, pair_of_part_new_, options_.as_of);
    const size_t first = out.size();
    for (const int p : sides_.touched()) {
      if (sides_.shared(p)) continue;
      const Side &x = sides_.was(p), &y = sides_.is(p);
      const bool judged = !not_new && pairing_.pairs[static_cast<size_t>(p)].in_new != kNone;
      if (!same(x, y)) out.push_back({r, p, kind_of(x, y, judged), x, y, -1, parted(x, y)});
    }
    for (size_t d = 0; d < groups.size(); ++d) codes[d] = groups[d][r];
    tally_.add(sides_, out, first, codes, grouper.dimensions());
  }
}

void Session::describe(const columns::Table& old_table, const columns::Table& new_table, std::vector<Change>& changes) {
  std::vector<uint32_t> records;
  for (const auto& c : changes)
    if (records.empty() || records.back() != c.record) records.push_back(c.record);
  const columns::Table old_part = columns::select(old_.program->models, old_table, records);
  std::optional<columns::Table> other;
  if (&old_table != &new_table) other = columns::select(new_.program->models, new_table, records);
  const columns::Table& new_part = other ? *other : old_part;
  std::map<std::pair<uint32_t, int>, Change*> by_place;
  std::vector<uint32_t> place(changes.size());
  uint32_t at = 0;
  for (size_t i = 0; i < changes.size(); ++i) {
    while (records[at] != changes[i].record) ++at;
    place[i] = at;
    by_place[{at, changes[i].pair}] = &changes[i];
  }
  const auto details = run_options(options_, true);
  if (part_old_) describe_side(part_old_->run(old_part, details), pair_of_part_old_, pairing_.old_card, by_place, &Change::was);
  if (part_new_) describe_side(part_new_->run(new_part, details), pair_of_part_new_, pairing_.new_card, by_place, &Change::is);
  const oracle::Inputs old_inputs{&old_part, old_.references}, new_inputs{&new_part, new_.references};
  std::optional<Decider> decider;
  for (size_t i = 0; i < changes.size(); ++i) {
    const auto& pair = pairing_.pairs[static_cast<size_t>(changes[i].pair)];
    if (pair.differences.size() < 2) {
      changes[i].difference = pair.differences.empty() ? -1 : 0;
    } else {
      if (!decider) decider.emplace(*old_.typed, old_inputs, *new_.typed, new_inputs, options_.as_of);
      changes[i].difference = decider->first(pair, place[i]);
    }
    tally_.decided(changes[i]);
  }
}

BatchChanges Session::add(const columns::Table& old_table, const columns::Table& new_table, Grouper& grouper) {
  BatchChanges out;
  const auto plain = run_options(options_, false);
  const auto was = whole_old_->run(old_table, plain);
  const auto is = part_new_ ? part_new_->run(new_table, plain) : findings::Report();
  out.groups = grouper.codes(new_table);
  const bool both_judge = part_new_ && std::any_of(part_new_->program().functions.begin(), part_new_->program().functions.end(), [&](const auto& f) { return f.model == new_table.model; });
  compare(was, is, old_table.size, both_judge, grouper, out.groups, out.changes);
  if (options_.want_details && !out.changes.empty()) describe(old_table, new_table, out.changes);
  const auto sum = [&](const std::optional<vm::Engine>& engine, const bytecode::Program& program, const columns::Table& table, std::map<int, vm::Aggregation>& sums) {
    if (!engine || !judges(program, table.model)) return;
    sums.try_emplace(table.model, *engine, table.model, options_.as_of).first->second.add(table);
  };
  sum(whole_old_, *old_.program, old_table, sums_old_);
  sum(whole_new_, *new_.program, new_table, sums_new_);
  return out;
}

std::vector<StatisticChange> Session::statistics() {
  std::map<std::tuple<std::string, std::string, Instant>, StatisticChange> all;
  const auto collect = [&](std::map<int, vm::Aggregation>& sums, const bytecode::Program& program, std::string StatisticChange::*side) {
    for (auto& [model, aggregation] : sums)
      for (const auto& a : aggregation.finish()) {
        const auto& aggregate = program.aggregates[a.aggregate];
        std::string group;
        for (const auto& k : a.key) group += (group.empty() ? "" : "/") + k;
        auto& c = all.try_emplace({aggregate.code, group, a.asked}, StatisticChange{program.models.models[static_cast<size_t>(model)].name, aggregate.code, aggregate.name, group, "—", "—", a.asked}).first->second;
        c.*side = answer_of(a, program);
        c.name = aggregate.name;
      }
  };
  collect(sums_old_, *old_.program, &StatisticChange::was);
  collect(sums_new_, *new_.program, &StatisticChange::is);
  std::vector<StatisticChange> out;
  for (auto& [place, c] : all)
    if (c.was != c.is) out.push_back(std::move(c));
  return out;
}

}  // namespace zs::replay

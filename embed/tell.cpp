#include "embed/tell.h"

#include "runtime/columns/key.h"

#include <algorithm>
#include <optional>

namespace zs::embed {
namespace {

using arrow::Column;

bool finite(Tick t) { return t > kTickAlways + 1 && t < kTickNever; }

void put_text(Column& c, std::string_view s) { s.empty() ? c.append_missing() : c.append(s); }
void put_instant(Column& c, std::optional<Instant> t) { t ? c.append(*t - kCstOffset) : c.append_missing(); }
void put_tick(Column& c, Tick t) { finite(t) ? c.append(instant_of(t) - kCstOffset) : c.append_missing(); }

std::string joined(const std::vector<std::string>& parts, std::string_view between = ";") {
  std::string out;
  for (const auto& p : parts) {
    if (!out.empty()) out += between;
    out += p;
  }
  return out;
}

/// The findings' columns, in the order in which zs run writes them.
struct FindingColumns {
  explicit FindingColumns(const Words& w)
      : record(Column::labels("record", w.records)), key(Column::texts("key")), indicator(Column::labels("indicator", w.indicators)), name(Column::labels("name", w.names)),
        card(Column::labels("card", w.cards)), onset(Column::instants("onset")), cleared(Column::instants("cleared")), status(Column::labels("status", w.states)),
        next_change(Column::instants("next_change")), provisional(Column::booleans("provisional")), actions(Column::texts("actions")), reason(Column::texts("reason")),
        clause(Column::texts("clause")), ruleset(Column::labels("ruleset", w.rulesets)), version(Column::labels("version", w.versions)),
        pack_hash(Column::labels("pack_hash", w.hash)), as_of(Column::instants("as_of")), row(Column::integers("row")) {}

  arrow::Columns done() {
    auto all = std::make_shared<std::vector<Column>>();
    for (Column* c : {&record, &key, &indicator, &name, &card, &onset, &cleared, &status, &next_change, &provisional, &actions, &reason, &clause, &ruleset, &version, &pack_hash, &as_of, &row})
      all->push_back(std::move(*c));
    return all;
  }

  Column record, key, indicator, name, card, onset, cleared, status, next_change, provisional, actions, reason, clause, ruleset, version, pack_hash, as_of, row;
};

struct UndecidedColumns {
  explicit UndecidedColumns(const Words& w)
      : record(Column::labels("record", w.records)), key(Column::texts("key")), indicator(Column::labels("indicator", w.indicators)), missing(Column::texts("missing")), row(Column::integers("row")) {}
  arrow::Columns done() {
    auto all = std::make_shared<std::vector<Column>>();
    for (Column* c : {&record, &key, &indicator, &missing, &row}) all->push_back(std::move(*c));
    return all;
  }
  Column record, key, indicator, missing, row;
};

std::string group_key(const findings::GroupAnswer& a) { return a.key.empty() ? "全部" : joined(a.key, "/"); }

}  // namespace

Words::Words(const Pack& pack) {
  const auto& p = *pack.program;
  std::vector<std::string> record, code, name, shown = p.cards, ruleset, version;
  for (const auto& m : p.models.models) record.push_back(m.name);
  for (const auto& i : p.indicators) code.push_back(i.code), name.push_back(i.name);
  for (const auto& a : p.aggregates) code.push_back(a.code), name.push_back(a.name);
  for (const auto& v : p.versions) ruleset.push_back(v.code), version.push_back(v.version);
  ruleset.push_back(p.code), version.push_back(p.version);  // where no version of several is meant
  shown.push_back("无法判定");
  records = Column::words(record), indicators = Column::words(code), names = Column::words(name), cards = Column::words(shown);
  states = Column::words({"在案", "已消除"});
  rulesets = Column::words(ruleset), versions = Column::words(version), hash = Column::words({pack.hash});
}

arrow::Columns tell_findings(const Context& c, const columns::Table& table, const std::vector<uint32_t>& rows, const std::vector<findings::Finding>& findings) {
  FindingColumns out(c.words);
  const size_t versions = c.pack.program->versions.size();
  for (const auto& f : findings) {
    const bool cleared = f.cleared < kTickNever && instant_of(f.cleared) <= c.as_of;
    out.record.append(int64_t{table.model});
    put_text(out.key, columns::key_of(c.pack.program->models, table, f.record));
    out.indicator.append(int64_t{f.indicator}), out.name.append(int64_t{f.indicator}), out.card.append(int64_t{f.card});
    put_tick(out.onset, f.onset);
    put_tick(out.cleared, cleared ? f.cleared : kTickNever);
    out.status.append(int64_t{cleared});
    put_tick(out.next_change, f.next_change);
    out.provisional.append(int64_t{(finite(f.onset) && is_provisional(f.onset)) || (cleared && is_provisional(f.cleared)) || (finite(f.next_change) && is_provisional(f.next_change))});
    put_text(out.actions, joined(f.actions)), put_text(out.reason, f.reason), put_text(out.clause, f.clause.get());
    const auto by = static_cast<int64_t>(std::min<size_t>(f.version, versions));
    out.ruleset.append(by), out.version.append(by), out.pack_hash.append(int64_t{0});
    put_instant(out.as_of, c.as_of);
    out.row.append(int64_t{rows[f.record]});
  }
  return out.done();
}

arrow::Columns tell_undecided(const Context& c, const columns::Table& table, const std::vector<uint32_t>& rows, const std::vector<findings::Undecided>& undecided) {
  UndecidedColumns out(c.words);
  for (const auto& u : undecided) {
    out.record.append(int64_t{table.model});
    put_text(out.key, columns::key_of(c.pack.program->models, table, u.record));
    out.indicator.append(int64_t{u.indicator});
    put_text(out.missing, joined(u.missing));
    out.row.append(int64_t{rows[u.record]});
  }
  return out.done();
}

arrow::Columns tell_schedule(const Context& c, const columns::Table& table, const std::vector<uint32_t>& rows, const std::vector<findings::Scheduled>& schedule) {
  using To = findings::Scheduled::To;
  Column record = Column::labels("record", c.words.records), key = Column::texts("key"), indicator = Column::labels("indicator", c.words.indicators), at = Column::instants("at"),
         card = Column::labels("card", c.words.cards), provisional = Column::booleans("provisional"), row = Column::integers("row");
  for (const auto& s : schedule) {
    record.append(int64_t{table.model});
    put_text(key, columns::key_of(c.pack.program->models, table, s.record));
    indicator.append(int64_t{s.indicator});
    put_tick(at, s.at);
    if (s.to == To::kNothing) card.append_missing();
    else card.append(s.to == To::kCard ? int64_t{s.card} : static_cast<int64_t>(c.pack.program->cards.size()));
    provisional.append(int64_t{is_provisional(s.at)});
    row.append(int64_t{rows[s.record]});
  }
  auto all = std::make_shared<std::vector<Column>>();
  for (Column* x : {&record, &key, &indicator, &at, &card, &provisional, &row}) all->push_back(std::move(*x));
  return all;
}

arrow::Columns tell_rejects(const std::vector<arrow::Batch::Rejected>& rejected) {
  Column line = Column::integers("line"), field = Column::texts("field"), value = Column::texts("value"), reason = Column::texts("reason"), record = Column::texts("record"),
         key = Column::texts("key"), row = Column::integers("row");
  for (const auto& [at, r] : rejected) {
    line.append(static_cast<int64_t>(r.line));
    put_text(field, r.problem.field), put_text(value, r.problem.value), put_text(reason, r.problem.why.zh + " / " + r.problem.why.en);
    put_text(record, r.record), put_text(key, r.key);
    row.append(int64_t{at});
  }
  auto all = std::make_shared<std::vector<Column>>();
  for (Column* x : {&line, &field, &value, &reason, &record, &key, &row}) all->push_back(std::move(*x));
  return all;
}

namespace {

void tell_group(const Context& c, int model, const findings::GroupAnswer& a, std::optional<Instant> cleared, FindingColumns& out) {
  const auto& p = *c.pack.program;
  const auto& aggregate = p.aggregates[a.aggregate];
  const auto code = static_cast<int64_t>(p.indicators.size() + a.aggregate), own = static_cast<int64_t>(p.versions.size());
  out.record.append(int64_t{model}), out.key.append(group_key(a));
  out.indicator.append(code), out.name.append(code), out.card.append(int64_t{aggregate.card});
  put_instant(out.onset, a.asked), put_instant(out.cleared, cleared);
  out.status.append(int64_t{cleared.has_value()});
  out.next_change.append_missing(), out.provisional.append(int64_t{0});
  put_text(out.actions, joined(aggregate.actions)), put_text(out.reason, a.reason), put_text(out.clause, joined(aggregate.clauses, "；"));
  out.ruleset.append(own), out.version.append(own), out.pack_hash.append(int64_t{0});
  put_instant(out.as_of, c.as_of);
  out.row.append_missing();
}

}  // namespace

/// A card that a group shows at successive asked instants is one row: from the first of them, until the first that shows it no
/// longer; an answer is missing at T only where the last one is. So zs run writes them.
Groups tell_groups(const Context& c, int model, const std::vector<findings::GroupAnswer>& answers) {
  using What = findings::GroupAnswer::What;
  FindingColumns out(c.words);
  UndecidedColumns undecided(c.words);
  std::vector<uint8_t> told(answers.size(), 0);
  for (size_t i = 0; i < answers.size(); ++i) {
    const auto& a = answers[i];
    const auto same = [&](const findings::GroupAnswer& b) { return b.aggregate == a.aggregate && b.key == a.key; };
    if (told[i] || a.what == What::kNothing) continue;
    std::optional<Instant> cleared;
    bool last = true;
    for (size_t k = i + 1; k < answers.size() && !cleared; ++k) {
      if (!same(answers[k])) continue;
      last = false;
      if (a.what == What::kUndecided) break;
      if (answers[k].what == What::kCard) told[k] = 1;
      else cleared = answers[k].asked;
    }
    if (a.what == What::kCard) {
      tell_group(c, model, a, cleared, out);
    } else if (last) {
      undecided.record.append(int64_t{model}), undecided.key.append(group_key(a));
      undecided.indicator.append(static_cast<int64_t>(c.pack.program->indicators.size() + a.aggregate));
      undecided.missing.append_missing(), undecided.row.append_missing();
    }
  }
  return {out.done(), undecided.done()};
}

}  // namespace zs::embed

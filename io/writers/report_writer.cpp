#include "io/writers/report_writer.h"

#include "io/binding/instant_text.h"
#include "io/databases/sink.h"
#include "runtime/columns/key.h"

#include <algorithm>
#include <fmt/format.h>

namespace zs::writers {
namespace {

using Kind = ColumnSpec::Kind;

std::vector<ColumnSpec> indeterminate_columns() { return {{"record", Kind::kText, true}, {"key", Kind::kText, true}, {"indicator", Kind::kText, true}, {"missing"}}; }
std::vector<ColumnSpec> unresolved_columns() { return {{"record", Kind::kText, true}, {"key", Kind::kText, true}, {"field", Kind::kText, true}, {"value"}}; }
std::vector<ColumnSpec> schedule_columns() {
  return {{"record", Kind::kText, true}, {"key", Kind::kText, true}, {"indicator", Kind::kText, true}, {"at", Kind::kInstant}, {"card"}, {"provisional", Kind::kBool}};
}

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& p : parts) {
    if (!out.empty()) out += ';';
    out += p;
  }
  return out;
}

std::string word_of(binding::Reject::What what) {
  using What = binding::Reject::What;
  switch (what) {
    case What::kDuplicate: return "duplicate";
    case What::kRow: return "row";
    case What::kReference: return "reference";
    case What::kGarbled: return "encoding";
    case What::kRecord: break;
  }
  return "record";
}

/// JSON as it stands inside an object.
std::string indented(const std::string& json) {
  std::string out;
  for (const char c : json) out += c == '\n' ? "\n  " : std::string(1, c);
  return out;
}

bool finite(Tick t) { return t > kTickAlways + 1 && t < kTickNever; }
std::string_view flag(bool b) { return b ? "true" : "false"; }

/// The text of an instant, empty where there is none; lives as long as the object.
class Shown {
 public:
  explicit Shown(Tick t) : some_(finite(t)) {
    if (some_) text_ = binding::instant_text(instant_of(t));
  }
  operator std::string_view() const { return some_ ? std::string_view(text_) : std::string_view(); }  // NOLINT: it is one

 private:
  bool some_;
  binding::InstantText text_;
};

}  // namespace

std::vector<ColumnSpec> finding_columns() {
  return {{"record", Kind::kText, true}, {"key", Kind::kText, true}, {"indicator", Kind::kText, true}, {"name"}, {"card"}, {"onset", Kind::kInstant, true},
          {"cleared", Kind::kInstant}, {"status"}, {"next_change", Kind::kInstant}, {"provisional", Kind::kBool},
          {"actions"}, {"reason"}, {"clause"}, {"ruleset"}, {"version"}, {"pack_hash"}, {"as_of", Kind::kInstant}};
}
std::vector<ColumnSpec> reject_columns() { return {{"file"}, {"line", Kind::kInteger}, {"field"}, {"value"}, {"reason"}, {"record"}, {"key"}, {"what"}, {"format"}, {"header"}, {"original"}}; }
std::vector<std::string> reject_row(const binding::Reject& r) {
  return {r.file, std::to_string(r.line), r.problem.field, r.problem.value, r.problem.why.zh + " / " + r.problem.why.en, r.record, r.key, word_of(r.what), r.format, r.header, r.original};
}

ReportWriter::ReportWriter(PackInfo pack, const model::Models& models, ReportPaths paths, Instant as_of)
    : pack_(std::move(pack)), models_(models), paths_(std::move(paths)), as_of_(as_of) {
  tally_.indicators.resize(pack_.indicators.size());
  tally_.aggregates.resize(pack_.aggregates.size());
  for (auto* all : {&tally_.indicators, &tally_.aggregates})
    for (auto& i : *all) i.cards.resize(pack_.cards.size());
}

Result<std::unique_ptr<ReportWriter>> ReportWriter::open(PackInfo pack, const model::Models& models, const ReportPaths& paths, Instant as_of) {
  std::unique_ptr<ReportWriter> w(new ReportWriter(std::move(pack), models, paths, as_of));
  databases::Sinks sinks;
  const auto start = [&](const std::string& path, std::vector<ColumnSpec> columns, std::unique_ptr<RowWriter>& to) -> Status {
    if (path.empty()) return {};
    auto opened = open_rows(path, std::move(columns), &sinks);
    if (!opened) return opened.error();
    to = std::move(*opened);
    return {};
  };
  if (auto s = start(paths.findings, finding_columns(), w->findings_); !s) return s.error();
  if (auto s = start(paths.indeterminate, indeterminate_columns(), w->indeterminate_); !s) return s.error();
  if (auto s = start(paths.schedule, schedule_columns(), w->schedule_); !s) return s.error();
  if (auto s = start(paths.rejects, reject_columns(), w->rejects_); !s) return s.error();
  if (auto s = start(paths.unresolved, unresolved_columns(), w->unresolved_); !s) return s.error();
  const auto create = [](const std::string& path, std::unique_ptr<OutputFile>& to) -> Status {
    if (path.empty()) return {};
    auto file = OutputFile::create(path);
    if (!file) return file.error();
    to = std::move(*file);
    return {};
  };
  if (auto s = create(paths.summary, w->summary_); !s) return s.error();
  if (auto s = create(paths.provenance, w->provenance_); !s) return s.error();
  return w;
}

std::unique_ptr<ReportWriter> ReportWriter::into(PackInfo pack, const model::Models& models, std::unique_ptr<RowWriter> findings, Instant as_of) {
  std::unique_ptr<ReportWriter> w(new ReportWriter(std::move(pack), models, {}, as_of));
  w->findings_ = std::move(findings);
  return w;
}

Status ReportWriter::finding(const columns::Table& table, const findings::Finding& f) {
  const bool cleared = f.cleared < kTickNever && instant_of(f.cleared) <= as_of_;
  auto& count = tally_.indicators[f.indicator].cards[f.card];
  ++count.shown;
  ++(cleared ? count.cleared : count.on_table);
  if (!findings_) return {};
  const bool provisional = (finite(f.onset) && is_provisional(f.onset)) || (cleared && is_provisional(f.cleared)) || (finite(f.next_change) && is_provisional(f.next_change));
  const auto& indicator = pack_.indicators[f.indicator];
  const bool versioned = f.version < pack_.versions.size();
  const auto &code = versioned ? pack_.versions[f.version].code : pack_.code, &version = versioned ? pack_.versions[f.version].version : pack_.version;
  const auto& actions = f.actions.get();
  const std::string several = actions.size() > 1 ? joined(actions) : "";
  const std::string_view all_actions = actions.size() == 1 ? std::string_view(actions[0]) : several;
  return findings_->row({models_.models[static_cast<size_t>(table.model)].name, columns::key_of(models_, table, f.record), indicator.code, indicator.name, pack_.cards[f.card],
                         Shown(f.onset), Shown(cleared ? f.cleared : kTickNever), cleared ? "已消除" : "在案", Shown(f.next_change), flag(provisional),
                         all_actions, f.reason, f.clause.get(), code, version, pack_.hash, binding::instant_text(as_of_)});
}

Status ReportWriter::add(const columns::Table& table, const findings::Report& report) {
  const std::string& record = models_.models[static_cast<size_t>(table.model)].name;
  for (const auto& f : report.findings)
    if (auto s = finding(table, f); !s) return s;
  for (const auto& u : report.undecided) {
    ++tally_.indicators[u.indicator].indeterminate;
    if (!indeterminate_) continue;
    if (auto s = indeterminate_->row({record, columns::key_of(models_, table, u.record), pack_.indicators[u.indicator].code, joined(u.missing)}); !s) return s;
  }
  if (schedule_)
    for (const auto& s : report.schedule) {
      using To = findings::Scheduled::To;
      const std::string card = s.to == To::kCard ? pack_.cards[s.card] : s.to == To::kUndecided ? "无法判定" : "";
      if (auto e = schedule_->row({record, columns::key_of(models_, table, s.record), pack_.indicators[s.indicator].code, Shown(s.at), card, flag(is_provisional(s.at))}); !e) return e;
    }
  tally_.evaluated += report.evaluated;
  tally_.out_of_force += report.out_of_force;
  tally_.unknown_yet += report.unknown_yet;
  tally_.provisional_quiet += report.provisional_quiet;
  return {};
}

static std::string group_key(const findings::GroupAnswer& a) {
  std::string s;
  for (const auto& k : a.key) s += (s.empty() ? "" : "/") + k;
  return a.key.empty() ? "全部" : s;
}

Status ReportWriter::group(int model, const findings::GroupAnswer& a, std::optional<Instant> cleared) {
  const auto& aggregate = pack_.aggregates[a.aggregate];
  auto& count = tally_.aggregates[a.aggregate].cards[aggregate.card];
  ++count.shown;
  ++(cleared ? count.cleared : count.on_table);
  if (!findings_) return {};
  std::string clauses;
  for (const auto& c : aggregate.clauses) clauses += (clauses.empty() ? "" : "；") + c;
  return findings_->row({models_.models[static_cast<size_t>(model)].name, group_key(a), aggregate.code, aggregate.name, pack_.cards[aggregate.card],
                         binding::format_instant(a.asked), cleared ? binding::format_instant(*cleared) : "", cleared ? "已消除" : "在案", "", flag(false),
                         joined(aggregate.actions), a.reason, clauses, pack_.code, pack_.version, pack_.hash, binding::format_instant(as_of_)});
}

Status ReportWriter::indeterminate_group(int model, const findings::GroupAnswer& a) {
  ++tally_.aggregates[a.aggregate].indeterminate;
  if (!indeterminate_) return {};
  return indeterminate_->row({models_.models[static_cast<size_t>(model)].name, group_key(a), pack_.aggregates[a.aggregate].code, ""});
}

Status ReportWriter::add(int model, const std::vector<findings::GroupAnswer>& answers) {
  using What = findings::GroupAnswer::What;
  std::vector<uint8_t> told(answers.size(), 0);
  for (size_t i = 0; i < answers.size(); ++i) {
    const auto& a = answers[i];
    const auto same = [&](const findings::GroupAnswer& b) { return b.aggregate == a.aggregate && b.key == a.key; };
    if (told[i] || a.what == What::kNothing) continue;
    if (a.what == What::kUndecided) {  // an answer is missing at T only where the last one is
      const bool last = std::none_of(answers.begin() + static_cast<long>(i) + 1, answers.end(), same);
      if (auto s = last ? indeterminate_group(model, a) : Status(); !s) return s;
      continue;
    }
    std::optional<Instant> cleared;
    for (size_t k = i + 1; k < answers.size() && !cleared; ++k) {
      if (!same(answers[k])) continue;
      if (answers[k].what == What::kCard) told[k] = 1;
      else cleared = answers[k].asked;
    }
    if (auto s = group(model, a, cleared); !s) return s;
  }
  return {};
}

Status ReportWriter::add(const binding::Reject& r) {
  if (!rejects_) return {};
  return rejects_->row(reject_row(r));
}

Status ReportWriter::add_unresolved(const std::string& record, std::string_view key, const std::string& field, std::string_view value) {
  if (!unresolved_) return {};
  return unresolved_->row({record, key, field, value});
}

void ReportWriter::mark_partial() {
  tally_.complete = false;
  for (auto* w : {&findings_, &indeterminate_, &schedule_, &rejects_, &unresolved_})
    if (*w) (*w)->mark_partial();
  if (!findings_) provenance_.reset();   // it stands beside findings
  for (auto* f : {&summary_, &provenance_})
    if (*f) (*f)->mark_partial();
}

std::string ReportWriter::summary() const {
  std::string out = "{\n";
  out += fmt::format("  \"ruleset\": {},\n  \"version\": {},\n  \"pack_hash\": {},\n  \"as_of\": {},\n", json_string(pack_.code), json_string(pack_.version),
                     json_string(pack_.hash), json_string(binding::format_instant(as_of_)));
  out += fmt::format("  \"complete\": {},\n", flag(tally_.complete));
  out += fmt::format("  \"records\": {{\"read\": {}, \"evaluated\": {}, \"rejected\": {}, \"out_of_force\": {}, \"not_yet_known\": {}, \"provisional_quiet\": {}}},\n", tally_.read,
                     tally_.evaluated, tally_.rejected, tally_.out_of_force, tally_.unknown_yet, tally_.provisional_quiet);
  out += fmt::format("  \"list_rows_rejected\": {},\n  \"references\": {{\"read\": {}, \"rejected\": {}}},\n", tally_.rejected_rows, tally_.reference_rows, tally_.reference_rejected);
  out += "  \"unresolved\": [";
  for (const auto& u : tally_.unresolved)
    out += fmt::format("{}{{\"field\": {}, \"reference\": {}, \"count\": {}}}", &u == tally_.unresolved.data() ? "" : ", ", json_string(u.field), json_string(u.reference), u.count);
  out += "],\n";
  out += "  \"indicators\": [";
  for (size_t i = 0; i < tally_.indicators.size() + tally_.aggregates.size(); ++i) {
    const size_t k = i - tally_.indicators.size();  // of an aggregate
    const bool alone = i < tally_.indicators.size();
    const auto& t = alone ? tally_.indicators[i] : tally_.aggregates[k];
    out += fmt::format("{}\n    {{\"code\": {}, \"name\": {}, \"cards\": [", i ? "," : "", json_string(alone ? pack_.indicators[i].code : pack_.aggregates[k].code),
                       json_string(alone ? pack_.indicators[i].name : pack_.aggregates[k].name));
    for (size_t c = 0; c < t.cards.size(); ++c)
      out += fmt::format("{}{{\"card\": {}, \"shown\": {}, \"on_table\": {}, \"cleared\": {}}}", c ? ", " : "", json_string(pack_.cards[c]), t.cards[c].shown,
                         t.cards[c].on_table, t.cards[c].cleared);
    out += fmt::format("], \"indeterminate\": {}}}", t.indeterminate);
  }
  out += "\n  ],\n  \"not_written\": [";
  for (size_t i = 0; i < pack_.unwritten.size(); ++i)
    out += fmt::format("{}\n    {{\"code\": {}, \"name\": {}}}", i ? "," : "", json_string(pack_.unwritten[i].code), json_string(pack_.unwritten[i].name));
  out += pack_.unwritten.empty() ? "],\n" : "\n  ],\n";
  out += fmt::format("  \"provenance\": {},\n", indented(provenance_text_));
  out += fmt::format("  \"wall_seconds\": {:.6f},\n  \"records_per_second\": {:.1f}\n}}\n", tally_.seconds, tally_.seconds > 0 ? static_cast<double>(tally_.read) / tally_.seconds : 0.0);
  return out;
}

Status ReportWriter::commit() {
  const auto all = {&findings_, &indeterminate_, &schedule_, &rejects_, &unresolved_};
  for (auto* w : all)
    if (auto s = *w ? (*w)->seal() : Status(); !s) return s;
  const auto seal = [](const std::unique_ptr<OutputFile>& file, const std::string& text) -> Status {
    if (!file) return {};
    if (auto s = file->write(text); !s) return s;
    return file->seal();
  };
  if (auto s = seal(summary_, summary()); !s) return s;
  if (auto s = seal(provenance_, provenance_text_ + "\n"); !s) return s;
  for (const bool in_database : {true, false})
    for (auto* w : all)
      if (*w && (*w)->in_database() == in_database)
        if (auto s = (*w)->commit(); !s) return s;
  for (auto* f : {&provenance_, &summary_})
    if (auto s = *f ? (*f)->commit() : Status(); !s) return s;
  return {};
}

}  // namespace zs::writers

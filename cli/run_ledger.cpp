#include "cli/run_ledger.h"

#include "cli/instant_option.h"
#include "cli/ledger_rows.h"
#include "cli/places.h"
#include "io/binding/instant_text.h"
#include "runtime/columns/key.h"

#include <fmt/format.h>

namespace zs::cli {
namespace {

using columns::Table;

constexpr size_t kDueAtOnce = 8192;

bool finite(Tick t) { return t > kTickAlways + 1 && t < kTickNever; }
std::string instant(Tick t) { return finite(t) ? binding::format_instant(instant_of(t)) : std::string(); }

ledger::RunInfo info_of_run(const Pack& pack, Instant as_of, const std::string& out) {
  const auto& p = *pack.program;
  ledger::RunInfo info;
  info.as_of = binding::format_instant(as_of), info.recorded = binding::format_instant(now());
  info.engine = kEngineVersion, info.ruleset = p.code, info.version = p.version, info.pack_hash = pack.hash, info.cards = p.cards, info.out = out;
  for (const auto& c : p.calendars) info.calendar += (info.calendar.empty() ? "" : ";") + c.name + " " + c.version;
  for (const auto& i : p.indicators) info.indicators[{p.models.models[static_cast<size_t>(i.model)].name, i.code}] = i.name;
  return info;
}

ledger::Finding finding_of(const Pack& pack, const findings::Finding& f, Instant as_of) {
  const auto& p = *pack.program;
  const bool cleared = f.cleared < kTickNever && instant_of(f.cleared) <= as_of;
  ledger::Finding out;
  out.indicator = p.indicators[f.indicator].code, out.card = p.cards[f.card], out.rank = f.card;
  out.onset = instant(f.onset), out.cleared = cleared ? instant(f.cleared) : "";
  out.provisional = (finite(f.onset) && is_provisional(f.onset)) || (cleared && is_provisional(f.cleared));
  for (const auto& a : f.actions) out.actions += (out.actions.empty() ? "" : ";") + a;
  out.reason = f.reason, out.clause = f.clause;
  const bool versioned = f.version < p.versions.size();
  out.ruleset = versioned ? p.versions[f.version].code : p.code, out.version = versioned ? p.versions[f.version].version : p.version;
  return out;
}

}  // namespace

void add_ledger_options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("ledger", one_text("FILE|postgres://…"), "账本：记住亮牌结果，--out 只写变化（新增、升级、消除、更正、撤回）", "the ledger: keeps the findings; --out gets only what changed (shown, escalated, cleared, corrected, withdrawn)");
  o.add_options()("replace-rules", c.pick("账本里的办件是按另一套规则（没有相同的指标）判的，也改用这套", "judge the ledger's cases by these rules even where they were judged by others that share no indicator with them").c_str());
  o.add_options()("due", c.pick("只判账本里到时可能变化的办件（和 --cases 给的）", "judge only the cases of the ledger that can have changed by now (and those of --cases)").c_str());
}

Result<std::unique_ptr<RunLedger>> RunLedger::open(const Context& context, const Pack& pack, const std::string& address, const std::string& out, Instant as_of, std::function<bool()> stopped) {
  std::unique_ptr<RunLedger> made(new RunLedger(context, pack, as_of, stopped));
  auto ledger = ledger::Ledger::open(address);
  if (!ledger) return ledger.error();
  made->ledger_ = std::move(*ledger);
  made->ledger_->db().on_wait([&context, stopped = std::move(stopped), told = false]() mutable { return tell_waiting(context, told), !stopped(); });
  made->out_ = lasting_place(out);
  if (auto s = made->deliver_elsewhere(); !s) return s.error();
  auto rows = writers::open_rows(out, change_columns());
  if (!rows) return rows.error();
  made->rows_ = std::move(*rows);
  if (!pack.program->aggregates.empty())
    context.warn("统计指标要看全部数据，不记入账本；要它的结果，请不带 --ledger 运行", "statistics (统计指标) need all the data at once and are not kept in a ledger; run without --ledger for them");
  return made;
}

/// What cannot be written where it was meant to go comes with this run's changes.
Status RunLedger::deliver_elsewhere() {
  auto waiting = ledger_->undelivered();
  if (!waiting) return waiting.error();
  std::set<std::string> places;
  for (const auto& u : *waiting)
    if (u.out != "-" && u.out != out_) places.insert(u.out);
  for (const auto& place : places) {
    Status written;
    const auto write = [&](const auto& each) {
      auto rows = writers::open_rows(place, change_columns());
      return written = rows ? write_changes(each, **rows) : Status(rows.error());
    };
    const Status done = ledger_->deliver([&](const auto& u) { return u.out == place; }, write);
    if (!written) {
      const auto& why = written.error();
      context_.warn("上次运行的变化没有交付到 " + place + "，现在也写不了（" + why.zh + "），随这次的一起交付", "the changes of an earlier run did not reach " + place + ", which cannot be written now either (" + why.en + "); they come with those of this run");
      continue;
    }
    if (!done) return done;   // the ledger itself
    context_.warn("上次运行在交付前中断，变化已补写到 " + place, "an earlier run was cut short before its changes were delivered; they are now in " + place);
  }
  return {};
}

Status RunLedger::begin(bool replaces_rules) {
  auto info = info_of_run(pack_, as_of_, out_);
  info.replaces_rules = replaces_rules;
  return ledger_->begin(std::move(info));
}

std::set<std::string> RunLedger::kept_references() const {
  std::set<std::string> out;
  for (const auto& [record, fingerprint] : ledger_->last_references()) out.insert(record);
  return out;
}

Result<std::vector<const Table*>> RunLedger::references(const Intake& intake) {
  auto fingerprints = ledger_->last_references();
  references_ = intake.references();
  references_.resize(models().models.size(), nullptr);
  for (const auto& origin : intake.provenance().references) {
    const Table* table = references_[static_cast<size_t>(models().find(origin.record))];
    if (!table || fingerprints[origin.record] == origin.fingerprint) continue;
    fingerprints[origin.record] = origin.fingerprint;
    const ledger::CaseWriter writer(models(), table->model);
    std::vector<std::string> rows;
    for (size_t i = 0; i < table->size; ++i) rows.push_back(writer.text(*table, i));
    if (auto s = ledger_->keep_reference(origin.record, rows); !s) return s.error();
  }
  std::string all;
  for (const auto& [record, fingerprint] : fingerprints) {
    all += (all.empty() ? "" : ";") + record + "=" + fingerprint;
    const int model = models().find(record);
    if (model < 0 || references_[static_cast<size_t>(model)]) continue;
    auto rows = ledger_->reference_rows(record);
    if (!rows) return rows.error();
    std::vector<size_t> refused;
    kept_.push_back(std::make_unique<Table>(ledger::table_of(models(), model, *rows, refused)));
    references_[static_cast<size_t>(model)] = kept_.back().get();
    if (!refused.empty()) context_.warn(fmt::format("账本里的参照表 {} 有 {} 行不合现在的规则；请用 --refs 重新给出", record, refused.size()), fmt::format("{} rows of the ledger's reference table {} do not fit today's rules; give it anew by --refs", refused.size(), record));
  }
  ledger_->set_references(all);
  for (const Table* t : references_)
    if (t)
      for (const Instant at : ledger::next_events(models(), *t, as_of_)) references_change_ = std::min(references_change_, at);
  const auto& p = *pack_.program;
  if (!p.calendars.empty()) {
    const auto& c = p.calendars[static_cast<size_t>(std::max(p.calendar, 0))];
    calendar_ = std::make_unique<calendar::WorkCalendar>(calendar::Spec{c.works, c.office, c.first_year, c.last_year, c.exceptions});
  }
  return references_;
}

const RunLedger::Kind& RunLedger::kind_of(int model) {
  const auto it = kinds_.find(model);
  if (it != kinds_.end()) return it->second;
  return kinds_.emplace(std::piecewise_construct, std::forward_as_tuple(model), std::forward_as_tuple(models(), model, references_, calendar_.get(), as_of_)).first->second;
}

Status RunLedger::add(const Table& table, const findings::Report& report) {
  const auto& model = models().models[static_cast<size_t>(table.model)];
  if (model.key < 0) return Error{ErrorKind::kUsage, model.name + " 没有键，不能记入账本", model.name + " has no key and cannot be kept in a ledger"};
  const auto hashes = columns::record_hashes(models(), table);
  auto next = ledger::next_events(models(), table, as_of_);
  for (const auto& s : report.schedule)
    if (finite(s.at)) next[s.record] = std::min(next[s.record], instant_of(s.at));
  const Kind& kind = kind_of(table.model);
  std::vector<ledger::Judged> cases(table.size);
  for (size_t i = 0; i < table.size; ++i) {
    auto& c = cases[i];
    const Instant at = std::min(next[i], references_change_);
    c.key = columns::key_of(models(), table, i), c.fingerprint = fmt::format("{:016x}", hashes[i]), c.facts = kind.facts.of(table, i);
    if (at < kNever) c.next_change = binding::format_instant(at);
  }
  for (const auto& f : report.findings) cases[f.record].findings.push_back(finding_of(pack_, f, as_of_));
  for (auto& c : cases) ledger::settle_endings(c.findings);
  return ledger_->take(model.name, cases, [&](size_t i) { return kind.writer.text(table, i); });
}

Status RunLedger::due_of(int model, const OnTable& judge) {
  const auto& name = models().models[static_cast<size_t>(model)].name;
  size_t refused_cases = 0;
  for (int64_t after = 0; !stopped_();) {
    auto due = ledger_->due(name, after, kDueAtOnce);
    if (!due) return due.error();
    if (due->empty()) break;
    after = due->back().id;
    std::vector<std::string> texts;
    for (auto& d : *due) texts.push_back(std::move(d.data));
    std::vector<size_t> refused;
    Table table = ledger::table_of(models(), model, texts, refused);
    refused_cases += refused.size();
    if (table.size)
      if (auto s = judge(std::move(table)); !s) return s;
  }
  if (refused_cases)
    context_.warn(fmt::format("账本里有 {} 件{}不合现在规则的记录模型，保持原样；请重新给出它们的数据", refused_cases, name), fmt::format("{} {} of the ledger do not fit the record model of today's rules and stay as they are; give their data anew", refused_cases, name));
  return {};
}

Status RunLedger::each_due(const OnTable& judge) {
  for (const auto& f : pack_.program->functions)
    if (models().models[static_cast<size_t>(f.model)].key >= 0)
      if (auto s = due_of(f.model, judge); !s) return s;
  return {};
}

Status RunLedger::commit() {
  if (auto s = ledger_->commit(); !s) return s;
  recorded_ = true;
  context_.info(fmt::format("账本：判定 {} 件，变化 {} 处", ledger_->cases(), ledger_->changes()), fmt::format("ledger: {} cases judged, {} changes", ledger_->cases(), ledger_->changes()));
  const auto write = [&](const auto& each) { return write_changes(each, *rows_); };
  auto done = ledger_->deliver([](const auto&) { return true; }, write);
  if (done) return done;
  const auto& e = done.error();
  return Error{e.kind, e.zh + "；结果已记入账本，变化由下次运行补写", e.en + "; the ledger has the result, and the next run will deliver the changes"};
}

}  // namespace zs::cli

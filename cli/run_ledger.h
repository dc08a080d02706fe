#pragma once
// --ledger: what zs run does with a ledger beside judging: it says what changed, keeps the state, and judges again what is due.
#include "cli/evaluator.h"
#include "cli/intake.h"
#include "io/writers/row_writer.h"
#include "ledger/case_text.h"
#include "ledger/facts.h"
#include "ledger/ledger.h"
#include "runtime/calendar/work_calendar.h"

#include <functional>
#include <map>

namespace zs::cli {

void add_ledger_options(const Context& context, po::options_description& options);

class RunLedger {
 public:
  /// Opens the ledger and the file of changes (`out`, as --out takes it), and delivers what earlier runs left undelivered elsewhere.
  /// `stopped`: was the run told to end? It is asked between two tables that are due, and while a commit waits.
  static Result<std::unique_ptr<RunLedger>> open(const Context& context, const Pack& pack, const std::string& address, const std::string& out, Instant as_of, std::function<bool()> stopped);

  /// The run's transaction starts. Error: the cases of a kind were judged by rules that share no indicator with these, and
  /// `replaces_rules` is false. Record kinds of reference tables that the ledger has kept:
  Status begin(bool replaces_rules);
  std::set<std::string> kept_references() const;
  /// The tables given, and those that the ledger has kept where none was given; to be called once.
  Result<std::vector<const columns::Table*>> references(const Intake& intake);

  /// One judged table.
  Status add(const columns::Table& table, const findings::Report& report);
  /// Every case that is due and was not among those added, as tables, until the run is stopped. They may be added later, in this order.
  using OnTable = std::function<Status(columns::Table)>;
  Status each_due(const OnTable& judge);
  /// Records everything, then delivers the changes.
  Status commit();
  /// Does the ledger have the run? False after an error or a stop before that: then it is as it was.
  bool recorded() const noexcept { return recorded_; }

 private:
  RunLedger(const Context& context, const Pack& pack, Instant as_of, std::function<bool()> stopped) : context_(context), pack_(pack), as_of_(as_of), stopped_(std::move(stopped)) {}
  Status deliver_elsewhere();
  Status due_of(int model, const OnTable& judge);
  /// What is needed for the cases of one kind, made once.
  struct Kind {
    Kind(const model::Models& models, int model, const std::vector<const columns::Table*>& references, const calendar::WorkCalendar* calendar, Instant as_of)
        : facts(models, model, references, calendar, as_of), writer(models, model) {}
    ledger::FactFinder facts;
    ledger::CaseWriter writer;
  };
  const Kind& kind_of(int model);
  const model::Models& models() const { return pack_.program->models; }

  const Context& context_;
  const Pack& pack_;
  Instant as_of_;
  std::function<bool()> stopped_;
  bool recorded_ = false;
  std::string out_;   // see lasting_place
  std::unique_ptr<writers::RowWriter> rows_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::vector<std::unique_ptr<columns::Table>> kept_;
  std::vector<const columns::Table*> references_;
  Instant references_change_ = kNever;   // the first event in them after T
  std::unique_ptr<calendar::WorkCalendar> calendar_;
  std::map<int, Kind> kinds_;   // by model
};

}  // namespace zs::cli

#pragma once
// All the records of a command line, with what every verb over data does beside its own work: reference tables, progress,
// rejects, remarks about the input, where the data came from.
#include "cli/case_stream.h"
#include "cli/data_options.h"
#include "cli/provenance.h"

#include <functional>
#include <set>

namespace zs::cli {

class Intake {
 public:
  /// `program` and `data` must outlive it. `on_reject` sees every reject; it is called by the reading thread.
  Intake(const Context& context, const bytecode::Program& program, const DataOptions& data, readers::OnReject on_reject = nullptr);

  /// A reject of an earlier run that this one cannot settle: counted and told with its own.
  void carry(const binding::Reject& r);

  /// Reads the reference tables and warns where the rules want one that is not given, nor among the `known` record kinds that come
  /// from elsewhere.
  Status load_references(const std::set<std::string>& known = {});
  /// By model index; null where not given.
  const std::vector<const columns::Table*>& references() const { return references_.pointers; }

  /// Every batch of one kind, in input order; it may be moved from. `batch`: the most records of a table, 0: the usual.
  using OnBatch = std::function<Status(CaseBatch&)>;
  Status each(const KindInputs& kind, const OnBatch& on_batch, size_t batch = 0);
  /// Tells the reading to end between two records; may be called by a signal handler.
  readers::Flow& flow() { return flow_; }
  /// Did it end before the input did?
  bool stopped() const { return stopped_; }
  /// Asked by work that comes after the reading: was it told to end? Then the run counts as stopped.
  bool stop_if_asked() { return stopped_ = stopped_ || flow_.stop; }
  /// Stops the clock, clears the line of progress and lets go of databases that were read from.
  void finish();

  struct Counts {
    uint64_t read = 0, rejected = 0;                     // records
    uint64_t rejected_rows = 0;                          // rows of list files by themselves
    uint64_t reference_rows = 0, reference_rejected = 0;
    double seconds = 0;
  };
  const Counts& counts() const { return counts_; }
  const Provenance& provenance() const { return provenance_; }

  /// Tells about rejects; the exit code: kRejected where there are more than is tolerated. `rejects_path`: where they all
  /// are; empty where nowhere.
  int verdict(uint64_t judged, const std::string& rejects_path) const;

 private:
  void rejected(const binding::Reject& r);
  void warn_absent_lists(int model, const readers::RecordReader& reader) const;
  const model::Models& models() const { return program_.models; }

  const Context& context_;
  const bytecode::Program& program_;
  const DataOptions& data_;
  readers::OnReject on_reject_;
  readers::Flow flow_;
  Progress progress_;
  bool stopped_ = false;
  References references_;
  Counts counts_;
  Provenance provenance_;
  std::vector<binding::Reject> shown_;   // the first few
};

}  // namespace zs::cli

#pragma once
// Made-up records that could tell two indicators apart: values around the constants that their conditions name, events around the
// ends of the spans they count, with and without. By chance, but always the same for the same seed.
#include "generate/random.h"
#include "oracle/calendar.h"
#include "prove/uses.h"

#include <memory>
#include <optional>

namespace zs::prove {

/// One record with the reference rows that it points at.
struct Sample {
  typed::Datum record;
  std::vector<std::pair<std::string, typed::Datum>> tables;  // by the model's name
};

/// The same with other keys of its reference rows: each has `suffix` behind it, wherever the sample says it.
Sample rekeyed(Sample sample, const model::Models& models, const std::string& suffix);

/// What a solver's model says of plain values and of which events happen: paths are those of the ground (R.承诺时限).
struct Hint {
  std::map<std::string, std::optional<std::string>> values;  // absent value: missing
  std::map<std::string, std::string> units;
  std::map<std::string, bool> happens;
  std::map<std::string, size_t> rows;                        // of lists
  bool empty() const { return values.empty() && happens.empty(); }
};

class Sampler {
 public:
  /// `not_before`: the first day on which both rule sets are in force, if either says one. All must outlive the sampler.
  Sampler(const typed::Program& a, const typed::Program& b, std::string model, const Uses& uses, std::optional<int32_t> not_before);
  ~Sampler();

  Sample next(const Hint* hint);
  /// A plain beginning: a Monday at 09:00, all plain weeks after it.
  Instant base() const { return base_; }
  /// The field that a datum of this model's record means; null: none of either rule set.
  const model::Field* field(const std::string& model, const std::string& name) const;
  /// The model of a list's rows; empty: there is no such list.
  std::string row_model(const std::string& model, const std::string& list) const;
  /// Values worth trying for a field, plain ones first.
  std::vector<std::string> plain_values(const model::Field& field);

 private:
  typed::Datum row(const std::string& model, const std::string& path, const Hint* hint, int depth);
  void scalar(const model::Field& f, const std::string& path, const Hint* hint, typed::Datum& into);
  void rows(const std::string& model, const model::Field& f, const std::string& path, const Hint* hint, int depth, typed::Datum& into);
  std::vector<const model::Field*> fields(const std::string& model) const;
  std::string number();
  std::string rational(Rational r) const;
  std::string label(const model::Field& f);
  std::string text(const model::Field& f);
  std::string reference(const std::string& model);
  Instant moment();
  Instant after(Instant t, Rational q, Unit unit);
  bool chance(double p) { return random_.chance(p); }
  size_t pick(size_t n) { return static_cast<size_t>(random_.below(n)); }

  const typed::Program& a_;
  const typed::Program& b_;
  std::string model_;
  const Uses& uses_;
  std::vector<std::unique_ptr<oracle::Calendar>> calendars_;
  std::vector<Instant> days_;            // openings of days worth beginning on
  Instant base_ = 0;
  generate::Random random_{20240304};
  std::vector<Instant> anchors_;         // events of the sample at hand
  double missing_ = 0;                   // chance of a plain value being missing, in the sample at hand
  std::optional<std::pair<Rational, Unit>> limit_;  // the last limit that the sample at hand states
  Sample* sample_ = nullptr;
  size_t serial_ = 0;
};

/// 2024-03-04 09:00:00
std::string instant_text(Instant t);
Unit unit_named(const std::string& name);
std::string unit_name(Unit unit);
/// As data files have numbers: 5, 2.5.
std::string number_text(Rational r);

}  // namespace zs::prove

#pragma once
// Samples judged by both rule sets with the oracle: where one answer stands above the other.
#include "oracle/judge.h"
#include "prove/sample.h"

#include <map>
#include <memory>

namespace zs::binding {
class TableBuilder;
}

namespace zs::prove {

/// The new answer against the old one for one record: the first instants at which it is higher or lower. kAlways: from the
/// beginning. Absent: never. `clearly`: a card against another or none, nothing undecided.
struct Outcome {
  std::optional<Instant> higher, lower, clearly_higher, clearly_lower;
  bool readable = false;      // both rule sets take the record
};

/// One side of a comparison: an indicator of a program.
struct Party {
  const typed::Program* program = nullptr;
  int indicator = typed::kNone;    // kNone: nothing is ever shown
  std::vector<int> place;          // by card: its place in the common order, from 1
};

class Trials {
 public:
  Trials(const Party& old_party, const Party& new_party, std::string model);
  ~Trials();
  std::vector<Outcome> operator()(const std::vector<Sample>& samples);

  /// Samples as tables of a program: records of those that it takes, and their reference rows. For engines.
  struct Bound {
    columns::Table records;
    std::vector<int> record_of;      // by sample: -1 where it is refused
    std::vector<std::unique_ptr<columns::Table>> owned;
    std::vector<const columns::Table*> references;
  };
  static Bound bind(const typed::Program& program, const std::string& model, const std::vector<Sample>& samples);

 private:
  Party old_, new_;
  std::string model_;
};

/// The rank (question.h) of an indicator's answer: constant between the boundaries.
class RankLine {
 public:
  RankLine() = default;   // nothing is ever shown
  RankLine(oracle::Judge& judge, const Party& party);
  int at(Instant t) const;
  void boundaries(std::vector<Instant>& out) const;

 private:
  std::vector<oracle::B> own_;
  oracle::B silence_;
  std::vector<int> place_;
};

}  // namespace zs::prove

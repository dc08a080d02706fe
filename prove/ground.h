#pragma once
// What a question is about: any one record and any one instant, with what holds of every record (the facts). Both rule sets of a
// comparison are written over the same ground, so that what they share by name is the same unknown.
//
// The ground says less than is true (dates fall on no particular weekday, a count of working days is some number): whatever
// cannot be on it cannot be at all, but what can be on it may still be impossible.
#include "compiler/typed/program.h"
#include "prove/term.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace zs::prove {

/// A temporal truth at the instant asked of.
struct Truth {
  Term must, may;
};

/// A plain value. A span has a number and a unit, each of which may be missing.
struct Plain {
  Term missing;
  Term value;             // spans: the number. Texts, labels, dates, instants, 是/否: a whole number
  Term number_missing = 0, unit_missing = 0, unit = 0;  // spans only
};

struct Happening {
  Term missing, never, at;
};

/// How a clock counts: two of the same geometry and unit count the same.
struct Geometry {
  Happening start, end;
  int calendar = -1;      // Ground::calendars
  bool exact = false, same_day = false;
  struct Pause {
    std::string span, when;  // canonical; `when` empty: always
    auto operator<=>(const Pause&) const = default;
  };
  std::vector<Pause> pauses;  // sorted
  bool with_doubtful = false; // pauses of which it is unknown whether they count do count
  std::string key;
};

/// A clock's count at the instant, in its unit.
struct Counter {
  Geometry geometry;
  Term unit = 0, days = 0, used = 0, started = 0;  // days: counted in whole days
  struct Over {
    Term than, holds;
    bool rolled;          // 顺延
  };
  std::vector<Over> overs;
};

class Ground {
 public:
  Ground();
  Terms terms;
  Term now;                          // the instant asked of
  const std::vector<Term>& facts() const { return facts_; }
  void fact(Term t) { if (t != terms.yes()) facts_.push_back(t); }

  // ---- values -------------------------------------------------------------------------------------
  int text(const std::string& s) { return interned(texts_, s); }
  int label(const std::string& s) { return interned(labels_, s); }
  const std::map<std::string, int>& texts() const { return texts_; }
  const std::map<std::string, int>& labels() const { return labels_; }
  int calendar(const typed::Calendar& c);
  const typed::Calendar& calendar(int id) const { return *calendars_[static_cast<size_t>(id)]; }

  /// A field of a record or row (by its instance's name). `present`: 必填 says something (not so for reference rows).
  Plain plain(const model::Models& models, const std::string& instance, const model::Field& field, bool present);
  Happening event(const std::string& instance, const model::Field& field, bool present);
  Term happened(const Happening& e) { return terms.both(terms.negate(e.never), terms.le(e.at, now)); }
  Term opaque(const std::string& name) { return terms.var(Sort::kBool, name); }

  // ---- the record and its rows ----------------------------------------------------------------------
  /// The record's own facts, once for each model. Returns its name: models with the same events have the same one.
  std::string record(const model::Models& models, int model);
  Term existing(const std::string& record) { return terms.var(Sort::kBool, "X:" + record); }   // X holds at the instant
  Term eventless(const std::string& record) { return terms.var(Sort::kBool, "NE:" + record); } // the record has no event at all
  Term visible(const model::Models& models, int model, const std::string& row);
  const std::vector<std::string>& rows(const std::string& list) { return rows_[list]; }
  Term there(const std::string& row) { return terms.var(Sort::kBool, "row:" + row); }

  /// ∃ row of the list, as a truth: `body` says it of one row. Known by `key`.
  Truth exists(const std::string& list, const std::string& key, const model::Models& models, int row_model, std::function<Truth(const std::string& row)> body);

  // ---- clocks -------------------------------------------------------------------------------------
  Counter& counter(const Geometry& geometry, Term unit);
  /// More than `than` (in the counter's unit, a number), as > of whole days is meant.
  Term over(Counter& counter, Term than, bool rolled);
  Term scaled(Term number, Term unit, int calendar);  // in seconds

  /// Says what is still to be said about rows, which may write more; then about counters. To be called when all is written.
  void instantiate();
  void relate_counters();

 private:
  struct Quantified {
    std::string list;
    Term must, may;
    std::function<Truth(const std::string&)> body;
    const model::Models* models;
    int row_model;
    size_t seen = 0;   // rows of the list it was asked of
  };
  static int interned(std::map<std::string, int>& in, const std::string& s) { return in.emplace(s, static_cast<int>(in.size())).first->second; }
  std::string add_row(const std::string& list, const model::Models& models, int row_model);
  void relate(const Counter& less, const Counter& more);

  std::vector<Term> facts_;
  std::set<std::string> said_;       // fields whose facts were said
  std::map<std::string, int> texts_, labels_;
  std::vector<const typed::Calendar*> calendars_;
  std::map<std::string, std::vector<std::string>> rows_;
  std::map<std::string, Truth> known_quantified_;
  std::vector<Quantified> quantified_;
  std::set<std::string> records_;
  std::map<std::string, size_t> counter_index_;
  std::vector<Counter> counters_;
};

/// Is every working day (and every office second) of `a` one of `b`?
bool works_within(const typed::Calendar& a, const typed::Calendar& b);
int64_t office_seconds(const typed::Calendar& c);

}  // namespace zs::prove

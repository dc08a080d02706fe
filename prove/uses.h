#pragma once
// What a pair of indicators looks at: fields, and the numbers, spans and words their conditions compare them with. Records that
// could tell the two apart differ in these.
#include "compiler/typed/program.h"
#include "runtime/base/instant.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace zs::prove {

struct Uses {
  std::map<std::string, std::set<std::string>> fields;   // by the model's name: fields read
  std::set<std::string> tables;                           // reference tables' models read
  std::vector<Rational> numbers;
  std::vector<std::pair<Rational, Unit>> spans;           // constants
  std::vector<std::string> texts;
  std::map<std::string, std::set<std::string>> labels;    // by field-independent enumeration key: labels named; see key_of
  std::vector<std::string> patterns;
  std::vector<const typed::Calendar*> calendars;
  std::vector<int64_t> instants;                          // constants, dates as their 00:00
  int most_rows = 1;

  /// Adds the fields of these models that only one of the programs has: an event more may be the record's first.
  void add_unshared(const typed::Program& a, const typed::Program& b);
  /// Adds what the indicators of the program look at.
  void add(const typed::Program& program, const std::vector<int>& indicators);
};

}  // namespace zs::prove

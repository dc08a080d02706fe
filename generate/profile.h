#pragma once
// A profile: what realistic records of a kind look like, as text. docs/generate.md tells the whole; in short
//
//   [事项 300]                                     a record kind, and how many rows it has as a reference table
//   承诺时限  择 5工作日:3 10工作日 当 办件类型=承诺件   a field, how it is made, and when
//   [办件.环节]                                    the rows of a list
//   [词 姓]                                        a list of words, each perhaps with a weight
//   [到件]                                         when records come in: weekdays, hours, holidays
//
// # begins a comment. Statements are carried out in the order written; of several for one field the first whose
// condition holds and whose share (占) falls counts.
#include "generate/random.h"
#include "runtime/base/result.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zs::generate {

struct Statement {
  std::string field;
  std::vector<std::string> words;  // the method and its arguments
  std::string file;
  int line = 0;
};
struct Section {
  std::vector<Statement> statements;
  int rows = 0;         // as a reference table; 0: not said
  bool strict = false;  // written by the user: what does not fit the model is an error, not passed over
  std::string file;
  int line = 0;
};
struct WordList {
  std::vector<std::string> words;
  Weights weights;
};
/// Relative weights of days and hours.
struct IntakeShape {
  std::vector<double> weekday{1, 1, 1, 1, 1, 1, 1};  // of working days, from Monday
  double day_off = 0.05;                              // of a day off, beside 1 of a working day
  double after_break = 1;                             // the first working day after three days off or more: times this
  std::vector<double> hour = std::vector<double>(24, 1.0);
};

struct Profile {
  std::map<std::string, Section, std::less<>> sections;  // by record or list: 办件, 办件.环节
  std::map<std::string, WordList, std::less<>> words;
  IntakeShape intake;
  bool has_intake = false;
};

/// `strict`: the user's own.
Result<Profile> parse_profile(const std::string& file, std::string_view text, bool strict);
/// The profiles that come with the tool. Errors are bugs of ours.
Result<Profile> standard_profile();
/// `more` takes the place of what `base` says about the same records, lists, words and intake.
void override_with(Profile& base, Profile more);

/// Made by the build from generate/profiles: file names and texts.
const std::vector<std::pair<std::string, std::string>>& standard_profiles();

/// file:line: and what is wrong, as a usage error.
Error at(const std::string& file, int line, const std::string& zh, const std::string& en);

}  // namespace zs::generate

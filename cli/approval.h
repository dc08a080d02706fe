#pragma once
// An approved impact: the changes that somebody has looked at and accepted, as a file; later runs are held against it.
#include "cli/context.h"
#include "cli/provenance.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace zs::cli {

/// One change in words.
struct ChangeLine {
  std::string record, key, indicator, was, is;
};

class Approval {
 public:
  /// Errors: the file cannot be read, or is no approval.
  static Result<Approval> read(const std::string& path);

  /// A change of this run. Tells nothing yet.
  void meet(const ChangeLine& change);

  struct Verdict {
    std::vector<ChangeLine> unexpected;                        // not approved
    std::vector<std::pair<ChangeLine, ChangeLine>> different;  // approved, what came
    std::vector<ChangeLine> absent;                            // approved, but did not come
    bool holds() const { return unexpected.empty() && different.empty() && absent.empty(); }
  };
  Verdict verdict() const;

 private:
  struct Approved { ChangeLine line; bool met = false; };
  std::map<std::string, Approved> approved_;   // by record, key, indicator
  Verdict verdict_;
};

/// Writes the approval as changes come; nothing appears before commit().
class ApprovalWriter {
 public:
  static Result<std::unique_ptr<ApprovalWriter>> create(const std::string& path);
  Status add(const ChangeLine& change);
  /// `provenance`: an object's members in JSON, without braces.
  Status commit(const std::string& provenance);

 private:
  std::unique_ptr<writers::OutputFile> file_;
  bool first_ = true;
};

}  // namespace zs::cli

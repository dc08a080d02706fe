#pragma once
// What a lint sees: the pack's own files as trees and texts, the typed program, and where findings go.
#include "compiler/ast/ast.h"
#include "compiler/compile.h"
#include "runtime/base/instant.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace zs::lint {

struct Proofs;

struct Pack {
  const Compilation& compiled;
  const typed::Program& program;
  const syntax::Sources& sources;
  std::vector<const ast::File*> own;   // the pack's files, without what they import from elsewhere
  std::optional<Day> today;
  mutable std::shared_ptr<Proofs> proofs = {};  // what the solver said: asked once for all lints, by the first that wants to know

  /// f(declaration) for each of the pack's own at the top level.
  template <class Decl, class F>
  void each(F f) const {
    for (const ast::File* file : own)
      for (const ast::Item& item : file->items)
        if (const auto* d = std::get_if<Decl>(&item)) f(*d);
  }
  /// Does the place stand in the pack's own files? What an overlay inherits is linted where it is written.
  bool is_own(Span src) const;
  /// The last where there are several versions. Null where the files are a library: who uses what they declare is not known.
  const ast::RuleSetDecl* rule_set() const;
};

/// Takes the findings of one lint.
class Report {
 public:
  struct Finding {
    diag::Diagnostic diagnostic;
    std::string subject;
  };
  explicit Report(diag::Code code) : code_(code) {}

  /// `subject`: what a silencer may name to mean this finding and no other of its line. The reference stays valid.
  diag::Diagnostic& operator()(Span src, std::vector<std::string> args = {}, std::string subject = {}) {
    return findings.emplace_back(Finding{{code_, src, std::move(args), {}, std::nullopt}, std::move(subject)}).diagnostic;
  }
  std::deque<Finding> findings;

 private:
  diag::Code code_;
};

}  // namespace zs::lint

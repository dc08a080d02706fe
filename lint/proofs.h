#pragma once
// Lints that ask the solver: what is proved, or shown by a record that the oracle has judged.
#include "lint/pack.h"
#include "prove/faults.h"

#include <memory>

namespace zs::lint {

/// A fault in a program: the pack's own, or one of its versions alone.
struct Proved {
  prove::Fault fault;
  std::shared_ptr<const typed::Program> program;

  const std::string& code() const { return program->indicators[static_cast<size_t>(fault.indicator)].code; }
  const std::string& other() const { return program->indicators[static_cast<size_t>(fault.other)].code; }
  const typed::Expr& expr(typed::ExprId id) const { return (*program)[id]; }
};

/// The faults of one kind whose place stands in the pack's own files, each place once.
std::vector<Proved> proved(const Pack& pack, prove::Fault::What what);
/// Questions that the solver left open, of all that were asked so far.
size_t undecided(const Pack& pack);
/// What the rules write there, on one line.
std::string text_at(const Pack& pack, Span src);

}  // namespace zs::lint

#pragma once
// typed::Program → bytecode::Program.
#include "compiler/typed/program.h"
#include "runtime/base/result.h"
#include "runtime/bytecode/program.h"

namespace zs::ir {

/// The whole pack. Error (kUsage): something that the machine has no instruction for, with its place in `where`.
struct LowerError {
  Error error;
  Span where;
};
boost::system::result<bytecode::Program, LowerError> lower(const typed::Program& program);

[[noreturn]] inline void throw_exception_from_error(LowerError const& e, boost::source_location const&) {
  throw std::runtime_error(e.error.en);
}

}  // namespace zs::ir

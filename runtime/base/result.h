#pragma once
// Errors of library code are values. Exceptions stop at a library's boundary; nothing here prints or exits.
#include <boost/system/result.hpp>
#include <string>

namespace zs {

enum class ErrorKind : uint8_t {
  kUsage,      // exit 2: the call, a rule or a configuration is wrong
  kInput,      // exit 3: data rejected beyond tolerance
  kLimit,      // exit 4: a declared limit was reached
  kIo,         // exit 5: reading or writing failed
  kInternal,   // exit 70: a bug of ours
};

/// What a caller can show a user: both languages, always saying where and what to do.
struct Error {
  ErrorKind kind = ErrorKind::kInternal;
  std::string zh;
  std::string en;
};

template <class T>
using Result = boost::system::result<T, Error>;
using Status = boost::system::result<void, Error>;

[[noreturn]] inline void throw_exception_from_error(Error const& e, boost::source_location const&) {
  throw std::runtime_error(e.en);
}

}  // namespace zs

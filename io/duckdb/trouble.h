#pragma once
// What DuckDB says where a file or its disk is the trouble, in words that say what to do.
#include "io/binding/problem.h"
#include "runtime/base/result.h"

#include <chrono>
#include <optional>
#include <string>
#include <thread>

namespace zs::duck {

/// Does another program hold the file?
bool is_in_use(const std::string& said);
/// Another program has the file, or the system said that something failed; nullopt: it is about something else.
std::optional<binding::Reason> system_trouble(const std::string& said);

/// `f` gives a Status or Result. While another program holds its file it is tried again, for ten seconds, as long as SQLite waits.
template <class F>
auto patiently(F&& f) {
  for (int tenths = 0;; ++tenths) {
    auto done = f();
    if (done || tenths == 100 || !is_in_use(done.error().en)) return done;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
}

}  // namespace zs::duck

#pragma once
// What every verb shares: the language, the two streams, how failures become exit codes.
#include "io/writers/output_file.h"
#include "runtime/base/result.h"

#include <memory>
#include <string>
#include <string_view>

namespace zs::cli {

enum class Lang : uint8_t { kZh, kEn };

/// The contract's exit codes.
enum Exit : int {
  kDone = 0,
  kFound = 1,      // tests failed, files differ
  kUsage = 2,      // usage, rule or configuration error
  kRejected = 3,   // input rejected beyond tolerance
  kLimit = 4,
  kIo = 5,
  kInternal = 70,
  kSignalled = 128,  // and the signal's number: 130 Ctrl-C, 143 SIGTERM
};

struct Context {
  Lang lang = Lang::kZh;
  bool lang_given = false;                     // by --lang, not by the locale
  bool color_out = false, color_err = false;   // a terminal, and NO_COLOR not set
  bool terminal_err = false;
  bool verbose = false;
  std::unique_ptr<writers::OutputFile> out;     // standard output; flushed at the end

  const std::string& pick(const std::string& zh, const std::string& en) const { return lang == Lang::kZh ? zh : en; }
  /// To standard output. A failure (closed pipe, full disk) is remembered and decides the exit code.
  void print(std::string_view text);
  Status flush();

  void warn(const std::string& zh, const std::string& en) const;
  void info(const std::string& zh, const std::string& en) const;
  /// Logs the error and gives its exit code.
  int fail(const Error& error) const;
  int usage(const std::string& zh, const std::string& en) const { return fail({ErrorKind::kUsage, zh, en}); }

 private:
  Status out_status_;
};

/// A piece of data as a message can hold it: cut short, control characters shown as �.
std::string for_message(std::string_view text);

/// From LC_ALL, LC_MESSAGES, LANG; Chinese where they begin with zh.
Lang language_of_locale();
/// Sets up the log on stderr.
void start_log(const Context& context);

}  // namespace zs::cli

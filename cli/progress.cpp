#include "cli/progress.h"

#include <cstdio>
#include <fmt/format.h>

namespace zs::cli {

using Clock = std::chrono::steady_clock;

Result<Progress::Mode> Progress::mode_named(const Context& context, const std::string& name) {
  if (name == "auto") return context.terminal_err ? Mode::kLine : Mode::kNever;
  if (name == "never") return Mode::kNever;
  if (name == "json") return Mode::kJson;
  return Error{ErrorKind::kUsage, "--progress 只能是 auto、never 或 json", "--progress is auto, never or json"};
}

Progress::Progress(const Context& context, Mode mode) : context_(context), mode_(mode), start_(Clock::now()), last_(start_) {}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::at(uint64_t read, uint64_t rejected) {
  if (mode_ == Mode::kNever || Clock::now() - last_ < std::chrono::milliseconds(200)) return;
  last_ = Clock::now();
  write(read, rejected, false);
}

void Progress::done(uint64_t read, uint64_t rejected) {
  if (mode_ != Mode::kNever) write(read, rejected, true);
}

void Progress::write(uint64_t read, uint64_t rejected, bool last) {
  const double s = seconds(), rate = s > 0 ? static_cast<double>(read) / s : 0;
  std::string line;
  if (mode_ == Mode::kJson) {
    line = fmt::format("{{\"read\":{},\"rejected\":{},\"seconds\":{:.3f},\"records_per_second\":{:.0f},\"done\":{}}}\n", read, rejected, s, rate, last);
  } else if (last) {
    line = "\r\x1b[K";
  } else {
    line = "\r\x1b[K" + (context_.lang == Lang::kZh ? fmt::format("已读 {} 条，拒收 {} 条，每秒 {:.0f} 条", read, rejected, rate)
                                                    : fmt::format("{} records read, {} rejected, {:.0f} a second", read, rejected, rate));
  }
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace zs::cli

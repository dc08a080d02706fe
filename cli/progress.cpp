#include "cli/progress.h"

#include <algorithm>
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

Progress::Progress(const Context& context, Mode mode, uint64_t total, const std::atomic<uint64_t>& done)
    : context_(context), mode_(mode), total_(total), done_(done), start_(Clock::now()), last_(start_) {}

double Progress::seconds() const { return std::chrono::duration<double>(Clock::now() - start_).count(); }

void Progress::at(uint64_t read, uint64_t rejected) {
  if (mode_ == Mode::kNever || Clock::now() - last_ < std::chrono::milliseconds(200)) return;
  last_ = Clock::now();
  write(read, rejected, false);
}

void Progress::done(uint64_t read, uint64_t rejected) {
  if (mode_ != Mode::kNever) write(read, rejected, true);
}

/// By the bytes: how many records are yet to come is not known.
std::optional<double> Progress::seconds_left(double seconds) const {
  const auto done = static_cast<double>(done_.load()), total = static_cast<double>(total_);
  if (total_ == 0 || done <= 0 || seconds < 1) return std::nullopt;
  return std::max(0.0, seconds * (total / done - 1));
}

void Progress::write(uint64_t read, uint64_t rejected, bool last) {
  const double s = seconds(), rate = s > 0 ? static_cast<double>(read) / s : 0;
  std::string line;
  if (mode_ == Mode::kJson) {
    const auto left = last ? std::optional<double>(0) : seconds_left(s);
    line = fmt::format("{{\"read\":{},\"rejected\":{},\"seconds\":{:.3f},\"records_per_second\":{:.0f},\"bytes\":{},\"bytes_total\":{},\"seconds_left\":{},\"done\":{}}}\n", read,
                       rejected, s, rate, done_.load(), total_ ? std::to_string(total_) : "null", left ? fmt::format("{:.0f}", *left) : "null", last);
  } else if (last) {
    line = "\r\x1b[K";
  } else {
    std::string zh, en;
    if (const auto left = seconds_left(s)) {
      const auto n = static_cast<uint64_t>(*left + 0.5);
      zh = fmt::format("，还需约 {}:{:02}", n / 60, n % 60), en = fmt::format(", about {}:{:02} left", n / 60, n % 60);
    }
    line = "\r\x1b[K" + (context_.lang == Lang::kZh ? fmt::format("已读 {} 条，拒收 {} 条，每秒 {:.0f} 条{}", read, rejected, rate, zh)
                                                    : fmt::format("{} records read, {} rejected, {:.0f} a second{}", read, rejected, rate, en));
  }
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace zs::cli

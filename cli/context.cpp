#include "cli/context.h"

#include <cstdlib>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace zs::cli {

Lang language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value) return std::string_view(value).substr(0, 2) == "zh" ? Lang::kZh : Lang::kEn;
  return Lang::kEn;
}

void start_log(const Context& context) {
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(context.color_err ? spdlog::color_mode::always : spdlog::color_mode::never);
  auto log = std::make_shared<spdlog::logger>("zs", std::move(sink));
  log->set_pattern("zs: %^%l%$: %v");
  log->set_level(context.verbose ? spdlog::level::debug : spdlog::level::warn);
  spdlog::set_default_logger(std::move(log));
}

void Context::print(std::string_view text) {
  if (!out_status_) return;
  if (!out) {
    auto opened = writers::OutputFile::create("-");
    out = std::move(*opened);
  }
  out_status_ = out->write(text);
}

Status Context::flush() {
  if (out_status_ && out) out_status_ = out->commit();
  return out_status_;
}

void Context::warn(const std::string& zh, const std::string& en) const { spdlog::warn("{}", pick(zh, en)); }
void Context::info(const std::string& zh, const std::string& en) const { spdlog::info("{}", pick(zh, en)); }

int Context::fail(const Error& error) const {
  spdlog::error("{}", pick(error.zh, error.en));
  switch (error.kind) {
    case ErrorKind::kUsage: return Exit::kUsage;
    case ErrorKind::kInput: return Exit::kRejected;
    case ErrorKind::kLimit: return Exit::kLimit;
    case ErrorKind::kIo: return Exit::kIo;
    case ErrorKind::kInternal: break;
  }
  return Exit::kInternal;
}

}  // namespace zs::cli

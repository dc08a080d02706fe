#include "cli/context.h"

#include <algorithm>
#include <cstdlib>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>
#include <spdlog/spdlog.h>

namespace zs::cli {
namespace {

/// The level in the user's language.
class LevelWord : public spdlog::custom_flag_formatter {
 public:
  explicit LevelWord(Lang lang) : lang_(lang) {}
  void format(const spdlog::details::log_msg& m, const std::tm&, spdlog::memory_buf_t& to) override {
    const bool error = m.level >= spdlog::level::err, warning = m.level == spdlog::level::warn;
    const std::string_view word = lang_ == Lang::kZh ? (error ? "错误：" : warning ? "警告：" : "信息：") : error ? "error: " : warning ? "warning: " : "info: ";
    to.append(word.data(), word.data() + word.size());
  }
  std::unique_ptr<custom_flag_formatter> clone() const override { return spdlog::details::make_unique<LevelWord>(lang_); }

 private:
  Lang lang_;
};

}  // namespace

Lang language_of_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
    if (const char* value = std::getenv(name); value && *value) return std::string_view(value).substr(0, 2) == "zh" ? Lang::kZh : Lang::kEn;
  return Lang::kEn;
}

std::string for_message(std::string_view text) {
  constexpr size_t kMost = 120;
  size_t end = std::min(text.size(), kMost);
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::string out;
  for (const char c : text.substr(0, end)) {
    const auto u = static_cast<unsigned char>(c);
    if (u < 0x20 || u == 0x7F) out += "\xEF\xBF\xBD";
    else out += c;
  }
  return end < text.size() ? out + "…" : out;
}

void start_log(const Context& context) {
  auto sink = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(context.color_err ? spdlog::color_mode::always : spdlog::color_mode::never);
  auto log = std::make_shared<spdlog::logger>("zs", std::move(sink));
  auto pattern = std::make_unique<spdlog::pattern_formatter>();
  pattern->add_flag<LevelWord>('L', context.lang).set_pattern("zs: %^%L%$%v");
  log->set_formatter(std::move(pattern));
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

#include "cli/watch.h"

#include <algorithm>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;

constexpr uint32_t kEvents = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE;
constexpr int kQuietMs = 150;   // editors write in several steps

bool counts(const std::string& name) {
  const fs::path p(name);
  if (name.starts_with(".") || name.starts_with("~$")) return false;
  const std::string e = p.extension().string();
  for (const char* known : {".zs", ".csv", ".xlsx", ".txt", ".json", ".ndjson"})
    if (e == known) return true;
  return false;
}

Error failed(const std::string& what) {
  const std::string why = std::strerror(errno);
  return {ErrorKind::kIo, "不能监视 " + what + "：" + why, "cannot watch " + what + ": " + why};
}

}  // namespace

Result<std::unique_ptr<Watch>> Watch::start(std::vector<std::string> ignore) {
  std::unique_ptr<Watch> w(new Watch);
  for (const auto& i : ignore) w->ignore_.push_back(fs::path(i).filename().string());
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT), sigaddset(&set, SIGTERM);
  if (::pthread_sigmask(SIG_BLOCK, &set, nullptr) != 0) return failed("signals");
  w->signals_ = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
  w->notify_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (w->signals_ < 0 || w->notify_ < 0) return failed("inotify");
  return w;
}

Watch::~Watch() {
  if (notify_ >= 0) ::close(notify_);
  if (signals_ >= 0) ::close(signals_);
}

Status Watch::add(const std::vector<std::string>& paths) {
  const auto one = [&](const std::string& folder) -> Status {
    if (::inotify_add_watch(notify_, folder.empty() ? "." : folder.c_str(), kEvents) < 0) return failed(folder);
    return {};
  };
  for (const auto& p : paths) {
    std::error_code ec;
    if (!fs::is_directory(p, ec)) {
      if (auto s = one(fs::path(p).parent_path().string()); !s) return s;
      continue;
    }
    if (auto s = one(p); !s) return s;
    for (const auto& entry : fs::recursive_directory_iterator(p, fs::directory_options::skip_permission_denied, ec))
      if (entry.is_directory(ec))
        if (auto s = one(entry.path().string()); !s) return s;
  }
  return {};
}

/// Reads what has come; was any of it a change that counts?
bool Watch::drain() {
  alignas(inotify_event) char buffer[16 << 10];
  bool any = false;
  for (ssize_t n; (n = ::read(notify_, buffer, sizeof buffer)) > 0;)
    for (char* at = buffer; at < buffer + n;) {
      const auto* e = reinterpret_cast<const inotify_event*>(at);
      const std::string name = e->len ? e->name : "";
      const bool folder = e->mask & IN_ISDIR;
      const bool ours = std::find(ignore_.begin(), ignore_.end(), name) != ignore_.end();
      any = any || folder || (e->mask & IN_Q_OVERFLOW) || (!ours && !(e->mask & IN_CREATE) && counts(name));
      at += sizeof(inotify_event) + e->len;
    }
  return any;
}

bool Watch::wait() {
  bool changed = false;
  for (;;) {
    pollfd fds[2] = {{notify_, POLLIN, 0}, {signals_, POLLIN, 0}};
    const int n = ::poll(fds, 2, changed ? kQuietMs : -1);
    if (n < 0 && errno != EINTR) return false;
    if (n > 0 && (fds[1].revents & POLLIN)) return false;
    if (n == 0) return true;
    if (n > 0 && (fds[0].revents & POLLIN)) changed = drain() || changed;
  }
}

}  // namespace zs::cli

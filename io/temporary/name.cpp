#include "io/temporary/name.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace zs::temporary {
namespace {

namespace fs = std::filesystem;

constexpr size_t kRandom = 6;

/// All names, for a signal handler: each slot owns a C string while it is not null.
std::array<std::atomic<char*>, 32> g_names{};

void remember(const std::string& path) {
  char* name = ::strdup(path.c_str());
  for (auto& slot : g_names) {
    char* none = nullptr;
    if (slot.compare_exchange_strong(none, name)) return;
  }
  std::free(name);
}
void forget(const std::string& path) noexcept {
  for (auto& slot : g_names) {
    char* name = slot.load();
    if (name && path == name && slot.compare_exchange_strong(name, nullptr)) return std::free(name);
  }
}

std::mutex g_mutex;
std::vector<std::string> g_removed;  // under g_mutex

bool remove_tree(int folder, const char* name) noexcept;

/// Everything in an open folder. Asks the kernel itself, for a signal handler may have no memory.
void empty(int fd) noexcept {
  alignas(dirent64) char entries[4096];
  for (bool removed = true; removed;) {
    removed = false;
    if (::lseek(fd, 0, SEEK_SET) != 0) return;
    for (ssize_t n; (n = ::getdents64(fd, entries, sizeof entries)) > 0;)
      for (ssize_t at = 0; at < n;) {
        const auto* entry = reinterpret_cast<const dirent64*>(entries + at);
        at += entry->d_reclen;
        if (std::strcmp(entry->d_name, ".") != 0 && std::strcmp(entry->d_name, "..") != 0) removed |= remove_tree(fd, entry->d_name);
      }
  }
}

/// A file, or a folder with everything in it; links are not followed.
bool remove_tree(int folder, const char* name) noexcept {
  if (::unlinkat(folder, name, 0) == 0) return true;
  const int fd = ::openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0) return false;
  empty(fd);
  ::close(fd);
  return ::unlinkat(folder, name, AT_REMOVEDIR) == 0;
}

/// Is this one that its process no longer holds? Files that anybody left beside a target, and folders of our own: where folders of this
/// prefix stand, others may make theirs too.
bool is_left(int fd, Name::What what) {
  struct stat st {};
  if (::fstat(fd, &st) != 0) return false;
  const bool fits = what == Name::What::kFolder ? S_ISDIR(st.st_mode) && st.st_uid == ::geteuid() : S_ISREG(st.st_mode);
  return fits && ::flock(fd, LOCK_EX | LOCK_NB) == 0;
}

int make_once(Name::What what, std::string& path) {
  if (what == Name::What::kFile) return ::mkostemp(path.data(), O_CLOEXEC);
  if (!::mkdtemp(path.data())) return -1;
  return ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

}  // namespace

void Name::remove_leftovers(What what, const std::string& prefix) {
  std::error_code ec;
  const std::string begin = fs::path(prefix).filename().string();
  for (const auto& entry : fs::directory_iterator(folder_of(prefix), ec)) {
    const std::string name = entry.path().filename().string();
    if (name.size() != begin.size() + kRandom || !name.starts_with(begin)) continue;
    const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) continue;
    if (is_left(fd, what) && remove_tree(AT_FDCWD, entry.path().c_str())) {
      const std::lock_guard lock(g_mutex);
      g_removed.push_back(entry.path().string() + (what == What::kFolder ? "/" : ""));
    }
    ::close(fd);
  }
}

std::optional<Name> Name::make(What what, const std::string& prefix) {
  remove_leftovers(what, prefix);
  for (;;) {
    std::string path = prefix + std::string(kRandom, 'X');
    const int fd = make_once(what, path);
    if (fd < 0 && what == What::kFolder && errno == ENOENT && ::access(folder_of(path).c_str(), F_OK) == 0) continue;  // taken away between the two, see below
    if (fd < 0) return std::nullopt;
    struct stat st {};
    // Where a file system knows no locks, a leftover cannot be told from a name in use, and nobody takes it for one.
    const bool locked = ::flock(fd, LOCK_EX) == 0;
    if (!locked || ::fstat(fd, &st) != 0 || st.st_nlink > 0) {
      remember(path);
      return Name(std::move(path), fd);
    }
    ::close(fd);  // whoever looks for leftovers came before the lock
  }
}

Name::Name(Name&& o) noexcept : path_(std::exchange(o.path_, "")), fd_(std::exchange(o.fd_, -1)) {}

Name::~Name() {
  if (!path_.empty()) remove_tree(AT_FDCWD, path_.c_str());
  let_go();
}

void Name::let_go() noexcept {
  if (fd_ >= 0) ::close(std::exchange(fd_, -1));
  if (!path_.empty()) forget(path_);
  path_.clear();
}

std::string folder_of(const std::string& target) {
  const fs::path path(target);
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

std::string beside(const std::string& target) {
  const fs::path path(target);
  return (path.parent_path() / ("." + path.filename().string() + ".zs-")).string();
}

void sync_folder_of(const std::string& target) noexcept {
  const int fd = ::open(folder_of(target).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return;
  ::fsync(fd);
  ::close(fd);
}

std::vector<std::string> removed_leftovers() {
  const std::lock_guard lock(g_mutex);
  return std::exchange(g_removed, {});
}

void discard_all() noexcept {
  for (auto& slot : g_names)
    if (const char* name = slot.load()) remove_tree(AT_FDCWD, name);
}

}  // namespace zs::temporary

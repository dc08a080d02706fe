#include "io/writers/output_file.h"

#include "io/readers/system_error.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <mutex>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::writers {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBuffer = 1u << 20;

/// Temporary names, for a signal handler: each slot owns a C string while it is not null.
std::array<std::atomic<char*>, 32> g_unfinished{};

void remember(const std::string& path) {
  char* name = ::strdup(path.c_str());
  for (auto& slot : g_unfinished) {
    char* none = nullptr;
    if (slot.compare_exchange_strong(none, name)) return;
  }
  std::free(name);
}
void forget(const std::string& path) {
  for (auto& slot : g_unfinished) {
    char* name = slot.load();
    if (name && path == name && slot.compare_exchange_strong(name, nullptr)) return std::free(name);
  }
}

Error cannot(const std::string& path, int error) {
  auto why = readers::system_error(error);
  if (error == ENOENT) why = {"它所在的文件夹不存在", "its folder does not exist"};
  const std::string name = path == "-" ? "stdout" : path;
  return {ErrorKind::kIo, "写不了 " + name + "：" + why.zh, "cannot write " + name + ": " + why.en};
}

std::mutex g_mutex;
std::vector<std::string> g_removed;  // under g_mutex

constexpr std::string_view kMark = ".zs-";
constexpr size_t kRandom = 6;

std::string prefix_of(const fs::path& target) { return "." + target.filename().string() + std::string(kMark); }
fs::path folder_of(const fs::path& target) { return target.has_parent_path() ? target.parent_path() : fs::path("."); }

/// Of processes that were killed: nobody holds their locks.
void remove_leftovers(const fs::path& target) {
  std::error_code ec;
  const std::string prefix = prefix_of(target);
  for (const auto& entry : fs::directory_iterator(folder_of(target), ec)) {
    const std::string name = entry.path().filename().string();
    if (name.size() != prefix.size() + kRandom || name.compare(0, prefix.size(), prefix) != 0) continue;
    const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) continue;
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::unlink(entry.path().c_str()) == 0) {
      const std::lock_guard lock(g_mutex);
      g_removed.push_back(entry.path().string());
    }
    ::close(fd);
  }
}

/// A locked file of a new name beside the target; -1 and errno where that cannot be.
int create_beside(const fs::path& target, std::string& name) {
  for (;;) {
    name = (target.parent_path() / (prefix_of(target) + "XXXXXX")).string();
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0) return fd;
    struct stat st {};
    // Where a file system knows no locks, a leftover cannot be told from a file at work, and nobody takes it for one.
    const bool locked = ::flock(fd, LOCK_EX) == 0;
    if (!locked || ::fstat(fd, &st) != 0 || st.st_nlink > 0) return fd;
    ::close(fd);  // whoever looks for leftovers came between the two
  }
}

}  // namespace

std::string partial_name(const std::string& path) {
  constexpr std::string_view kBeside = ".provenance.json";
  if (path.size() > kBeside.size() && path.compare(path.size() - kBeside.size(), kBeside.size(), kBeside) == 0)
    return partial_name(path.substr(0, path.size() - kBeside.size())) + std::string(kBeside);
  const fs::path p(path);
  return (p.parent_path() / (p.stem().string() + ".partial" + p.extension().string())).string();
}

std::vector<std::string> removed_leftovers() {
  const std::lock_guard lock(g_mutex);
  return std::exchange(g_removed, {});
}

void discard_unfinished() noexcept {
  for (auto& slot : g_unfinished)
    if (char* name = slot.load()) ::unlink(name);
}

OutputFile::OutputFile(std::string path, std::string temporary, int fd) : path_(std::move(path)), temporary_(std::move(temporary)), fd_(fd) {}

Result<std::unique_ptr<OutputFile>> OutputFile::create(const std::string& asked) {
  if (asked == "-") return std::unique_ptr<OutputFile>(new OutputFile("-", "", 1));
  std::error_code ec;
  const std::string path = fs::is_symlink(asked, ec) && fs::exists(asked, ec) ? fs::canonical(asked, ec).string() : asked;
  struct stat st {};
  const bool exists = ::stat(path.c_str(), &st) == 0;
  if (exists && S_ISDIR(st.st_mode)) return cannot(asked, EISDIR);
  if (exists && !S_ISREG(st.st_mode)) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return cannot(asked, errno);
    return std::unique_ptr<OutputFile>(new OutputFile(asked, "", fd));
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) return cannot(asked, errno);
  const fs::path target(path);
  std::string temporary;
  remove_leftovers(target);
  const int fd = create_beside(target, temporary);
  if (fd < 0) return cannot(asked, errno);
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(fd, exists ? st.st_mode & 07777 : 0666 & ~mask);
  remember(temporary);
  return std::unique_ptr<OutputFile>(new OutputFile(path, std::move(temporary), fd));
}

OutputFile::~OutputFile() {
  if (fd_ > 1) ::close(fd_);
  if (temporary_.empty()) return;
  ::unlink(temporary_.c_str());
  forget(temporary_);
}

Error OutputFile::failed(int error) const { return cannot(path_, error); }

Status OutputFile::flush() {
  for (size_t done = 0; done < buffer_.size();) {
    const ssize_t n = ::write(fd_, buffer_.data() + done, buffer_.size() - done);
    if (n < 0) {
      if (errno == EINTR) continue;
      const int error = errno;
      buffer_.clear();
      broken_ = true;
      return failed(error);
    }
    done += static_cast<size_t>(n);
  }
  buffer_.clear();
  return {};
}

Status OutputFile::write(std::string_view bytes) {
  if (broken_) return failed(EIO);
  buffer_ += bytes;
  return buffer_.size() >= kBuffer ? flush() : Status();
}

Status OutputFile::seal() {
  if (sealed_) return {};
  if (auto s = flush(); !s) return s;
  if (temporary_.empty()) {
    sealed_ = true;
    // A pipe or a terminal cannot be synced; a device that cannot take the bytes has said so on write.
    if (fd_ > 1 && ::close(std::exchange(fd_, -1)) != 0) return failed(errno);
    return {};
  }
  if (::fsync(fd_) != 0) return failed(errno);
  sealed_ = true;
  return {};  // still open, for the lock: the name is ours until it is the target's
}

Status OutputFile::commit() {
  if (auto s = seal(); !s) return s;
  if (temporary_.empty()) return {};
  if (::rename(temporary_.c_str(), (partial_ ? partial_name(path_) : path_).c_str()) != 0) return failed(errno);
  ::close(std::exchange(fd_, -1));
  forget(temporary_);
  temporary_.clear();
  if (const int fd = ::open(folder_of(path_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); fd >= 0) {
    ::fsync(fd);
    ::close(fd);
  }
  return {};
}

}  // namespace zs::writers

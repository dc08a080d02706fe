#include "io/readers/temporary.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace zs::readers {
namespace {

Error cannot(const std::string& folder, int error) {
  const auto why = system_error(error);
  return {ErrorKind::kIo, "写不了 " + folder + " 中的临时文件：" + why.zh + "（可用环境变量 TMPDIR 另指文件夹）",
          "cannot write a temporary file in " + folder + ": " + why.en + " (the variable TMPDIR names another folder)"};
}

/// Not every file system can make a file without a name.
int nameless(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  std::string name = folder + "/zs-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

}  // namespace

Result<Temporary> Temporary::create() {
  const char* given = std::getenv("TMPDIR");
  std::string folder = given && *given ? given : "/tmp";
  const int fd = nameless(folder);
  if (fd < 0) return cannot(folder, errno);
  return Temporary(fd, std::move(folder));
}

Temporary::Temporary(Temporary&& o) noexcept : fd_(std::exchange(o.fd_, -1)), size_(o.size_), folder_(std::move(o.folder_)) {}
Temporary& Temporary::operator=(Temporary&& o) noexcept {
  std::swap(fd_, o.fd_), std::swap(size_, o.size_), std::swap(folder_, o.folder_);
  return *this;
}
Temporary::~Temporary() {
  if (fd_ >= 0) ::close(fd_);
}

Error Temporary::failed(int error) const { return cannot(folder_, error); }
std::string Temporary::path() const { return "/proc/self/fd/" + std::to_string(fd_); }

Status Temporary::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed(errno);
    size_ += static_cast<uint64_t>(n);
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return {};
}

Result<bool> Temporary::read(uint64_t at, char* to, size_t n) const {
  if (at + n > size_) return false;
  while (n > 0) {
    const ssize_t got = ::pread(fd_, to, n, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return failed(got < 0 ? errno : EIO);
    at += static_cast<uint64_t>(got), to += got, n -= static_cast<size_t>(got);
  }
  return true;
}

}  // namespace zs::readers

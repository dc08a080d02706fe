#include "io/readers/temporary.h"

#include "io/temporary/work.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace zs::readers {
namespace {

/// Not every file system can make a file without a name: then it loses it at once.
Result<int> nameless() {
  const int fd = ::open(temporary::work_folder().c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (fd >= 0) return fd;
  auto named = temporary::make_work(temporary::Name::What::kFile);
  if (!named) return named.error();
  return ::fcntl(named->fd(), F_DUPFD_CLOEXEC, 0);
}

}  // namespace

Result<Temporary> Temporary::create() {
  const auto fd = nameless();
  if (!fd) return fd.error();
  if (*fd < 0) return temporary::cannot_work(errno);
  return Temporary(*fd);
}

Temporary::Temporary(Temporary&& o) noexcept : fd_(std::exchange(o.fd_, -1)), size_(o.size_) {}
Temporary& Temporary::operator=(Temporary&& o) noexcept {
  std::swap(fd_, o.fd_), std::swap(size_, o.size_);
  return *this;
}
Temporary::~Temporary() {
  if (fd_ >= 0) ::close(fd_);
}

std::string Temporary::path() const { return "/proc/self/fd/" + std::to_string(fd_); }

Status Temporary::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return temporary::cannot_work(errno);
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
    if (got <= 0) return temporary::cannot_work(got < 0 ? errno : EIO);
    at += static_cast<uint64_t>(got), to += got, n -= static_cast<size_t>(got);
  }
  return true;
}

}  // namespace zs::readers

#include "io/writers/output_file.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace zs::writers {
namespace {

namespace fs = std::filesystem;

constexpr size_t kBuffer = 1u << 20;

Error cannot(const std::string& path, int error) {
  auto why = readers::system_error(error);
  if (error == ENOENT) why = {"它所在的文件夹不存在", "its folder does not exist"};
  const std::string name = path == "-" ? "stdout" : path;
  return {ErrorKind::kIo, "写不了 " + name + "：" + why.zh, "cannot write " + name + ": " + why.en};
}

}  // namespace

std::string partial_name(const std::string& path) {
  constexpr std::string_view kBeside = ".provenance.json";
  if (path.size() > kBeside.size() && path.compare(path.size() - kBeside.size(), kBeside.size(), kBeside) == 0)
    return partial_name(path.substr(0, path.size() - kBeside.size())) + std::string(kBeside);
  const fs::path p(path);
  return (p.parent_path() / (p.stem().string() + ".partial" + p.extension().string())).string();
}

OutputFile::OutputFile(std::string path, int fd, std::optional<temporary::Name> name) : path_(std::move(path)), fd_(fd), name_(std::move(name)) {}

Result<std::unique_ptr<OutputFile>> OutputFile::create(const std::string& asked) {
  if (asked == "-") return std::unique_ptr<OutputFile>(new OutputFile("-", 1, std::nullopt));
  std::error_code ec;
  const std::string path = fs::is_symlink(asked, ec) && fs::exists(asked, ec) ? fs::canonical(asked, ec).string() : asked;
  struct stat st {};
  const bool exists = ::stat(path.c_str(), &st) == 0;
  if (exists && S_ISDIR(st.st_mode)) return cannot(asked, EISDIR);
  if (exists && !S_ISREG(st.st_mode)) {
    const int fd = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (fd < 0) return cannot(asked, errno);
    return std::unique_ptr<OutputFile>(new OutputFile(asked, fd, std::nullopt));
  }
  if (exists && ::access(path.c_str(), W_OK) != 0) return cannot(asked, errno);
  auto name = temporary::Name::make(temporary::Name::What::kFile, temporary::beside(path));
  if (!name) return cannot(asked, errno);
  const int fd = name->fd();
  const mode_t mask = ::umask(0);
  ::umask(mask);
  ::fchmod(fd, exists ? st.st_mode & 07777 : 0666 & ~mask);
  return std::unique_ptr<OutputFile>(new OutputFile(path, fd, std::move(name)));
}

OutputFile::~OutputFile() {
  if (fd_ > 1 && !name_) ::close(fd_);
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
  if (!name_) {
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
  if (!name_) return {};
  if (::rename(name_->path().c_str(), (partial_ ? partial_name(path_) : path_).c_str()) != 0) return failed(errno);
  name_->let_go();
  name_.reset();
  fd_ = -1;
  temporary::sync_folder_of(path_);
  return {};
}

}  // namespace zs::writers

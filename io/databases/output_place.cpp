#include "io/databases/output_place.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <unistd.h>

namespace zs::databases {
namespace {

/// Files of names that databases give to journals, left by a database that is no more: a new one would take them for its own.
void remove_journals(const std::string& path) {
  for (const char* end : {".wal", "-journal", "-wal", "-shm"}) ::unlink((path + end).c_str());
}

/// Under a name that nobody has; 0, or an errno.
int rename_to_new(const char* from, const char* to) {
  if (::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return errno;
  // A file system that cannot promise it: looking first is what is left.
  if (::access(to, F_OK) == 0) return EEXIST;
  return ::rename(from, to) == 0 ? 0 : errno;
}

}  // namespace

Error OutputPlace::cannot(int error) const {
  auto why = readers::system_error(error);
  if (error == ENOENT) why = {"它所在的文件夹不存在", "its folder does not exist"};
  if (error == EEXIST) why = {"运行期间别的程序建了这个文件；它没有改动，请重新运行", "another program made this file during the run; it was left as it is, run again"};
  return {ErrorKind::kIo, "写不了 " + path_ + "：" + why.zh, "cannot write " + path_ + ": " + why.en};
}

Result<OutputPlace> OutputPlace::open(const std::string& path) {
  OutputPlace place(path);
  // Both kinds of database write a journal beside the file.
  if (::access(temporary::folder_of(path).c_str(), W_OK) != 0) return place.cannot(errno);
  if (::access(path.c_str(), F_OK) == 0) {
    if (::access(path.c_str(), W_OK) != 0) return place.cannot(errno);
    // A run that was killed when its new file had just taken its place left the folder.
    temporary::Name::remove_leftovers(temporary::Name::What::kFolder, temporary::beside(path));
    return place;
  }
  auto folder = temporary::Name::make(temporary::Name::What::kFolder, temporary::beside(path));
  if (!folder) return place.cannot(errno);
  place.written_ = folder->path() + "/" + std::filesystem::path(path).filename().string();
  place.folder_.emplace(std::move(*folder));
  return place;
}

Status OutputPlace::appear() {
  if (existed()) return {};
  const int fd = ::open(written_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot(errno);
  const bool synced = ::fsync(fd) == 0;
  const int error = errno;
  ::close(fd);
  if (!synced) return cannot(error);
  if (::access(path_.c_str(), F_OK) != 0) remove_journals(path_);
  if (const int failed = rename_to_new(written_.c_str(), path_.c_str())) return cannot(failed);
  temporary::sync_folder_of(path_);
  folder_.reset();
  return {};
}

}  // namespace zs::databases

#include "io/databases/output_place.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <filesystem>
#include <unistd.h>

namespace zs::databases {

namespace fs = std::filesystem;

OutputPlace::OutputPlace(std::string path) : path_(std::move(path)), existed_(::access(path_.c_str(), F_OK) == 0) {}

OutputPlace::~OutputPlace() {
  if (existed_ || kept_) return;
  for (const char* beside : {"", ".wal", "-journal", "-wal", "-shm"}) ::unlink((path_ + beside).c_str());
}

Status OutputPlace::check() const {
  const auto cannot = [&](int error) {
    auto why = readers::system_error(error);
    if (error == ENOENT) why = {"它所在的文件夹不存在", "its folder does not exist"};
    return Error{ErrorKind::kIo, "写不了 " + path_ + "：" + why.zh, "cannot write " + path_ + ": " + why.en};
  };
  // Both kinds of database write a journal beside the file.
  const std::string folder = fs::path(path_).has_parent_path() ? fs::path(path_).parent_path().string() : ".";
  if (::access(folder.c_str(), W_OK) != 0) return cannot(errno);
  if (existed_ && ::access(path_.c_str(), W_OK) != 0) return cannot(errno);
  return {};
}

}  // namespace zs::databases

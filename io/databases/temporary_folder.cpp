#include "io/databases/temporary_folder.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <utility>

namespace zs::databases {

Result<TemporaryFolder> TemporaryFolder::make() {
  const char* dir = std::getenv("TMPDIR");
  std::string path = std::string(dir && *dir ? dir : "/tmp") + "/zs-XXXXXX";
  const std::string wanted = path;
  if (!::mkdtemp(path.data())) {
    const auto why = readers::system_error(errno);
    return Error{ErrorKind::kIo, "建不了临时文件夹 " + wanted + "：" + why.zh, "cannot make the temporary folder " + wanted + ": " + why.en};
  }
  return TemporaryFolder(std::move(path));
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::exchange(other.path_, "")) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace zs::databases

#include "io/temporary/work.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <cstdlib>

namespace zs::temporary {

std::string work_folder() {
  const char* given = std::getenv("TMPDIR");
  return given && *given ? given : "/tmp";
}

Error cannot_work(int error) { return cannot_work(readers::system_error(error)); }

Error cannot_work(const binding::Reason& why) {
  const std::string folder = work_folder();
  return {ErrorKind::kIo, "写不了 " + folder + " 中的临时文件：" + why.zh + "（可用环境变量 TMPDIR 另指文件夹）",
          "cannot write a temporary file in " + folder + ": " + why.en + " (the variable TMPDIR names another folder)"};
}

Result<Name> make_work(Name::What what) {
  auto name = Name::make(what, work_folder() + "/zs-work-");
  if (!name) return cannot_work(errno);
  return std::move(*name);
}

}  // namespace zs::temporary

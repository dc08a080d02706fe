#include "io/duckdb/trouble.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <cstring>

namespace zs::duck {

bool is_in_use(const std::string& said) { return said.find("Could not set lock on file") != std::string::npos; }

std::optional<binding::Reason> system_trouble(const std::string& said) {
  if (is_in_use(said)) return binding::Reason{"正被别的程序使用；请稍后重试（" + said + "）", "it is in use by another program; try again later (" + said + ")"};
  for (const int error : {ENOSPC, EDQUOT, EFBIG, EIO, EACCES, EROFS})
    if (said.find(std::strerror(error)) != std::string::npos) return readers::system_error(error);
  if (said.find("fsync failed") != std::string::npos) return readers::system_error(EIO);
  return std::nullopt;
}

}  // namespace zs::duck

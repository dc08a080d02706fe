#include "io/readers/system_error.h"

#include <cerrno>
#include <cstring>

namespace zs::readers {

binding::Reason system_error(int error) {
  switch (error) {
    case ENOENT: return {"没有这个文件或文件夹", "there is no such file or folder"};
    case ENOTDIR: return {"路径中有一段不是文件夹", "a part of the path is no folder"};
    case EISDIR: return {"这是文件夹，不是文件", "it is a folder, not a file"};
    case EACCES:
    case EPERM: return {"没有权限", "permission denied"};
    case EROFS: return {"文件系统是只读的", "the file system is read-only"};
    case ENOSPC:
    case EDQUOT: return {"磁盘已满", "the disk is full"};
    case EFBIG: return {"超过允许的文件大小", "the file would be larger than is allowed"};
    case EPIPE: return {"管道已被对方关闭", "the pipe was closed by its reader"};
    case EIO: return {"设备读写出错", "the device failed"};
    case EMFILE:
    case ENFILE: return {"打开的文件太多", "too many files are open"};
    default: return {std::strerror(error), std::strerror(error)};
  }
}

}  // namespace zs::readers

#include "cli/bytecode_file.h"

#include "io/readers/byte_source.h"

namespace zs::cli {

Result<bytecode::Decoded> read_bytecode(const std::string& path) {
  auto source = readers::open_bytes(path);
  if (!source) return source.error();
  auto bytes = readers::read_all(**source);
  if (!bytes) return bytes.error();
  auto decoded = bytecode::decode(*bytes);
  if (!decoded) return Error{decoded.error().kind, path + "：" + decoded.error().zh, path + ": " + decoded.error().en};
  return decoded;
}

}  // namespace zs::cli

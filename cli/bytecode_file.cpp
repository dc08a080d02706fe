#include "cli/bytecode_file.h"

#include "io/readers/byte_source.h"

#include <filesystem>
#include <fstream>

namespace zs::cli {

bool is_bytecode(const std::string& path) {
  if (path.size() > 4 && path.substr(path.size() - 4) == ".zsb") return true;
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return false;
  char head[4] = {};
  std::ifstream in(path, std::ios::binary);
  return in.read(head, sizeof head) && std::string_view(head, sizeof head) == "ZSPK";  // as runtime/bytecode/codec.cpp writes it
}

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

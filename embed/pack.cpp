#include "embed/pack.h"

#include "runtime/bytecode/codec.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace zs::embed {

Result<Pack> decode_pack(std::string_view bytes) {
  auto decoded = bytecode::decode(bytes);
  if (!decoded) return decoded.error();
  return Pack{std::make_shared<const bytecode::Program>(std::move(decoded->program)), std::move(decoded->hash)};
}

Result<Pack> open_pack(const std::string& path) {
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  const std::string bytes(in ? std::string(std::istreambuf_iterator<char>(in), {}) : std::string());
  if (!in || in.bad()) {
    const std::string why = std::strerror(errno);
    return Error{ErrorKind::kIo, "读不了规则包 " + path + "：" + why, "cannot read the pack " + path + ": " + why};
  }
  auto pack = decode_pack(bytes);
  if (pack) return pack;
  return Error{pack.error().kind, path + "：" + pack.error().zh + "；请用 zs build 生成", path + ": " + pack.error().en + "; make one with zs build"};
}

Result<int> record_kind(const bytecode::Program& program, std::string_view name) {
  std::string all;
  for (size_t i = 0; i < program.models.models.size(); ++i) {
    const auto& m = program.models.models[i];
    if (m.is_row) continue;
    if (m.name == name || m.code == name) return static_cast<int>(i);
    all += (all.empty() ? "" : "、") + m.name + "=" + m.code;
  }
  const std::string asked(name);
  return Error{ErrorKind::kUsage, "没有记录种类 " + asked + "；有：" + all, "there is no record kind " + asked + "; there are: " + all};
}

}  // namespace zs::embed

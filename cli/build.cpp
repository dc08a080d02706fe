// zs build: a pack of bytecode.
#include "cli/pack.h"
#include "cli/verb.h"
#include "runtime/bytecode/codec.h"

#include <fmt/format.h>

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  o.add_options()("output,o", po::value<std::string>()->value_name("F.zsb"), c.pick("写到哪里；- 为标准输出", "where to; - is standard output").c_str());
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少规则包；如 zs build rules/henan/2019 -o henan.zsb", "the pack is missing; like zs build rules/henan/2019 -o henan.zsb");
  if (!given.count("output")) return context.usage("缺少 -o F.zsb", "-o F.zsb is missing");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit);
  if (!pack) return exit;
  const std::string path = given["output"].as<std::string>(), bytes = bytecode::encode(*pack->program);
  if (path == "-") {
    context.print(bytes);
    return Exit::kDone;
  }
  auto file = writers::OutputFile::create(path);
  Status done = file ? (*file)->write(bytes) : Status(file.error());
  if (done) done = (*file)->commit();
  if (!done) return context.fail(done.error());
  context.print(fmt::format("{} {}\n", pack->hash, path));
  return Exit::kDone;
}

}  // namespace

Verb build_verb() {
  return {"build", "zs build PACK -o F.zsb", {"编译成字节码包，可单独运行；输出其哈希", "compile to a pack of bytecode that runs by itself; prints its hash"},
          {"zs build rules/henan/2019 -o henan.zsb", "zs run henan.zsb --cases cases.ndjson"}, options, {"pack"}, run};
}

}  // namespace zs::cli

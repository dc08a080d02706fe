// zs disasm: a pack as a listing.
#include "cli/pack.h"
#include "cli/verb.h"
#include "runtime/bytecode/disassemble.h"

namespace zs::cli {
namespace {

void options(const Context& c, po::options_description& o) {
  o.add_options()("details", c.pick("连同只在亮牌时运行的细节函数", "the detail functions too, which run only where there is something to tell").c_str());
}

int run(Context& context, const po::variables_map& given) {
  if (!given.count("pack")) return context.usage("缺少字节码包；如 zs disasm henan.zsb", "the pack is missing; like zs disasm henan.zsb");
  int exit = Exit::kDone;
  const auto pack = load_pack(context, given["pack"].as<std::string>(), Need::kBytecode, exit);
  if (!pack) return exit;
  context.print(bytecode::disassemble(*pack->program, given.count("details") > 0));
  return Exit::kDone;
}

}  // namespace

Verb disasm_verb() {
  return {"disasm", "zs disasm F.zsb", {"列出字节码", "list the bytecode"}, {"zs disasm henan.zsb", "zs disasm rules/henan/2019 --details"}, options, {"pack"}, run};
}

}  // namespace zs::cli

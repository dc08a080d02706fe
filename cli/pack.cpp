#include "cli/pack.h"

#include "cli/bytecode_file.h"
#include "cli/strict.h"
#include "cli/whatif.h"
#include "compiler/diagnostics/render.h"
#include "compiler/ir/lower.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>

namespace zs::cli {
namespace {

bool is_file_trouble(const diag::Diagnostic& d) { return diag::row(d.code).name == "kCannotRead"; }

std::optional<Pack> from_rules(const Context& context, const std::string& path, Need need, int& exit, const CompileOptions& options) {
  Pack pack;
  pack.path = path;
  pack.settings = shown_settings(options);
  auto compiled = std::make_shared<Compilation>(compile(path, options));
  prove_strictness(*compiled, options);
  pack.compilation = compiled;
  const auto& c = *compiled;
  if (!c.diagnostics.all().empty()) print_diagnostics(context, c);
  if (!c.program) {
    exit = exit_of(c);
    return std::nullopt;
  }
  if (need == Need::kTyped) return pack;
  auto lowered = ir::lower(*c.program);
  if (!lowered) {
    const auto& e = lowered.error();
    std::string at;
    if (e.where.file >= 0) at = c.sources.name(e.where.file) + ":" + std::to_string(c.sources.position(e.where.file, e.where.begin).line) + ": ";
    exit = context.fail({e.error.kind, at + e.error.zh, at + e.error.en});
    return std::nullopt;
  }
  auto program = std::make_shared<bytecode::Program>(std::move(*lowered));
  pack.hash = bytecode::pack_hash(*program);
  pack.program = std::move(program);
  return pack;
}

}  // namespace

void print_diagnostics(const Context& context, const Compilation& compilation) {
  const diag::RenderOptions render{context.lang == Lang::kZh ? diag::Language::kChinese : diag::Language::kEnglish, context.color_err, 160};
  const std::string text = diag::render_human(compilation.sources, compilation.diagnostics, render);
  std::fwrite(text.data(), 1, text.size(), stderr);
}

int exit_of(const Compilation& compilation) {
  bool other = false;
  for (const auto& d : compilation.diagnostics.all())
    if (diag::row(d.code).severity == diag::Severity::kError && !is_file_trouble(d)) other = true;
  return other ? Exit::kUsage : Exit::kIo;
}

std::optional<Pack> load_pack(const Context& context, const std::string& path, Need need, int& exit, const CompileOptions& options) {
  std::error_code ec;
  if (!std::filesystem::exists(path, ec)) {
    exit = context.fail({ErrorKind::kIo, "没有规则包 " + path, "there is no pack " + path});
    return std::nullopt;
  }
  if (!is_bytecode(path)) return from_rules(context, path, need, exit, options);
  if (!shown_settings(options).empty()) {
    exit = context.usage(path + " 是字节码包，没有可改的规则文本；--set、--reading 要用规则文件夹", path + " is bytecode without rules to change; --set and --reading need the rule folder");
    return std::nullopt;
  }
  if (need != Need::kBytecode) {
    exit = context.usage(path + " 是字节码包，这个命令需要规则文本", path + " is bytecode; this verb needs the rules themselves");
    return std::nullopt;
  }
  auto loaded = read_bytecode(path);
  if (!loaded) {
    exit = context.fail(loaded.error());
    return std::nullopt;
  }
  Pack pack;
  pack.path = path;
  pack.hash = std::move(loaded->hash);
  pack.program = std::make_shared<bytecode::Program>(std::move(loaded->program));
  return pack;
}

void tell_unwritten(const Context& context, const std::vector<std::string>& codes, size_t all) {
  constexpr size_t kMost = 12;
  if (codes.empty()) return;
  std::string list = fmt::format("{}", fmt::join(codes.begin(), codes.begin() + static_cast<std::ptrdiff_t>(std::min(codes.size(), kMost)), context.pick("、", ", ")));
  if (codes.size() > kMost) list += context.pick(" 等", " …");
  context.warn(fmt::format("{} 个指标中有 {} 个待编写，不作判断：{}", all, codes.size(), list), fmt::format("{} of {} indicators are not written yet and judge nothing: {}", codes.size(), all, list));
}

void tell_unwritten(const Context& context, const bytecode::Program& p) {
  std::vector<std::string> codes;
  for (const auto& u : p.unwritten) codes.push_back(u.code);
  tell_unwritten(context, codes, p.indicators.size() + p.aggregates.size() + codes.size());
}

writers::PackInfo info_of(const Pack& pack) {
  const auto& p = *pack.program;
  writers::PackInfo info{p.code, p.version, pack.hash, p.cards, {}};
  for (const auto& i : p.indicators) info.indicators.push_back({i.code, i.name});
  for (const auto& v : p.versions) info.versions.push_back({v.code, v.version});
  for (const auto& u : p.unwritten) info.unwritten.push_back({u.code, u.name});
  for (const auto& a : p.aggregates) info.aggregates.push_back({a.code, a.name, a.card, a.actions, a.clauses});
  return info;
}

}  // namespace zs::cli

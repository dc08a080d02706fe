#include "cli/test_freeze.h"

#include "cli/evaluator.h"
#include "cli/inputs.h"
#include "cli/test_report.h"
#include "io/binding/instant_text.h"

#include <filesystem>
#include <fmt/format.h>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;
using testing::FrozenFile;

/// Files are named from the frozen file's folder, so that a pack can be moved with them.
std::string from_folder(const std::string& file, const std::string& folder) {
  std::error_code ec;
  const fs::path to = fs::weakly_canonical(fs::absolute(file), ec), base = fs::weakly_canonical(fs::absolute(folder), ec);
  return to.lexically_relative(base).generic_string();
}

Result<FrozenFile> described(const Pack& pack, const std::string& path, const FreezeWish& wish) {
  const auto& models = pack.typed()->models;
  auto usual = default_kind(*pack.program, "");
  if (!usual) return usual.error();
  auto cases = parse_inputs(models, *usual, wish.cases, readers::Format::kAuto);
  if (!cases) return cases.error();
  auto refs = parse_inputs(models, -1, wish.refs, readers::Format::kAuto);
  if (!refs) return refs.error();
  if (cases->size() != 1) return Error{ErrorKind::kUsage, "一个固化文件只放一种记录；请分几次固化", "a frozen file holds one kind of record; freeze them one by one"};
  FrozenFile f;
  f.record = models.models[static_cast<size_t>(cases->front().model)].name;
  const std::string folder = frozen_folder(path);
  for (const auto& i : cases->front().inputs) {
    if (i.path == "-" || i.list >= 0) return Error{ErrorKind::kUsage, "固化要有名字的整条记录的文件", "freezing needs named files of whole records"};
    f.cases.push_back(from_folder(i.path, folder));
  }
  for (const auto& k : *refs)
    for (const auto& i : k.inputs) f.refs.emplace_back(models.models[static_cast<size_t>(k.model)].name, from_folder(i.path, folder));
  if (!wish.as_of.empty()) {
    auto t = binding::parse_instant(wish.as_of);
    if (!t) return Error{ErrorKind::kUsage, "--as-of " + wish.as_of + "：" + t.error().zh, "--as-of " + wish.as_of + ": " + t.error().en};
    f.as_of = binding::format_instant(*t);
  }
  const std::string name = !wish.name.empty() ? wish.name : fs::path(f.cases.front()).stem().string();
  if (name.find('/') != std::string::npos) return Error{ErrorKind::kUsage, "--name 只是名字，不带路径", "--name is a name without a path"};
  f.path = (fs::path(folder) / (name + ".json")).string();
  return f;
}

Status write_file(const std::string& path, const std::string& text) {
  std::error_code ec;
  fs::create_directories(fs::path(path).parent_path(), ec);
  auto file = writers::OutputFile::create(path);
  Status s = file ? (*file)->write(text) : Status(file.error());
  return s ? (*file)->commit() : s;
}

/// Answers by both engines, which must agree.
int renew(Context& context, const Pack& pack, FrozenFile file) {
  const auto& program = *pack.typed();
  uint64_t rejected = 0;
  auto loaded = testing::load_frozen(program, file, true, &rejected);
  if (!loaded) return context.fail(loaded.error());
  const Outcome o = run_case(context, pack, *loaded);
  if (o.differ) return context.fail({ErrorKind::kInternal, file.path + "：判定器与机器不一致，没有固化：" + o.trouble, file.path + ": oracle and machine differ, nothing frozen: " + o.trouble});
  const bool fresh = file.judged == 0 && file.records.empty();
  file.records = testing::answers(program, loaded->data, o.report, true);
  file.judged = loaded->data.records.size, file.rejected = rejected;
  if (auto s = write_file(file.path, testing::frozen_json(file)); !s) return context.fail(s.error());
  size_t cards = 0, undecided = 0;
  for (const auto& r : file.records) cards += r.cards.size(), undecided += r.undecided.size();
  if (!fresh) context.print(drawing(context, pack, *loaded, o, context.color_out));
  context.print(context.pick(fmt::format("已固化 {}：{} 条记录（拒收 {}），{} 张牌，{} 处无法判定{}\n", file.path, file.judged, rejected, cards, undecided, fresh ? "" : fmt::format("；{} 处有变化", o.verdict.lines.size())),
                             fmt::format("frozen {}: {} records ({} rejected), {} cards, {} undecided{}\n", file.path, file.judged, rejected, cards, undecided, fresh ? "" : fmt::format("; {} changes", o.verdict.lines.size()))));
  return Exit::kDone;
}

}  // namespace

int freeze(Context& context, const std::string& path, const FreezeWish& wish) {
  int exit = Exit::kDone;
  const auto pack = load_pack(context, path, Need::kBytecode, exit);
  if (!pack) return exit;
  if (!pack->typed()) return context.usage(path + " 是字节码包，固化要规则文件", path + " is bytecode; freezing needs the rule files");
  if (!wish.cases.empty()) {
    auto file = described(*pack, path, wish);
    if (!file) return context.fail(file.error());
    std::error_code ec;
    if (fs::exists(file->path, ec))
      if (auto old = testing::read_frozen(file->path)) file->records = std::move(old->records), file->judged = old->judged;
    return renew(context, *pack, std::move(*file));
  }
  const auto files = frozen_files(path, wish.frozen);
  if (files.empty())
    return context.usage(path + " 还没有固化答案；先用 --update --cases F [--refs 事项=F] [--as-of T] [--name N] 固化", path + " has no frozen answers yet; freeze with --update --cases F [--refs KIND=F] [--as-of T] [--name N]");
  for (const auto& f : files) {
    auto file = testing::read_frozen(f);
    if (!file) exit = context.fail(file.error());
    else if (const int code = renew(context, *pack, std::move(*file)); code != Exit::kDone) exit = code;
  }
  return exit;
}

}  // namespace zs::cli

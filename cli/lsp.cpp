// zs lsp: the language server on standard input and output.
#include "cli/lsp_runs.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "lsp/frames.h"
#include "lsp/server.h"

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <poll.h>
#include <unistd.h>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;

void options(const Context& c, po::options_description& o) {
  const AddOption add(c, o);
  add("stdlib", one_text("DIR"), "用这个文件夹里的标准库", "take the standard library from this folder");
  o.add_options()("stdio", c.pick("用标准输入输出（总是如此；有的编辑器要写）", "talk on standard input and output (always so; some editors say it)").c_str());
}

/// The built-in library as files, so that an editor can open them; empty where they cannot be written.
std::string library_copy() {
  const char* cache = std::getenv("XDG_CACHE_HOME");
  const char* home = std::getenv("HOME");
  const fs::path base = cache && *cache ? fs::path(cache) : home && *home ? fs::path(home) / ".cache" : fs::path();
  if (base.empty()) return {};
  const fs::path folder = base / "zhunsheng" / ("stdlib-" ZS_VERSION);
  std::error_code failed;
  fs::create_directories(folder, failed);
  if (failed) return {};
  for (const auto& [name, text] : standard_library()) {
    const fs::path path = folder / name;
    std::ifstream in(path, std::ios::binary);
    const std::string there{std::istreambuf_iterator<char>(in), {}};
    if (there == text) continue;
    fs::create_directories(path.parent_path(), failed);
    fs::remove(path, failed);
    std::ofstream(path, std::ios::binary) << text;
    fs::permissions(path, fs::perms::owner_write | fs::perms::group_write | fs::perms::others_write, fs::perm_options::remove, failed);
  }
  return folder.string();
}

bool write_all(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(1, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  return true;
}

enum class Read : uint8_t { kSome, kNothing, kEnd };

/// Takes what there is; `wait`: until there is something.
Read take_input(lsp::Frames& frames, bool wait) {
  pollfd in{0, POLLIN, 0};
  const int ready = ::poll(&in, 1, wait ? -1 : 0);
  if (ready < 0) return errno == EINTR ? Read::kNothing : Read::kEnd;
  if (ready == 0) return Read::kNothing;
  char bytes[1 << 16];
  const ssize_t n = ::read(0, bytes, sizeof bytes);
  if (n < 0 && errno == EINTR) return Read::kNothing;
  if (n <= 0) return Read::kEnd;
  frames.feed({bytes, static_cast<size_t>(n)});
  return Read::kSome;
}

int run(Context& context, const po::variables_map& given) {
  lsp::ServerOptions o;
  o.language = context.lang == Lang::kZh ? lsp::Language::kChinese : lsp::Language::kEnglish;
  o.language_fixed = context.lang_given;
  o.library = text_of(given, "stdlib");
  if (!o.library.empty()) o.library = fs::absolute(o.library).lexically_normal().string();
  else o.library_copy = library_copy();
  o.version = ZS_VERSION;
  add_runs(o);
  lsp::Server server(std::move(o));
  lsp::Frames frames;
  bool ended = false;
  while (!server.done() && !ended) {
    // What was typed meanwhile is taken in first: only the last state of a pack is worth compiling.
    for (Read r = take_input(frames, !server.wants_pause()); r != Read::kNothing; r = take_input(frames, false)) {
      ended = r == Read::kEnd;
      if (ended) break;
    }
    while (auto message = frames.next()) {
      server.receive(*message);
      if (server.done()) break;
    }
    if (!server.done() && server.wants_pause()) server.pause();
    for (const auto& m : server.take())
      if (!write_all(lsp::framed(m))) return Exit::kIo;
  }
  return server.done() ? (server.exit_code() == 0 ? Exit::kDone : Exit::kFound) : Exit::kFound;
}

}  // namespace

Verb lsp_verb() {
  return {"lsp", "zs lsp [--stdlib DIR]", {"语言服务器：编辑器里的检查、补全、跳转（LSP，标准输入输出）", "language server for editors (LSP on standard input and output)"},
          {"zs lsp", "zs --lang en lsp"}, options, {}, run};
}

}  // namespace zs::cli

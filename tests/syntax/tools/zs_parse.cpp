// zs_parse [--en] FILE...: parses rule files and prints what is wrong with them. For developers; `zs check` does more.
#include "compiler/diagnostics/render.h"
#include "compiler/syntax/parse.h"

#include <chrono>
#include <cstdio>
#include <string_view>

int main(int argc, char** argv) {
  zs::syntax::Sources sources;
  zs::diag::Sink sink;
  zs::diag::RenderOptions options;
  const auto begin = std::chrono::steady_clock::now();
  size_t items = 0;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--en") {
      options.language = zs::diag::Language::kEnglish;
      continue;
    }
    const auto file = sources.load(argv[i]);
    if (!file) {
      std::fprintf(stderr, "%s\n", file.error().zh.c_str());
      return 5;
    }
    items += zs::syntax::parse(sources, *file, sink).items.size();
  }
  const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  std::fputs(zs::diag::render_human(sources, sink, options).c_str(), stdout);
  std::printf("%d files, %zu declarations, %zu errors, %.1f ms\n", sources.size(), items, sink.error_count(), took);
  return sink.has_errors() ? 2 : 0;
}

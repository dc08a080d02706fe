// Any bytes as a rule file: cutting, parsing and printing must end well, and what parses must survive its own printing.
#include "compiler/ast/print.h"
#include "compiler/diagnostics/render.h"
#include "compiler/syntax/parse.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

using namespace zs;

/// The text printed, empty where it does not parse.
std::string printed(const std::string& text, bool& parses) {
  syntax::Sources sources;
  diag::Sink sink;
  const int file = sources.add("fuzz.zs", text);
  const ast::File tree = syntax::parse(sources, file, sink);
  parses = !sink.has_errors();
  for (const auto& d : sink.all()) {
    const auto size = sources.text(file).size();
    if (d.src.file == file && (d.src.begin > d.src.end || d.src.end > size)) std::abort();  // a span outside the text
  }
  return parses ? ast::print(sources, tree, {}) : std::string();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  bool parses = false, again = false;
  const std::string once = printed(std::string(reinterpret_cast<const char*>(data), size), parses);
  if (!parses) return 0;
  const std::string twice = printed(once, again);
  if (!again) std::abort();         // the formatter wrote what the parser does not read
  if (twice != once) std::abort();  // the formatter is not idempotent
  return 0;
}

#pragma once
// What the language server leaves to the command line: running tests, judging examples.

namespace zs::lsp {
struct ServerOptions;
}

namespace zs::cli {

void add_runs(lsp::ServerOptions& options);

}  // namespace zs::cli

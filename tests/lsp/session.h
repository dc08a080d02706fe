#pragma once
// A server in this process, asked without a stream between.
#include "lsp/server.h"

#include <string>
#include <vector>

namespace zs::lsp {

class Session {
 public:
  explicit Session(ServerOptions options = {}) : server(std::move(options)) {}
  /// The answer to a request; nothing else that comes is kept but `told`.
  json ask(const std::string& method, json params) {
    const int id = ++last_;
    server.receive(json{{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", std::move(params)}}.dump(-1, ' ', false, json::error_handler_t::replace));
    json answer;
    for (const auto& text : server.take()) {
      json m = json::parse(text);
      if (m.contains("id") && m["id"] == id) answer = std::move(m);
      else told.push_back(std::move(m));
    }
    return answer;
  }
  void tell(const std::string& method, json params) { server.receive(json{{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}}.dump(-1, ' ', false, json::error_handler_t::replace)); }
  void start(json own = json::object()) {
    ask("initialize", {{"processId", nullptr}, {"rootUri", nullptr}, {"capabilities", json::object()}, {"initializationOptions", std::move(own)}});
    tell("initialized", json::object());
    server.take();
  }
  void open(const std::string& path, const std::string& text) {
    tell("textDocument/didOpen", {{"textDocument", {{"uri", uri_of(path)}, {"languageId", "zhunsheng"}, {"version", 1}, {"text", text}}}});
  }
  /// Compiles, and gives the diagnostics of the file as they were told last; null where nothing was told.
  json pause(const std::string& path) {
    server.pause();
    json last;
    for (const auto& text : server.take()) {
      json m = json::parse(text);
      if (m.value("method", "") == "textDocument/publishDiagnostics" && m["params"]["uri"] == uri_of(path)) last = m["params"]["diagnostics"];
    }
    return last;
  }

  Server server;
  std::vector<json> told;

 private:
  int last_ = 0;
};

}  // namespace zs::lsp

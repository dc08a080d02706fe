#include "lsp/server.h"

#include <exception>

namespace zs::lsp {
namespace {

// JSON-RPC's and the protocol's.
enum ErrorCode { kParse = -32700, kInvalidRequest = -32600, kNoMethod = -32601, kBadParams = -32602, kInternal = -32603, kNotInitialized = -32002 };

json capabilities(Encoding encoding) {
  json legend{{"tokenTypes", token_types()}, {"tokenModifiers", json::array({"declaration", "defaultLibrary"})}};
  return {{"positionEncoding", encoding == Encoding::kUtf8 ? "utf-8" : "utf-16"},
          {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}},
          {"hoverProvider", true},
          {"definitionProvider", true},
          {"referencesProvider", true},
          {"documentHighlightProvider", true},
          {"renameProvider", {{"prepareProvider", true}}},
          {"documentSymbolProvider", true},
          {"workspaceSymbolProvider", true},
          {"foldingRangeProvider", true},
          {"documentFormattingProvider", true},
          {"documentRangeFormattingProvider", true},
          {"completionProvider", {{"triggerCharacters", json::array({" ", "的", "「", "{", "：", ":", "=", "、"})}, {"resolveProvider", false}}},
          {"semanticTokensProvider", {{"legend", std::move(legend)}, {"full", true}}},
          {"inlayHintProvider", true},
          {"codeActionProvider", {{"codeActionKinds", json::array({"quickfix"})}}},
          {"codeLensProvider", {{"resolveProvider", false}}},
          {"executeCommandProvider", {{"commands", json::array({"zhunsheng.runTest", "zhunsheng.runTests"})}}}};
}

}  // namespace

const std::map<std::string, Server::Handler>& Server::requests() {
  static const std::map<std::string, Handler> table{
      {"initialize", &Server::initialize},
      {"shutdown", &Server::shutdown},
      {"textDocument/hover", &Server::on_hover},
      {"textDocument/definition", &Server::on_definition},
      {"textDocument/references", &Server::on_references},
      {"textDocument/documentHighlight", &Server::on_highlight},
      {"textDocument/prepareRename", &Server::on_prepare_rename},
      {"textDocument/rename", &Server::on_rename},
      {"textDocument/documentSymbol", &Server::on_symbols},
      {"workspace/symbol", &Server::on_workspace_symbols},
      {"textDocument/foldingRange", &Server::on_folding},
      {"textDocument/formatting", &Server::on_formatting},
      {"textDocument/rangeFormatting", &Server::on_range_formatting},
      {"textDocument/completion", &Server::on_completion},
      {"textDocument/semanticTokens/full", &Server::on_tokens},
      {"textDocument/inlayHint", &Server::on_hints},
      {"textDocument/codeAction", &Server::on_actions},
      {"textDocument/codeLens", &Server::on_lenses},
      {"workspace/executeCommand", &Server::on_command},
  };
  return table;
}

const std::map<std::string, Server::Handler>& Server::notices() {
  static const std::map<std::string, Handler> table{
      {"initialized", &Server::initialized},
      {"exit", &Server::on_exit},
      {"textDocument/didOpen", &Server::did_open},
      {"textDocument/didChange", &Server::did_change},
      {"textDocument/didClose", &Server::did_close},
      {"textDocument/didSave", &Server::did_save},
      {"workspace/didChangeWatchedFiles", &Server::files_changed},
      {"workspace/didChangeConfiguration", &Server::nothing},
      {"$/cancelRequest", &Server::nothing},
      {"$/setTrace", &Server::nothing},
  };
  return table;
}

Server::Server(ServerOptions options) : options_(std::move(options)) { workspace_.set_library(options_.library); }

void Server::send(json message) {
  message["jsonrpc"] = "2.0";
  out_.push_back(std::move(message));
}

void Server::answer(const json& id, json result) { send({{"id", id}, {"result", std::move(result)}}); }
void Server::refuse(const json& id, int code, const std::string& why) { send({{"id", id}, {"error", {{"code", code}, {"message", why}}}}); }
void Server::notify(const std::string& method, json params) { send({{"method", method}, {"params", std::move(params)}}); }

std::vector<std::string> Server::take() {
  std::vector<std::string> out;
  for (const json& m : out_) out.push_back(m.dump(-1, ' ', false, json::error_handler_t::replace));
  out_.clear();
  return out;
}

void Server::receive(const std::string& text) {
  const json message = json::parse(text, nullptr, false);
  if (message.is_discarded()) return refuse(nullptr, kParse, "not JSON");
  if (message.is_array()) {                        // a batch: JSON-RPC allows it, the protocol never sends one
    for (const json& one : message) handle(one);
    return;
  }
  handle(message);
}

void Server::handle(const json& message) {
  const bool asks = message.is_object() && message.contains("id");
  const json id = asks ? message["id"] : json();
  if (!message.is_object() || !message.contains("method") || !message["method"].is_string()) {
    if (message.is_object() && asks && (message.contains("result") || message.contains("error"))) return;   // an answer to us
    return refuse(id, kInvalidRequest, "a message is an object with a method");
  }
  const std::string method = message["method"];
  static const json none = json::object();
  const json& params = message.contains("params") ? message["params"] : none;
  if (asks) return request(id, method, params);
  const auto it = notices().find(method);
  if (it == notices().end() || (!initialized_ && method != "exit")) return;   // the protocol: notices are dropped silently
  try {
    (this->*it->second)(params);
  } catch (const std::exception& e) {
    notify("window/logMessage", {{"type", 1}, {"message", method + ": " + e.what()}});
  } catch (...) {     // ANTLR throws texts
    notify("window/logMessage", {{"type", 1}, {"message", method}});
  }
}

void Server::request(const json& id, const std::string& method, const json& params) {
  const auto it = requests().find(method);
  if (it == requests().end()) return refuse(id, kNoMethod, "no method " + method);
  if (!initialized_ && method != "initialize") return refuse(id, kNotInitialized, "initialize comes first");
  if (shut_) return refuse(id, kInvalidRequest, "the server was shut down");
  try {
    answer(id, (this->*it->second)(params));
  } catch (const Refusal& no) {
    refuse(id, kInvalidRequest, options_.language == Language::kChinese ? no.why.zh : no.why.en);
  } catch (const json::exception& e) {
    refuse(id, kBadParams, method + ": " + e.what());
  } catch (const std::exception& e) {
    refuse(id, kInternal, method + ": " + e.what());
  } catch (...) {     // ANTLR throws texts
    refuse(id, kInternal, method);
  }
}

json Server::initialize(const json& p) {
  if (initialized_) throw Refusal{{"已经初始化过", "initialized already"}};
  const auto own = p.contains("initializationOptions") && p["initializationOptions"].is_object() ? p["initializationOptions"] : json::object();
  std::string language = own.value("lang", "");
  if (language.empty() && !options_.language_fixed && p.contains("locale") && p["locale"].is_string()) language = p["locale"];
  if (!language.empty()) options_.language = language.starts_with("zh") ? Language::kChinese : Language::kEnglish;
  cases_ = own.value("cases", "");
  const json offered = p.value("/capabilities/general/positionEncodings"_json_pointer, json::array());
  for (const auto& e : offered)
    if (e == "utf-8") encoding_ = Encoding::kUtf8;
  initialized_ = true;
  return {{"capabilities", capabilities(encoding_)}, {"serverInfo", {{"name", "zs"}, {"version", options_.version}}}};
}

json Server::initialized(const json&) {
  const json watchers = json::array({{{"globPattern", "**/*.zs"}}, {{"globPattern", "**/sources/*.txt"}}});
  send({{"id", "watch"}, {"method", "client/registerCapability"},
        {"params", {{"registrations", json::array({{{"id", "files"}, {"method", "workspace/didChangeWatchedFiles"}, {"registerOptions", {{"watchers", watchers}}}}})}}}});
  return nullptr;
}

json Server::shutdown(const json&) {
  shut_ = true;
  return nullptr;
}

json Server::on_exit(const json&) {
  done_ = true;
  return nullptr;
}

json Server::nothing(const json&) { return nullptr; }

}  // namespace zs::lsp

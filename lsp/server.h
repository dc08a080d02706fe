#pragma once
// The language server: messages in, messages out. It reads files, and neither prints nor asks the clock; who drives it says
// when nothing more is waiting.
#include "lsp/features.h"

#include <functional>
#include <string>
#include <vector>

namespace zs::lsp {

/// What a test that was run says.
struct TestAnswer {
  bool passed = false;
  std::string text;             // expected beside got, in the language asked for
};

struct ServerOptions {
  Language language = Language::kChinese;
  bool language_fixed = false;  // said on the command line: the client's locale does not count
  std::string library;          // --stdlib DIR
  std::string library_copy;     // where the built-in library can be opened; empty: nowhere
  std::string version;
  /// Warnings beside the compiler's own, for texts as they were opened or saved: while one types they are left out. May be empty.
  std::function<std::vector<diag::Diagnostic>(const Compilation&)> lint;
  /// Runs the tests of this name; empty name: all. May be empty.
  std::function<TestAnswer(const Compilation&, const std::string& root, const std::string& name, Language)> run_test;
  /// Judges the cases of a pack; nothing where it has none. May be empty.
  std::function<std::optional<Examples>(const Compilation&, const std::string& root, const std::string& cases)> examples;
};

class Server {
 public:
  explicit Server(ServerOptions options);

  /// One message, without its header. Never throws; what is no message is answered as the protocol says.
  void receive(const std::string& message);
  /// Nothing more is waiting: packs that changed are compiled, and what is wrong with them is told.
  void pause();
  bool wants_pause() const { return changed_; }
  /// What is to be sent, oldest first.
  std::vector<std::string> take();

  /// After `exit`; the code is 0 only where `shutdown` came first.
  bool done() const { return done_; }
  int exit_code() const { return shut_ ? 0 : 1; }

 private:
  using Handler = json (Server::*)(const json& params);
  static const std::map<std::string, Handler>& requests();
  static const std::map<std::string, Handler>& notices();

  void send(json message);
  void answer(const json& id, json result);
  void refuse(const json& id, int code, const std::string& why);
  void notify(const std::string& method, json params);
  void handle(const json& message);
  void request(const json& id, const std::string& method, const json& params);

  // ---- life
  json initialize(const json& p);
  json initialized(const json& p);
  json shutdown(const json& p);
  json on_exit(const json& p);
  json nothing(const json& p);

  // ---- documents
  json did_open(const json& p);
  json did_change(const json& p);
  json did_close(const json& p);
  json did_save(const json& p);
  json files_changed(const json& p);
  void publish(Pack& pack);

  // ---- questions
  json on_hover(const json& p);
  json on_definition(const json& p);
  json on_references(const json& p);
  json on_highlight(const json& p);
  json on_prepare_rename(const json& p);
  json on_rename(const json& p);
  json on_symbols(const json& p);
  json on_workspace_symbols(const json& p);
  json on_folding(const json& p);
  json on_formatting(const json& p);
  json on_range_formatting(const json& p);
  json on_completion(const json& p);
  json on_tokens(const json& p);
  json on_hints(const json& p);
  json on_actions(const json& p);
  json on_lenses(const json& p);
  json on_command(const json& p);

  struct Asked {
    View view;
    Pack* pack = nullptr;
    int file = -1;
    uint32_t offset = 0;
  };
  /// nullopt for a document that is not open.
  std::optional<Asked> asked(const json& p);
  View view_of(Pack& pack);
  /// The same question to the last state in which the file could be read; nothing where that is this state.
  std::optional<Asked> earlier(const Asked& now) const;
  template <class F>
  json with_earlier(const json& p, F f);
  Span span_of(const Asked& a, const json& range) const;
  std::vector<diag::Diagnostic> all_of(Pack& pack);
  const Examples* examples_of(Pack& pack);

  ServerOptions options_;
  Workspace workspace_;
  Encoding encoding_ = Encoding::kUtf16;
  std::string cases_;                   // initializationOptions.cases
  std::vector<json> out_;
  std::map<std::string, std::pair<std::shared_ptr<const Snapshot>, std::optional<Examples>>> examples_;   // by root
  std::map<std::string, std::pair<std::shared_ptr<const Snapshot>, std::vector<diag::Diagnostic>>> found_;  // by root: all diagnostics
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> failed_;                         // by root: tests that were run and failed
  bool initialized_ = false, shut_ = false, done_ = false, changed_ = false;
  bool settled_ = false;  // nothing was typed since the last opening or saving
  bool library_told_ = false;
};

}  // namespace zs::lsp

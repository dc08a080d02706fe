#pragma once
// What is open in the editor, and the packs that it belongs to, compiled when they are asked for.
#include "compiler/compile.h"
#include "compiler/parse_cache.h"
#include "lsp/index.h"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace zs::lsp {

/// One state of a pack. Files are indices into compilation.sources.
struct Snapshot {
  Compilation compilation;
  Index index;
  std::map<std::string, int> files;     // by path, or 标准库/…
  int file(const std::string& path) const {
    const auto it = files.find(path);
    return it == files.end() ? -1 : it->second;
  }
};

struct Pack {
  std::string root;                     // the folder, or the file where it is a pack of its own
  bool library = false;                 // no 规则集 anywhere: only declarations are checked
  bool stale = true;                    // something changed since `now` was made
  std::shared_ptr<const Snapshot> now;
  std::map<std::string, std::shared_ptr<const Snapshot>> good;  // by file: the last state in which it could be read without error
  std::map<std::string, std::string> told;  // by path: the diagnostics that the client was given, as text
  ParseCache cache;
};

struct Document {
  std::string uri, path, text;
  int64_t version = 0;
};

class Workspace {
 public:
  void open(Document document);
  void change(const std::string& uri, std::string text, int64_t version);
  void close(const std::string& uri);
  /// Files were written, made or removed outside of the editor.
  void disk_changed();
  /// Read 标准库/ from this folder; empty: what is built in.
  void set_library(std::string folder) { library_ = std::move(folder); }

  const Document* document(const std::string& uri) const;
  Document* document(const std::string& uri);
  const std::map<std::string, Document>& documents() const { return documents_; }

  /// The pack of a file; made where it is not known yet. Never null.
  Pack& pack_of(const std::string& path);
  std::map<std::string, std::unique_ptr<Pack>>& packs() { return packs_; }
  /// Compiled if it is stale.
  const std::shared_ptr<const Snapshot>& fresh(Pack& pack);

 private:
  void touched(const std::string& path);
  std::string root_of(const std::string& path) const;

  std::string library_;
  std::map<std::string, Document> documents_;             // by URI
  std::map<std::string, std::unique_ptr<Pack>> packs_;    // by root
  std::map<std::string, std::string> roots_;              // by path
};

}  // namespace zs::lsp

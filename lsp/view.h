#pragma once
// What a question of the editor is answered from: one state of one pack, the client's language and way of counting.
#include "compiler/diagnostics/diagnostics.h"
#include "lsp/text.h"
#include "lsp/workspace.h"

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>

namespace zs::lsp {

using nlohmann::json;

enum class Language : uint8_t { kChinese, kEnglish };

struct Words {
  std::string zh, en;
};

/// What an edit moved: the text before and after it share a beginning and an end.
class Drift {
 public:
  Drift(std::string_view before, std::string_view after);
  uint32_t forth(uint32_t before) const;   // where a byte of the text before stands now; the place of the edit where it is gone
  uint32_t back(uint32_t after) const;

 private:
  size_t head_ = 0, tail_ = 0, before_ = 0, after_ = 0;
};

struct View {
  std::shared_ptr<const Snapshot> at;
  Language language = Language::kChinese;
  Encoding encoding = Encoding::kUtf16;
  std::string library_copy;                    // a folder whose files have the text of the built-in library; may be empty

  const std::string& pick(const std::string& zh, const std::string& en) const { return language == Language::kChinese ? zh : en; }
  const Index& index() const { return at->index; }
  const syntax::Sources& sources() const { return at->compilation.sources; }
  std::string_view text(int file) const { return sources().text(file); }
  /// The lines of a file, kept for the life of the view.
  const Lines& lines(int file) const;

  json range(Span src) const;
  json location(Span src) const;
  /// Empty where the client can open no such file.
  std::string uri(int file) const;
  bool is_library(int file) const;
  /// A view of an earlier state, whose places are told as they are now.
  View before(std::shared_ptr<const Snapshot> earlier) const;

 private:
  std::shared_ptr<const Snapshot> now_;        // of an earlier state: what the client sees
  mutable std::map<int, Lines> lines_, now_lines_;
};

/// The names that begin a path of the built-in library.
inline constexpr std::string_view kLibrary = "标准库/";

inline Place place_of(const json& p) { return {p.at("line").get<int64_t>(), p.at("character").get<int64_t>()}; }
inline json place_json(Place p) { return {{"line", p.line}, {"character", p.character}}; }

}  // namespace zs::lsp

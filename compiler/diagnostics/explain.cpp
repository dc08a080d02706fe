#include "compiler/diagnostics/explain.h"

namespace zs::diag {
namespace {

/// "== E0101" begins an explanation, "zh: ", "en: " are its words, "-- 错 kind", "-- 对 kind" begin examples, "-- 无例 why" says why
/// there is none.
class Reader {
 public:
  void line(std::string_view s) {
    if (s.starts_with("== ")) {
      all_.push_back({.id = std::string(s.substr(3))});
      example_ = nullptr;
    } else if (all_.empty()) {
      return;
    } else if (after(s, "zh: ", all_.back().zh) || after(s, "en: ", all_.back().en) || after(s, "-- 无例 ", all_.back().no_example)) {
      return;
    } else if (std::string kind; after(s, "-- 错 ", kind)) {
      example_ = &all_.back().wrong.emplace(Example{kind, ""});
    } else if (after(s, "-- 对 ", kind)) {
      example_ = &all_.back().right.emplace(Example{kind, ""});
    } else if (example_ != nullptr) {
      example_->text.append(s).append("\n");
    }
  }
  std::vector<Explanation> take() { return std::move(all_); }

 private:
  static bool after(std::string_view s, std::string_view head, std::string& out) {
    if (!s.starts_with(head)) return false;
    out = std::string(s.substr(head.size()));
    return true;
  }
  std::vector<Explanation> all_;
  Example* example_ = nullptr;
};

std::vector<Explanation> read_all() {
  Reader reader;
  for (const auto& [name, text] : explanation_files())
    for (size_t at = 0; at < text.size();) {
      const size_t end = std::min(text.find('\n', at), text.size());
      reader.line(std::string_view(text).substr(at, end - at));
      at = end + 1;
    }
  return reader.take();
}

}  // namespace

const std::vector<Explanation>& explanations() {
  static const std::vector<Explanation> kAll = read_all();
  return kAll;
}

const Explanation* find_explanation(std::string_view id) {
  for (const Explanation& e : explanations())
    if (e.id == id) return &e;
  return nullptr;
}

}  // namespace zs::diag

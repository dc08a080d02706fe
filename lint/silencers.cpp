#include "lint/silencers.h"

#include "compiler/syntax/remarks.h"

namespace zs::lint {
namespace {

/// Reads words off the front of a comment.
class Words {
 public:
  explicit Words(std::string_view text) : rest_(text) {}

  void blanks() {
    while (eat(" ") || eat("\t") || eat("　")) {}
  }
  bool eat(std::string_view word) {
    if (!rest_.starts_with(word)) return false;
    rest_.remove_prefix(word.size());
    return true;
  }
  bool eat_any(std::initializer_list<std::string_view> words) {
    for (const auto w : words)
      if (eat(w)) return true;
    return false;
  }
  /// L and digits; empty where there is none.
  std::string code() {
    size_t n = 1;
    if (rest_.empty() || rest_[0] != 'L') return {};
    while (n < rest_.size() && rest_[n] >= '0' && rest_[n] <= '9') ++n;
    if (n == 1) return {};
    std::string out(rest_.substr(0, n));
    rest_.remove_prefix(n);
    return out;
  }
  /// Up to one of the ends, which is taken too; all that is left where none stands.
  std::string until(std::initializer_list<std::string_view> ends) {
    size_t best = rest_.size(), length = 0;
    for (const auto e : ends)
      if (const size_t at = rest_.find(e); at < best) best = at, length = e.size();
    std::string out(rest_.substr(0, best));
    rest_.remove_prefix(best + length);
    return out;
  }
  /// Up to the bracket that closes the one just taken; brackets within, as in 第七条（一）, are kept.
  std::string bracketed() {
    std::string out;
    for (int depth = 1; !rest_.empty();) {
      const std::string_view before = rest_;
      if (eat_any({"（", "("})) ++depth;
      else if (eat_any({"）", ")"})) --depth;
      else rest_.remove_prefix(1);
      if (depth == 0) return out;
      out += before.substr(0, before.size() - rest_.size());
    }
    return out;
  }
  bool empty() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

std::vector<std::string> listed(const std::string& text) {
  std::vector<std::string> out;
  Words w(text);
  while (!w.empty()) {
    w.blanks();
    std::string one = w.until({"、", "，", ","});
    while (!one.empty() && one.back() == ' ') one.pop_back();
    if (!one.empty()) out.push_back(std::move(one));
  }
  return out;
}

std::optional<Silencer> read(std::string_view text) {
  Words w(text);
  Silencer s;
  w.blanks();
  if (!w.eat_any({"容许", "allow"})) return std::nullopt;
  w.blanks();
  for (std::string code = w.code(); !code.empty(); code = w.code()) {
    s.codes.push_back(std::move(code));
    w.blanks();
    if (w.eat_any({"、", ",", "，"})) w.blanks();
  }
  if (s.codes.empty()) return std::nullopt;  // a sentence that happens to begin so
  if (w.eat_any({"（", "("})) s.subjects = listed(w.bracketed());
  w.blanks();
  if (!w.eat_any({"因为", "because"})) return s;
  w.blanks();
  w.eat_any({"：", ":"});
  w.blanks();
  s.reason = !w.empty();
  return s;
}

}  // namespace

std::vector<Silencer> silencers(const syntax::Sources& sources, int file) {
  std::vector<Silencer> out;
  for (const syntax::Remark& r : syntax::remarks(sources, file))
    if (auto s = read(sources.text(r.src))) {
      s->src = r.src, s->line = r.line;
      out.push_back(std::move(*s));
    }
  return out;
}

}  // namespace zs::lint

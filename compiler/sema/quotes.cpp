#include "compiler/sema/quotes.h"

#include "compiler/syntax/utf8.h"

#include <algorithm>
#include <filesystem>

namespace zs::sema {
namespace {

bool is_space(char32_t ch) {
  return ch == ' ' || (ch >= 9 && ch <= 13) || ch == 0xA0 || ch == 0x3000 || (ch >= 0x2000 && ch <= 0x200B) || ch == 0xFEFF;
}

bool is_dash(char32_t ch) { return ch == U'—' || ch == U'–' || ch == U'―' || ch == U'─' || ch == 0xFF0D || ch == '-'; }

char32_t fold_char(char32_t ch) {
  if (is_dash(ch)) return '-';
  if (ch >= 0xFF01 && ch <= 0xFF5E) return ch - 0xFEE0;
  switch (ch) {
    case U'“': case U'”': case U'„': case U'‟': case U'「': case U'」': case U'『': case U'』': return '"';
    case U'‘': case U'’': return '\'';
    case U'～': case U'〜': case U'∼': return '~';
    case U'•': case U'・': case U'∙': return U'·';
    case U'﹤': return '<';
    case U'﹥': return '>';
    default: return ch;
  }
}

struct Chars {
  std::u32string text;
  std::vector<uint32_t> at;
};

Chars decode(std::string_view text) {
  Chars out;
  for (size_t i = 0; i < text.size();) {
    const auto d = syntax::decode_utf8(text, i);
    out.text += d.c, out.at.push_back(static_cast<uint32_t>(i));
    i += d.size;
  }
  out.at.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

size_t skip_spaces(const std::u32string& s, size_t i, bool lines) {
  while (i < s.size() && is_space(s[i]) && (lines || s[i] != '\n')) ++i;
  return i;
}

/// A page number between dashes (— 2 —) at i: the place behind it; i where there is none.
size_t behind_page_number(const std::u32string& s, size_t i) {
  if (!is_dash(s[i]) || s[i] == '-') return i;
  size_t j = skip_spaces(s, i + 1, false);
  const size_t digits = j;
  while (j < s.size() && s[j] >= '0' && s[j] <= '9') ++j;
  if (j == digits) return i;
  j = skip_spaces(s, j, false);
  return j < s.size() && is_dash(s[j]) && s[j] != '-' ? j + 1 : i;
}

/// Marks of headings and lists at the start of a line.
size_t behind_marks(const std::u32string& s, size_t i) {
  size_t j = skip_spaces(s, i, false);
  if (j < s.size() && s[j] == '#') {
    while (j < s.size() && s[j] == '#') ++j;
    return j;
  }
  if (j + 1 < s.size() && (s[j] == '-' || s[j] == '*' || s[j] == '>') && is_space(s[j + 1])) return j + 1;
  return i;
}

bool is_ellipsis(char32_t ch) { return ch == U'…' || ch == U'⋯'; }

std::vector<std::u32string> parts_of(std::string_view quote) {
  std::vector<std::u32string> parts(1);
  for (char32_t ch : fold_text(quote).chars) {
    if (!is_ellipsis(ch)) parts.back() += ch;
    else if (!parts.back().empty()) parts.emplace_back();
  }
  if (parts.back().empty()) parts.pop_back();
  return parts;
}

std::string passage_text(std::string_view text, const Folded& folded, const Passage& p) {
  std::string out;
  const std::string_view raw = text.substr(folded.at[p.from], folded.at[p.to] - folded.at[p.from]);
  for (size_t i = 0; i < raw.size();) {
    const auto d = syntax::decode_utf8(raw, i);
    if (!is_space(d.c)) syntax::append_utf8(out, d.c);
    i += d.size;
  }
  return out;
}

struct Source {
  int file = kNone;
  std::string name;
  Folded text;
};

class QuoteChecker {
 public:
  QuoteChecker(Context& c, const std::vector<const ast::RuleSetDecl*>& heads, Compilation& out) : c_(c), heads_(heads), out_(out) {}

  void run() {
    for (const ast::RuleSetDecl* head : heads_)
      if (!load(*head)) return;
    if (sources_.empty()) return;
    for (auto& i : c_.program.indicators) {
      for (auto& q : i.quotes) check(q);
      for (auto& s : i.situations)
        for (auto& q : s.quotes) check(q);
    }
    for (auto& a : c_.program.aggregates)
      for (auto& q : a.quotes) check(q);
    for (auto& u : c_.program.unwritten)
      for (auto& q : u.quotes) check(q);
    const auto place = [](const CoveredPart& p) { return std::tuple(p.src.file, p.src.begin, p.src.end, p.quote.file, p.quote.begin); };
    auto& all = out_.covered;
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
    all.erase(std::unique(all.begin(), all.end(), [&](const auto& a, const auto& b) { return place(a) == place(b); }), all.end());
  }

 private:
  bool load(const ast::RuleSetDecl& head) {
    bool ok = true;
    const std::string here = c_.sources.name(head.src.file);
    const size_t first = sources_.size();
    for (const ast::Text& t : head.sources) {
      const int file = file_of((std::filesystem::path(here).parent_path() / t.text).lexically_normal().string(), t);
      if (file == kNone) ok = false;
      else sources_.push_back({file, std::filesystem::path(t.text).filename().string(), fold_text(c_.sources.text(file))});
    }
    if (ok) mend_all(head, first);
    return ok;
  }

  /// The text, read once however many versions name it.
  int file_of(const std::string& path, const ast::Text& named) {
    for (const int file : out_.regulation_files)
      if (c_.sources.name(file) == path) return file;
    const auto file = c_.sources.load(path);
    if (!file) {
      c_.report(Code::kMissingSource, named.src, {named.text, file.error().zh, file.error().en});
      return kNone;
    }
    out_.regulation_files.push_back(*file);
    return *file;
  }

  /// A rule set mends its own texts, those from `first` on.
  void mend_all(const ast::RuleSetDecl& head, size_t first) {
    for (const auto& e : head.errata) {
      size_t places = 0;
      const std::u32string wrong = fold_text(e.wrong.text).chars, right = fold_text(e.right.text).chars;
      if (!wrong.empty())
        for (size_t i = first; i < sources_.size(); ++i) places += mend(sources_[i].text, wrong, right);
      if (places == 0 && !sources_.empty()) c_.report(Code::kIdleErratum, e.src, {e.wrong.text});
    }
  }

  void check(typed::Quote& q) {
    if (parts_of(q.text).empty()) return;
    for (const Source& s : sources_) {
      const auto found = find_quote(s.text, q.text);
      if (found.empty()) continue;
      q.source = s.name;
      for (const auto& [from, to] : found)
        out_.covered.push_back({Span{s.file, s.text.at[from], s.text.at[to]}, q.src});
      return;
    }
    misquoted(q);
  }

  /// The first part that stands nowhere, or, where each stands somewhere, the order.
  void misquoted(const typed::Quote& q) {
    for (const auto& part : parts_of(q.text)) {
      const bool somewhere = std::any_of(sources_.begin(), sources_.end(),
                                         [&](const Source& s) { return s.text.chars.find(part) != std::u32string::npos; });
      if (somewhere) continue;
      const Source* best = nullptr;
      Passage passage;
      for (const Source& s : sources_) {
        const Passage p = nearest_passage(s.text, part);
        if (!best || p.edits < passage.edits) best = &s, passage = p;
      }
      std::string wrong;
      for (char32_t ch : part) syntax::append_utf8(wrong, ch);
      auto& d = c_.report(Code::kMisquote, q.src, {wrong});
      if (best && passage.edits * 2 <= part.size()) {
        const std::string text = passage_text(c_.sources.text(best->file), best->text, passage);
        d.also({best->file, best->text.at[passage.from], best->text.at[passage.to]}, "最接近的原文是“" + text + "”",
               "the nearest passage is “" + text + "”");
      }
      return;
    }
    c_.report(Code::kQuoteOrder, q.src);
  }

  Context& c_;
  const std::vector<const ast::RuleSetDecl*>& heads_;
  Compilation& out_;
  std::vector<Source> sources_;
};

}  // namespace

Folded fold_text(std::string_view text) {
  const Chars in = decode(text);
  Folded out;
  bool line_start = true;
  for (size_t i = 0; i < in.text.size();) {
    if (line_start) {
      line_start = false;
      if (const size_t j = behind_marks(in.text, i); j > i) {
        i = j;
        continue;
      }
    }
    if (const size_t j = behind_page_number(in.text, i); j > i) {
      i = j;
      continue;
    }
    const char32_t ch = in.text[i];
    if (ch == '\n') line_start = true;
    if (!is_space(ch)) out.chars += fold_char(ch), out.at.push_back(in.at[i]);
    ++i;
  }
  out.at.push_back(static_cast<uint32_t>(text.size()));
  return out;
}

size_t mend(Folded& text, const std::u32string& wrong, const std::u32string& right) {
  size_t places = 0;
  for (size_t i = text.chars.find(wrong); i != std::u32string::npos; i = text.chars.find(wrong, i + right.size()), ++places) {
    const uint32_t at = text.at[i];
    text.chars.replace(i, wrong.size(), right);
    const auto where = text.at.begin() + static_cast<std::ptrdiff_t>(i);
    text.at.erase(where, where + static_cast<std::ptrdiff_t>(wrong.size()));
    text.at.insert(text.at.begin() + static_cast<std::ptrdiff_t>(i), right.size(), at);
  }
  return places;
}

std::vector<std::pair<size_t, size_t>> find_quote(const Folded& text, std::string_view quote) {
  std::vector<std::pair<size_t, size_t>> out;
  size_t from = 0;
  for (const auto& part : parts_of(quote)) {
    const size_t at = text.chars.find(part, from);
    if (at == std::u32string::npos) return {};
    from = at + part.size();
    out.emplace_back(at, from);
  }
  return out;
}

Passage nearest_passage(const Folded& text, const std::u32string& part) {
  // Edit distance of `part` to every ending in the text, the start free (Sellers); start[i] follows along.
  const size_t m = part.size();
  std::vector<size_t> cost(m + 1), start(m + 1, 0);
  for (size_t i = 0; i <= m; ++i) cost[i] = i;
  Passage best{0, 0, m + 1};
  for (size_t j = 1; j <= text.chars.size(); ++j) {
    size_t diagonal = cost[0], diagonal_start = start[0];
    start[0] = j;
    for (size_t i = 1; i <= m; ++i) {
      const size_t replace = diagonal + (part[i - 1] != text.chars[j - 1]), drop = cost[i - 1] + 1, insert = cost[i] + 1;
      diagonal = cost[i];
      const size_t old_start = start[i];
      if (replace <= drop && replace <= insert) cost[i] = replace, start[i] = i == 1 ? j - 1 : diagonal_start;
      else if (drop < insert) cost[i] = drop, start[i] = start[i - 1];
      else cost[i] = insert;
      diagonal_start = old_start;
    }
    if (cost[m] < best.edits) best = {start[m], j, cost[m]};
  }
  return best;
}

void check_quotes(Context& c, const std::vector<const ast::RuleSetDecl*>& heads, Compilation& out) { QuoteChecker(c, heads, out).run(); }

}  // namespace zs::sema

#include "publish/passages.h"

#include "compiler/sema/quotes.h"

#include <algorithm>
#include <filesystem>

namespace zs::publish {
namespace {

struct Mark {
  uint32_t begin = 0, end = 0;
  std::string code;
  std::string place;       // where a quote begins; empty for its other parts
};

/// The indicator that states each quote.
class Owners {
 public:
  explicit Owners(const typed::Program& p) {
    for (const auto& i : p.indicators) {
      add(i.quotes, i.code);
      for (const auto& s : i.situations) add(s.quotes, i.code);
    }
    for (const auto& a : p.aggregates) add(a.quotes, a.code);
  }
  std::set<std::string> of(Span quote) const {
    std::set<std::string> out;
    for (const auto& [src, code] : all_)
      if (src.file == quote.file && src.begin < quote.end && quote.begin < src.end) out.insert(code);
    return out;
  }
  /// Which of the quotes of a code it is, from 1, in the order of the files.
  size_t ordinal(const std::string& code, Span quote) const {
    std::set<std::pair<int32_t, uint32_t>> before;
    for (const auto& [src, whose] : all_)
      if (whose == code && std::pair(src.file, src.begin) <= std::pair(quote.file, quote.begin)) before.insert({src.file, src.begin});
    return before.size();
  }

 private:
  void add(const std::vector<typed::Quote>& quotes, const std::string& code) {
    for (const auto& q : quotes) all_.emplace_back(q.src, code);
  }
  std::vector<std::pair<Span, std::string>> all_;
};

bool begins(std::string_view text, size_t at, std::string_view what) { return text.substr(at, what.size()) == what; }

size_t length_at(std::string_view text, size_t at) {
  const auto u = static_cast<unsigned char>(text[at]);
  return std::min<size_t>(u < 0x80 ? 1 : u < 0xe0 ? 2 : u < 0xf0 ? 3 : 4, text.size() - at);
}

/// 第一条, 第二章: the blank behind it is meant.
bool names_an_article(std::string_view text) {
  if (!text.starts_with("第") || text.size() > 24) return false;
  return text.ends_with("条") || text.ends_with("章") || text.ends_with("节");
}

/// Without the blanks that a scan leaves between Chinese characters; — 2 — of a page's foot is dropped.
std::string clean(std::string_view text) {
  std::string out;
  const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != ' '; };
  for (size_t i = 0; i < text.size();) {
    if (begins(text, i, "— ") || begins(text, i, "—")) {
      const size_t end = text.find("—", i + 3);
      if (end != std::string_view::npos && end - i < 10 && text.substr(i + 3, end - i - 3).find_first_not_of(" 0123456789") == std::string_view::npos && end > i + 3) {
        i = end + 3;
        continue;
      }
    }
    if (begins(text, i, "\u3000")) {
      if (names_an_article(out)) out += "\u3000";
      i += 3;
      continue;
    }
    if (text[i] == ' ' || text[i] == '\t') {
      const size_t next = text.find_first_not_of(" \t", i);
      if (!out.empty() && ascii(out.back()) && next != std::string_view::npos && ascii(text[next])) out += ' ';
      else if (names_an_article(out)) out += "\u3000";
      i = next == std::string_view::npos ? text.size() : next;
      continue;
    }
    const size_t n = length_at(text, i);
    out += text.substr(i, n);
    i += n;
  }
  return out;
}

size_t letters(const std::vector<Piece>& pieces) {
  size_t n = 0;
  for (const auto& p : pieces)
    for (size_t i = 0; i < p.text.size(); i += length_at(p.text, i)) ++n;
  return n;
}

class Reading {
 public:
  Reading(std::string_view text, std::vector<Mark> marks, std::vector<std::pair<Mark, size_t>> rows) : text_(text), marks_(std::move(marks)), rows_(std::move(rows)) {}

  Regulation run() {
    Regulation out;
    for (size_t at = 0; at < text_.size();) {
      const size_t end = std::min(text_.find('\n', at), text_.size());
      line(at, end, out);
      at = end + 1;
    }
    for (const auto& p : out.paragraphs)
      for (const auto& s : p.sentences) {
        if (!s.counts) continue;
        ++out.counted;
        if (s.quoted()) ++out.quoted;
        else if (!s.rows.empty()) ++out.reasoned;
      }
    return out;
  }

 private:
  void line(size_t begin, size_t end, Regulation& out) {
    Paragraph p;
    size_t at = begin;
    while (at < end && (text_[at] == ' ' || text_[at] == '\t' || text_[at] == '#' || text_[at] == '\r' || (text_[at] == '-' && at + 1 < end && text_[at + 1] == ' '))) {
      p.heading |= text_[at] == '#';
      ++at;
    }
    if (begins(text_, at, "[bookmark:")) at = std::min(text_.find(']', at) + 1, end);
    for (size_t from = at; from < end;) {
      const size_t to = sentence_end(from, end);
      sentence(from, to, p);
      from = to;
    }
    if (!p.sentences.empty()) out.paragraphs.push_back(std::move(p));
  }

  size_t sentence_end(size_t from, size_t end) const {
    for (size_t i = from; i < end; i += length_at(text_, i)) {
      for (const std::string_view stop : {"。", "；", ";"}) {
        if (!begins(text_, i, stop)) continue;
        size_t to = i + stop.size();
        for (const std::string_view close : {"”", "」", "）"})
          if (begins(text_, to, close)) to += close.size();
        return to;
      }
    }
    return end;
  }

  void sentence(size_t begin, size_t end, Paragraph& into) const {
    std::vector<uint32_t> cuts = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
    for (const Mark& m : marks_)
      for (const uint32_t cut : {m.begin, m.end})
        if (cut > begin && cut < end) cuts.push_back(cut);
    std::sort(cuts.begin(), cuts.end());
    Sentence s;
    for (size_t i = 0; i + 1 < cuts.size(); ++i) {
      Piece piece{clean(text_.substr(cuts[i], cuts[i + 1] - cuts[i])), {}, {}};
      if (piece.text.empty()) continue;
      for (const Mark& m : marks_) {
        if (m.begin < cuts[i + 1] && cuts[i] < m.end) piece.quoted_by.insert(m.code);
        if (!m.place.empty() && m.begin >= cuts[i] && m.begin < cuts[i + 1]) piece.places.push_back(m.place);
      }
      if (!s.pieces.empty() && s.pieces.back().quoted_by == piece.quoted_by && piece.places.empty()) s.pieces.back().text += piece.text;
      else s.pieces.push_back(std::move(piece));
    }
    if (s.pieces.empty()) return;
    for (const auto& [m, row] : rows_)
      if (m.begin < end && begin < m.end && std::find(s.rows.begin(), s.rows.end(), row) == s.rows.end()) s.rows.push_back(row);
    s.counts = !into.heading && letters(s.pieces) >= 10;
    into.sentences.push_back(std::move(s));
  }

  std::string_view text_;
  std::vector<Mark> marks_;
  std::vector<std::pair<Mark, size_t>> rows_;
};

/// Where the words of each row of coverage.tsv stand, of those that stand here.
std::vector<std::pair<Mark, size_t>> rows_in(std::string_view text, const std::vector<CoverageRow>& coverage) {
  std::vector<std::pair<Mark, size_t>> out;
  const sema::Folded folded = sema::fold_text(text);
  for (size_t n = 0; n < coverage.size(); ++n)
    if (!coverage[n].text.empty())
      for (const auto& [from, to] : sema::find_quote(folded, coverage[n].text)) out.push_back({{folded.at[from], folded.at[to], "", ""}, n});
  return out;
}

}  // namespace

bool Sentence::quoted() const {
  return std::any_of(pieces.begin(), pieces.end(), [](const Piece& p) { return !p.quoted_by.empty(); });
}

std::string quote_place(const typed::Program& program, const std::string& code, Span quote) {
  return "q-" + code + "-" + std::to_string(Owners(program).ordinal(code, quote));
}

std::vector<Regulation> regulations(const Compilation& pack, const std::vector<CoverageRow>& coverage) {
  const Owners owners(*pack.program);
  std::vector<Regulation> out;
  std::set<std::string> placed;
  for (const int file : pack.regulation_files) {
    std::vector<Mark> marks;
    for (const auto& part : pack.covered)
      if (part.src.file == file)
        for (const auto& code : owners.of(part.quote)) {
          const std::string place = "q-" + code + "-" + std::to_string(owners.ordinal(code, part.quote));
          marks.push_back({part.src.begin, part.src.end, code, placed.insert(place).second ? place : ""});
        }
    const std::string_view text = pack.sources.text(file);
    out.push_back(Reading(text, std::move(marks), rows_in(text, coverage)).run());
    out.back().name = std::filesystem::path(pack.sources.name(file)).stem().string();
  }
  return out;
}

}  // namespace zs::publish

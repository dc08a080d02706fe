#include "compiler/syntax/slips.h"

#include "compiler/syntax/expected.h"
#include "compiler/syntax/fold.h"
#include "compiler/syntax/keywords.h"
#include "compiler/syntax/near.h"
#include "compiler/syntax/scanner.h"
#include "compiler/syntax/split.h"
#include "compiler/syntax/written.h"

#include <algorithm>

namespace zs::syntax {
namespace {
using diag::Code;

bool is_value(int type) {
  return type == Grammar::WORD || type == Grammar::QNAME || type == Grammar::NUM || type == Grammar::PCT || type == Grammar::DUR || type == Grammar::STR;
}
bool is_member(int type) {
  return type == Grammar::K_IN || type == Grammar::K_NOT_IN || type == Grammar::K_BELONGS_TO || type == Grammar::K_NOT_BELONGS_TO || type == Grammar::K_HAS_ANY_OF;
}
bool is_compare(int type) {
  switch (type) {
    case Grammar::EQ: case Grammar::NE: case Grammar::LT: case Grammar::LE: case Grammar::GT: case Grammar::GE: case Grammar::K_OVER: case Grammar::K_NOT_OVER:
    case Grammar::K_GREATER_THAN: case Grammar::K_LESS_THAN: case Grammar::K_REACHES: case Grammar::K_FEWER_THAN: case Grammar::K_NO_FEWER_THAN:
      return true;
    default: return false;
  }
}

class Guess {
 public:
  Guess(const Sources& sources, int file, const Scan& scan, const Complaint& complaint) : sources_(sources), file_(file), scan_(scan), complaint_(complaint), at_(complaint.at) {}

  std::vector<Proposal> run() {
    bracketed();
    listed();
    signs();
    for (const size_t k : {at_, at_ - 1}) denied(k);
    for (const size_t k : {at_, at_ - 1, at_ + 1}) beyond(k);
    for (const size_t k : {at_, at_ - 1}) glued(k, true);
    for (const size_t k : {at_, at_ - 1}) said(k);
    for (const size_t k : {at_, at_ - 1, at_ + 1}) spelled(k);
    for (const size_t k : {at_, at_ - 1, at_ + 1, at_ - 2, before_bracket()}) glued(k, false);
    missing();
    for (const size_t k : {at_, at_ - 1})
      if (type(k) == Grammar::COMMA && is_value(type(k + 1))) sign_for(span(k), " 且 ");
    return std::move(out_);
  }

 private:
  /// The end of the file is nobody's slip; nor is what would stand in front of its first lexeme, k being 0 - 1 then.
  bool has(size_t k) const { return !scan_.lexemes.empty() && k < scan_.lexemes.size() - 1; }
  const Lexeme& lexeme(size_t k) const { return scan_.lexemes[k]; }
  int type(size_t k) const { return has(k) ? lexeme(k).type : 0; }
  Span span(size_t k) const { return {file_, lexeme(k).begin, lexeme(k).end}; }
  Span from_to(size_t a, size_t b) const { return {file_, lexeme(a).begin, lexeme(b).end}; }
  std::string written(size_t k) const { return std::string(sources_.text(span(k))); }
  std::string word(size_t k) const { return normalise(sources_.text(span(k))); }
  /// A word or a keyword, as it is written, not yet mended.
  bool is_word(size_t k) const { return has(k) && lexeme(k).text < 0 && (type(k) == Grammar::WORD || keyword_of(type(k)) != nullptr); }
  bool touching(size_t k) const { return k > 0 && has(k) && lexeme(k - 1).end == lexeme(k).begin; }

  void word_for(Span at, const std::string& meant) { out_.push_back({Code::kKeywordTypo, at, meant, {std::string(sources_.text(at)), meant}}); }
  void sign_for(Span at, const std::string& meant) {
    const std::string was(sources_.text(at));
    const std::string shown = meant.find_first_not_of(' ') == std::string::npos ? "" : meant;
    if (shown.empty()) out_.push_back({Code::kWrongSign, at, meant.empty() && parts_words(at) ? " " : meant, {was, "删去它", "remove it"}});
    else out_.push_back({Code::kWrongSign, at, meant, {was, "写成「" + shown + "」", "write " + shown}});
  }
  /// Without it the words on both sides would touch.
  bool parts_words(Span at) const {
    const std::string_view text = sources_.text(file_);
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    return at.begin > 0 && at.end < text.size() && !blank(text[at.begin - 1]) && !blank(text[at.end]);
  }
  void insert(size_t before, const std::string& what) {
    const uint32_t p = before > 0 && !lexeme(before).first_on_line && what.size() <= 3 && what[0] < 0 ? lexeme(before - 1).end : lexeme(before).begin;
    std::string shown = what;
    std::erase(shown, ' ');
    out_.push_back({Code::kMissingWord, {file_, p, p}, what, {shown}});
  }

  /// （ ） or [ ] where { } belongs, and the other way round.
  void bracketed() {
    for (size_t k = at_ + 1; k-- > 0 && k + 40 > at_;) {
      const Lexeme& l = lexeme(k);
      const bool open = l.type == Grammar::LPAREN || l.type == Grammar::LBRACK;
      if (!open || l.match < static_cast<int32_t>(at_) || l.match < 0) continue;
      const size_t close = static_cast<size_t>(l.match);
      const std::string inner(sources_.text(Span{file_, l.end, lexeme(close).begin}));
      if (k > 0 && is_member(type(k - 1))) sign_for(from_to(k, close), "{" + inner + "}");
      if (l.type == Grammar::LBRACK) sign_for(from_to(k, close), "（" + inner + "）"), sign_for(from_to(k, close), "「" + inner + "」"), sign_for(from_to(k, close), "{" + inner + "}");
      return;
    }
  }

  /// 属于 窗口、电脑端
  void listed() {
    if (at_ < 2 || !is_member(type(at_ - 2)) || !is_value(type(at_ - 1))) return;
    size_t last = at_ - 1;
    while ((type(last + 1) == Grammar::ENUMERATION || type(last + 1) == Grammar::COMMA) && is_value(type(last + 2)) && !lexeme(last + 2).first_on_line) last += 2;
    if (last > at_ - 1) sign_for(from_to(at_ - 1, last), "{" + std::string(sources_.text(from_to(at_ - 1, last))) + "}");
  }

  void signs() {
    const int here = type(at_);
    if (here == Grammar::NUM && type(at_ - 1) == Grammar::COMMA && touching(at_) && touching(at_ - 1)) grouped();
    if (here == Grammar::NUM && type(at_ - 1) == Grammar::DOT && touching(at_)) out_.push_back({Code::kNumberForm, from_to(at_ - 1, at_), "0." + word(at_), {"." + word(at_), "0." + word(at_)}});
    if (here == Grammar::DOT && type(at_ + 1) == Grammar::NUM && touching(at_ + 1)) out_.push_back({Code::kNumberForm, from_to(at_, at_ + 1), "0." + word(at_ + 1), {"." + word(at_ + 1), "0." + word(at_ + 1)}});
    if (here == Grammar::NUM && word(at_).size() == 8) compact_date();
    for (const size_t k : {at_, at_ - 1}) {
      if (!has(k) || lexeme(k).text >= 0) continue;
      const int t = type(k);
      const int next = type(k + 1);
      const bool sign = t == Grammar::COMMA || t == Grammar::SEMI || t == Grammar::ENUMERATION || t == Grammar::COLON;
      if (sign && (next == Grammar::K_ISSUE || next == Grammar::K_ACTION)) sign_for(span(k), "，");
      if (sign && k > 0 && (complaint_.rule == Grammar::RuleRuleSet || complaint_.rule == Grammar::RuleRuleSetClause)) cards(k);
      if (sign) sign_for(span(k), "");
      if (sign && t != Grammar::SEMI) sign_for(span(k), "，"), sign_for(span(k), "、");
      if (t == Grammar::DOT) sign_for(span(k), touching(k + 1) ? " × " : " "), sign_for(span(k), " ");
      if (t == Grammar::SLASH) sign_for(span(k), lexeme(k + 1).begin > lexeme(k).end ? "或" : " 或 ");
      if ((t == Grammar::K_AND || t == Grammar::K_OR) && type(k - 1) == t) word_for(from_to(k - 1, k), word(k));
    }
    if (here == Grammar::STR) unquoted();
    if (complaint_.args.size() > 1 && complaint_.args[1] == describe_token(Grammar::STR).zh && has(at_)) quoted();
  }

  /// 牌 预警、异常、红牌
  void cards(size_t k) {
    size_t last = k;
    std::string all;
    for (size_t i = k; has(i) && (type(i) == type(k) || is_word(i)) && !(lexeme(i).first_on_line); ++i) {
      all += type(i) == type(k) ? " < " : written(i);
      last = i;
    }
    if (last > k) sign_for(from_to(k - 1, last), written(k - 1) + all);
  }

  /// 1,000 and 0，5
  void grouped() {
    size_t last = at_;
    std::string digits = type(at_ - 2) == Grammar::NUM && touching(at_ - 1) ? word(at_ - 2) : "";
    if (digits.empty()) return;
    if (word(at_).find('.') == std::string::npos && word(at_).size() < 3) {
      digits += "." + word(at_);
    } else {
      digits += word(at_);
      while (type(last + 1) == Grammar::COMMA && type(last + 2) == Grammar::NUM && touching(last + 1) && touching(last + 2)) digits += word(last + 2), last += 2;
    }
    out_.push_back({Code::kNumberForm, from_to(at_ - 2, last), digits, {std::string(sources_.text(from_to(at_ - 2, last))), digits}});
  }

  void compact_date() {
    const std::string s = word(at_), date = s.substr(0, 4) + "-" + s.substr(4, 2) + "-" + s.substr(6, 2);
    out_.push_back({Code::kDateForm, span(at_), date, {s, date}});
  }

  /// 发 “红牌”
  void unquoted() {
    const std::string s = written(at_);
    const size_t n = s[0] == '"' ? 1 : 3;
    if (s.size() > 2 * n) sign_for(span(at_), s.substr(n, s.size() - 2 * n));
  }
  /// 理由 …, 导入 标准库/办件.zs
  void quoted() {
    size_t last = at_;
    while (has(last + 1) && !lexeme(last + 1).first_on_line && type(last + 1) != Grammar::RBRACE) ++last;
    size_t whole = last;
    while (has(whole + 1) && !lexeme(whole + 1).first_on_line) ++whole;
    sign_for(from_to(at_, whole), "「" + std::string(sources_.text(from_to(at_, whole))) + "」");
    if (last != whole) sign_for(from_to(at_, last), "「" + std::string(sources_.text(from_to(at_, last))) + "」");
  }

  /// 办理时限 未超期, 办理时限 不 超期
  void denied(size_t k) {
    if (!is_word(k) || k == 0) return;
    const std::string whole = word(k);
    for (const std::string_view no : {"没有", "并未", "未", "不", "没"}) {
      if (!whole.starts_with(no)) continue;
      const bool apart = whole.size() == no.size();
      if (apart && !is_word(k + 1)) return;
      const std::string state = apart ? word(k + 1) : whole.substr(no.size());
      const Keyword* key = find_keyword(state);
      if (key == nullptr || key->word_class != WordClass::kOperator) continue;
      size_t subject = k - 1;
      while (subject >= 2 && type(subject - 1) == Grammar::DOT) subject -= 2;
      if (type(subject) != Grammar::WORD && type(subject) != Grammar::QNAME) return;
      size_t last = apart ? k + 1 : k;
      const uint32_t end_of_state = lexeme(last).end;
      if (is_compare(key->type) && is_value(type(last + 1))) ++last;
      const std::string rest(sources_.text(Span{file_, end_of_state, lexeme(last).end}));
      word_for(from_to(subject, last), "非 " + std::string(sources_.text(from_to(subject, k - 1))) + " " + state + rest);
      return;
    }
  }

  /// 24小时以上, 2个工作日以下 behind a value
  void beyond(size_t k) {
    if (!is_word(k) || k == 0 || type(k - 1) != Grammar::DUR || is_compare(type(k - 2))) return;
    const std::string w = word(k);
    const char* sign = w == "以上" ? "不少于" : w == "以下" || w == "以内" || w == "之内" || w == "内" ? "不超过" : nullptr;
    if (sign != nullptr) word_for(from_to(k - 1, k), std::string(sign) + " " + written(k - 1));
    if (w == "以上") word_for(from_to(k - 1, k), "达到 " + written(k - 1));
    if (sign != nullptr && (w == "以内" || w == "之内" || w == "内") && type(k - 2) == Grammar::K_IN) word_for(from_to(k - 2, k), "不超过 " + written(k - 1));
  }

  void said(size_t k) {
    if (!is_word(k)) return;
    if ((type(k) == Grammar::K_YES || type(k) == Grammar::K_CONTAINS) && type(k + 1) == Grammar::LBRACE) word_for(span(k), "属于");
    for (const std::string_view meant : said_for(word(k))) {
      if (meant.empty()) out_.push_back({Code::kNeedlessWord, span(k), "", {word(k)}});
      else word_for(span(k), std::string(meant));
    }
    const std::string w = word(k);
    for (const std::string_view tail : {"的时候", "的", "时", "了", "起", "后"})
      if (w.size() > tail.size() && w.ends_with(tail) && find_keyword(std::string_view(w).substr(0, w.size() - tail.size())) != nullptr) word_for(span(k), w.substr(0, w.size() - tail.size()));
    for (const std::string_view head : {"则", "就", "即", "且"})
      if (w.size() > head.size() && w.starts_with(head)) {
        const std::string rest = w.substr(head.size());
        if (const std::string parted = propose_split(rest); !parted.empty()) word_for(span(k), parted);
        else if (find_keyword(rest) != nullptr) word_for(span(k), rest);
      }
  }

  /// Numbers in words, traditional characters, words that are nearly keywords.
  void spelled(size_t k) {
    if (!is_word(k)) return;
    const std::string w = word(k);
    if (std::string digits = in_digits(w); !digits.empty()) {
      out_.push_back({digits.find('-') != std::string::npos ? Code::kDateForm : Code::kNumberForm, span(k), digits, {w, digits}});
      return;
    }
    if (const std::string days = vague_duration(w); !days.empty()) {
      out_.push_back({Code::kUnknownUnit, span(k), days, {w, std::string(kVagueZh), std::string(kVagueEn)}, false});
      return;
    }
    const std::string plain = plain_characters(w);
    if (plain != w && find_keyword(plain) != nullptr) word_for(span(k), plain);
    if (find_keyword(w) != nullptr) return;
    std::vector<std::string_view> candidates;
    if (type(k - 1) == Grammar::NUM) {  // 3 工作曰
      for (const Keyword& key : keywords())
        if (key.word_class == WordClass::kUnit) candidates.push_back(key.zh);
      if (const std::string_view unit = nearest(w, candidates); !unit.empty()) word_for(from_to(k - 1, k), written(k - 1) + std::string(unit));
      candidates.clear();
    }
    for (const Keyword& key : keywords())
      if (denies(key.zh) == denies(w) && key.word_class != WordClass::kType && key.word_class != WordClass::kUnit) candidates.push_back(key.zh), candidates.push_back(key.en);
    for (int tries = 0; tries < 6; ++tries) {
      const std::string_view close = nearest(w, candidates);
      if (close.empty()) return;
      word_for(span(k), std::string(close));
      std::erase(candidates, close);
    }
  }

  const std::unordered_set<std::string>& known() {
    if (known_.empty())
      for (size_t k = 0; has(k); ++k)
        if (k != at_ && k + 1 != at_ && k != at_ + 1 && type(k) == Grammar::WORD) known_.insert(word(k));
    return known_;
  }
  /// The word in front of the bracket around the place: 有环节其（…）.
  size_t before_bracket() const {
    for (size_t k = at_; k-- > 0 && k + 40 > at_;)
      if (lexeme(k).type == Grammar::LPAREN && lexeme(k).match >= static_cast<int32_t>(at_)) return k - 1;
    return at_;
  }
  void glued(size_t k, bool strict) {
    if (!has(k) || type(k) != Grammar::WORD || lexeme(k).text >= 0) return;
    const std::string w = word(k);
    const std::string first = part_words(w, known(), true);
    for (const std::string& parted : {first, strict ? first : part_words(w, known(), false), strict ? first : propose_split(w)})
      if (!parted.empty()) out_.push_back({Code::kGluedWords, span(k), parted, {w, parted}});
  }

  /// One word or sign left out. Where few are expected, any of them; else those that are forgotten most.
  void missing() {
    if (!has(at_)) return;
    const bool header = complaint_.rule == Grammar::RuleIndicatorDecl || complaint_.rule == Grammar::RuleAggregateDecl;
    if (header && (type(at_ - 1) == Grammar::K_FOR || type(at_) == Grammar::LBRACE)) return;
    for (const int t : complaint_.expected) {
      const Keyword* k = keyword_of(t);
      if (k != nullptr) insert(at_, std::string(k->zh) + " ");
      else if (t == Grammar::COLON) insert(at_, ":");
    }
    if (is_value(type(at_)) && at_ > 0 && is_value(type(at_ - 1)) && !lexeme(at_).first_on_line) insert(at_, "、");
    if (at_ > 0 && type(at_ - 1) == Grammar::COMMA) insert(at_, "发 ");
    if (lexeme(at_).first_on_line || type(at_ - 1) == Grammar::LBRACE) insert(at_, "当 ");
    if (type(at_) == Grammar::LPAREN) insert(at_, " 其");
    const size_t rule = complaint_.rule;
    const bool condition = rule == Grammar::RuleBody || rule == Grammar::RuleComparison || rule == Grammar::RuleTail || rule == Grammar::RuleCond || rule == Grammar::RuleCardRule;
    if (type(at_) == Grammar::LBRACE && condition) insert(at_, "属于 ");
  }

  const Sources& sources_;
  int file_;
  const Scan& scan_;
  const Complaint& complaint_;
  size_t at_;
  std::unordered_set<std::string> known_;
  std::vector<Proposal> out_;
};

bool pair_up(std::vector<Lexeme>& all) {
  std::vector<size_t> open;
  const auto opens = [](int t) { return t == Grammar::LPAREN || t == Grammar::LBRACK || t == Grammar::LBRACE; };
  const auto closer = [](int t) { return t == Grammar::LPAREN ? Grammar::RPAREN : t == Grammar::LBRACK ? Grammar::RBRACK : Grammar::RBRACE; };
  for (size_t i = 0; i < all.size(); ++i) {
    const int t = all[i].type;
    if (opens(t)) open.push_back(i);
    if (t != Grammar::RPAREN && t != Grammar::RBRACK && t != Grammar::RBRACE) continue;
    if (open.empty() || closer(all[open.back()].type) != t) return false;
    all[i].match = static_cast<int32_t>(open.back());
    all[open.back()].match = static_cast<int32_t>(i);
    open.pop_back();
  }
  return open.empty();
}

std::string without_blanks(std::string_view s) {
  std::string out(s);
  std::erase(out, ' ');
  return out;
}

/// The lexemes of the replacement, standing where the place is. Where only blanks differ each keeps its own place.
bool read_replacement(const Sources& sources, const Proposal& p, Scan& scan, std::vector<Lexeme>& out) {
  if (p.replacement.find_first_not_of(' ') == std::string::npos) return true;
  Sources own;
  diag::Sink trouble;
  const Scan read = syntax::scan(own, own.add("", p.replacement), trouble);
  if (trouble.has_errors() || !read.comments.empty()) return false;
  const std::string_view old = sources.text(p.src);
  const bool same = without_blanks(old) == without_blanks(p.replacement) && old.find(' ') == std::string_view::npos;
  uint32_t at = p.src.begin;
  for (const Lexeme& l : read.lexemes) {
    if (l.type == static_cast<int>(antlr4::Token::EOF)) break;
    Lexeme& made = out.emplace_back(l);
    made.first_on_line = false;
    made.begin = same ? at : p.src.begin;
    made.end = same ? at + (l.end - l.begin) : p.src.end;
    at += l.end - l.begin;
    made.text = static_cast<int32_t>(scan.texts.size());
    scan.texts.emplace_back(p.replacement.substr(l.begin, l.end - l.begin));
  }
  return true;
}

}  // namespace

std::vector<Proposal> propose(const Sources& sources, int file, const Scan& scan, const Complaint& complaint) { return Guess(sources, file, scan, complaint).run(); }

bool apply(const Sources& sources, const Proposal& p, Scan& scan) {
  auto& all = scan.lexemes;
  std::vector<Lexeme> made;
  if (!read_replacement(sources, p, scan, made)) return false;
  const auto first = std::find_if(all.begin(), all.end(), [&](const Lexeme& l) { return l.begin >= p.src.begin && (l.end > p.src.begin || l.type == static_cast<int>(antlr4::Token::EOF)); });
  auto last = first;
  while (last != all.end() && last->end <= p.src.end && last->end > last->begin) ++last;
  const size_t from = static_cast<size_t>(first - all.begin()), to = static_cast<size_t>(last - all.begin());
  if (from >= all.size()) return false;
  if (!made.empty()) made.front().first_on_line = all[from].first_on_line;
  const bool fresh = made.empty() && from < to && all[from].first_on_line;
  if (from == to && !made.empty()) all[from].first_on_line = false;
  all.erase(first, last);
  all.insert(all.begin() + static_cast<std::ptrdiff_t>(from), made.begin(), made.end());
  if (fresh) all[from].first_on_line = true;
  const auto shift = static_cast<std::ptrdiff_t>(made.size()) - static_cast<std::ptrdiff_t>(to - from);
  for (Comment& c : scan.comments)
    if (c.next >= to) c.next = static_cast<size_t>(static_cast<std::ptrdiff_t>(c.next) + shift);
  return pair_up(all);
}

}  // namespace zs::syntax

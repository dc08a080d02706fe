// Names, texts, numbers: the leaves of the tree.
#include "compiler/syntax/builder.h"
#include "compiler/syntax/fold.h"
#include "compiler/syntax/numbers.h"
#include "compiler/syntax/utf8.h"

namespace zs::syntax {

/// Null for a token that error recovery made up.
const Lexeme* Builder::lexeme(const antlr4::Token* t) const {
  if (t == nullptr || t->getTokenIndex() >= scan_.lexemes.size()) return nullptr;
  return &scan_.lexemes[t->getTokenIndex()];
}

Span Builder::span(Node* c) const {
  if (c == nullptr) return {file_, 0, 0};
  const Lexeme *first = lexeme(c->start), *last = lexeme(c->stop);
  if (first == nullptr) return {file_, 0, 0};
  const uint32_t end = last != nullptr && last->end >= first->end ? last->end : first->end;
  return {file_, first->begin, end};
}

Span Builder::span(Leaf* l) const {
  const Lexeme* x = lexeme(l);
  return x == nullptr ? Span{file_, 0, 0} : Span{file_, x->begin, x->end};
}

std::string_view Builder::raw(Leaf* l) const {
  const Lexeme* x = lexeme(l);
  if (x == nullptr) return {};
  return x->text >= 0 ? std::string_view(scan_.texts[static_cast<size_t>(x->text)]) : sources_.text(span(l));
}

std::string Builder::plain(Leaf* l) const { return normalise(raw(l)); }

ast::Name Builder::name(Leaf* l) const {
  ast::Name n;
  n.src = span(l);
  std::string_view s = raw(l);
  if (s.starts_with("〔")) {
    s.remove_prefix(std::string_view("〔").size());
    if (s.ends_with("〕")) s.remove_suffix(std::string_view("〕").size());
    while (s.starts_with(' ')) s.remove_prefix(1);
    while (s.ends_with(' ')) s.remove_suffix(1);
  }
  n.text = normalise(s);
  return n;
}

ast::Name Builder::name(Node* c) const {
  while (c != nullptr && c->children.size() == 1 && dynamic_cast<Node*>(c->children[0]) != nullptr) c = dynamic_cast<Node*>(c->children[0]);
  if (c == nullptr || c->children.empty()) return {};
  return name(dynamic_cast<Leaf*>(c->children.back()));
}

/// HN8-1 is one token; 示例-1 is several.
std::optional<ast::Name> Builder::code(Grammar::CodeContext* c) const {
  if (c == nullptr || c->children.size() < 2) return maybe(c);
  ast::Name n;
  n.src = span(c);
  for (auto* child : c->children) {
    auto* leaf = dynamic_cast<Leaf*>(child);
    n.text += leaf != nullptr ? plain(leaf) : name(dynamic_cast<Node*>(child)).text;
  }
  return n;
}

std::optional<ast::Name> Builder::maybe(Node* c) const {
  if (c == nullptr) return std::nullopt;
  ast::Name n = name(c);
  if (n.text.empty()) return std::nullopt;
  return n;
}

ast::Text Builder::text(Leaf* l) const {
  ast::Text t;
  t.src = span(l);
  const Lexeme* x = lexeme(l);
  if (x == nullptr) return t;
  std::string_view s = raw(l);
  if (!s.empty()) s.remove_prefix(decode_utf8(s, 0).size);
  if (!x->broken && !s.empty()) {
    size_t last = s.size() - 1;
    while (last > 0 && (static_cast<unsigned char>(s[last]) & 0xC0) == 0x80) --last;
    s = s.substr(0, last);
  }
  t.text = std::string(s);
  return t;
}

/// The token type that a node begins with; 0 where it is empty.
int Builder::first_type(Node* c) {
  if (c == nullptr || c->children.empty()) return 0;
  auto* leaf = dynamic_cast<Leaf*>(c->children[0]);
  if (leaf == nullptr) return first_type(dynamic_cast<Node*>(c->children[0]));
  return static_cast<int>(leaf->getSymbol()->getType());
}

int64_t Builder::whole_number(Leaf* l, int64_t most) {
  const Lexeme* x = lexeme(l);
  if (x == nullptr || x->broken) return 0;
  const auto value = number_value(raw(l));
  if (value && value->den == 1 && value->num <= most) return value->num;
  report(diag::Code::kBadNumber, span(l), {"不大于 " + std::to_string(most) + " 的整数", "a whole number up to " + std::to_string(most), "2"});
  return 0;
}

std::optional<int64_t> Builder::moment(Leaf* date, Leaf* instant) const {
  if (lexeme(date) != nullptr)
    if (const auto day = date_value(raw(date))) return start_of(*day);
  if (lexeme(instant) != nullptr) return instant_value(raw(instant));
  return std::nullopt;
}

}  // namespace zs::syntax

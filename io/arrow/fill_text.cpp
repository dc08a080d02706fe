// Texts, and lists of texts and of labels.
#include "io/arrow/filler.h"
#include "io/arrow/scalars.h"
#include "io/binding/scalar.h"

#include <charconv>
#include <iterator>
#include <simdjson.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace zs::arrow {
namespace {

using Kind = Node::Kind;

constexpr int32_t kUnasked = -2;

bool is_utf8(std::string_view s) { return simdjson::validate_utf8(s.data(), s.size()); }

/// One look at all the bytes: good as a whole and cut nowhere inside a character is good piece by piece.
bool all_utf8(Slice s) {
  if (s.n == 0 || s.node->bytes == 16) return true;
  if (!s.node->array->buffers[2]) return true;
  const auto* data = static_cast<const char*>(s.node->array->buffers[2]);
  const auto begin = [&](int64_t i) { return s.node->bytes == 4 ? int64_t{s.node->values<int32_t>()[i]} : s.node->values<int64_t>()[i]; };
  const int64_t from = begin(s.first), to = begin(s.first + s.n);
  if (!is_utf8({data + from, static_cast<size_t>(to - from)})) return false;
  for (int64_t i = 0; i < s.n; ++i)
    if (const int64_t at = begin(s.first + i); at < to && (static_cast<unsigned char>(data[at]) & 0xC0) == 0x80) return false;
  return true;
}

}  // namespace

void mark_broken_texts(Slice s, Marks& doubtful) {
  const Node& n = *s.node;
  if (n.dictionary) {
    if (n.dictionary->kind != Kind::kText || all_utf8({n.dictionary.get(), 0, n.dictionary->length})) return;
    for (int64_t i = 0; i < s.n; ++i)
      if (s.valid(i) && n.dictionary->valid(n.integer(s.first + i)) && !is_utf8(n.dictionary->text(n.integer(s.first + i)))) doubtful[static_cast<size_t>(i)] = 1;
    return;
  }
  if (n.kind != Kind::kText || all_utf8(s)) return;
  for (int64_t i = 0; i < s.n; ++i)
    if (s.valid(i) && !is_utf8(n.text(s.first + i))) doubtful[static_cast<size_t>(i)] = 1;
}

TextCodes::TextCodes(Slice s, columns::StringPool& pool, bool share, Marks& doubtful)
    : node_(*s.node), texts_(s.node->dictionary ? *s.node->dictionary : *s.node), first_(s.first), pool_(pool), doubtful_(doubtful), share_(share && !s.node->dictionary) {
  mark_broken_texts(s, doubtful);
  if (node_.dictionary) memo_.assign(static_cast<size_t>(texts_.length), kUnasked);
  if (share_) cache_.assign(4096, -1);
}

int32_t& TextCodes::remembered(std::string_view s) { return cache_[XXH3_64bits(s.data(), s.size()) & (cache_.size() - 1)]; }

/// A text that is remembered is neither blank nor has it a NUL, so that a common one is looked at once.
int32_t TextCodes::code_of(std::string_view s, int64_t i) {
  int32_t* const cached = share_ ? &remembered(s) : nullptr;
  if (cached && *cached >= 0 && pool_[*cached] == s) return *cached;
  if (binding::is_blank(s)) return -1;
  if (s.find('\0') != std::string_view::npos) {
    nul_met_ = true, doubtful_[static_cast<size_t>(i)] = 1;
    return pool_.refer(s);
  }
  const int32_t code = pool_.refer(s);
  if (cached) *cached = code;
  return code;
}

int32_t TextCodes::code_of_number(int64_t row) {
  char text[24];
  const bool beyond = !node_.is_signed && node_.bytes == 8;
  const auto end = beyond ? std::to_chars(text, std::end(text), node_.values<uint64_t>()[row]) : std::to_chars(text, std::end(text), node_.integer(row));
  const std::string_view s(text, static_cast<size_t>(end.ptr - text));
  if (!share_) return pool_.add(s);
  int32_t& cached = remembered(s);
  if (cached < 0 || pool_[cached] != s) cached = pool_.add(s);
  return cached;
}

int32_t TextCodes::operator()(int64_t i) {
  const int64_t row = first_ + i;
  if (!node_.valid(row)) return -1;
  if (!node_.dictionary) return node_.kind == Kind::kText ? code_of(texts_.text(row), i) : code_of_number(row);
  const int64_t index = node_.integer(row);
  int32_t& known = memo_[static_cast<size_t>(index)];
  // A text with a NUL is asked again, so that every record that has it is marked.
  if (known == kUnasked || (nul_met_ && known >= 0 && pool_[known].find('\0') != std::string_view::npos)) known = texts_.valid(index) ? code_of(texts_.text(index), i) : -1;
  return known;
}

void fill_text(Filling& f, Slice s, const RE2* pattern, bool is_key, columns::Column& c, columns::StringPool& pool, Marks& doubtful) {
  if (s.node->kind == Kind::kNull) return;
  if (!TextCodes::reads(*s.node)) return void(f.possible = false);  // other numbers, and dates: written out row by row
  std::vector<int32_t> codes(static_cast<size_t>(s.n));
  TextCodes code(s, pool, !is_key, doubtful);
  for (int64_t i = 0; i < s.n; ++i) {
    const int32_t k = codes[static_cast<size_t>(i)] = code(i);
    if (pattern && k >= 0 && !RE2::FullMatch(re2::StringPiece(pool[k].data(), pool[k].size()), *pattern)) doubtful[static_cast<size_t>(i)] = 1;
  }
  c.codes = std::move(codes);
}

namespace {

/// The lists' offsets from 0; borrowed where they stand so already.
columns::Array<uint32_t> offsets_of(const Filling& f, Slice s) {
  const Node& n = *s.node;
  const int64_t base = s.n == 0 ? 0 : n.range(s.first).first;
  bool nulls_empty = true;  // a null list may have elements, which do not count
  for (int64_t i = 0; n.validity && i < s.n && nulls_empty; ++i)
    if (const auto [from, to] = n.range(s.first + i); !s.valid(i) && from != to) nulls_empty = false;
  const bool aligned = n.bytes == 4 && reinterpret_cast<uintptr_t>(n.values<int32_t>() + s.first) % alignof(uint32_t) == 0;
  if (aligned && base == 0 && s.n > 0 && nulls_empty)
    return columns::Array<uint32_t>::borrowed(reinterpret_cast<const uint32_t*>(n.values<int32_t>() + s.first), static_cast<size_t>(s.n) + 1, f.owner);
  std::vector<uint32_t> out{0};
  out.reserve(static_cast<size_t>(s.n) + 1);
  for (int64_t i = 0; i < s.n; ++i) {
    const auto [from, to] = n.range(s.first + i);
    out.push_back(static_cast<uint32_t>(to - base));
  }
  return out;
}

/// Whether the columns' way can number the elements of these lists as they lie.
bool lists_fit(Slice s) {
  const Node& n = *s.node;
  if (n.kind != Kind::kList) return false;
  if (s.n == 0) return true;
  if (n.bytes == 16) return false;  // the lists lie in any order
  if (n.range(s.first + s.n - 1).second - n.range(s.first).first > INT32_MAX) return false;
  for (int64_t i = 0; n.validity && i < s.n; ++i)
    if (const auto [from, to] = n.range(s.first + i); !s.valid(i) && from != to) return false;
  return true;
}

Slice elements_of(Slice s) {
  if (s.n == 0) return {&s.node->children[0], 0, 0};
  const int64_t from = s.node->range(s.first).first;
  return {&s.node->children[0], from, s.node->range(s.first + s.n - 1).second - from};
}

/// A mark on an element is one on its owner.
void raise(const columns::Array<uint32_t>& offsets, const Marks& inner, Marks& outer) {
  for (size_t i = 0; i + 1 < offsets.size(); ++i)
    for (uint32_t k = offsets[i]; k < offsets[i + 1]; ++k) outer[i] |= inner[k];
}

}  // namespace

void fill_list(Filling& f, Slice s, const model::Field& field, columns::Column& c, columns::StringPool& pool, Marks& doubtful) {
  if (s.node->kind == Kind::kNull) return;
  if (!lists_fit(s)) return void(f.possible = false);
  const Slice items = elements_of(s);
  if (!TextCodes::reads(*items.node) && items.n > 0) return void(f.possible = false);
  c.offsets = offsets_of(f, s);
  std::vector<uint8_t> absent(static_cast<size_t>(s.n));
  for (int64_t i = 0; i < s.n; ++i) absent[static_cast<size_t>(i)] = !s.valid(i);
  c.absent = std::move(absent);
  Marks inner(static_cast<size_t>(items.n), 0);
  std::vector<int32_t> codes;
  if (items.n > 0) {
    TextCodes code(items, pool, true, inner);
    for (int64_t k = 0; k < items.n; ++k) codes.push_back(code(k));
  }
  for (size_t k = 0; k < codes.size(); ++k)
    if (codes[k] < 0) inner[k] = 1;
  if (field.type == model::FieldType::kTextList) {
    for (int32_t& code : codes)  // elements have no blanks around them
      if (code >= 0 && binding::trim(pool[code]).size() != pool[code].size()) code = pool.refer(binding::trim(pool[code]));
    c.codes = std::move(codes);
  } else {
    c.values = labels_of(codes, pool, f.models.enumerations[static_cast<size_t>(field.enumeration)], inner);
  }
  raise(c.offsets, inner, doubtful);
}

void fill_rows(Filling& f, Slice s, columns::Column& c, Marks& doubtful) {
  if (s.node->kind == Kind::kNull) return;
  if (!lists_fit(s) || s.node->children[0].kind != Kind::kStruct) return void(f.possible = false);
  c.offsets = offsets_of(f, s);
  const Slice items = elements_of(s);
  Marks inner(static_cast<size_t>(items.n), 0);
  fill_table(f, items, *c.rows, inner);
  raise(c.offsets, inner, doubtful);
}

}  // namespace zs::arrow

#include "lsp/index.h"

#include "lsp/declare.h"
#include "lsp/resolve.h"

#include <algorithm>
#include <tuple>

namespace zs::lsp {
namespace {

bool before(const Use& a, const Use& b) { return std::tie(a.src.file, a.src.begin, a.src.end, a.symbol) < std::tie(b.src.file, b.src.begin, b.src.end, b.symbol); }
bool same(const Use& a, const Use& b) { return a.src.file == b.src.file && a.src.begin == b.src.begin && a.src.end == b.src.end && a.symbol == b.symbol; }

}  // namespace

Index::Index(Trees trees) : trees_(std::move(trees)) {
  for (const auto& tree : trees_) declare(*this, *tree);
  for (const Use& u : uses_) declared_.emplace(std::pair{u.src.file, u.src.begin}, u.symbol);
  for (const int s : top_) {
    top_by_name_[(*this)[s].name].push_back(s);
    if (const std::string& code = (*this)[s].code; !code.empty() && code != (*this)[s].name) top_by_name_[code].push_back(s);
  }
  for (const auto& tree : trees_) resolve(*this, *tree);
  std::sort(uses_.begin(), uses_.end(), before);
  uses_.erase(std::unique(uses_.begin(), uses_.end(), same), uses_.end());
}

const ast::File* Index::tree(int file) const {
  for (const auto& t : trees_)
    if (t->file == file) return t.get();
  return nullptr;
}

const Use* Index::at(int file, uint32_t offset) const {
  Use wanted;
  wanted.src = {file, offset, UINT32_MAX};
  auto it = std::upper_bound(uses_.begin(), uses_.end(), wanted, before);
  const Use* best = nullptr;
  // The innermost: uses do not nest but for codes, so that a few steps back are enough.
  for (int steps = 0; steps < 8 && it != uses_.begin(); ++steps) {
    --it;
    if (it->src.file != file) break;
    if (it->src.end >= offset && it->src.begin <= offset && (!best || it->src.end - it->src.begin < best->src.end - best->src.begin)) best = &*it;
  }
  return best;
}

std::vector<const Use*> Index::uses_of(int symbol) const {
  std::vector<const Use*> out;
  for (const Use& u : uses_)
    if (u.symbol == symbol) out.push_back(&u);
  return out;
}

const std::vector<int>& Index::top(const std::string& name) const {
  static const std::vector<int> none;
  const auto it = top_by_name_.find(name);
  return it == top_by_name_.end() ? none : it->second;
}

int Index::declared(Span name) const {
  const auto it = declared_.find({name.file, name.begin});
  return it == declared_.end() ? kNothing : it->second;
}

int Index::record(const std::string& name) const {
  for (const int s : top(name))
    if ((*this)[s].kind == Symbol::Kind::kRecord) return s;
  return kNothing;
}

int Index::enumeration(const std::string& name) const {
  for (const int s : top(name))
    if ((*this)[s].kind == Symbol::Kind::kEnum) return s;
  return kNothing;
}

int Index::indicator(const std::string& code_or_title) const {
  int by_title = kNothing;
  for (const int s : top(code_or_title)) {
    const Symbol& x = (*this)[s];
    if (x.kind != Symbol::Kind::kIndicator && x.kind != Symbol::Kind::kStatistic) continue;
    if (x.name == code_or_title) return s;
    by_title = s;
  }
  return by_title;
}

const std::vector<int>& Index::members(int owner) const {
  static const std::vector<int> none;
  const auto it = members_.find(owner);
  return it == members_.end() ? none : it->second;
}

int Index::member(int owner, const std::string& name) const {
  for (const int m : members(owner))
    if ((*this)[m].name == name || (!(*this)[m].code.empty() && (*this)[m].code == name)) return m;
  return kNothing;
}

int Index::labels_of(int field) const {
  if (field == kNothing) return kNothing;
  const auto* decl = (*this)[field].as<ast::FieldDecl>();
  if (!decl || (*this)[field].kind != Symbol::Kind::kField) return kNothing;
  if (decl->type != ast::FieldDecl::Type::kEnum && decl->type != ast::FieldDecl::Type::kEnumList) return kNothing;
  return decl->enumeration ? enumeration(decl->enumeration->text) : field;
}

}  // namespace zs::lsp

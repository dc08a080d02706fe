#include "compiler/settings.h"

#include "compiler/ast/walk.h"
#include "compiler/sema/names.h"

#include <algorithm>

namespace zs {
namespace {

using diag::Code;
using Kind = ast::Expr::Kind;

/// Something that can be set: a 参数's value, or a literal.
struct Place {
  std::string owner, other;  // code and name of the indicator; the name of the clock or condition; empty at the top level
  std::string name;          // the 参数's name, or the literal without blanks
  bool parameter = false;
  Span src;
};

std::string without_blanks(std::string_view s) {
  std::string out;
  for (const char c : s)
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') out += c;
  return out;
}

bool is_literal(Kind k) {
  switch (k) {
    case Kind::kNumber: case Kind::kPercent: case Kind::kSpan: case Kind::kText: case Kind::kDate: case Kind::kInstant: return true;
    default: return false;
  }
}

class Finder {
 public:
  explicit Finder(const syntax::Sources& sources) : sources_(sources) {}

  void operator()(const ast::ParameterDecl& d) { parameter(d, "", ""); }
  void operator()(const ast::ConditionDecl& d) { literals(d, d.name.text, ""); }
  void operator()(const ast::ClockDecl& d) { literals(d, d.name.text, ""); }
  void operator()(const ast::IndicatorDecl& d) {
    situation(d.common, d);
    for (const auto& s : d.situations) situation(s, d);
    literals(d, d.code.text, d.title.text);
  }
  void operator()(const ast::AggregateDecl& d) {
    for (const auto& p : d.parameters) parameter(p, d.code.text, d.title.text);
    literals(d, d.code.text, d.title.text);
  }
  void operator()(const ast::AmendDecl& d) { std::visit(*this, d.what); }
  template <class Other>
  void operator()(const Other&) {}

  std::vector<Place> places;

 private:
  void situation(const ast::SituationDecl& s, const ast::IndicatorDecl& d) {
    for (const auto& p : s.parameters) parameter(p, d.code.text, d.title.text);
  }
  void parameter(const ast::ParameterDecl& p, const std::string& owner, const std::string& other) {
    if (p.value) places.push_back({owner, other, p.name.text, true, p.value->src});
  }
  template <class Decl>
  void literals(const Decl& d, const std::string& owner, const std::string& other) {
    ast::walk(d, [&](const ast::Expr& e) {
      if (is_literal(e.kind)) places.push_back({owner, other, without_blanks(sources_.text(e.src)), false, e.src});
    });
  }

  const syntax::Sources& sources_;
};

/// 参数 as they are addressed; literals only where an owner was named, which then are those of the owner.
std::vector<std::string> addressable(const std::vector<Place>& places, const std::string& owner) {
  std::vector<std::string> out;
  for (const auto& p : places) {
    const bool own = !owner.empty() && (p.owner == owner || p.other == owner);
    if (!own && (!p.parameter || !owner.empty())) continue;
    const std::string name = p.owner.empty() ? p.name : p.owner + "/" + p.name;
    if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  }
  if (out.empty() && !owner.empty()) return addressable(places, "");
  return out;
}

class Settler {
 public:
  Settler(const std::vector<Place>& places, diag::Sink& diagnostics) : places_(places), diagnostics_(diagnostics) {}

  std::vector<const Place*> named(const Setting& s) {
    const auto slash = s.target.find('/');
    const std::string owner = slash == std::string::npos ? "" : s.target.substr(0, slash);
    const std::string name = slash == std::string::npos ? s.target : s.target.substr(slash + 1);
    auto found = matching(owner, name, true);
    if (found.empty() && !owner.empty()) found = matching(owner, without_blanks(name), false);
    if (found.empty()) {
      const auto known = addressable(places_, owner);
      auto& d = diagnostics_.report(Code::kUnknownSetting, Span{}, {s.target, sema::list_of(known, 12)});
      if (const std::string near = sema::nearest(s.target, known); !near.empty()) d.also(Span{}, "是否想写“" + near + "”？", "did you mean “" + near + "”?");
      return {};
    }
    if (const Place* other = another_owner(found)) {
      diagnostics_.report(Code::kAmbiguousSetting, found.front()->src, {name, shown(*found.front()), shown(*other)});
      return {};
    }
    return found;
  }

 private:
  static std::string shown(const Place& p) { return p.owner.empty() ? p.name : p.owner + "/" + p.name; }

  std::vector<const Place*> matching(const std::string& owner, const std::string& name, bool parameter) const {
    std::vector<const Place*> out;
    for (const auto& p : places_)
      if (p.parameter == parameter && p.name == name && (owner.empty() || p.owner == owner || p.other == owner)) out.push_back(&p);
    return out;
  }

  static const Place* another_owner(const std::vector<const Place*>& found) {
    for (const Place* p : found)
      if (p->owner != found.front()->owner) return p;
    return nullptr;
  }

  const std::vector<Place>& places_;
  diag::Sink& diagnostics_;
};

struct Edit {
  Span src;
  const std::string* value;
  const Setting* by;
};

}  // namespace

std::map<std::string, std::string> edited(const std::vector<Setting>& settings, const std::vector<const ast::File*>& files,
                                          const syntax::Sources& sources, diag::Sink& diagnostics) {
  Finder finder(sources);
  for (const ast::File* f : files)
    for (const auto& item : f->items) std::visit(finder, item);
  Settler settler(finder.places, diagnostics);
  std::vector<Edit> edits;
  for (const auto& s : settings)
    for (const Place* p : settler.named(s)) edits.push_back({p->src, &s.value, &s});
  // From the back, so that what is still to be changed stays where it is.
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) { return a.src.file != b.src.file ? a.src.file < b.src.file : a.src.begin > b.src.begin; });
  std::map<std::string, std::string> out;
  const Edit* last = nullptr;
  for (const auto& e : edits) {
    if (last && last->src.file == e.src.file && e.src.end > last->src.begin) {
      diagnostics.report(Code::kSettingTwice, e.src, {e.by->target});
      continue;
    }
    last = &e;
    auto [it, fresh] = out.emplace(sources.name(e.src.file), "");
    if (fresh) it->second = std::string(sources.text(e.src.file));
    it->second.replace(e.src.begin, e.src.end - e.src.begin, *e.value);
  }
  return out;
}

}  // namespace zs

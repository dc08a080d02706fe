#include "compiler/sema/versions.h"

#include "compiler/sema/calendars.h"

#include <filesystem>

namespace zs::sema {
namespace {

namespace fs = std::filesystem;
using Head = const ast::RuleSetDecl*;

std::vector<Head> heads_of(const ast::File& file) {
  std::vector<Head> out;
  for (const auto& item : file.items)
    if (const auto* d = std::get_if<ast::RuleSetDecl>(&item)) out.push_back(d);
  return out;
}

/// Whose the declarations of one pack are.
class Owners {
 public:
  Owners(const Context& c, const PackFiles& pack) : c_(c), root_(folder_path(pack.root)) {
    for (const ast::File* f : pack.files)
      for (Head h : heads_of(*f)) {
        all.push_back(h);
        by_folder_[folder_of(*f)].push_back(h);
      }
  }

  /// Null: shared by all.
  std::vector<Head> of(const ast::File& file, size_t item) const {
    const std::vector<Head> own = heads_of(file);
    if (own.size() == 1) return own;
    if (own.empty()) return of_folder(file);
    Head last = nullptr;
    for (size_t i = 0; i <= item; ++i)
      if (const auto* d = std::get_if<ast::RuleSetDecl>(&file.items[i])) last = d;
    return last ? std::vector<Head>{last} : own;
  }

  std::vector<Head> all;

 private:
  static std::string folder_path(const fs::path& p) {
    const std::string s = p.lexically_normal().string();
    return s.size() > 1 && s.ends_with('/') ? s.substr(0, s.size() - 1) : s;
  }
  std::string folder_of(const ast::File& f) const { return folder_path(fs::path(c_.sources.name(f.file)).parent_path()); }

  std::vector<Head> of_folder(const ast::File& file) const {
    for (std::string folder = folder_of(file);;) {
      if (const auto it = by_folder_.find(folder); it != by_folder_.end()) return it->second;
      const std::string up = fs::path(folder).parent_path().string();
      if (folder == root_ || up == folder) return all;
      folder = up;
    }
  }

  const Context& c_;
  std::string root_;
  std::map<std::string, std::vector<Head>> by_folder_;
};

std::string label(Head h) { return h->code.text + (h->version.empty() ? "" : " " + h->version); }

bool same_layers(const VersionPlan& a, const VersionPlan& b) {
  return a.layers.size() == b.layers.size() && std::equal(a.layers.begin(), a.layers.end(), b.layers.begin(), [](const Layer& x, const Layer& y) { return x.head == y.head; });
}

class Planner {
 public:
  Planner(Context& c, const Loaded& loaded) : c_(c), loaded_(loaded) {}

  std::vector<VersionPlan> pack(size_t index) {
    const PackFiles& files = loaded_.packs[index];
    const Owners owners(c_, files);
    if (owners.all.empty()) return {VersionPlan{VersionPlan::kFirstDay, VersionPlan::kLastDay, {everything(files)}}};
    std::vector<Head> heads = owners.all;
    std::stable_sort(heads.begin(), heads.end(), [](Head a, Head b) { return from_of(a) < from_of(b); });
    const bool one = one_rule_set(heads);
    std::vector<VersionPlan> own, inherited;
    for (Head h : heads) {
      const auto base = files.bases.find(h);
      if (h->only_stricter && !h->inherits) c_.report(Code::kStricterThanNothing, *h->only_stricter);
      if (base == files.bases.end()) own.push_back({from_of(h), until_of(h), {layer(h, files, owners)}});
      else lay_over(h, pack(base->second), files, owners, own, inherited);
    }
    for (size_t i = 1; one && i < own.size(); ++i)
      if (own[i].from < own[i - 1].until) overlap(own[i - 1], own[i]);
    for (const VersionPlan& b : inherited) fill(b, heads, own);
    std::stable_sort(own.begin(), own.end(), [](const VersionPlan& a, const VersionPlan& b) { return a.from < b.from; });
    return own;
  }

 private:
  static int32_t from_of(Head h) { return h->in_force.value_or(VersionPlan::kFirstDay); }
  static int32_t until_of(Head h) { return h->repealed.value_or(VersionPlan::kLastDay); }

  Layer everything(const PackFiles& files) const {
    Layer out;
    for (const auto* group : {&loaded_.shared, &files.files})
      for (const ast::File* f : *group)
        for (const auto& item : f->items) out.items.push_back(&item);
    return out;
  }

  Layer layer(Head h, const PackFiles& files, const Owners& owners) const {
    Layer out;
    out.head = h;
    for (const ast::File* f : files.files)
      for (size_t i = 0; i < f->items.size(); ++i) {
        const auto whose = owners.of(*f, i);
        if (std::find(whose.begin(), whose.end(), h) != whose.end()) out.items.push_back(&f->items[i]);
      }
    return out;
  }

  bool one_rule_set(const std::vector<Head>& heads) {
    bool one = true;
    for (size_t i = 1; i < heads.size(); ++i)
      if (heads[i]->code.text != heads[0]->code.text) {
        c_.report(Code::kSecondRuleSet, heads[i]->code.src, {heads[i]->code.text}).also(heads[0]->code.src, "已有这个规则集", "this one is already here");
        one = false;
      }
    return one;
  }

  /// The overlay where what it inherits is in force too; the rest of what it inherits goes to `inherited`.
  void lay_over(Head h, std::vector<VersionPlan> bases, const PackFiles& files, const Owners& owners, std::vector<VersionPlan>& own,
                std::vector<VersionPlan>& inherited) {
    bool met = false;
    for (VersionPlan& b : bases) {
      VersionPlan over = b;
      over.from = std::max(b.from, from_of(h)), over.until = std::min(b.until, until_of(h));
      if (over.from < over.until) {
        over.layers.push_back(layer(h, files, owners));
        own.push_back(std::move(over));
        met = true;
      }
      inherited.push_back(std::move(b));
    }
    if (!met && !bases.empty()) c_.report(Code::kNeverInForce, h->inherits->src, {label(h), label(inherited.back().head())});
  }

  /// What is left of an inherited version when the pack's own rule sets are taken out.
  void fill(const VersionPlan& base, const std::vector<Head>& heads, std::vector<VersionPlan>& own) {
    std::vector<std::pair<int32_t, int32_t>> left{{base.from, base.until}};
    for (Head h : heads) {
      std::vector<std::pair<int32_t, int32_t>> next;
      for (const auto& [from, until] : left) {
        if (from < std::min(until, from_of(h))) next.emplace_back(from, std::min(until, from_of(h)));
        if (std::max(from, until_of(h)) < until) next.emplace_back(std::max(from, until_of(h)), until);
      }
      left = std::move(next);
    }
    for (const auto& [from, until] : left) {
      VersionPlan rest = base;
      rest.from = from, rest.until = until;
      const auto meets = [&](const VersionPlan& p) { return p.from < until && from < p.until; };
      const auto other = std::find_if(own.begin(), own.end(), meets);
      if (other == own.end()) own.push_back(std::move(rest));
      else if (!same_layers(*other, rest)) overlap(*other, rest);
    }
  }

  void overlap(const VersionPlan& a, const VersionPlan& b) {
    const int32_t day = std::max(a.from, b.from);
    c_.report(Code::kVersionsOverlap, b.head()->code.src, {label(a.head()), label(b.head()), day == VersionPlan::kFirstDay ? "—" : written(day)})
        .also(a.head()->code.src, "另一个版本在这里", "the other version is here");
  }

  Context& c_;
  const Loaded& loaded_;
};

}  // namespace

std::vector<VersionPlan> plan_versions(Context& c, const Loaded& loaded) {
  std::vector<VersionPlan> plans = Planner(c, loaded).pack(0);
  if (plans.empty()) plans.emplace_back().layers.emplace_back();
  for (VersionPlan& p : plans) {  // imports first, as they are read first
    std::vector<const ast::Item*> shared;
    for (const ast::File* f : loaded.shared)
      for (const auto& item : f->items) shared.push_back(&item);
    Layer& bottom = p.layers.front();
    if (bottom.head) bottom.items.insert(bottom.items.begin(), shared.begin(), shared.end());
  }
  return plans;
}

}  // namespace zs::sema

#include "compiler/compile.h"
#include "compiler/diagnostics/lints.h"
#include "lint/lint.h"
#include "lint/pack.h"
#include "lint/proofs.h"
#include "lint/silencers.h"

namespace zs::lint {
namespace {

using diag::Code;

bool wanted(const Options& o, const Rule& r) {
  if (r.speed == Speed::kSlow && !o.slow) return false;
  return (o.only.empty() || o.only.contains(r.code)) && !o.except.contains(r.code);
}

/// The silencers of the pack's files, and which of their codes were of use.
class Silence {
 public:
  explicit Silence(const Pack& pack) {
    for (const ast::File* f : pack.own)
      for (Silencer& s : silencers(pack.sources, f->file)) {
        used_.emplace_back(s.codes.size());
        all_.push_back(std::move(s));
      }
  }

  bool covers(const Report::Finding& f) {
    bool any = false;
    for (size_t i = 0; i < all_.size(); ++i) {
      const Silencer& s = all_[i];
      const Span at = f.diagnostic.src;
      if (!s.reason || s.line.file != at.file || at.begin < s.line.begin || at.begin > s.line.end) continue;
      if (!s.subjects.empty() && std::find(s.subjects.begin(), s.subjects.end(), f.subject) == s.subjects.end()) continue;
      for (size_t k = 0; k < s.codes.size(); ++k)
        if (s.codes[k] == diag::row(f.diagnostic.code).id) used_[i][k] = any = true;
    }
    return any;
  }

  /// What never silenced anything, of the lints that ran.
  void unused(const std::set<Code>& ran, Report& report) const {
    for (size_t i = 0; i < all_.size(); ++i)
      for (size_t k = 0; all_[i].reason && k < all_[i].codes.size(); ++k) {
        const Rule* r = find_rule(all_[i].codes[k]);
        if (r && ran.contains(r->code) && !used_[i][k]) report(all_[i].src, {all_[i].codes[k]});
      }
  }

  void broken(Report& report) const {
    for (const Silencer& s : all_) {
      if (!s.reason) report(s.src, {"没有写理由", "gives no reason"});
      for (const auto& code : s.codes)
        if (!find_rule(code)) report(s.src, {"里的 " + code + " 不是一种检查", "names " + code + ", which is no lint"});
    }
  }

 private:
  std::vector<Silencer> all_;
  std::vector<std::vector<bool>> used_;
};

Pack look_at(const Compilation& c, const Options& options) {
  Pack pack{c, *c.program, c.sources, {}, options.today};
  for (const auto& tree : c.trees)
    if (std::find(c.rule_files.begin(), c.rule_files.end(), tree->file) != c.rule_files.end()) pack.own.push_back(tree.get());
  return pack;
}

void hand_over(const Report::Finding& f, diag::Sink& out) {
  auto& d = out.report(f.diagnostic.code, f.diagnostic.src, f.diagnostic.args);
  d.others = f.diagnostic.others, d.fix = f.diagnostic.fix;
}

}  // namespace

bool Pack::is_own(Span src) const {
  return std::find(compiled.rule_files.begin(), compiled.rule_files.end(), src.file) != compiled.rule_files.end();
}

const ast::RuleSetDecl* Pack::rule_set() const {
  const ast::RuleSetDecl* found = nullptr;
  each<ast::RuleSetDecl>([&](const ast::RuleSetDecl& d) { found = &d; });
  return found;
}

size_t run(const Compilation& compiled, const Options& options, diag::Sink& out) {
  if (!compiled.program) return 0;
  const Pack pack = look_at(compiled, options);
  Silence silence(pack);
  std::set<Code> ran;
  for (const Rule& rule : rules()) {
    if (!wanted(options, rule)) continue;
    ran.insert(rule.code);
    Report report(rule.code);
    rule.find(pack, report);
    for (const auto& f : report.findings)
      if (!silence.covers(f)) hand_over(f, out);
      else if (options.passed_over) hand_over(f, *options.passed_over);
  }
  const Code unused = diag::code_of(diag::Lint::kUnusedSilencer), broken = diag::code_of(diag::Lint::kBrokenSilencer);
  for (const Code self : {unused, broken}) {
    if (!ran.contains(self)) continue;
    Report report(self);
    self == unused ? silence.unused(ran, report) : silence.broken(report);
    for (const auto& f : report.findings) hand_over(f, out);
  }
  return undecided(pack);
}

}  // namespace zs::lint

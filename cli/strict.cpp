#include "cli/strict.h"

#include "cli/diff_output.h"
#include "compiler/ast/ast.h"
#include "compiler/typed/same.h"
#include "prove/words.h"

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <fmt/format.h>

namespace zs::cli {
namespace {

using typed::Version;

/// A rule set of the pack that says 只能从严, and where what it inherits stands.
struct Promise {
  const ast::RuleSetDecl* head;
  std::string base;
};

std::vector<Promise> promises(const Compilation& c) {
  std::vector<Promise> out;
  for (const auto& tree : c.trees) {
    if (std::find(c.rule_files.begin(), c.rule_files.end(), tree->file) == c.rule_files.end()) continue;
    for (const auto& item : tree->items)
      if (const auto* d = std::get_if<ast::RuleSetDecl>(&item); d && d->only_stricter && d->inherits)
        out.push_back({d, (std::filesystem::path(c.sources.name(tree->file)).parent_path() / d->inherits->text).lexically_normal().string()});
  }
  return out;
}

bool overlap(const Version& a, const Version& b) {
  return (!a.until || !b.from || *b.from < *a.until) && (!b.until || !a.from || *a.from < *b.until);
}

/// No versions: all.
bool stands_in(const std::vector<int>& versions, int version) { return versions.empty() || std::find(versions.begin(), versions.end(), version) != versions.end(); }

replay::TextOf text_in(const Compilation& c) {
  return [&c](Span s) { return s.file >= 0 ? std::string(c.sources.text(s)) : std::string(); };
}

/// Where the rule set changes the indicator: the place the error points at. The promise itself where it does not.
Span amended(const Compilation& c, const std::string& code, const ast::RuleSetDecl& head) {
  for (const auto& tree : c.trees) {
    if (std::find(c.rule_files.begin(), c.rule_files.end(), tree->file) == c.rule_files.end()) continue;
    for (const auto& item : tree->items) {
      if (const auto* d = std::get_if<ast::AmendDecl>(&item)) {
        if (const auto* i = std::get_if<ast::IndicatorDecl>(&d->what); i && i->code.text == code) return i->code.src;
        if (const auto* i = std::get_if<ast::AggregateDecl>(&d->what); i && i->code.text == code) return i->code.src;
      }
      if (const auto* d = std::get_if<ast::SuspendDecl>(&item))
        for (const auto& n : d->codes)
          if (n.text == code) return n.src;
    }
  }
  return *head.only_stricter;
}

std::string example(const Context& c, const model::Models& models, const prove::Witness& w) {
  return c.pick(fmt::format("例：{}：上级 {}；这里 {}", prove::record_words(models, w), bars_words(c, w.was), bars_words(c, w.is)),
                fmt::format("for example {}: inherited {}; here {}", prove::record_words(models, w), bars_words(c, w.was), bars_words(c, w.is)));
}

std::pair<int, int> cards_of(const typed::Indicator& i) {
  int low = INT32_MAX, high = -1;
  for (const auto& s : i.situations)
    for (const auto& r : s.cards) low = std::min(low, r.card), high = std::max(high, r.card);
  return {low, high};
}

bool supersedes(const typed::Program& p, const std::string& code, const std::string& target) {
  for (const auto& i : p.indicators)
    for (const int j : i.supersedes)
      if (i.code == code && p.indicators[static_cast<size_t>(j)].code == target) return true;
  return false;
}

/// A card that gives way to one at least as high is no relief: where both rule sets let the same indicator silence another, and
/// never by a lower card, each is compared by itself.
void forget_harmless_silence(typed::Program& p, const typed::Program& other) {
  for (auto& i : p.indicators)
    std::erase_if(i.supersedes, [&](int j) {
      const auto& target = p.indicators[static_cast<size_t>(j)];
      return cards_of(i).first >= cards_of(target).second && supersedes(other, i.code, target.code);
    });
}

class Checker {
 public:
  explicit Checker(Compilation& compilation) : c_(compilation) {
    zh_.lang = Lang::kZh, en_.lang = Lang::kEn;
    asked_.samples = 40'000;
    asked_.clock = [] { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; };
  }

  void check(const Promise& p, const Compilation& base) {
    const auto& versions = c_.program->versions;
    for (size_t v = 0; v < versions.size(); ++v) {
      if (versions[v].src.file != p.head->src.file || versions[v].src.begin != p.head->src.begin) continue;
      for (size_t b = 0; b < base.program->versions.size(); ++b)
        if (overlap(versions[v], base.program->versions[b])) compare(p, base, static_cast<int>(b), static_cast<int>(v));
    }
  }

 private:
  void compare(const Promise& p, const Compilation& base, int base_version, int version) {
    typed::Program was = prove::one_version(*base.program, base_version), is = prove::one_version(*c_.program, version);
    const typed::Program before = was;
    statistics(p, *base.program, base_version, version);
    forget_harmless_silence(was, is), forget_harmless_silence(is, before);
    const prove::Strictness s = prove::only_stricter(was, is, text_in(base), text_in(c_), asked_);
    for (const size_t i : s.violations) report(p, s.compared.pairing.pairs[i], s.compared.comparisons[i], was.models);
  }

  /// 统计指标 are not compared in meaning: one that is not word for word the inherited one is not proved to be as strict.
  void statistics(const Promise& p, const typed::Program& base, int base_version, int version) {
    typed::Same same(base, *c_.program);
    for (const auto& old : base.aggregates) {
      if (!stands_in(old.versions, base_version)) continue;
      const auto& now = c_.program->aggregates;
      if (std::any_of(now.begin(), now.end(), [&](const auto& a) { return a.code == old.code && stands_in(a.versions, version) && same.aggregate(old, a); })) continue;
      add(diag::Code::kStricterUnproved, amended(c_, old.code, *p.head),
          {old.code, "0.0", "统计指标不作证明：照上级的写，或者不写“只能从严”", "of a statistic nothing is proved: keep the inherited one, or do without 只能从严"}, p);
    }
  }

  void report(const Promise& p, const replay::Pair& pair, const prove::Comparison& x, const model::Models& models) {
    const Span where = amended(c_, pair.code, *p.head);
    if (x.verdict == prove::Verdict::kGone || x.lower.witness) {
      const auto say = [&](const Context& c) { return x.lower.witness ? example(c, models, *x.lower.witness) : c.pick("它被停用了", "it is suspended"); };
      add(diag::Code::kLaxer, where, {pair.code, say(zh_), say(en_)}, p);
    } else {
      add(diag::Code::kStricterUnproved, where, {pair.code, fmt::format("{:.1f}", x.seconds), "把这一处写得与上级更接近，或者不写“只能从严”", "write it closer to the inherited text, or do without 只能从严"}, p);
    }
  }

  void add(diag::Code code, Span where, std::vector<std::string> args, const Promise& p) {
    c_.diagnostics.report(code, where, std::move(args)).also(*p.head->only_stricter, "这里写着“只能从严”", "只能从严 is said here");
  }

  Compilation& c_;
  Context zh_, en_;  // an error speaks both languages
  prove::Options asked_;
};

}  // namespace

void prove_strictness(Compilation& compilation, const CompileOptions& options) {
  if (!compilation.program) return;
  for (const Promise& p : promises(compilation)) {
    CompileOptions plain;
    plain.stdlib_dir = options.stdlib_dir;
    const Compilation base = compile(p.base, plain);
    if (base.program) Checker(compilation).check(p, base);
  }
  if (compilation.diagnostics.has_errors()) compilation.program.reset();
}

}  // namespace zs::cli

#include "testing/mutation.h"

#include "compiler/syntax/remarks.h"
#include "compiler/syntax/sources.h"
#include "oracle/oracle.h"
#include "testing/verdict.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>
#include <thread>

namespace zs::testing {
namespace {

std::string_view trimmed(std::string_view s) {
  const size_t from = s.find_first_not_of(" \t\r"), to = s.find_last_not_of(" \t\r");
  return from == std::string_view::npos ? std::string_view() : s.substr(from, to - from + 1);
}

/// The first case that sees the mutant; -1.
int killer(const typed::Program& mutant, const Mutant& m, const std::vector<const Case*>& cases, const std::vector<Case>& all) {
  std::vector<bool> asked(mutant.indicators.size());
  for (const Case* c : cases) {
    bool any = false;
    for (const int i : m.indicators) {
      asked[static_cast<size_t>(i)] = mutant.indicators[static_cast<size_t>(i)].model == c->data.records.model && (c->from == Case::From::kFrozen || c->names(i));
      any = any || asked[static_cast<size_t>(i)];
    }
    if (!any) continue;
    // Names of what is missing, and actions, are worked out only for tests that state them.
    const bool names = std::any_of(c->expect.begin(), c->expect.end(), [](const auto& e) { return !e.missing.empty() || !e.actions.empty(); });
    oracle::EvaluateOptions options{nullptr, &asked, names};
    const int here = static_cast<int>(c - all.data());
    try {
      const auto report = oracle::evaluate(mutant, {&c->data.records, c->data.pointers}, c->as_of, options);
      if (!passes(mutant, *c, report, &asked)) return here;
    } catch (const std::exception&) {
      return here;  // what cannot even be judged does not go unseen
    }
  }
  return -1;
}

std::string place(const syntax::Sources& sources, Span src) {
  return src.file < 0 ? "" : sources.name(src.file) + ":" + std::to_string(sources.position(src.file, src.begin).line);
}
std::string codes(const typed::Program& p, const std::vector<int>& indicators) {
  std::string s;
  for (size_t i = 0; i < indicators.size() && i < 4; ++i) s += (i ? "、" : "") + p.indicators[static_cast<size_t>(indicators[i])].code;
  return s + (indicators.size() > 4 ? "…" : "");
}
std::string line_text(const syntax::Sources& sources, Span src) {
  return src.file < 0 ? "" : std::string(trimmed(sources.text(sources.line_of(src.file, src.begin))));
}

}  // namespace

std::string accepted_at(const syntax::Sources& sources, Span src) {
  if (src.file < 0) return {};
  for (const syntax::Remark& r : syntax::remarks(sources, src.file)) {
    if (src.begin < r.line.begin || src.begin > r.line.end) continue;
    const std::string_view remark = sources.text(r.src);
    for (const std::string_view mark : {"变异等价：", "变异等价:", "mutant-equivalent:"}) {
      const size_t at = remark.find(mark);
      if (at == std::string_view::npos) continue;
      if (const auto why = trimmed(remark.substr(at + mark.size())); !why.empty()) return std::string(why);
    }
  }
  return {};
}

Mutation mutate(const typed::Program& program, const std::vector<Case>& cases, const syntax::Sources& sources, const std::vector<int>& files, unsigned jobs,
                const std::function<void(size_t done, size_t all)>& progress) {
  Mutation out;
  out.mutants = mutants(program, files);
  out.results.resize(out.mutants.size());
  std::vector<const Case*> order;
  for (const bool frozen : {false, true})
    for (const Case& c : cases)
      if (!c.broken && (c.from == Case::From::kFrozen) == frozen) order.push_back(&c);
  std::atomic<size_t> next = 0, done = 0;
  const auto work = [&] {
    typed::Program mine = program;
    mine.tests.clear();
    for (size_t i; (i = next++) < out.mutants.size();) {
      Mutant& m = out.mutants[i];
      m.edit.swap_into(mine);
      MutantResult& r = out.results[i];
      r.mutant = i;
      r.killer = killer(mine, m, order, cases);
      m.edit.swap_into(mine);
      if (r.killer >= 0) r.fate = MutantResult::Fate::kKilled;
      else if (r.accepted = accepted_at(sources, m.src); !r.accepted.empty()) r.fate = MutantResult::Fate::kAccepted;
      const size_t n = ++done;
      if (progress) progress(n, out.mutants.size());
    }
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < std::max(1u, jobs); ++t) threads.emplace_back(work);
  work();
  for (auto& t : threads) t.join();
  for (const auto& r : out.results) {
    out.killed += r.fate == MutantResult::Fate::kKilled, out.survived += r.fate == MutantResult::Fate::kSurvived, out.accepted += r.fate == MutantResult::Fate::kAccepted;
    out.only_frozen += r.killer >= 0 && cases[static_cast<size_t>(r.killer)].from == Case::From::kFrozen;
  }
  return out;
}

std::string mutation_text(const typed::Program& program, const Mutation& m, const syntax::Sources& sources, Language language) {
  const bool zh = language == Language::kChinese;
  std::string s;
  for (const auto& r : m.results) {
    if (r.fate != MutantResult::Fate::kSurvived) continue;
    const Mutant& x = m.mutants[r.mutant];
    s += fmt::format("{} {} {}\n    {}\n    {}{}\n", zh ? "存活" : "SURVIVED", place(sources, x.src), codes(program, x.indicators), line_text(sources, x.src), zh ? "改动：" : "changed: ", zh ? x.change.zh : x.change.en);
    s += (zh ? "    可加的测试：" + x.advice.zh : "    test to add: " + x.advice.en) + "\n";
  }
  s += zh ? fmt::format("{} 个变异：{} 个被测试发现", m.mutants.size(), m.killed) : fmt::format("{} mutants: {} found by the tests", m.mutants.size(), m.killed);
  if (m.only_frozen) s += zh ? fmt::format("（其中 {} 个只被固化答案发现）", m.only_frozen) : fmt::format(" ({} of them only by frozen answers)", m.only_frozen);
  s += zh ? fmt::format("，{} 个存活，{} 个注明等价\n", m.survived, m.accepted) : fmt::format(", {} survived, {} are noted as equivalent\n", m.survived, m.accepted);
  return s;
}

std::string mutation_json(const typed::Program& program, const Mutation& m, const std::vector<Case>& cases, const syntax::Sources& sources) {
  using Json = nlohmann::ordered_json;
  Json all = Json::array();
  for (const auto& r : m.results) {
    const Mutant& x = m.mutants[r.mutant];
    Json codes = Json::array();
    for (const int i : x.indicators) codes.push_back(program.indicators[static_cast<size_t>(i)].code);
    const char* fate = r.fate == MutantResult::Fate::kKilled ? "killed" : r.fate == MutantResult::Fate::kAccepted ? "accepted" : "survived";
    Json j = {{"fate", fate}, {"kind", name_of(x.kind)}, {"file", x.src.file < 0 ? "" : sources.name(x.src.file)}, {"line", x.src.file < 0 ? 0 : sources.position(x.src.file, x.src.begin).line},
              {"indicators", codes}, {"change", {{"zh", x.change.zh}, {"en", x.change.en}}}};
    if (r.killer >= 0) j["killed_by"] = cases[static_cast<size_t>(r.killer)].place() + " " + cases[static_cast<size_t>(r.killer)].name;
    else j["test_to_add"] = {{"zh", x.advice.zh}, {"en", x.advice.en}};
    if (!r.accepted.empty()) j["accepted"] = r.accepted;
    all.push_back(std::move(j));
  }
  const Json j = {{"mutants", m.mutants.size()}, {"killed", m.killed}, {"killed_only_by_frozen", m.only_frozen}, {"survived", m.survived}, {"accepted", m.accepted}, {"results", all}};
  return j.dump(1) + "\n";
}

}  // namespace zs::testing

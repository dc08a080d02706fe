#include "cli/test_run.h"

#include "cli/evaluator.h"

#include <atomic>
#include <chrono>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <thread>

namespace zs::cli {

using findings::Finding;
using findings::Report;
using testing::show;

std::string difference(const typed::Program& program, const Report& a, const Report& b) {
  const auto code = [&](int i) { return program.indicators[static_cast<size_t>(i)].code; };
  if (a.findings.size() != b.findings.size()) return fmt::format("{} findings by the oracle, {} by the machine", a.findings.size(), b.findings.size());
  for (size_t i = 0; i < a.findings.size(); ++i) {
    const Finding &x = a.findings[i], &y = b.findings[i];
    const auto at = [&](const char* what, const std::string& p, const std::string& q) { return fmt::format("{} {}: oracle “{}”, machine “{}”", code(x.indicator), what, p, q); };
    if (x.record != y.record || x.indicator != y.indicator || x.card != y.card) return at("card", program.cards[x.card], code(y.indicator) + " " + program.cards[y.card]);
    if (x.onset != y.onset) return at("onset", show(x.onset), show(y.onset));
    if (x.cleared != y.cleared) return at("cleared", show(x.cleared), show(y.cleared));
    if (x.next_change != y.next_change) return at("next change", show(x.next_change), show(y.next_change));
    if (x.actions != y.actions) return at("actions", fmt::format("{}", fmt::join(x.actions, ";")), fmt::format("{}", fmt::join(y.actions, ";")));
    if (x.reason != y.reason) return at("reason", x.reason, y.reason);
    if (x.clause != y.clause) return at("clause", x.clause, y.clause);
  }
  if (a.undecided.size() != b.undecided.size()) return fmt::format("{} undecided by the oracle, {} by the machine", a.undecided.size(), b.undecided.size());
  for (size_t i = 0; i < a.undecided.size(); ++i) {
    const auto &x = a.undecided[i], &y = b.undecided[i];
    if (x.record != y.record || x.indicator != y.indicator || x.missing != y.missing)
      return fmt::format("{} undecided: oracle misses “{}”, machine {} “{}”", code(x.indicator), fmt::join(x.missing, ";"), code(y.indicator), fmt::join(y.missing, ";"));
  }
  if (a.schedule.size() != b.schedule.size()) return fmt::format("{} changes ahead by the oracle, {} by the machine", a.schedule.size(), b.schedule.size());
  for (size_t i = 0; i < a.schedule.size(); ++i) {
    const auto &x = a.schedule[i], &y = b.schedule[i];
    if (x.record != y.record || x.indicator != y.indicator || x.at != y.at || x.to != y.to || x.card != y.card)
      return fmt::format("{} changes ahead: oracle {}, machine {}", code(x.indicator), show(x.at), show(y.at));
  }
  if (a.evaluated != b.evaluated || a.out_of_force != b.out_of_force || a.unknown_yet != b.unknown_yet || a.provisional_quiet != b.provisional_quiet)
    return fmt::format("counts (evaluated, out of force, not yet known, provisional and quiet): oracle {} {} {} {}, machine {} {} {} {}", a.evaluated, a.out_of_force,
                       a.unknown_yet, a.provisional_quiet, b.evaluated, b.out_of_force, b.unknown_yet, b.provisional_quiet);
  return {};
}

Outcome run_case(const Context& context, const Pack& pack, const testing::Case& test) {
  const auto start = std::chrono::steady_clock::now();
  const typed::Program& program = *pack.typed();
  Outcome out;
  const auto done = [&](std::string trouble) {
    out.trouble = std::move(trouble);
    out.passed = out.verdict.passed && out.trouble.empty();
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return std::move(out);
  };
  if (test.broken) return done(context.pick(test.broken->zh, test.broken->en));
  const EvaluateOptions options{test.as_of, 1, test.as_of.has_value(), true};
  auto slow = oracle_evaluator(pack, test.data.pointers, options);
  if (!slow) return done(context.pick(slow.error().zh, slow.error().en));
  out.report = (*slow)->evaluate(test.data.records);
  out.verdict = testing::judge(program, test, out.report);
  auto fast = machine_evaluator(pack, test.data.pointers, options);
  out.differ = !fast;
  if (!fast) return done(context.pick(fast.error().zh, fast.error().en));
  std::string differs = difference(program, out.report, (*fast)->evaluate(test.data.records));
  out.differ = !differs.empty();
  return done(std::move(differs));
}

std::vector<Outcome> run_cases(const Context& context, const Suite& suite, unsigned jobs) {
  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  std::vector<Outcome> out(suite.cases.size());
  std::atomic<size_t> next = 0;
  const auto work = [&] {
    for (size_t i; (i = next++) < out.size();) {
      try {
        out[i] = run_case(context, suite.pack, suite.cases[i]);
      } catch (const std::exception& e) {
        out[i].differ = true;
        out[i].trouble = e.what();
      }
    }
  };
  std::vector<std::thread> threads;
  for (unsigned t = 1; t < jobs && t < out.size(); ++t) threads.emplace_back(work);
  work();
  for (auto& t : threads) t.join();
  return out;
}

}  // namespace zs::cli

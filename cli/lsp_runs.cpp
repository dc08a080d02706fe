#include "cli/lsp_runs.h"

#include "cli/case_stream.h"
#include "cli/evaluator.h"
#include "cli/test_report.h"
#include "compiler/ir/lower.h"
#include "lint/lint.h"
#include "lsp/server.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace zs::cli {
namespace {

namespace fs = std::filesystem;

/// The pack of a compilation that somebody else keeps; without bytecode where it cannot be lowered.
Pack pack_of(const Compilation& compilation, const std::string& root) {
  Pack pack;
  pack.path = root;
  pack.compilation = std::shared_ptr<Compilation>(std::shared_ptr<void>(), const_cast<Compilation*>(&compilation));  // read only, not owned
  if (auto lowered = ir::lower(*compilation.program)) pack.program = std::make_shared<bytecode::Program>(std::move(*lowered));
  return pack;
}

lsp::TestAnswer run_test(const Compilation& compilation, const std::string& root, const std::string& name, lsp::Language language) {
  Context context;
  context.lang = language == lsp::Language::kChinese ? Lang::kZh : Lang::kEn;
  const Pack pack = pack_of(compilation, root);
  if (!pack.program) return {false, context.pick("规则编译不成字节码", "the rules cannot be compiled to bytecode")};
  lsp::TestAnswer answer{true, ""};
  bool found = false;
  for (const auto& t : compilation.program->tests) {
    if (t.name != name) continue;
    found = true;
    const std::string file = t.src.file >= 0 ? compilation.sources.name(t.src.file) : root;
    const testing::Case test = testing::case_of(*compilation.program, t, file, t.src.file >= 0 ? compilation.sources.position(t.src.file, t.src.begin).line : 0);
    const Outcome outcome = run_case(context, pack, test);
    if (outcome.passed) continue;
    answer.passed = false;
    answer.text += drawing(context, pack, test, outcome, false);
  }
  if (!found) return {false, context.pick("没有测试「" + name + "」", "there is no test “" + name + "”")};
  return answer;
}

/// Files are named after their record: 办件.ndjson, case.csv, items.ndjson.
int model_named(const model::Models& models, const std::string& stem) {
  for (size_t i = 0; i < models.models.size(); ++i) {
    const auto& m = models.models[i];
    if (!m.is_row && (m.name == stem || m.code == stem || m.code + "s" == stem)) return static_cast<int>(i);
  }
  return -1;
}

struct Files {
  std::vector<KindInputs> cases, refs;
};

Files files_in(const bytecode::Program& program, const fs::path& where) {
  std::vector<fs::path> all;
  std::error_code ignored;
  if (fs::is_directory(where, ignored))
    for (const auto& e : fs::directory_iterator(where, ignored)) all.push_back(e.path());
  else if (fs::exists(where, ignored)) all.push_back(where);
  std::sort(all.begin(), all.end());
  std::set<int> judged, referred;
  for (const auto& i : program.indicators) judged.insert(i.model);
  for (const auto& m : program.models.models)
    for (const auto& f : m.fields)
      if (f.reference >= 0) referred.insert(f.reference);
  Files out;
  for (const auto& path : all) {
    const std::string type = path.extension().string();
    if (type != ".ndjson" && type != ".csv" && type != ".json" && type != ".parquet") continue;
    int model = model_named(program.models, path.stem().string());
    if (model < 0 && !fs::is_directory(where, ignored))
      if (const auto kind = default_kind(program, "")) model = *kind;
    if (model < 0) continue;
    auto kinds = parse_inputs(program.models, model, {path.string()}, readers::Format::kAuto);
    if (!kinds) continue;
    for (auto& k : *kinds) {
      if (referred.contains(k.model) || !judged.contains(k.model)) out.refs.push_back(k);
      if (judged.contains(k.model)) out.cases.push_back(std::move(k));
    }
  }
  return out;
}

/// Judges as far as the files go; what cannot be read is left out, for a lens only counts.
std::optional<lsp::Examples> examples(const Compilation& compilation, const std::string& root, const std::string& cases) {
  const fs::path where = !cases.empty() ? fs::path(cases) : fs::is_directory(root) ? fs::path(root) / "示例" : fs::path(root).parent_path() / "示例";
  std::error_code ignored;
  if (!fs::exists(where, ignored)) return std::nullopt;
  Context context;
  const Pack pack = pack_of(compilation, root);
  if (!pack.program) return std::nullopt;
  const Files files = files_in(*pack.program, where);
  const auto unheard = [](const binding::Reject&) {};
  auto references = load_references(context, pack.program->models, files.refs, {}, unheard);
  if (!references) return std::nullopt;
  auto evaluator = machine_evaluator(pack, references->pointers, {std::nullopt, 1, false, false});
  if (!evaluator) return std::nullopt;
  lsp::Examples out;
  for (const auto& kind : files.cases) {
    CaseStream stream(pack.program->models, kind, {}, unheard);
    for (auto batch = stream.next(); batch && *batch; batch = stream.next()) {
      const auto report = (*evaluator)->evaluate((*batch)->table);
      out.cases += report.evaluated;
      std::set<std::pair<uint16_t, uint32_t>> carded;
      for (const auto& f : report.findings)
        if (carded.emplace(f.indicator, f.record).second) ++out.carded[pack.program->indicators[f.indicator].code];
    }
  }
  return out;
}

/// The quick lints that need no day.
std::vector<diag::Diagnostic> lints(const Compilation& compilation) {
  diag::Sink found;
  lint::Options options;
  options.slow = false;
  lint::run(compilation, options, found);
  return {found.all().begin(), found.all().end()};
}

}  // namespace

void add_runs(lsp::ServerOptions& options) {
  options.lint = lints;
  options.run_test = run_test;
  options.examples = examples;
}

}  // namespace zs::cli

#include "bench/peers/indicators.h"

#include "compiler/compile.h"
#include "compiler/ir/lower.h"
#include "runtime/vm/engine.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace zs::bench::peers {

namespace {

const Set kAll{"S1", "S2", "S3", "S4", "S5", "S6"};

/// Cuts one indicator out of the text: from its heading to the brace at the beginning of a line.
void cut(std::string& text, const std::string& code) {
  const size_t from = text.find("\n指标 " + code + " ");
  const size_t to = from == std::string::npos ? from : text.find("\n}", from);
  if (to == std::string::npos) throw std::runtime_error("six.zs has no indicator " + code);
  text.erase(from, to + 2 - from);
}

}  // namespace

const std::map<std::string, Set>& sets() {
  static const std::map<std::string, Set> table{{"six", kAll}, {"five", {"S1", "S2", "S3", "S4", "S6"}}, {"three", {"S1", "S2", "S3"}}};
  return table;
}

std::shared_ptr<const bytecode::Program> compile_set(const Set& set) {
  std::ifstream file(ZS_SOURCE_DIR "/bench/six/six.zs");
  std::stringstream all;
  all << file.rdbuf();
  std::string text = all.str();
  for (const std::string& code : kAll)
    if (std::find(set.begin(), set.end(), code) == set.end()) cut(text, code);
  const Compilation c = compile_text("six.zs", text, {});
  if (!c.program) throw std::runtime_error("a part of six.zs does not compile");
  auto lowered = ir::lower(*c.program);
  if (!lowered) throw std::runtime_error(lowered.error().error.en);
  return std::make_shared<const bytecode::Program>(std::move(*lowered));
}

Measured measure(const std::shared_ptr<const bytecode::Program>& program, const Office& office, int passes, uint32_t batch) {
  std::vector<const columns::Table*> refs(program->models.models.size(), nullptr);
  refs[static_cast<size_t>(office.items.model)] = &office.items;
  const auto engine = vm::Engine::load(program, refs);
  if (!engine) throw std::runtime_error(engine.error().en);
  vm::RunOptions options;
  options.as_of = office.as_of;
  options.batch_size = batch;
  const vm::Counts counts = engine->count(office.cases, options);
  Measured m;
  for (size_t i = 0; i < program->indicators.size(); ++i) {
    const auto& indicator = program->indicators[i];
    const char* const cards[] = {".warning", ".red"};  // 预警 < 红牌
    for (size_t card = 0; card < 2; ++card)
      if (indicator.own[card] != bytecode::kNoReg) m.counts[indicator.code + cards[card]] = counts.cards[i][card].on_table;
  }
  m.seconds = std::numeric_limits<double>::infinity();
  for (int i = 0; i < passes; ++i) {
    const auto from = std::chrono::steady_clock::now();
    engine->count(office.cases, options);
    m.seconds = std::min(m.seconds, std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count());
  }
  return m;
}

}  // namespace zs::bench::peers

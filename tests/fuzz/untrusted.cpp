#include "tests/fuzz/untrusted.h"

#include "runtime/bytecode/sha256.h"
#include "runtime/vm/aggregate.h"
#include "runtime/vm/engine.h"
#include "tests/fuzz/tiny_table.h"

#include <cstring>

namespace zs::fuzz {

std::string sealed(std::string file) {
  if (file.size() < kHeader) return file;
  const std::string_view payload = std::string_view(file).substr(kHeader);
  const uint64_t length = payload.size();
  for (size_t i = 0; i < 8; ++i) file[8 + i] = static_cast<char>(length >> (8 * i));
  const auto hash = bytecode::sha256(payload);
  std::memcpy(file.data() + 16, hash.data(), hash.size());
  return file;
}

void run(std::shared_ptr<const bytecode::Program> program) {
  const model::Models& models = program->models;
  std::vector<columns::Table> tables;
  for (size_t m = 0; m < models.models.size(); ++m) tables.push_back(tiny_table(models, static_cast<int>(m), 5));
  std::vector<const columns::Table*> references;
  for (const auto& t : tables) references.push_back(&t);
  auto engine = vm::Engine::load(program, references);
  if (!engine) return;
  vm::RunOptions options;
  options.as_of = start_of(19'990);
  options.batch_size = 3;
  options.want_schedule = true;
  for (size_t m = 0; m < tables.size(); ++m) {
    if (models.models[m].is_row) continue;
    engine->run(tables[m], options);
    vm::Aggregation statistics(*engine, static_cast<int>(m), options.as_of);
    statistics.add(tables[m]);
    statistics.finish();
  }
}

}  // namespace zs::fuzz

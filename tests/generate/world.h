#pragma once
// The shipped packs, compiled once, and records made of their models.
#include "generate/generate.h"
#include "io/readers/record_reader.h"
#include "runtime/bytecode/program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>
#include <vector>

namespace zs::generate {

const bytecode::Program& program(const std::string& pack);  // rules/henan/2019, or a whole path; compiled at the first call
inline const std::vector<std::string> kPacks{"rules/henan/2019", "rules/neimenggu/2024", "examples/permit-log/rules"};
inline const std::vector<std::string> kShippedPacks{"rules/henan/2019", "rules/neimenggu/2021-standardization", "rules/neimenggu/2021-tasks", "rules/neimenggu/2024", "rules/neimenggu/2024-procedure"};
calendar::WorkCalendar calendar_of(const bytecode::Program& p);
/// The year 2024, seed 1.
Settings settings(uint64_t count, const bytecode::Program& p);
std::unique_ptr<World> world(const bytecode::Program& p, int model, Settings s, const std::string& profile = "");
int model_named(const bytecode::Program& p, const std::string& name);
/// All record kinds that are no rows.
std::vector<int> kinds(const bytecode::Program& p);

/// A folder of its own, removed at the end.
class Folder {
 public:
  Folder();
  ~Folder();
  std::string at(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

struct Written {
  std::string text;
  std::vector<std::pair<Fault, uint64_t>> faults;
};
/// Fails the test where it cannot be written.
Written write(const World& w, int model, const std::string& path, const std::vector<FaultShare>& faults = {}, unsigned threads = 1, Naming naming = Naming::kName);

struct Read {
  columns::Table table;
  std::vector<binding::Reject> rejects;
  std::vector<readers::Note> notes;
};
Read read(const bytecode::Program& p, int model, const std::string& path);

/// The instants of an event, in the order of the records.
std::vector<Instant> events(const bytecode::Program& p, const columns::Table& t, const std::string& field);

}  // namespace zs::generate

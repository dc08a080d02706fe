#include "tests/generate/world.h"

#include "compiler/compile.h"
#include "compiler/ir/lower.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace zs::generate {

const bytecode::Program& program(const std::string& pack) {
  static std::map<std::string, bytecode::Program> all;
  const auto it = all.find(pack);
  if (it != all.end()) return it->second;
  const Compilation c = compile(pack[0] == '/' ? pack : std::string(ZS_SOURCE_DIR) + "/" + pack);
  if (!c.program) throw std::runtime_error(pack + " does not compile");
  return all.emplace(pack, ir::lower(*c.program).value()).first->second;
}

calendar::WorkCalendar calendar_of(const bytecode::Program& p) {
  const auto& c = p.calendars[static_cast<size_t>(std::max(p.calendar, 0))];
  return calendar::WorkCalendar({c.works, c.office, c.first_year, c.last_year, c.exceptions});
}

Settings settings(uint64_t count, const bytecode::Program& p) {
  Settings s;
  s.count = count;
  s.from = binding::days_from_civil(2024, 1, 1);
  s.to = binding::days_from_civil(2024, 12, 31);
  s.known_until = start_of(s.to + 1) - 1;
  s.region = p.region;
  return s;
}

std::unique_ptr<World> world(const bytecode::Program& p, int model, Settings s, const std::string& profile) {
  auto all = standard_profile().value();
  if (!profile.empty()) override_with(all, parse_profile("own.profile", profile, true).value());
  auto w = std::make_unique<World>(p.models, calendar_of(p), std::move(all), std::move(s));
  const auto ok = w->prepare(model);
  EXPECT_TRUE(ok.has_value()) << (ok.has_error() ? ok.error().en : "");
  return w;
}

int model_named(const bytecode::Program& p, const std::string& name) {
  const int m = p.models.find(name);
  EXPECT_GE(m, 0) << name;
  return m;
}

std::vector<int> kinds(const bytecode::Program& p) {
  std::vector<int> out;
  for (size_t i = 0; i < p.models.models.size(); ++i)
    if (!p.models.models[i].is_row) out.push_back(static_cast<int>(i));
  return out;
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "zs-generate-XXXXXX").string();
  path_ = ::mkdtemp(name.data());
}
Folder::~Folder() { std::filesystem::remove_all(path_); }

Written write(const World& w, int model, const std::string& path, const std::vector<FaultShare>& shares, unsigned threads, Naming naming) {
  Written out;
  const Target target{path, format_of(path).value(), naming};
  const auto faults = Faults::make(w, model, shares, target.format != Format::kParquet);
  EXPECT_TRUE(faults.has_value()) << (faults.has_error() ? faults.error().en : "");
  if (!faults) return out;
  const auto ok = write_records(w, model, *faults, target, threads, [&](const Fault& f, uint64_t line) { out.faults.emplace_back(f, line); }, {});
  EXPECT_TRUE(ok.has_value()) << (ok.has_error() ? ok.error().en : "");
  std::ifstream in(path, std::ios::binary);
  out.text.assign(std::istreambuf_iterator<char>(in), {});
  return out;
}

Read read(const bytecode::Program& p, int model, const std::string& path) {
  Read out;
  readers::ReadOptions options;
  options.batch = SIZE_MAX;
  readers::RecordReader reader(p.models, model, {{path, readers::Format::kAuto, -1}}, options, [&](const binding::Reject& r) { out.rejects.push_back(r); });
  const auto more = reader.next(out.table);
  EXPECT_TRUE(more.has_value() && *more) << (more.has_error() ? more.error().en : "no records");
  columns::Table none;
  (void)reader.next(none);
  out.notes = reader.notes();
  return out;
}

std::vector<Instant> events(const bytecode::Program& p, const columns::Table& t, const std::string& field) {
  const auto& fields = p.models.models[static_cast<size_t>(t.model)].fields;
  for (size_t i = 0; i < fields.size(); ++i)
    if (fields[i].name == field) {
      auto v = t.columns[i].values;
      v.resize(t.size, kNever);
      return v;
    }
  ADD_FAILURE() << "no field " << field;
  return {};
}

}  // namespace zs::generate

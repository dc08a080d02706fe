// The machine's side of the comparison with row-at-a-time engines: writes the cases for them, or judges the same cases itself.
// Both make the cases anew from the same seed.
#include "bench/peers/export.h"
#include "bench/peers/indicators.h"

#include <boost/program_options.hpp>
#include <nlohmann/json.hpp>

#include <iostream>

namespace {

constexpr uint64_t kSeed = 7;

/// {"six": {"counts": {"S1.red": …}, "ns": nanoseconds a case}, …}
nlohmann::json measure_sets(size_t cases, int passes, uint32_t batch) {
  using namespace zs::bench;
  nlohmann::json out;
  for (const auto& [name, set] : peers::sets()) {
    const auto program = peers::compile_set(set);
    const Office office = make_office(program->models, cases, kSeed);
    const peers::Measured m = peers::measure(program, office, passes, batch);
    out[name] = {{"counts", m.counts}, {"ns", m.seconds / static_cast<double>(cases) * 1e9}};
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) try {
  namespace po = boost::program_options;
  using namespace zs::bench;
  size_t cases = 50'000;
  int passes = 5;
  uint32_t batch = 1024;
  std::string folder;
  po::options_description options("zs_bench_peers");
  options.add_options()("help", "this")("cases", po::value(&cases), "how many cases")("passes", po::value(&passes), "counted passes of each set; the least counts")(
      "batch", po::value(&batch), "cases judged at a time")("export", po::value(&folder), "write cases.ndjson and items.ndjson to this folder instead");
  po::variables_map vars;
  po::store(po::parse_command_line(argc, argv, options), vars);
  po::notify(vars);
  if (vars.count("help")) return std::cout << options, 0;
  if (folder.empty()) return std::cout << measure_sets(cases, passes, batch).dump() << "\n", 0;
  const auto program = peers::compile_set(peers::sets().at("six"));
  peers::export_office(*program, make_office(program->models, cases, kSeed), folder);
  return 0;
} catch (const std::exception& e) {
  std::cerr << e.what() << "\n";
  return 70;
}

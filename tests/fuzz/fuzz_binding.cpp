// Any bytes as a file of records: every record is taken or rejected with a place, none twice, nothing else happens.
// The first byte chooses the format. The record models are those of the pack that ZS_FUZZ_PACK names.
#include "io/readers/record_reader.h"
#include "runtime/bytecode/codec.h"

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace zs;

const model::Models& models() {
  static const model::Models all = [] {
    const char* path = std::getenv("ZS_FUZZ_PACK");
    std::ifstream in(path != nullptr ? path : "", std::ios::binary);
    auto pack = bytecode::decode(std::string{std::istreambuf_iterator<char>(in), {}});
    if (!pack) {
      std::fprintf(stderr, "ZS_FUZZ_PACK must name a pack made by zs build: %s\n", pack.error().en.c_str());
      std::exit(2);
    }
    return pack->program.models;
  }();
  return all;
}

/// A file in memory with these bytes; its path stays valid until the next call.
std::string memory_file(const uint8_t* data, size_t size) {
  static const int fd = memfd_create("records", 0);
  if (fd < 0 || ftruncate(fd, 0) != 0 || pwrite(fd, data, size, 0) != static_cast<ssize_t>(size)) std::abort();
  return "/proc/self/fd/" + std::to_string(fd);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  constexpr readers::Format kFormats[] = {readers::Format::kCsv, readers::Format::kNdjson, readers::Format::kJson};
  const int model = models().find(data[0] & 4 ? "评价" : "办件");
  if (model < 0) std::abort();

  readers::Input input;
  input.path = memory_file(data + 1, size - 1);
  input.format = kFormats[(data[0] & 3) % 3];
  uint64_t rejects = 0, taken = 0;
  readers::RecordReader reader(models(), model, {input}, {readers::Encoding::kAuto, 16}, [&](const binding::Reject&) { ++rejects; });
  for (;;) {
    columns::Table table;
    const auto more = reader.next(table);
    if (!more) return 0;  // an error about the whole file
    if (!*more) break;
    if (table.size == 0 || table.size > 16) std::abort();
    taken += table.size;
  }
  if (taken + reader.rejected() != reader.read()) std::abort();  // a record was lost, or counted twice
  if (rejects < reader.rejected()) std::abort();                 // one was rejected without a word
  return 0;
}

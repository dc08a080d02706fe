#pragma once
// Records of one kind into one file, made by several threads and written in order.
#include "generate/faults.h"
#include "generate/render.h"
#include "generate/world.h"

#include <functional>
#include <string>
#include <vector>

namespace zs::generate {

struct Target {
  std::string path;  // - is standard output
  Format format = Format::kNdjson;
  Naming naming = Naming::kName;
};

/// The format by a file's name; kUsage where it does not tell.
Result<Format> format_of(const std::string& path);

/// Every fault in the order of the records; the line counts a CSV's header.
using OnFault = std::function<void(const Fault&, uint64_t line)>;
/// So many records are written.
using OnProgress = std::function<void(uint64_t)>;

/// settings().count records of a kind that has been prepared. `threads`: 0 as many as processors.
Status write_records(const World& world, int model, const Faults& faults, const Target& target, unsigned threads, const OnFault& on_fault, const OnProgress& on_progress);
/// The rows of a prepared reference table.
Status write_table(const World& world, int model, const Target& target);

}  // namespace zs::generate

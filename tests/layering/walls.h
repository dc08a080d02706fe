#pragma once
// The walls of docs/architecture.md as a table.
#include <string>
#include <string_view>
#include <vector>

namespace zs::layering {

/// Files whose path begins with `room` may include the project's headers that begin with one of `may`. The longest
/// matching room counts. A room may always include itself.
struct Wall {
  std::string_view room;
  std::vector<std::string_view> may;
};

/// All rooms with library code. cli, bench and tests may include everything and are not listed.
const std::vector<Wall>& walls();

/// The top folders of the rooms that have walls: runtime, compiler, …
std::vector<std::string> library_folders();

/// These and others beside them.
std::vector<std::string> with_others(const std::vector<std::string>& others);

/// The wall that holds for this file; null where none does.
const Wall* wall_of(std::string_view path);

/// Whether the wall lets `path` include `header` (a path from the root of the repository).
bool allowed(const Wall& wall, std::string_view header);

}  // namespace zs::layering

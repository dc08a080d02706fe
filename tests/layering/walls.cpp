#include "tests/layering/walls.h"

#include <algorithm>

namespace zs::layering {

const std::vector<Wall>& walls() {
  static const std::vector<Wall> table = {
      // The machine's side: nothing here knows the language's text.
      {"runtime/base/", {}},
      {"runtime/model/", {"runtime/base/"}},
      {"runtime/columns/", {"runtime/base/", "runtime/model/"}},
      {"runtime/findings/", {"runtime/base/"}},
      {"runtime/calendar/", {"runtime/base/"}},
      {"runtime/temporal/", {"runtime/base/", "runtime/calendar/"}},
      {"runtime/bytecode/", {"runtime/base/", "runtime/model/", "runtime/calendar/civil.h"}},
      {"runtime/vm/", {"runtime/"}},
      {"runtime/", {"runtime/"}},

      // Text → tree → typed program → bytecode. What stands later may use what stands earlier.
      {"compiler/diagnostics/", {"runtime/base/", "compiler/syntax/sources.h", "compiler/syntax/utf8.h"}},
      {"compiler/syntax/", {"runtime/base/", "compiler/diagnostics/", "compiler/ast/"}},
      {"compiler/ast/", {"runtime/base/", "compiler/diagnostics/", "compiler/syntax/"}},
      {"compiler/typed/", {"runtime/base/", "runtime/model/", "compiler/diagnostics/span.h"}},
      {"compiler/sema/",
       {"runtime/base/", "runtime/model/", "runtime/calendar/", "compiler/diagnostics/", "compiler/syntax/", "compiler/ast/",
        "compiler/typed/", "compiler/compile.h"}},
      // lower() drives both ir and emit.
      {"compiler/ir/",
       {"runtime/base/", "runtime/model/", "runtime/calendar/", "runtime/bytecode/", "compiler/diagnostics/span.h",
        "compiler/typed/", "compiler/emit/emit.h"}},
      {"compiler/emit/", {"runtime/base/", "runtime/model/", "runtime/bytecode/", "compiler/typed/", "compiler/ir/"}},
      {"compiler/",
       {"runtime/base/", "runtime/model/", "runtime/calendar/", "runtime/bytecode/", "compiler/"}},

      // The second judge shares data with the machine, and no evaluation.
      {"oracle/",
       {"runtime/base/", "runtime/model/", "runtime/columns/", "runtime/findings/", "compiler/typed/",
        "compiler/diagnostics/span.h"}},

      // Two rule sets side by side; replay/report is a page, not C++.
      {"replay/",
       {"runtime/", "compiler/typed/", "compiler/ir/lower.h", "compiler/syntax/sources.h", "compiler/diagnostics/span.h", "oracle/", "io/binding/", "io/writers/"}},

      // Tests of rules: what they expect, reach and would miss. The machine stays outside.
      {"testing/",
       {"runtime/base/", "runtime/model/", "runtime/columns/", "runtime/findings/", "compiler/typed/", "compiler/diagnostics/span.h",
        "compiler/syntax/sources.h", "compiler/syntax/near.h", "compiler/syntax/remarks.h", "oracle/", "io/"}},

      // What is correct and yet probably not meant: reads trees, texts and typed programs.
      {"lint/", {"runtime/base/", "runtime/model/", "runtime/calendar/civil.h", "compiler/compile.h", "compiler/diagnostics/", "compiler/syntax/", "compiler/ast/", "compiler/typed/", "compiler/sema/quotes.h", "prove/"}},

      // Documents made from rules; the text is searched as the compiler searches it.
      {"publish/",
       {"runtime/base/", "runtime/model/", "runtime/columns/", "compiler/compile.h", "compiler/settings.h", "compiler/sema/quotes.h", "compiler/typed/", "compiler/ast/ast.h",
        "compiler/diagnostics/", "compiler/syntax/", "oracle/", "testing/"}},

      // What holds for every record: questions to a solver, and records that answer them.
      {"prove/",
       {"runtime/", "compiler/typed/", "compiler/ir/lower.h", "compiler/diagnostics/span.h", "oracle/", "replay/", "testing/", "generate/guess.h", "generate/random.h",
        "io/binding/"}},

      // Files in and out.
      {"io/", {"runtime/base/", "runtime/model/", "runtime/columns/", "runtime/findings/"}},

      // The engine for other programs: batches in, findings out.
      {"embed/", {"runtime/", "io/arrow/", "io/binding/"}},
      // Findings between runs: a database, and records as text.
      {"ledger/", {"runtime/base/", "runtime/model/", "runtime/columns/", "runtime/calendar/", "io/binding/", "io/writers/", "io/databases/location.h", "io/postgres/connection.h", "io/sqlite/connection.h"}},

      // Editors: text, trees and what the compiler says; whatever runs rules is handed in by the command line.
      {"lsp/", {"runtime/base/", "runtime/calendar/", "compiler/"}},
      // New rule sets from tables; what a name may be is the language's to say.
      {"scaffold/", {"runtime/base/", "io/", "compiler/syntax/utf8.h", "compiler/ast/print.h"}},

      // Made-up records know models and calendars, and nothing of rules.
      {"generate/", {"runtime/base/", "runtime/model/", "runtime/calendar/", "io/"}},
  };
  return table;
}

std::vector<std::string> library_folders() {
  std::vector<std::string> out;
  for (const Wall& wall : walls())
    if (std::string top(wall.room.substr(0, wall.room.find('/'))); std::find(out.begin(), out.end(), top) == out.end()) out.push_back(std::move(top));
  return out;
}

std::vector<std::string> with_others(const std::vector<std::string>& others) {
  auto out = library_folders();
  out.insert(out.end(), others.begin(), others.end());
  return out;
}

const Wall* wall_of(std::string_view path) {
  const Wall* best = nullptr;
  for (const Wall& wall : walls())
    if (path.starts_with(wall.room) && (best == nullptr || wall.room.size() > best->room.size())) best = &wall;
  return best;
}

bool allowed(const Wall& wall, std::string_view header) {
  if (header.starts_with(wall.room)) return true;
  return std::any_of(wall.may.begin(), wall.may.end(), [&](std::string_view m) { return header.starts_with(m); });
}

}  // namespace zs::layering

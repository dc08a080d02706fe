#pragma once
// Sheets of texts as a file of Excel, in bounded memory.
#include "io/writers/output_file.h"
#include "runtime/base/result.h"

#include <memory>
#include <string>
#include <vector>

namespace zs::writers {

/// Appears complete or not at all, like every output. Sheets are written one after another.
class Workbook {
 public:
  static Result<std::unique_ptr<Workbook>> create(const std::string& path);
  ~Workbook();

  /// Starts the next sheet with its heading; the name has at most 31 characters.
  Status sheet(const std::string& name, const std::vector<std::string>& heading);
  /// Cells that are plain whole numbers become numbers, all others texts. Errors: kLimit where Excel takes no more rows, or no longer text.
  Status row(const std::vector<std::string>& cells);
  Status seal();
  Status commit();

 private:
  struct State;
  Workbook(std::string path, std::unique_ptr<OutputFile> file);
  Error failed(int code) const;
  std::string path_;
  std::unique_ptr<OutputFile> file_;
  std::unique_ptr<State> state_;
};

}  // namespace zs::writers

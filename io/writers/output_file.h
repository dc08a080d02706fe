#pragma once
// A file that appears complete or not at all.
#include "io/temporary/name.h"
#include "runtime/base/result.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace zs::writers {

/// Writes beside the target under a temporary name, .NAME.zs-XXXXXX; commit() syncs and renames. Destroyed without commit(),
/// it leaves no trace and the old file as it was. A process that is killed leaves the temporary name: the next one to write
/// the same target removes it, told apart from one in use by its lock. "-" is standard output; that, devices and pipes are
/// written directly.
class OutputFile {
 public:
  static Result<std::unique_ptr<OutputFile>> create(const std::string& path);
  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  /// Errors are kIo and name the target: a full disk, a closed pipe.
  Status write(std::string_view bytes);
  /// Everything written and synced, so that commit() has only to give the file its name: for several files that should
  /// appear together.
  Status seal();
  Status commit();
  /// What was written is only the beginning: it gets another name, partial_name(), and the old file stays.
  void mark_partial() noexcept { partial_ = true; }
  /// Where the bytes go until commit(); empty where they are written directly. For writers that open files themselves.
  const std::string& temporary() const noexcept { return name_ ? name_->path() : none_; }

 private:
  OutputFile(std::string path, int fd, std::optional<temporary::Name> name);
  Status flush();
  Error failed(int error) const;

  std::string path_, none_;
  int fd_;                               // of name_ where there is one, else ours
  std::optional<temporary::Name> name_;
  std::string buffer_;
  bool broken_ = false, sealed_ = false, partial_ = false;
};

/// findings.csv -> findings.partial.csv; findings.csv.provenance.json -> findings.partial.csv.provenance.json.
std::string partial_name(const std::string& path);

}  // namespace zs::writers

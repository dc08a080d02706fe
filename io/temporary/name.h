#pragma once
// Files and folders for a while, under names of their own. They go with the object that holds them; where the process ends before, with a
// call of discard_all(); where it is killed, with the next one that makes a name with the same beginning.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zs::temporary {

class Name {
 public:
  enum class What : uint8_t { kFile, kFolder };
  /// A new file or folder `prefix`XXXXXX, for its owner alone, after remove_leftovers(). nullopt: errno says why.
  static std::optional<Name> make(What what, const std::string& prefix);
  /// Removes those of killed processes, told apart from those in use by their locks: files, and folders of the same user.
  static void remove_leftovers(What what, const std::string& prefix);
  Name(Name&& other) noexcept;
  Name& operator=(Name&&) = delete;
  /// Removes it, a folder with everything in it.
  ~Name();
  const std::string& path() const noexcept { return path_; }
  /// Open, and locked as long as it is: a file to read and write.
  int fd() const noexcept { return fd_; }
  /// It was given another name, and stays.
  void let_go() noexcept;

 private:
  Name(std::string path, int fd) : path_(std::move(path)), fd_(fd) {}
  std::string path_;
  int fd_;
};

/// The path of a name beside `target`: .NAME.zs-
std::string beside(const std::string& target);
/// The folder that `target` stands in; "." where it names none.
std::string folder_of(const std::string& target);
/// After a file got its name: asks that the folder keeps it.
void sync_folder_of(const std::string& target) noexcept;

/// What remove_leftovers() removed since this was last asked; folders end in /.
std::vector<std::string> removed_leftovers();

/// Removes whatever bears a name at this moment; safe in a signal handler.
void discard_all() noexcept;

}  // namespace zs::temporary

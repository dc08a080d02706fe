#include "io/readers/spool.h"

#include "io/readers/system_error.h"

#include <cerrno>
#include <cstdlib>
#include <unistd.h>

namespace zs::readers {
namespace {

/// A temporary file that is deleted with this object.
struct Temporary {
  std::string path;
  int fd = -1;
  Temporary() = default;
  Temporary(Temporary&& o) noexcept : path(std::move(o.path)), fd(o.fd) { o.fd = -1, o.path.clear(); }
  ~Temporary() {
    if (fd >= 0) ::close(fd);
    if (!path.empty()) ::unlink(path.c_str());
  }
};

Error failed(const std::string& what, int error) {
  const auto why = system_error(error);
  return {ErrorKind::kIo, "写不了临时文件 " + what + "：" + why.zh, "cannot write the temporary file " + what + ": " + why.en};
}

Result<Temporary> spool(ByteSource& bytes, std::string head) {
  Temporary t;
  const char* dir = std::getenv("TMPDIR");
  t.path = std::string(dir && *dir ? dir : "/tmp") + "/zs-XXXXXX";
  t.fd = ::mkstemp(t.path.data());
  if (t.fd < 0) {
    const std::string wanted = std::exchange(t.path, "");
    return failed(wanted, errno);
  }
  std::string chunk = std::move(head);
  for (;;) {
    for (size_t done = 0; done < chunk.size();) {
      const ssize_t n = ::write(t.fd, chunk.data() + done, chunk.size() - done);
      if (n < 0 && errno != EINTR) return failed(t.path, errno);
      if (n > 0) done += static_cast<size_t>(n);
    }
    chunk.resize(1 << 20);
    auto got = bytes.read(chunk.data(), chunk.size());
    if (!got) return got.error();
    if (*got == 0) return t;
    chunk.resize(*got);
  }
}

class Spooled : public RecordSource {
 public:
  Spooled(Temporary file, std::unique_ptr<RecordSource> source) : file_(std::move(file)), source_(std::move(source)) {}
  Result<Pulled> next() override { return source_->next(); }
  std::optional<std::vector<std::string>> columns() const override { return source_->columns(); }

 private:
  Temporary file_;
  std::unique_ptr<RecordSource> source_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_spooled_parquet(const std::string& path, std::unique_ptr<ByteSource> bytes) {
  const bool packed = path.size() > 3 && (path.substr(path.size() - 3) == ".gz" || (path.size() > 4 && path.substr(path.size() - 4) == ".zst"));
  if (path != "-" && !packed) return open_parquet(path, path);
  auto file = spool(*bytes, "");
  if (!file) return file.error();
  auto source = open_parquet(file->path, path == "-" ? "stdin" : path);
  if (!source) return source.error();
  return std::unique_ptr<RecordSource>(std::make_unique<Spooled>(std::move(*file), std::move(*source)));
}

}  // namespace zs::readers

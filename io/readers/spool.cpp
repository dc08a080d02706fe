#include "io/readers/spool.h"

#include "io/readers/temporary.h"

namespace zs::readers {
namespace {

Result<Temporary> spool(ByteSource& bytes) {
  auto t = Temporary::create();
  std::string chunk(1 << 20, '\0');
  while (t) {
    auto got = bytes.read(chunk.data(), chunk.size());
    if (!got) return got.error();
    if (*got == 0) break;
    if (auto s = t->append(std::string_view(chunk).substr(0, *got)); !s) return s.error();
  }
  return t;
}

class Spooled : public RecordSource {
 public:
  Spooled(Temporary file, std::unique_ptr<RecordSource> source) : file_(std::move(file)), source_(std::move(source)) {}
  Result<Pulled> next() override { return source_->next(); }
  BlockSource* blocks() override { return source_->blocks(); }
  std::optional<std::vector<std::string>> columns() const override { return source_->columns(); }

 private:
  Temporary file_;
  std::unique_ptr<RecordSource> source_;
};

}  // namespace

Result<std::unique_ptr<RecordSource>> open_spooled_parquet(const std::string& path, std::unique_ptr<ByteSource> bytes, Flow* flow) {
  const bool packed = path.size() > 3 && (path.substr(path.size() - 3) == ".gz" || (path.size() > 4 && path.substr(path.size() - 4) == ".zst"));
  if (path != "-" && !packed) return open_parquet(path, path, flow);
  auto file = spool(*bytes);
  if (!file) return file.error();
  auto source = open_parquet(file->path(), path == "-" ? "stdin" : path);
  if (!source) return source.error();
  return std::unique_ptr<RecordSource>(std::make_unique<Spooled>(std::move(*file), std::move(*source)));
}

}  // namespace zs::readers

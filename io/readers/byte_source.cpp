#include "io/readers/byte_source.h"

#include "io/readers/system_error.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>
#include <zlib.h>
#include <zstd.h>

namespace zs::readers {
namespace {

Error cannot_read(const std::string& path, int error) {
  const auto why = system_error(error);
  return {ErrorKind::kIo, "读不了 " + path + "：" + why.zh, "cannot read " + path + ": " + why.en};
}
Error damaged(const std::string& path) {
  return {ErrorKind::kIo, path + " 的压缩数据已损坏或不完整，请重新传输", "the compressed data of " + path + " is damaged or cut short; transfer it again"};
}

class FileSource : public ByteSource {
 public:
  FileSource(int fd, std::string path, Flow* flow) : fd_(fd), path_(std::move(path)), flow_(flow) {
    struct stat st {};
    waits_ = flow && (::fstat(fd, &st) != 0 || !S_ISREG(st.st_mode));
  }
  ~FileSource() override {
    if (fd_ > 0) ::close(fd_);
  }
  Result<size_t> read(char* to, size_t n) override {
    for (;;) {
      if (!wait()) return told_to_stop();
      const ssize_t got = ::read(fd_, to, n);
      if (got >= 0 && flow_) flow_->bytes += static_cast<uint64_t>(got);
      if (got >= 0) return static_cast<size_t>(got);
      if (errno != EINTR) return cannot_read(path_, errno);
    }
  }

 private:
  /// Until there is something to read; false where the reading is to stop, which the sender of a pipe need not notice.
  bool wait() const {
    while (waits_) {
      if (flow_->stop) return false;
      pollfd p{fd_, POLLIN, 0};
      if (::poll(&p, 1, 100) != 0) return true;
    }
    return !flow_ || !flow_->stop;
  }

  int fd_;
  std::string path_;
  Flow* flow_;
  bool waits_ = false;
};

/// The bytes looked at to tell the format, then the rest.
class Prefixed : public ByteSource {
 public:
  Prefixed(std::string head, std::unique_ptr<ByteSource> rest) : head_(std::move(head)), rest_(std::move(rest)) {}
  Result<size_t> read(char* to, size_t n) override {
    if (at_ == head_.size()) return rest_->read(to, n);
    const size_t k = std::min(n, head_.size() - at_);
    std::memcpy(to, head_.data() + at_, k);
    at_ += k;
    return k;
  }

 private:
  std::string head_;
  size_t at_ = 0;
  std::unique_ptr<ByteSource> rest_;
};

class Gunzip : public ByteSource {
 public:
  Gunzip(std::unique_ptr<ByteSource> from, std::string path) : from_(std::move(from)), path_(std::move(path)), in_(1 << 16) { inflateInit2(&z_, 16 + MAX_WBITS); }
  ~Gunzip() override { inflateEnd(&z_); }
  Result<size_t> read(char* to, size_t n) override {
    z_.next_out = reinterpret_cast<Bytef*>(to);
    z_.avail_out = static_cast<uInt>(std::min<size_t>(n, 1u << 30));
    const uInt wanted = z_.avail_out;
    while (z_.avail_out == wanted) {
      if (z_.avail_in == 0) {
        auto got = from_->read(in_.data(), in_.size());
        if (!got) return got;
        if (*got == 0) return between_members_ ? Result<size_t>(size_t{0}) : damaged(path_);
        z_.next_in = reinterpret_cast<Bytef*>(in_.data());
        z_.avail_in = static_cast<uInt>(*got);
      }
      if (between_members_) inflateReset(&z_), between_members_ = false;
      const int r = inflate(&z_, Z_NO_FLUSH);
      if (r == Z_STREAM_END) between_members_ = true;
      else if (r != Z_OK) return damaged(path_);
    }
    return static_cast<size_t>(wanted - z_.avail_out);
  }

 private:
  std::unique_ptr<ByteSource> from_;
  std::string path_;
  std::vector<char> in_;
  z_stream z_{};
  bool between_members_ = false;
};

class Unzstd : public ByteSource {
 public:
  Unzstd(std::unique_ptr<ByteSource> from, std::string path) : from_(std::move(from)), path_(std::move(path)), z_(ZSTD_createDCtx()), in_(ZSTD_DStreamInSize()) {}
  ~Unzstd() override { ZSTD_freeDCtx(z_); }
  Result<size_t> read(char* to, size_t n) override {
    ZSTD_outBuffer out{to, n, 0};
    while (out.pos == 0) {
      if (have_.pos == have_.size && !pending_) {
        auto got = from_->read(in_.data(), in_.size());
        if (!got) return got;
        if (*got == 0) return expected_ == 0 ? Result<size_t>(size_t{0}) : damaged(path_);
        have_ = {in_.data(), *got, 0};
      }
      expected_ = ZSTD_decompressStream(z_, &out, &have_);
      if (ZSTD_isError(expected_)) return damaged(path_);
      pending_ = out.pos == out.size && expected_ != 0;  // a frame that is over has nothing more to give
    }
    return out.pos;
  }

 private:
  std::unique_ptr<ByteSource> from_;
  std::string path_;
  ZSTD_DCtx* z_;
  std::vector<char> in_;
  ZSTD_inBuffer have_{nullptr, 0, 0};
  size_t expected_ = 0;   // 0 at the end of a frame
  bool pending_ = false;  // the output was full: more may come without input
};

class TextSource : public ByteSource {
 public:
  TextSource(std::string text, size_t step) : text_(std::move(text)), step_(step) {}
  Result<size_t> read(char* to, size_t n) override {
    const size_t k = std::min({n, step_, text_.size() - at_});
    std::memcpy(to, text_.data() + at_, k);
    at_ += k;
    return k;
  }

 private:
  std::string text_;
  size_t step_, at_ = 0;
};

}  // namespace

Error told_to_stop() { return {ErrorKind::kIo, "读取已按要求停止", "the reading was told to stop"}; }

Result<std::unique_ptr<ByteSource>> open_bytes(const std::string& path, Flow* flow) {
  int fd = 0;
  if (path != "-") {
    fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return cannot_read(path, errno);
    struct stat st {};
    if (::fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
      ::close(fd);
      return cannot_read(path, EISDIR);
    }
  }
  const std::string name = path == "-" ? "stdin" : path;
  return unpacked(std::make_unique<FileSource>(fd, name, flow), name);
}

Result<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> source, const std::string& name) {
  std::string head(4, '\0');
  size_t have = 0;
  while (have < head.size()) {
    auto got = source->read(head.data() + have, head.size() - have);
    if (!got) return got.error();
    if (*got == 0) break;
    have += *got;
  }
  head.resize(have);
  const bool gzip = head.substr(0, 2) == "\x1f\x8b", zstd = head == "\x28\xb5\x2f\xfd";
  source = std::make_unique<Prefixed>(std::move(head), std::move(source));
  if (gzip) source = std::make_unique<Gunzip>(std::move(source), name);
  else if (zstd) source = std::make_unique<Unzstd>(std::move(source), name);
  return source;
}

std::unique_ptr<ByteSource> bytes_of(std::string text, size_t step) { return std::make_unique<TextSource>(std::move(text), step); }

Result<std::string> read_all(ByteSource& source) {
  std::string out;
  size_t have = 0;
  for (;;) {
    out.resize(std::max<size_t>(have * 2, 1 << 16));
    auto got = source.read(out.data() + have, out.size() - have);
    if (!got) return got.error();
    if (*got == 0) break;
    have += *got;
  }
  out.resize(have);
  return out;
}

}  // namespace zs::readers

#include "runtime/bytecode/codec.h"

#include "runtime/bytecode/layout.h"
#include "runtime/bytecode/sha256.h"
#include "runtime/bytecode/verify.h"

#include <fmt/format.h>

#include <cstring>
#include <type_traits>

namespace zs::bytecode {

namespace {

constexpr std::string_view kMagic = "ZSPK";
constexpr size_t kHeader = 4 + 2 + 2 + 8 + 32;

class Writer {
 public:
  std::string out;

  template <class T>
  void operator()(const T& x) {
    if constexpr (std::is_same_v<T, bool>) integer<uint8_t>(x);
    else if constexpr (std::is_enum_v<T>) integer(static_cast<std::underlying_type_t<T>>(x));
    else if constexpr (std::is_integral_v<T>) integer(x);
    else layout::visit(*this, const_cast<T&>(x));  // the layout only reads through a Writer
  }
  void operator()(const std::string& s) {
    integer(static_cast<uint32_t>(s.size()));
    out += s;
  }
  void operator()(const std::optional<int32_t>& x) {
    (*this)(x.has_value());
    (*this)(x.value_or(0));
  }
  template <class T>
  void operator()(const std::vector<T>& xs) {
    integer(static_cast<uint32_t>(xs.size()));
    for (const auto& x : xs) (*this)(static_cast<const T&>(x));
  }
  void operator()(const std::vector<bool>& xs) {
    integer(static_cast<uint32_t>(xs.size()));
    for (const bool x : xs) integer<uint8_t>(x);
  }

  template <class T>
  void integer(T x) {
    auto u = static_cast<std::make_unsigned_t<T>>(x);
    for (size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>(static_cast<uint64_t>(u) >> (8 * i) & 0xFF);
  }
};

/// After the first thing that does not fit, everything reads as zero and ok stays false.
class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}

  template <class T>
  void operator()(T& x) {
    if constexpr (std::is_same_v<T, bool>) {
      uint8_t b = 0;
      integer(b);
      ok = ok && b <= 1;
      x = b != 0;
    } else if constexpr (std::is_enum_v<T>) {
      std::underlying_type_t<T> v{};
      integer(v);
      x = static_cast<T>(v);
    } else if constexpr (std::is_integral_v<T>) {
      integer(x);
    } else {
      layout::visit(*this, x);
    }
  }
  void operator()(std::string& s) {
    const size_t n = count();
    if (!ok) return;
    s.assign(in_.substr(0, n));
    in_.remove_prefix(n);
  }
  void operator()(std::optional<int32_t>& x) {
    bool some = false;
    int32_t v = 0;
    (*this)(some);
    (*this)(v);
    ok = ok && (some || v == 0);
    if (some) x = v;
  }
  template <class T>
  void operator()(std::vector<T>& xs) {
    const size_t n = count();
    for (size_t i = 0; i < n && ok; ++i) (*this)(xs.emplace_back());
  }
  void operator()(std::vector<bool>& xs) {
    const size_t n = count();
    for (size_t i = 0; i < n && ok; ++i) {
      bool b = false;
      (*this)(b);
      xs.push_back(b);
    }
  }

  bool ok = true;
  bool at_end() const { return in_.empty(); }

  template <class T>
  void integer(T& x) {
    if (!ok || in_.size() < sizeof(T)) {
      ok = false;
      x = 0;
      return;
    }
    uint64_t u = 0;
    for (size_t i = 0; i < sizeof(T); ++i) u |= static_cast<uint64_t>(static_cast<uint8_t>(in_[i])) << (8 * i);
    x = static_cast<T>(u);
    in_.remove_prefix(sizeof(T));
  }

 private:
  /// A count of things that each take at least one byte: never more than there are bytes.
  size_t count() {
    uint32_t n = 0;
    integer(n);
    ok = ok && n <= in_.size();
    return ok ? n : 0;
  }

  std::string_view in_;
};

std::string payload_of(const Program& program) {
  Writer w;
  w(program);
  if (!program.models.bindings.empty()) w(program.models.bindings);
  return std::move(w.out);
}

Error damaged(std::string_view zh, std::string_view en) {
  return {ErrorKind::kUsage, fmt::format("规则包无法读取：{}。请用 zs build 重新编译", zh), fmt::format("cannot read the pack: {}; build it again with zs build", en)};
}

}  // namespace

std::string encode(const Program& program) {
  const std::string payload = payload_of(program);
  Writer w;
  w.out = kMagic;
  w.integer(program.models.bindings.empty() ? kFormatVersion : kFormatWithBindings);
  w.integer(uint16_t{0});
  w.integer(uint64_t{payload.size()});
  const auto hash = sha256(payload);
  w.out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
  return w.out + payload;
}

std::string pack_hash(const Program& program) { return hex(sha256(payload_of(program))); }

Result<Decoded> decode(std::string_view bytes) {
  if (bytes.size() < kHeader || bytes.substr(0, 4) != kMagic) return damaged("这不是规则包文件", "this is not a pack file");
  Reader head(bytes.substr(4, 12));
  uint16_t version = 0, reserved = 0;
  uint64_t size = 0;
  head.integer(version), head.integer(reserved), head.integer(size);
  if (version != kFormatVersion && version != kFormatWithBindings)
    return damaged(fmt::format("格式版本是 {}，本程序只认 {} 和 {}", version, kFormatVersion, kFormatWithBindings),
                   fmt::format("its format is version {}, this program reads {} and {}", version, kFormatVersion, kFormatWithBindings));
  const std::string_view payload = bytes.substr(kHeader);
  if (reserved != 0 || payload.size() != size)
    return damaged(fmt::format("应有 {} 字节，实有 {}", size, payload.size()), fmt::format("expected {} bytes, found {}", size, payload.size()));
  const auto hash = sha256(payload);
  if (std::memcmp(hash.data(), bytes.data() + 16, hash.size()) != 0) return damaged("内容与校验值不符，文件已损坏", "its content does not match its hash");
  Decoded out;
  Reader r(payload);
  r(out.program);
  if (version == kFormatWithBindings) r(out.program.models.bindings);
  if (!r.ok || !r.at_end()) return damaged("内容不完整或有多余", "its content is cut short, or goes on after the end");
  if (const Status sound = verify(out.program); !sound) return sound.error();
  out.hash = hex(hash);
  return out;
}

}  // namespace zs::bytecode

#include "io/arrow/node.h"

#include <charconv>
#include <cstring>
#include <fmt/format.h>

namespace zs::arrow {
namespace {

using Kind = Node::Kind;

constexpr int kDeepest = 64;

Error misfit(const Node& n, const char* zh, const char* en) {
  return {ErrorKind::kUsage, fmt::format("Arrow 列 {}（格式 {}）：{}", n.name, n.format, zh), fmt::format("Arrow column {} (format {}): {}", n.name, n.format, en)};
}

void whole(Node& n, Kind kind, uint8_t bytes, bool is_signed = true) { n.kind = kind, n.bytes = bytes, n.is_signed = is_signed; }

int64_t number_after(std::string_view s, size_t at) {
  int64_t v = -1;
  if (at <= s.size()) std::from_chars(s.data() + at, s.data() + s.size(), v);
  return v;
}

/// d:precision,scale[,bits]
void decimal_type(Node& n, std::string_view f) {
  const size_t first = f.find(','), second = first == std::string_view::npos ? first : f.find(',', first + 1);
  if (first == std::string_view::npos) return;
  const int64_t bits = second == std::string_view::npos ? 128 : number_after(f, second + 1);
  int64_t scale = 0;
  std::from_chars(f.data() + first + 1, f.data() + std::min(second, f.size()), scale);
  if ((bits != 32 && bits != 64 && bits != 128) || scale < -38 || scale > 38) return;
  whole(n, Kind::kDecimal, static_cast<uint8_t>(bits / 8));
  n.scale = static_cast<int>(scale);
}

void time_type(Node& n, std::string_view f) {
  if (f == "tdD") whole(n, Kind::kDate, 4);
  if (f == "tdm") whole(n, Kind::kDate, 8), n.per_unit = 86'400'000;
  if (f.size() < 4 || f.substr(0, 2) != "ts" || f[3] != ':') return;
  const std::string_view units = "smun";
  const size_t unit = units.find(f[2]);
  if (unit == std::string_view::npos) return;
  constexpr int64_t per_second[] = {1, 1'000, 1'000'000, 1'000'000'000};
  whole(n, Kind::kTimestamp, 8);
  n.per_unit = per_second[unit];
  n.zoned = f.size() > 4;
}

void nested_type(Node& n, std::string_view f) {
  if (f == "+l") whole(n, Kind::kList, 4);
  else if (f == "+L") whole(n, Kind::kList, 8);
  else if (f == "+s") whole(n, Kind::kStruct, 0);
  else if (f.substr(0, 3) == "+w:" && number_after(f, 3) >= 0) whole(n, Kind::kList, 0), n.fixed = number_after(f, 3);
}

void type_of(Node& n) {
  const std::string_view f = n.format;
  if (f.empty()) return;
  switch (f[0]) {
    case 'n': whole(n, Kind::kNull, 0); break;
    case 'b': whole(n, Kind::kBool, 0); break;
    case 'c': whole(n, Kind::kInt, 1); break;
    case 'C': whole(n, Kind::kInt, 1, false); break;
    case 's': whole(n, Kind::kInt, 2); break;
    case 'S': whole(n, Kind::kInt, 2, false); break;
    case 'i': whole(n, Kind::kInt, 4); break;
    case 'I': whole(n, Kind::kInt, 4, false); break;
    case 'l': whole(n, Kind::kInt, 8); break;
    case 'L': whole(n, Kind::kInt, 8, false); break;
    case 'f': whole(n, Kind::kFloat, 4); break;
    case 'g': whole(n, Kind::kFloat, 8); break;
    case 'u': whole(n, Kind::kText, 4); break;
    case 'U': whole(n, Kind::kText, 8); break;
    case 'd': decimal_type(n, f); break;
    case 't': time_type(n, f); break;
    case '+': nested_type(n, f); break;
    default: break;
  }
}

/// How many buffers the layout has; of those, every one but the validity must be there when the array has rows.
int64_t buffers_of(Kind kind, uint8_t bytes) {
  switch (kind) {
    case Kind::kNull: return 0;
    case Kind::kStruct: return 1;
    case Kind::kText: return 3;
    case Kind::kList: return bytes == 0 ? 1 : 2;
    default: return 2;
  }
}

template <class T>
bool rising(const T* offsets, int64_t n, int64_t limit) {
  if (offsets[0] < 0) return false;
  for (int64_t i = 0; i < n; ++i)
    if (offsets[i] > offsets[i + 1]) return false;
  return offsets[n] <= limit;
}

Status check_offsets(const Node& n) {
  if (n.bytes == 0 || n.length == 0) return {};
  const int64_t limit = n.kind == Kind::kList ? n.children[0].length : INT64_MAX;
  const bool good = n.bytes == 4 ? rising(n.values<int32_t>(), n.length, limit) : rising(n.values<int64_t>(), n.length, limit);
  if (!good) return misfit(n, "偏移不是递增的，或越过了子数组", "the offsets fall, or lie beyond the child array");
  return {};
}

Status attach(Node& n, const ArrowArray& a) {
  n.array = &a, n.offset = a.offset, n.length = a.length;
  if (a.length < 0 || a.offset < 0) return misfit(n, "长度或偏移为负", "its length or offset is negative");
  if (n.kind == Kind::kUnsupported) return {};
  const int64_t wanted = buffers_of(n.kind, n.bytes);
  if (a.n_buffers != wanted && n.kind != Kind::kNull) return misfit(n, "缓冲区个数与格式不符", "the number of buffers does not fit the format");
  if (wanted > 0 && a.null_count != 0) n.validity = static_cast<const uint8_t*>(a.buffers[0]);
  for (int64_t b = 1; b < wanted && a.length > 0; ++b)
    if (!a.buffers[b] && !(n.kind == Kind::kText && b == 2)) return misfit(n, "缺少缓冲区", "a buffer is missing");
  return {};
}

Result<Node> read(const ArrowSchema& schema, const ArrowArray& array, int depth);

Status read_children(Node& n, const ArrowSchema& schema, const ArrowArray& array, int depth) {
  if (n.kind != Kind::kList && n.kind != Kind::kStruct) return {};
  if (schema.n_children != array.n_children || (n.kind == Kind::kList && array.n_children != 1))
    return misfit(n, "子列个数与结构描述不符", "the number of children does not fit the schema");
  for (int64_t i = 0; i < schema.n_children; ++i) {
    auto child = read(*schema.children[i], *array.children[i], depth + 1);
    if (!child) return child.error();
    const int64_t need = n.kind == Kind::kStruct ? n.offset + n.length : n.bytes == 0 ? (n.offset + n.length) * n.fixed : 0;
    if (child->length < need) return misfit(*child, "比它所属的数组短", "it is shorter than the array it belongs to");
    n.children.push_back(std::move(*child));
  }
  return {};
}

Status read_dictionary(Node& n, const ArrowSchema& schema, const ArrowArray& array, int depth) {
  if (!schema.dictionary) return {};
  if (n.kind != Kind::kInt || !array.dictionary) return misfit(n, "字典列没有字典", "a dictionary column without its dictionary");
  auto d = read(*schema.dictionary, *array.dictionary, depth + 1);
  if (!d) return d.error();
  n.dictionary = std::make_unique<Node>(std::move(*d));
  if (n.dictionary->dictionary || n.dictionary->kind == Kind::kList || n.dictionary->kind == Kind::kStruct || n.dictionary->kind == Kind::kUnsupported)
    n.kind = Kind::kUnsupported;
  for (int64_t i = 0; i < n.length && n.kind == Kind::kInt; ++i)
    if (n.valid(i) && (n.integer(i) < 0 || n.integer(i) >= n.dictionary->length)) return misfit(n, "字典序号越界", "an index lies outside the dictionary");
  return {};
}

Result<Node> read(const ArrowSchema& schema, const ArrowArray& array, int depth) {
  Node n;
  n.name = schema.name ? schema.name : "";
  n.format = schema.format ? schema.format : "";
  if (depth > kDeepest) return misfit(n, "嵌套太深", "nested too deeply");
  type_of(n);
  if (auto s = attach(n, array); !s) return s.error();
  if (auto s = read_children(n, schema, array, depth); !s) return s.error();
  if (auto s = read_dictionary(n, schema, array, depth); !s) return s.error();
  if (n.kind == Kind::kText || n.kind == Kind::kList)
    if (auto s = check_offsets(n); !s) return s.error();
  return n;
}

template <class T>
T at(const Node& n, int64_t i) noexcept {
  T v;
  std::memcpy(&v, n.values<T>() + i, sizeof v);
  return v;
}

/// See Node::kText, 16 bytes.
union LaidText {
  struct { uint32_t length; char text[12]; } within;
  struct { uint32_t length; char prefix[4]; const char* text; } beyond;
};
static_assert(sizeof(LaidText) == 16);

}  // namespace

bool Node::boolean(int64_t i) const noexcept {
  const int64_t k = offset + i;
  if (bytes == 1) return static_cast<const uint8_t*>(array->buffers[1])[k] != 0;
  return (static_cast<const uint8_t*>(array->buffers[1])[k >> 3] >> (k & 7) & 1) != 0;
}

int64_t Node::integer(int64_t i) const noexcept {
  switch (bytes) {
    case 1: return is_signed ? at<int8_t>(*this, i) : at<uint8_t>(*this, i);
    case 2: return is_signed ? at<int16_t>(*this, i) : at<uint16_t>(*this, i);
    case 4: return is_signed ? at<int32_t>(*this, i) : static_cast<int64_t>(at<uint32_t>(*this, i));
    default: break;
  }
  if (is_signed) return at<int64_t>(*this, i);
  return static_cast<int64_t>(std::min<uint64_t>(at<uint64_t>(*this, i), INT64_MAX));
}

double Node::real(int64_t i) const noexcept { return bytes == 4 ? at<float>(*this, i) : at<double>(*this, i); }

__int128 Node::decimal(int64_t i) const noexcept {
  if (bytes == 4) return at<int32_t>(*this, i);
  if (bytes == 8) return at<int64_t>(*this, i);
  return at<__int128>(*this, i);
}

std::string_view Node::text(int64_t i) const noexcept {
  if (bytes == 16) {
    const auto& s = values<LaidText>()[i];
    return {s.within.length <= sizeof s.within.text ? s.within.text : s.beyond.text, s.within.length};
  }
  const auto* data = static_cast<const char*>(array->buffers[2]);
  const auto piece = [&](auto from, auto to) { return from == to ? std::string_view() : std::string_view(data + from, static_cast<size_t>(to - from)); };
  if (bytes == 4) return piece(values<int32_t>()[i], values<int32_t>()[i + 1]);
  return piece(values<int64_t>()[i], values<int64_t>()[i + 1]);
}

std::pair<int64_t, int64_t> Node::range(int64_t i) const noexcept {
  if (bytes == 0) return {(offset + i) * fixed, (offset + i + 1) * fixed};
  if (bytes == 4) return {values<int32_t>()[i], values<int32_t>()[i + 1]};
  if (bytes == 16) return {values<int64_t>()[2 * i], values<int64_t>()[2 * i] + values<int64_t>()[2 * i + 1]};
  return {values<int64_t>()[i], values<int64_t>()[i + 1]};
}

Result<Node> read_node(const ArrowSchema& schema, const ArrowArray& array) { return read(schema, array, 0); }

}  // namespace zs::arrow

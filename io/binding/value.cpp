#include "io/binding/value.h"

#include <cstring>
#include <fmt/format.h>
#include <string>

namespace zs::binding {
namespace {

void append_quoted(std::string& out, std::string_view s) {
  out += '"';
  for (const char c : s) {
    if (c == '"' || c == '\\') out += '\\', out += c;
    else if (static_cast<unsigned char>(c) < 0x20) out += fmt::format("\\u{:04x}", static_cast<int>(c));
    else out += c;
  }
  out += '"';
}

void append(std::string& out, const Value& v, size_t limit, bool nested) {
  if (out.size() > limit) return;
  switch (v.kind) {
    case Value::Kind::kMissing: out += nested ? "null" : ""; return;
    case Value::Kind::kText:
      if (nested) append_quoted(out, v.text);
      else out += v.text;
      return;
    case Value::Kind::kNumber:
    case Value::Kind::kBool: out += v.text; return;
    case Value::Kind::kList:
      out += '[';
      for (uint32_t i = 0; i < v.size; ++i) {
        if (i) out += ',';
        append(out, v.items[i], limit, true);
      }
      out += ']';
      return;
    case Value::Kind::kObject:
      out += '{';
      for (uint32_t i = 0; i < v.size; ++i) {
        if (i) out += ',';
        append_quoted(out, v.members[i].name);
        out += ':';
        append(out, v.members[i].value, limit, true);
      }
      out += '}';
      return;
  }
}

}  // namespace

std::string_view copy(Arena& arena, std::string_view s) {
  if (s.empty()) return {};
  auto* p = static_cast<char*>(arena.allocate(s.size(), 1));
  std::memcpy(p, s.data(), s.size());
  return {p, s.size()};
}

Value copy(Arena& arena, const Value& v) {
  Value out = v;
  out.text = copy(arena, v.text);
  if (v.kind == Value::Kind::kList) {
    auto* items = static_cast<Value*>(arena.allocate(v.size * sizeof(Value), alignof(Value)));
    for (uint32_t i = 0; i < v.size; ++i) new (items + i) Value(copy(arena, v.items[i]));
    out.items = items;
  } else if (v.kind == Value::Kind::kObject) {
    auto* members = static_cast<Member*>(arena.allocate(v.size * sizeof(Member), alignof(Member)));
    for (uint32_t i = 0; i < v.size; ++i)
      new (members + i) Member{copy(arena, v.members[i].name), copy(arena, v.members[i].value)};
    out.members = members;
  }
  return out;
}

std::string show(const Value& v, size_t limit) {
  std::string out;
  append(out, v, limit, false);
  if (out.size() > limit) {
    size_t cut = limit;
    while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0) == 0x80) --cut;
    out.resize(cut);
    out += "…";
  }
  return out;
}

}  // namespace zs::binding

#include "io/binding/value_bytes.h"

#include <cstring>
#include <new>

namespace zs::binding {

void append_number(std::string& to, uint64_t n) { to.append(reinterpret_cast<const char*>(&n), sizeof n); }

void append_text(std::string& to, std::string_view s) {
  append_number(to, s.size());
  to += s;
}

void append_value(std::string& to, const Value& v) {
  to += static_cast<char>(v.kind);
  if (v.kind == Value::Kind::kList) {
    append_number(to, v.size);
    for (uint32_t i = 0; i < v.size; ++i) append_value(to, v.items[i]);
  } else if (v.kind == Value::Kind::kObject) {
    append_number(to, v.size);
    for (uint32_t i = 0; i < v.size; ++i) append_text(to, v.members[i].name), append_value(to, v.members[i].value);
  } else {
    append_text(to, v.text);
  }
}

uint64_t take_number(std::string_view& from) {
  uint64_t n = 0;
  std::memcpy(&n, from.data(), sizeof n);
  from.remove_prefix(sizeof n);
  return n;
}

std::string_view take_text(std::string_view& from) {
  const auto n = take_number(from);
  const auto s = from.substr(0, n);
  from.remove_prefix(n);
  return s;
}

Value take_value(std::string_view& from, Arena& arena) {
  Value v;
  v.kind = static_cast<Value::Kind>(from.front());
  from.remove_prefix(1);
  if (v.kind == Value::Kind::kList) {
    v.size = static_cast<uint32_t>(take_number(from));
    auto* items = static_cast<Value*>(arena.allocate(v.size * sizeof(Value) + 1, alignof(Value)));
    for (uint32_t i = 0; i < v.size; ++i) new (items + i) Value(take_value(from, arena));
    v.items = items;
  } else if (v.kind == Value::Kind::kObject) {
    v.size = static_cast<uint32_t>(take_number(from));
    auto* members = static_cast<Member*>(arena.allocate(v.size * sizeof(Member) + 1, alignof(Member)));
    for (uint32_t i = 0; i < v.size; ++i) {
      const auto name = take_text(from);
      new (members + i) Member{name, take_value(from, arena)};
    }
    v.members = members;
  } else {
    v.text = take_text(from);
  }
  return v;
}

size_t memory_of(const Value& v) {
  size_t n = sizeof v;
  if (v.kind == Value::Kind::kList)
    for (uint32_t i = 0; i < v.size; ++i) n += memory_of(v.items[i]);
  else if (v.kind == Value::Kind::kObject)
    for (uint32_t i = 0; i < v.size; ++i) n += sizeof(Member) + v.members[i].name.size() + memory_of(v.members[i].value);
  else n += v.text.size();
  return n;
}

}  // namespace zs::binding

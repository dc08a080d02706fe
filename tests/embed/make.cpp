#include "tests/embed/make.h"

namespace zs::test {

Made texts(std::string name, const Opt<std::string>& values, bool large) {
  Made m{std::move(name), large ? "U" : "u"};
  set_validity(m, values);
  std::vector<int64_t> offsets{0};
  std::string all;
  for (const auto& v : values) all += v.value_or(""), offsets.push_back(static_cast<int64_t>(all.size()));
  const std::vector<int32_t> narrow(offsets.begin(), offsets.end());
  m.buffers = {large ? bytes_of(offsets) : bytes_of(narrow), {all.begin(), all.end()}};
  return m;
}

Made booleans(std::string name, const Opt<bool>& values) {
  Made m{std::move(name), "b"};
  set_validity(m, values);
  std::vector<uint8_t> bits(values.size() / 8 + 1, 0);
  for (size_t i = 0; i < values.size(); ++i)
    if (values[i].value_or(false)) bits[i / 8] |= static_cast<uint8_t>(1 << i % 8);
  m.buffers = {bits};
  return m;
}

Made labels(std::string name, const Opt<int32_t>& indices, Made dictionary) {
  Made m = fixed<int32_t>(std::move(name), "i", indices);
  m.dictionary = std::make_shared<Made>(std::move(dictionary));
  return m;
}

Made nulls(std::string name, int64_t length) { return {std::move(name), "n", length, length}; }

Made lists(std::string name, const Opt<int64_t>& sizes, Made child, bool large) {
  Made m{std::move(name), large ? "+L" : "+l"};
  set_validity(m, sizes);
  std::vector<int64_t> offsets{0};
  for (const auto& s : sizes) offsets.push_back(offsets.back() + s.value_or(0));
  const std::vector<int32_t> narrow(offsets.begin(), offsets.end());
  m.buffers = {large ? bytes_of(offsets) : bytes_of(narrow)};
  m.children.push_back(std::move(child));
  return m;
}

Made structs(std::string name, int64_t length, std::vector<Made> children) {
  Made m{std::move(name), "+s", length};
  m.children = std::move(children);
  return m;
}

void Maker::fill(Made& m, ArrowSchema& schema, ArrowArray& array, bool top) {
  auto& buffers = buffer_lists_.emplace_back();
  if (m.format != "n") buffers.push_back(m.validity.empty() ? nullptr : m.validity.data());
  for (auto& b : m.buffers) b.reserve(8), buffers.push_back(b.data());
  auto& inner_schemas = schema_lists_.emplace_back();
  auto& inner_arrays = array_lists_.emplace_back();
  const auto add = [&](Made& inner) {
    ArrowSchema& s = schemas_.emplace_back();
    ArrowArray& a = arrays_.emplace_back();
    fill(inner, s, a, false);
    return std::pair(&s, &a);
  };
  for (Made& c : m.children) {
    const auto [s, a] = add(c);
    inner_schemas.push_back(s), inner_arrays.push_back(a);
  }
  std::pair<ArrowSchema*, ArrowArray*> dictionary{};
  if (m.dictionary) dictionary = add(*m.dictionary);
  const auto n = static_cast<int64_t>(inner_schemas.size());
  schema = {m.format.c_str(), m.name.c_str(), nullptr, ARROW_FLAG_NULLABLE, n, inner_schemas.data(), dictionary.first, [](ArrowSchema* s) { s->release = nullptr; }, nullptr};
  array = {m.length, m.nulls, m.offset, static_cast<int64_t>(buffers.size()), n, buffers.data(), inner_arrays.data(), dictionary.second,
           [](ArrowArray* a) {
             if (a->private_data) ++*static_cast<int*>(a->private_data);
             a->release = nullptr;
           },
           top ? &released_ : nullptr};
}

void Maker::batch(Made made, ArrowSchema& schema, ArrowArray& array) { fill(kept_.emplace_back(std::move(made)), schema, array, true); }

}  // namespace zs::test

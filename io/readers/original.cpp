#include "io/readers/original.h"

namespace zs::readers {

using binding::Member;
using binding::Value;

void keep_original(const RecordSource& source, const Pulled& pulled, binding::Reject& to) {
  if (pulled.origin) to.format = pulled.origin->format, to.header = pulled.origin->header;
  else if (!source.header().empty()) to.format = "csv", to.header = source.header();
  else to.format = "json";
  if (pulled.cut) return;
  if (!pulled.text.empty()) to.original = pulled.text;
  else if (pulled.what == Pulled::What::kBroken) to.original = to.problem.value;
  else to.original = binding::show(pulled.record, SIZE_MAX);
}

void keep_original(const Pulled& pulled, const std::vector<binding::ChildRows>& children, const std::vector<model::Field>& fields, binding::Reject& to) {
  std::vector<Member> members(pulled.record.members, pulled.record.members + pulled.record.size);
  for (const auto& c : children)
    members.push_back({fields[static_cast<size_t>(c.field)].name, {Value::Kind::kList, static_cast<uint32_t>(c.count), {}, c.rows, nullptr}});
  const Value whole{Value::Kind::kObject, static_cast<uint32_t>(members.size()), {}, nullptr, members.data()};
  to.format = "json";
  to.original = binding::show(whole, SIZE_MAX);
}

}  // namespace zs::readers

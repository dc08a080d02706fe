#include "prove/words.h"

namespace zs::prove {
namespace {

using typed::Datum;

std::string words_of(const Datum& d) {
  // Whole minutes without their seconds.
  if (d.what == Datum::What::kScalar) return d.scalar.size() == 19 && d.scalar[13] == ':' && d.scalar.ends_with(":00") ? d.scalar.substr(0, 16) : d.scalar;
  std::string out;
  if (d.what == Datum::What::kList) {
    for (const auto& x : d.items) out += (out.empty() ? "" : "、") + words_of(x);
    return "[" + out + "]";
  }
  for (const auto& f : d.fields) out += (out.empty() ? "" : "、") + f.name + " " + words_of(f.value);
  return "{" + out + "}";
}

const model::RecordModel* model_named(const model::Models& models, const std::string& name) {
  const int m = models.find(name);
  return m < 0 ? nullptr : &models.models[static_cast<size_t>(m)];
}

/// A span's number and unit read as one.
std::string fields_words(const model::RecordModel* m, const Datum& record, bool with_key) {
  std::string out, before;
  for (const auto& f : record.fields) {
    const model::Field* found = nullptr;
    if (m)
      for (const auto& g : m->fields)
        if (g.name == f.name || (!g.unit_name.empty() && g.unit_name == f.name)) found = &g;
    if (!with_key && found && m->key >= 0 && found == &m->fields[static_cast<size_t>(m->key)]) continue;
    if (found && found->unit_name == f.name && before == found->name) {
      out += f.value.scalar;
      continue;
    }
    out += (out.empty() ? "" : "、") + f.name + " " + words_of(f.value);
    before = f.name;
  }
  return out;
}

}  // namespace

std::string record_words(const model::Models& models, const Witness& w) {
  std::string s = w.model + "（" + fields_words(model_named(models, w.model), w.sample.record, false) + "）";
  for (const auto& [model, row] : w.sample.tables) s += "，" + model + "（" + fields_words(model_named(models, model), row, true) + "）";
  return s;
}

}  // namespace zs::prove

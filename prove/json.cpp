#include "prove/compare.h"

#include <nlohmann/json.hpp>

namespace zs::prove {
namespace {

nlohmann::ordered_json value_of(const typed::Datum& d) {
  switch (d.what) {
    case typed::Datum::What::kScalar: return d.scalar;
    case typed::Datum::What::kList: {
      auto out = nlohmann::ordered_json::array();
      for (const auto& x : d.items) out.push_back(value_of(x));
      return out;
    }
    case typed::Datum::What::kRecord: {
      auto out = nlohmann::ordered_json::object();
      for (const auto& f : d.fields) out[f.name] = value_of(f.value);
      return out;
    }
  }
  return nullptr;
}

}  // namespace

std::string json_of(const typed::Datum& record) { return value_of(record).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace zs::prove

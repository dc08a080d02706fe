#pragma once
// Records of one kind from the tables of a source, as a binding says.
#include "io/binding/problem.h"
#include "io/bound/tables.h"
#include "runtime/model/record_model.h"

#include <functional>

namespace zs::bound {

struct Listeners {
  std::function<void(binding::Reject)> on_row;                    // a row of a joined or child table that belongs to no record
  std::function<void(std::string zh, std::string en)> on_note;    // tables and columns that the source lacks and may lack
};

/// Reads and stages every table that the binding names; then records come in the order of the main table, in bounded memory. The
/// models and the binding must outlive the source. Names of members are the fields' own. A record whose values the binding cannot
/// convert is broken; locate() says of any reject in which table, row and column the value stands, and how it is written there.
Result<std::unique_ptr<readers::RecordSource>> open_bound(const model::Models& models, const model::DataBinding& binding, const Tables& source, Listeners listeners);

}  // namespace zs::bound

#pragma once
// What a file of rejects keeps of a record, so that it can be read again once it is corrected.
#include "io/binding/table_builder.h"
#include "io/readers/record_source.h"

#include <vector>

namespace zs::readers {

/// The record as it stands in its file, with its format and header. `to.problem` must be set.
void keep_original(const RecordSource& source, const Pulled& pulled, binding::Reject& to);
/// The record with the rows that stand in files of their own: JSON, whatever it was. `fields`: of the record.
void keep_original(const Pulled& pulled, const std::vector<binding::ChildRows>& children, const std::vector<model::Field>& fields, binding::Reject& to);

}  // namespace zs::readers

#pragma once
// Rows to a Parquet file as they come, in memory that does not grow with their number.
#include "io/writers/output_file.h"
#include "io/writers/row_writer.h"

namespace zs::writers {

/// `path` is for messages.
Result<std::unique_ptr<RowWriter>> open_parquet_rows(std::unique_ptr<OutputFile> file, const std::string& path, std::vector<ColumnSpec> columns);

}  // namespace zs::writers

#pragma once
// Parquet needs a file that can be read from anywhere: standard input and compressed files are copied to one first.
#include "io/readers/record_source.h"

namespace zs::readers {

/// `bytes` is the opened path, decompressed. The copy, where one is needed, goes when the source goes.
Result<std::unique_ptr<RecordSource>> open_spooled_parquet(const std::string& path, std::unique_ptr<ByteSource> bytes, Flow* flow);

}  // namespace zs::readers

#pragma once
// Why a record was not taken.
#include <cstdint>
#include <string>

namespace zs::binding {

struct Reason {
  std::string zh;
  std::string en;
};

/// What is wrong with a record: the first thing found, in the order of the source's columns.
struct Problem {
  std::string field;  // Chinese name, 环节[2].开始时间 inside lists (rows from 1); empty: the record as a whole
  std::string value;  // as it stands in the source
  Reason why;
};

/// One rejected record: one row of --rejects, with all that it takes to read the record again once it is corrected.
struct Reject {
  std::string file;
  uint64_t line = 0;   // first line of the record, from 1; the row's number where the source has no lines
  std::string record;  // record kind
  std::string key;     // where it could be read
  Problem problem;
  enum class What : uint8_t {
    kRecord,
    kDuplicate,   // there is nothing wrong with it but the key, which an earlier record has
    kRow,         // a row of a list's own file, without its record
    kReference,   // a row of a reference table
    kGarbled,     // a record with bytes that are no text: `original` has � in their place
  } what = What::kRecord;
  std::string format;    // how to read `original`: csv or json
  std::string header;    // csv: the names of the columns, as they stand in the file
  std::string original;  // the record as it stands in the file, in UTF-8; empty where it is too long to be kept
};

}  // namespace zs::binding

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

/// One rejected record: one row of --rejects.
struct Reject {
  std::string file;
  uint64_t line = 0;   // first line of the record, from 1; the row's number where the source has no lines
  std::string record;  // record kind
  std::string key;     // where it could be read
  Problem problem;
};

}  // namespace zs::binding

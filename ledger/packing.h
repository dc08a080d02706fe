#pragma once
// Records of a ledger are kept compressed (zstd): each by itself, so that one can be read and replaced alone, and all of a kind by a
// dictionary made from some of them, without which texts of two thousand bytes would hardly shrink.
#include "runtime/base/result.h"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zs::ledger {

class Packing {
 public:
  Packing();
  ~Packing();

  /// A dictionary from texts like those to come; empty where there are too few of them.
  static std::string dictionary_of(const std::vector<std::string_view>& texts);
  /// From now on texts of this record kind are packed by the dictionary; those packed by earlier ones can still be read.
  void use(const std::string& record, const std::string& dictionary);
  bool has(const std::string& record) const { return current_.contains(record); }

  std::string pack(const std::string& record, std::string_view text);
  /// Error: its bytes were damaged, or its dictionary is missing.
  Result<std::string> unpack(std::string_view packed);

 private:
  struct Contexts;
  struct Dictionary;
  std::unique_ptr<Contexts> contexts_;
  std::map<uint32_t, std::unique_ptr<Dictionary>> dictionaries_;   // by the number that frames name
  std::map<std::string, Dictionary*> current_;                     // by record kind
};

}  // namespace zs::ledger

#pragma once
// The SQL that writes a table, in the three dialects: rows are staged as texts and then put into the table at once.
#include "io/databases/location.h"

#include <optional>
#include <string>
#include <vector>

namespace zs::databases {

/// What stands in a column. An empty text is null.
enum class ValueKind : uint8_t { kText, kBool, kInteger, kInstant };

struct Column {
  std::string name;
  ValueKind kind = ValueKind::kText;
  bool identity = false;  // with the other ones it says which row it is: what upsert replaces
};

/// A column of a table that is there already, with its type in the database's words.
struct Present {
  std::string name, type;
};

/// The table to be written to.
struct Target {
  Kind kind = Kind::kPostgres;
  std::string table;                            // quoted, as statements name it
  std::string shown;                            // for messages, without a password
  bool upsert = false;
  std::vector<Column> columns;
  std::optional<std::vector<Present>> present;  // nullopt: there is no such table yet
};

/// kUsage where the table is there and lacks a column or has one of a type that does not fit; columns besides ours are left alone.
Status check(const Target& target);
/// CREATE TABLE, for a table that is not there.
std::string create_table(const Target& target);
/// CREATE … TABLE `staging`, its columns texts: `words` stand between CREATE and TABLE, `end` after it.
std::string create_staging(const Target& target, const std::string& staging, const std::string& words, const std::string& end);
/// The statements that take rows away (all, or with upsert those with the identity of a staged one) and put the staged ones in.
std::vector<std::string> put(const Target& target, const std::string& staging);

}  // namespace zs::databases

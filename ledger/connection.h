#pragma once
// A database as the ledger needs one: SQL that SQLite and PostgreSQL both understand, rows in, rows out, one writer at a time. The
// connections themselves are those of io/sqlite and io/postgres; here stands what the two databases do differently.
#include "runtime/base/result.h"

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zs::ledger {

using Row = std::span<const std::string_view>;      // a NULL is an empty text; valid until the callback returns
using OnRow = std::function<Status(Row)>;

/// What the two write differently in a table.
struct Dialect {
  const char* text;    // the type of texts: ordered by their bytes
  const char* id;      // of a number that is a table's key
  const char* bytes;
  const char* by_key;  // after a table whose rows lie in the order of its key
};

constexpr size_t kNoBytes = static_cast<size_t>(-1);

/// One thread at a time. Errors are kIo and say what happened to the database, in words for whoever runs it.
class Connection {
 public:
  virtual ~Connection() = default;
  /// The file, or the address without its password: for messages.
  virtual const std::string& name() const = 0;
  virtual const Dialect& dialect() const = 0;

  /// Statements without results, separated by semicolons.
  virtual Status execute(const std::string& script) = 0;
  /// One statement; $1, $2 … stand for the parameters.
  virtual Status query(const std::string& sql, const std::vector<std::string>& parameters, const OnRow& on_row) = 0;
  /// Many rows at once: `cells` row after row, as many as there are columns. `bytes`: the index of the column that is not text.
  virtual Status insert(const std::string& table, const std::vector<std::string>& columns, const std::vector<std::string>& cells, size_t bytes = kNoBytes) = 0;
  /// The bytes of a cell of such a column, as query() gives it.
  virtual std::string bytes_of(std::string_view cell) const = 0;

  virtual Result<bool> has(const std::string& table) = 0;
  /// Before a ledger is made in it. On a server it may stand among other tables.
  virtual Result<bool> may_hold_a_ledger() { return true; }
  /// After many rows were written: lets the database look at what is in these tables now, where it plans by that.
  virtual Status look_at(const std::vector<std::string>& tables) = 0;

  /// A transaction that is the only one to write. Where another writes, it waits a few seconds and then is an error.
  virtual Status begin() = 0;
  /// Where readers are in its way, it waits for them, for minutes. An error: nothing of the transaction was done.
  virtual Status commit() = 0;
  virtual void rollback() noexcept = 0;
  /// A transaction that only reads, and sees the database at one moment. Ended by rollback().
  virtual Status begin_reading() = 0;

  /// Called every few seconds while a commit waits for readers: does it go on waiting?
  void on_wait(std::function<bool()> goes_on) { goes_on_ = std::move(goes_on); }

 protected:
  bool goes_on() const { return !goes_on_ || goes_on_(); }

 private:
  std::function<bool()> goes_on_;
};

/// Does `work`, all of whose questions are answered of one moment.
Status at_one_moment(Connection& db, const std::function<Status()>& work);

enum class Opening : uint8_t {
  kCreate,    // a database that is not there is made
  kExisting,  // it must be there
};

/// postgres://… or postgresql://…: a server; anything else: a file of SQLite.
bool is_server(const std::string& address);
Result<std::unique_ptr<Connection>> open_connection(const std::string& address, Opening opening);

}  // namespace zs::ledger

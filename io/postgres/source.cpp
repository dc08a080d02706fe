#include "io/postgres/source.h"

#include "io/readers/encoding.h"

#include <cstdlib>
#include <fmt/format.h>
#include <set>

namespace zs::postgres {
namespace {

using binding::Member;
using binding::Value;
using readers::Pulled;

struct FreeMemory { void operator()(char* p) const noexcept { PQfreemem(p); } };

char unescaped(char c) {
  switch (c) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return c;
  }
}

/// Cuts one row of COPY's text format into `members`, undoing escapes in place. False where the number of columns is another.
bool cut(char* row, size_t size, std::vector<Member>& members) {
  if (size && row[size - 1] == '\n') --size;
  char* const end = row + size;
  char* at = row;
  for (size_t column = 0; column < members.size(); ++column) {
    char* const begin = at;
    char* to = at;
    const bool null = end - at >= 2 && at[0] == '\\' && at[1] == 'N' && (end - at == 2 || at[2] == '\t');
    for (; at < end && *at != '\t'; ++at) {
      if (*at == '\\' && at + 1 < end) *to++ = unescaped(*++at);
      else *to++ = *at;
    }
    members[column].value = null ? Value{} : Value::of_text({begin, static_cast<size_t>(to - begin)});
    if (at == end) return column + 1 == members.size();
    ++at;
  }
  return false;
}

class Table : public readers::RecordSource {
 public:
  Table(std::shared_ptr<Snapshot> moment, Connection c, const databases::Location& l)
      : moment_(std::move(moment)), connection_(std::move(c)), shown_(l.shown), query_(databases::select_of(l)) {}

  Status start() {
    Answer prepared(PQprepare(connection_.get(), "", query_.c_str(), 0, nullptr));
    if (PQresultStatus(prepared.get()) != PGRES_COMMAND_OK) return failed(prepared.get());
    Answer shape(PQdescribePrepared(connection_.get(), ""));
    if (PQresultStatus(shape.get()) != PGRES_COMMAND_OK) return failed(shape.get());
    const int n = PQnfields(shape.get());
    if (n == 0)
      return Error{ErrorKind::kUsage, shown_ + "：没有列可读", shown_ + ": there are no columns to read"};
    auto list = columns_as_text(*shape, n);
    if (!list) return list.error();
    const Answer copy(PQexec(connection_.get(), ("COPY (SELECT " + list->values + " FROM (" + query_ + "\n) AS q(" + list->names + ")) TO STDOUT").c_str()));
    if (PQresultStatus(copy.get()) != PGRES_COPY_OUT) return failed(copy.get());
    for (const auto& name : names_) members_.push_back({name, {}});
    return {};
  }

  std::optional<std::vector<std::string>> columns() const override { return names_; }

  Result<Pulled> next() override {
    if (ended_) return Pulled{};
    char* text = nullptr;
    const int size = PQgetCopyData(connection_.get(), &text, 0);
    row_.reset(text);
    if (size < 0) return end(size);
    Pulled p;
    p.line = ++number_;
    if (!readers::is_utf8({text, static_cast<size_t>(size)})) {
      p.what = Pulled::What::kBroken;
      p.garbled = true;
      p.problem = {"", readers::lossy_utf8({text, static_cast<size_t>(size)}), {"不是有效的 UTF-8", "not valid UTF-8"}};
      return p;
    }
    if (!cut(text, static_cast<size_t>(size), members_))
      return Error{ErrorKind::kInternal, shown_ + fmt::format("：第 {} 行的列数不对", number_), shown_ + fmt::format(": row {} has another number of columns", number_)};
    p.what = Pulled::What::kRecord;
    p.record.kind = Value::Kind::kObject;
    p.record.size = static_cast<uint32_t>(members_.size());
    p.record.members = members_.data();
    return p;
  }

 private:
  struct Columns { std::string values, names; };

  /// Arrays and composites are asked for as JSON, everything else as text. Names may repeat or be odd, so that columns are
  /// called c0, c1 … inside.
  Result<Columns> columns_as_text(const PGresult& shape, int n) {
    auto nested = connection_.run("SELECT oid FROM pg_type WHERE typcategory IN ('A', 'C')");
    if (!nested) return nested.error();
    std::set<std::string> is_nested;
    for (int i = 0; i < PQntuples(nested->get()); ++i) is_nested.insert(PQgetvalue(nested->get(), i, 0));
    Columns c;
    for (int i = 0; i < n; ++i) {
      names_.emplace_back(PQfname(&shape, i));
      const char* between = i ? ", " : "";
      c.names += fmt::format("{}c{}", between, i);
      const bool json = is_nested.count(std::to_string(PQftype(&shape, i)));
      c.values += json ? fmt::format("{}to_json(c{})::text", between, i) : fmt::format("{}c{}::text", between, i);
    }
    return c;
  }

  Result<Pulled> end(int code) {
    ended_ = true;
    if (code == -2) return failed(nullptr);
    for (;;) {
      Answer answer(PQgetResult(connection_.get()));
      if (!answer) return Pulled{};
      if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) return failed(answer.get());
    }
  }

  Error failed(const PGresult* answer) const {
    Error e = at_place(connection_.failed(answer));
    if (!changes_data(answer)) return e;
    return {ErrorKind::kUsage, e.zh + "；来源只读，查询不能改数据，请写 SELECT", e.en + "; sources are only read, a query cannot change data: write a SELECT"};
  }
  /// WITH x AS (DELETE …) inside a query, or a function that writes.
  static bool changes_data(const PGresult* answer) {
    const char* state = answer ? PQresultErrorField(answer, PG_DIAG_SQLSTATE) : nullptr;
    return state && (std::string_view(state) == "0A000" || std::string_view(state) == "25006");
  }
  /// Names the table, and after a break how far the reading came.
  Error at_place(Error e) const {
    const std::string rows_zh = number_ ? fmt::format("（已读 {} 行）", number_) : "", rows_en = number_ ? fmt::format(" (after {} rows)", number_) : "";
    return {e.kind, "读 " + shown_ + " 失败" + rows_zh + "：" + e.zh, "reading " + shown_ + " failed" + rows_en + ": " + e.en};
  }

  std::shared_ptr<Snapshot> moment_;  // stays open while anything reads in it
  Connection connection_;
  std::string shown_, query_;
  std::vector<std::string> names_;
  std::vector<Member> members_;
  std::unique_ptr<char, FreeMemory> row_;
  uint64_t number_ = 0;
  bool ended_ = false;
};

constexpr const char* kBegin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

}  // namespace

Result<Snapshot> Snapshot::take(const std::string& address) {
  auto keeper = Connection::open(address);
  if (!keeper) return keeper.error();
  if (auto begun = keeper->run(kBegin); !begun) return begun.error();
  auto id = keeper->run("SELECT pg_export_snapshot()");
  if (!id) return id.error();
  std::string text = PQgetvalue(id->get(), 0, 0);
  return Snapshot(address, std::move(*keeper), std::move(text));
}

Result<Connection> Snapshot::join() const {
  auto c = Connection::open(address_);
  if (!c) return c;
  if (auto begun = c->run(std::string(kBegin) + "; SET TRANSACTION SNAPSHOT '" + id_ + "'"); !begun) return begun.error();
  return c;
}

Result<std::unique_ptr<readers::RecordSource>> open_table(const std::shared_ptr<Snapshot>& moment, const databases::Location& location) {
  auto connection = moment->join();
  if (!connection) return connection.error();
  auto table = std::make_unique<Table>(moment, std::move(*connection), location);
  if (auto s = table->start(); !s) return s.error();
  return std::unique_ptr<readers::RecordSource>(std::move(table));
}

}  // namespace zs::postgres

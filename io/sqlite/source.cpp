#include "io/sqlite/source.h"

#include "io/readers/encoding.h"

namespace zs::sqlite {
namespace {

using binding::Member;
using binding::Value;
using readers::Pulled;

class Table : public readers::RecordSource {
 public:
  Table(std::shared_ptr<Reading> file, Statement s, std::string shown) : file_(std::move(file)), statement_(std::move(s)), shown_(std::move(shown)) {
    for (int i = 0; i < sqlite3_column_count(statement_.get()); ++i) names_.emplace_back(sqlite3_column_name(statement_.get(), i));
    for (const auto& name : names_) members_.push_back({name, {}});
  }

  std::optional<std::vector<std::string>> columns() const override { return names_; }

  Result<Pulled> next() override {
    const int code = sqlite3_step(statement_.get());
    if (code == SQLITE_DONE) return Pulled{};
    if (code != SQLITE_ROW) {
      const Error e = file_->connection().failed();
      return Error{e.kind, "读 " + shown_ + " 失败：" + e.zh, "reading " + shown_ + " failed: " + e.en};
    }
    Pulled p;
    p.line = ++number_;
    p.what = Pulled::What::kRecord;
    for (size_t i = 0; i < members_.size(); ++i) {
      members_[i].value = value(static_cast<int>(i));
      if (const auto text = members_[i].value.text; !readers::is_utf8(text)) {
        p.what = Pulled::What::kBroken;
        p.garbled = true;
        p.problem = {names_[i], readers::lossy_utf8(text), {"不是有效的 UTF-8 文本", "not a text in valid UTF-8"}};
        return p;
      }
    }
    p.record.kind = Value::Kind::kObject;
    p.record.size = static_cast<uint32_t>(members_.size());
    p.record.members = members_.data();
    return p;
  }

 private:
  Value value(int column) {
    if (sqlite3_column_type(statement_.get(), column) == SQLITE_NULL) return {};
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_.get(), column));
    return Value::of_text({bytes ? bytes : "", static_cast<size_t>(sqlite3_column_bytes(statement_.get(), column))});
  }

  std::shared_ptr<Reading> file_;
  Statement statement_;
  std::string shown_;
  std::vector<std::string> names_;
  std::vector<Member> members_;
  uint64_t number_ = 0;
};

}  // namespace

Result<Reading> Reading::open(const std::string& path) {
  auto c = Connection::open_to_read(path, SQLITE_OPEN_FULLMUTEX);
  if (!c) return c.error();
  if (auto s = c->run("BEGIN; SELECT count(*) FROM sqlite_schema"); !s) return s.error();
  return Reading(std::move(*c));
}

Result<std::unique_ptr<readers::RecordSource>> open_table(const std::shared_ptr<Reading>& file, const databases::Location& l) {
  auto statement = file->connection().prepare(databases::select_of(l));
  if (!statement) {
    const Error& e = statement.error();
    return Error{e.kind, "读 " + l.shown + " 失败：" + e.zh, "reading " + l.shown + " failed: " + e.en};
  }
  if (!sqlite3_stmt_readonly(statement->get()))
    return Error{ErrorKind::kUsage, "读 " + l.shown + " 失败：来源只读，查询不能改数据；请写 SELECT", "reading " + l.shown + " failed: sources are only read, a query cannot change data; write a SELECT"};
  return std::unique_ptr<readers::RecordSource>(std::make_unique<Table>(file, std::move(*statement), l.shown));
}

}  // namespace zs::sqlite

#include "io/databases/databases.h"

#include "io/duckdb/database.h"
#include "io/postgres/source.h"
#include "io/readers/system_error.h"
#include "io/sqlite/source.h"

#include <cerrno>
#include <map>
#include <mutex>
#include <unistd.h>

namespace zs::databases {

struct Databases::Held {
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<postgres::Snapshot>> postgres;
  std::map<std::string, std::shared_ptr<sqlite::Reading>> sqlite;
  std::map<std::string, std::shared_ptr<duck::Database>> duckdb;
};

namespace {

/// The one of this name, opened where it is not yet.
template <class T, class Open>
Result<std::shared_ptr<T>> held(std::map<std::string, std::shared_ptr<T>>& all, const std::string& name, Open&& open) {
  if (const auto it = all.find(name); it != all.end()) return it->second;
  auto opened = open();
  if (!opened) return opened.error();
  return all[name] = std::make_shared<T>(std::move(*opened));
}

Status readable(const std::string& path) {
  if (::access(path.c_str(), R_OK) == 0) return {};
  const auto why = readers::system_error(errno);
  return Error{ErrorKind::kIo, "读不了 " + path + "：" + why.zh, "cannot read " + path + ": " + why.en};
}

}  // namespace

Databases::Databases() : held_(std::make_unique<Held>()) {}
Databases::~Databases() = default;

void Databases::close() {
  const std::lock_guard lock(held_->mutex);
  held_->postgres.clear(), held_->sqlite.clear(), held_->duckdb.clear();
}

Result<std::unique_ptr<readers::RecordSource>> Databases::open(const Location& l) {
  const std::lock_guard lock(held_->mutex);
  if (l.kind != Kind::kPostgres)
    if (auto s = readable(l.database); !s) return s.error();
  if (l.kind == Kind::kPostgres) {
    auto moment = held(held_->postgres, l.database, [&] { return postgres::Snapshot::take(l.database); });
    if (!moment) return moment.error();
    return postgres::open_table(*moment, l);
  }
  if (l.kind == Kind::kSqlite) {
    auto file = held(held_->sqlite, l.database, [&] { return sqlite::Reading::open(l.database); });
    if (!file) return file.error();
    return sqlite::open_table(*file, l);
  }
  auto file = held(held_->duckdb, l.database, [&] { return duck::Database::open_to_read(l.database); });
  if (!file) return file.error();
  auto own = (*file)->another();
  if (!own) return own.error();
  if (auto s = own->understands(select_of(l), l.shown); !s) return s.error();
  return readers::open_duckdb(std::move(*own), select_of(l), l.shown);
}

}  // namespace zs::databases

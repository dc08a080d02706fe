#include "io/databases/file_sink.h"

namespace zs::databases {
namespace {

std::string literal(const std::string& s) {
  std::string out = "'";
  for (const char c : s) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace

Error FileSink::nothing_written(const Error& why) const {
  return {ErrorKind::kIo, "写不了 " + place_.path() + "：" + why.zh + "；什么也没有写入，文件仍是原样", "cannot write " + place_.path() + ": " + why.en + "; nothing was written, the file is as it was"};
}

Status FileSink::run(const std::string& sql) {
  if (auto ok = execute(sql); !ok) return nothing_written(ok.error());
  return {};
}

Result<size_t> FileSink::add(const Location& l, std::vector<Column> columns) {
  auto table = table_of(l);
  if (!table) return table.error();
  Target target{l.kind, std::string(kAttached) + "." + *table, l.shown, l.upsert, std::move(columns), std::nullopt};
  if (place_.existed()) {
    auto present = columns_of(l);
    if (!present) return present.error();
    if (!present->empty()) target.present = std::move(*present);
  }
  if (auto ok = check(target); !ok) return ok.error();
  std::string staging = "zs_" + std::to_string(tables_.size());
  if (auto ok = run(create_staging(target, staging, "", "")); !ok) return ok.error();
  if (auto ok = stage(target, staging); !ok) return ok.error();
  tables_.push_back({std::move(target), std::move(staging)});
  return tables_.size() - 1;
}

Status FileSink::put_rows() {
  for (const auto& t : tables_) {
    if (!t.target.present)
      if (auto ok = run(create_table(t.target)); !ok) return ok;
    for (const auto& statement : put(t.target, t.staging))
      if (auto ok = run(statement); !ok) return ok;
  }
  return {};
}

Status FileSink::seal() {
  if (sealed_) return {};
  if (auto ok = end_staging(); !ok) return ok;
  if (auto ok = run("ATTACH " + literal(place_.written()) + " AS " + kAttached); !ok) return ok;
  attached_ = true;
  if (auto ok = run(dialect_.settings); !ok) return ok;
  if (auto ok = run(dialect_.begin); !ok) return ok;
  begun_ = true;
  if (auto ok = put_rows(); !ok) return ok;
  sealed_ = true;
  return {};
}

Status FileSink::commit() {
  if (committed_) return {};
  if (auto ok = seal(); !ok) return ok;
  if (auto ok = run("COMMIT"); !ok) return ok;
  begun_ = false, committed_ = true;
  // The rows of a file that was there are safe, whatever becomes of this; a new one must be whole before it takes its place.
  auto closed = *dialect_.after ? run(dialect_.after) : Status();
  if (closed) closed = run(std::string("DETACH ") + kAttached), attached_ = !closed;
  if (place_.existed()) return {};
  return closed ? place_.appear() : closed;
}

void FileSink::leave() noexcept {
  if (begun_) (void)execute("ROLLBACK");
  if (attached_) (void)execute(std::string("DETACH ") + kAttached);
  begun_ = attached_ = false;
}

}  // namespace zs::databases

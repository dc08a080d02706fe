#include "cli/intake.h"

#include <fmt/format.h>
#include <set>

namespace zs::cli {

Intake::Intake(const Context& context, const bytecode::Program& program, const DataOptions& data, readers::OnReject on_reject)
    : context_(context), program_(program), data_(data), on_reject_(std::move(on_reject)), progress_(context, data.progress, total_bytes(data), flow_.bytes) {
  provenance_.as_of = data.as_of, provenance_.binding = data.binding;
}

void Intake::rejected(const binding::Reject& r) {
  if (on_reject_) on_reject_(r);
  if (shown_.size() < 5) shown_.push_back(r);
}

void Intake::carry(const binding::Reject& r) {
  ++counts_.rejected_rows;
  rejected(r);
}

Status Intake::load_references(const std::set<std::string>& known) {
  auto read = data_.read;
  read.flow = &flow_;
  auto refs = cli::load_references(context_, models(), data_.refs, read, [this](const binding::Reject& r) { rejected(r); });
  if (!refs) return refs.error();
  references_ = std::move(*refs);
  stopped_ = flow_.stop;
  counts_.reference_rows = references_.read;
  counts_.reference_rejected = references_.rejected;
  provenance_.references = references_.origins;
  std::set<int> wanted;
  for (const auto& r : program_.ref_fields) wanted.insert(r.model);
  for (const int m : wanted)
    if (const auto& name = models().models[static_cast<size_t>(m)].name; !references_.tables[static_cast<size_t>(m)] && !known.contains(name)) {
      context_.warn("规则引用 " + name + "，但没有给 --refs " + name + "=文件；其字段都视为缺失", "the rules refer to " + name + ", but no --refs " + name + "=FILE was given; its fields count as missing");
    }
  return {};
}

Status Intake::each(const KindInputs& kind, const OnBatch& on_batch, size_t batch) {
  auto read = data_.read;
  if (batch) read.batch = batch;
  read.flow = &flow_;
  const Counts before = counts_;
  CaseStream stream(models(), kind, read, [this](const binding::Reject& r) { rejected(r); });
  // Left early, by an error or by what a thread threw, the reader may be waiting for a pipe that brings nothing.
  struct Leaving {
    readers::Flow& flow;
    bool early = true;
    ~Leaving() {
      if (early) flow.stop = true;
    }
  } leaving{flow_};
  for (;;) {
    auto next = stream.next();
    if (!next) return next.error();
    if (!*next) break;
    counts_.read = before.read + (*next)->read;
    counts_.rejected = before.rejected + (*next)->rejected;
    progress_.at(counts_.read, counts_.rejected);
    if (auto s = on_batch(**next); !s) return s;
  }
  leaving.early = false;
  const auto& reader = stream.reader();
  counts_.read = before.read + reader.read();
  counts_.rejected = before.rejected + reader.rejected();
  counts_.rejected_rows += reader.rejected_rows();
  stopped_ = stopped_ || reader.stopped();
  provenance_.cases.push_back(origin_of(models(), kind, reader, stream.fingerprint()));
  for (const auto& n : reader.notes()) context_.warn(n.zh, n.en);
  if (reader.read() > reader.rejected()) warn_absent_lists(kind.model, reader);
  return {};
}

void Intake::finish() {
  if (data_.read.databases) data_.read.databases->close();
  counts_.seconds = progress_.seconds();
  progress_.done(counts_.read, counts_.rejected);
}

/// Lists inside lists are asked about only where the outer one occurs.
void Intake::warn_absent_lists(int model, const readers::RecordReader& reader) const {
  const auto& used = program_.list_used[static_cast<size_t>(model)];
  const auto& record = models().models[static_cast<size_t>(model)];
  for (size_t f = 0; f < record.fields.size(); ++f) {
    const auto& field = record.fields[f];
    const bool seen = reader.seen(model)[f];
    if (field.type == model::FieldType::kRows && seen) warn_absent_lists(field.rows, reader);
    if (!used[f] || seen) continue;
    const std::string name = record.name + "." + field.name;
    context_.warn("规则用到列表 " + name + "，但输入中没有一条记录有它；按空列表计", "the rules use the list " + name + ", which no record of the input has; it counts as empty");
  }
}

int Intake::verdict(uint64_t judged, const std::string& rejects_path) const {
  // A share is one of the judged records: a long reference table does not make a bad file good.
  const uint64_t bad = counts_.rejected + counts_.rejected_rows + counts_.reference_rejected, all = counts_.read;
  context_.info(fmt::format("读 {} 条，判定 {} 条，拒收 {} 条，用时 {:.3f} 秒", all, judged, counts_.rejected, counts_.seconds),
                fmt::format("{} records read, {} judged, {} rejected, {:.3f} s", all, judged, counts_.rejected, counts_.seconds));
  if (bad == 0) return Exit::kDone;
  for (const auto& r : shown_) {
    const std::string value = r.problem.field.empty() || r.problem.value.empty() ? "" : "「" + for_message(r.problem.value) + "」";
    const std::string at = fmt::format("{}:{}: {}{}", r.file, r.line, r.problem.field, value);
    const bool named = !r.problem.field.empty();
    context_.warn(at + (named ? "：" : "") + r.problem.why.zh, at + (named ? ": " : "") + r.problem.why.en);
  }
  const std::string where_zh = rejects_path.empty() ? "；用 --rejects FILE 可得全部" : "；全部在 " + rejects_path;
  const std::string where_en = rejects_path.empty() ? "; --rejects FILE lists them all" : "; all are in " + rejects_path;
  // Rows of list files and of reference tables are no records of the total.
  const uint64_t rows = counts_.rejected_rows + counts_.reference_rejected;
  std::string zh = fmt::format("拒收 {} 条（共 {} 条）", counts_.rejected, all), en = fmt::format("{} of {} records were rejected", counts_.rejected, all);
  if (rows > 0) zh += fmt::format("，另有列表或参照表 {} 行", rows), en += fmt::format(", and {} rows of lists or reference tables", rows);
  zh += where_zh, en += where_en;
  if (data_.tolerance.allows(bad, all)) {
    context_.warn(zh, en);
    return Exit::kDone;
  }
  return context_.fail({ErrorKind::kInput, zh, en});
}

}  // namespace zs::cli

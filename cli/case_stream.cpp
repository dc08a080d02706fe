#include "cli/case_stream.h"

namespace zs::cli {

CaseStream::CaseStream(const model::Models& models, KindInputs inputs, const readers::ReadOptions& options, readers::OnReject on_reject)
    : models_(models), model_(inputs.model), reader_(std::make_unique<readers::RecordReader>(models, inputs.model, std::move(inputs.inputs), options, std::move(on_reject))) {
  ahead_ = std::async(std::launch::async, [this] { return pull(); });
}

CaseStream::~CaseStream() {
  if (ahead_.valid()) ahead_.wait();
}

CaseStream::Pulled CaseStream::pull() {
  CaseBatch b;
  auto more = reader_->next(b.table);
  if (!more) return more.error();
  if (!*more) return std::nullopt;
  b.ordinals = reader_->ordinals();
  b.read = reader_->read();
  b.rejected = reader_->rejected();
  fingerprint_.add(models_, b.table);
  return std::optional<CaseBatch>(std::move(b));
}

Result<std::optional<CaseBatch>> CaseStream::next() {
  if (ended_) return std::nullopt;
  Pulled now = ahead_.get();
  ended_ = !now || !*now;
  if (!ended_) ahead_ = std::async(std::launch::async, [this] { return pull(); });
  return now;
}

}  // namespace zs::cli

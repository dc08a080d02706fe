#include "cli/case_stream.h"

namespace zs::cli {
namespace {

/// A batch is read ahead where fewer records wait than this.
constexpr size_t kAhead = 32'768;

}  // namespace

CaseStream::CaseStream(const model::Models& models, KindInputs inputs, const readers::ReadOptions& options, readers::OnReject on_reject)
    : models_(models), model_(inputs.model), reader_(std::make_unique<readers::RecordReader>(models, inputs.model, std::move(inputs.inputs), options, std::move(on_reject))),
      thread_([this] { read_ahead(); }) {}

CaseStream::~CaseStream() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  changed_.notify_all();
  thread_.join();
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

void CaseStream::read_ahead() {
  try {
    read_until_closed();
  } catch (...) {
    const std::lock_guard lock(mutex_);
    failed_ = std::current_exception();
    changed_.notify_all();
  }
}

void CaseStream::read_until_closed() {
  for (bool more = true; more;) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closing_ || records_ahead_ < kAhead; });
      if (closing_) return;
    }
    Pulled pulled = pull();
    more = pulled && *pulled;
    const std::lock_guard lock(mutex_);
    if (more) records_ahead_ += (*pulled)->table.size;
    ahead_.push_back(std::move(pulled));
    changed_.notify_all();
  }
}

Result<std::optional<CaseBatch>> CaseStream::next() {
  if (ended_) return std::nullopt;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !ahead_.empty() || failed_; });
  if (ahead_.empty()) {
    ended_ = true;
    std::rethrow_exception(failed_);
  }
  Pulled now = std::move(ahead_.front());
  ahead_.pop_front();
  ended_ = !now || !*now;
  if (!ended_) records_ahead_ -= (*now)->table.size;
  changed_.notify_all();
  return now;
}

}  // namespace zs::cli

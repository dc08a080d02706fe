#include "io/readers/block_queue.h"

#include <algorithm>

namespace zs::readers {

BlockQueue::BlockQueue(const model::Models& models, int model, unsigned threads)
    : columns_(models), model_(model), wanted_(threads) {
  for (unsigned t = 0; t < std::max(1u, wanted_); ++t) binders_.emplace_back(columns_, model_);
}

BlockQueue::~BlockQueue() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (auto& t : threads_) t.join();
}

void BlockQueue::start() {
  for (auto& b : binders_) threads_.emplace_back([this, &b] { work(b); });
}

void BlockQueue::work(BlockBinder& binder) {
  for (;;) {
    Work* next = nullptr;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
      if (closing_) return;
      next = waiting_.front();
      waiting_.pop_front();
    }
    next->task(binder);
  }
}

Status BlockQueue::fetch_ahead(BlockSource& source) {
  auto block = source.fetch();
  if (!block) return block.error();
  if (!*block) {
    fetched_all_ = true;
    return {};
  }
  auto work = std::make_unique<Work>();
  work->block = std::move(*block);
  work->task = std::packaged_task<Bound(BlockBinder&)>([b = work->block.get()](BlockBinder& binder) { return b->bind(binder); });
  work->bound = work->task.get_future();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(work.get());
  }
  changed_.notify_one();
  under_way_.push_back(std::move(work));
  return {};
}

Result<BlockQueue::Ready> BlockQueue::next_alone(BlockSource& source) {
  auto block = source.fetch();
  if (!block) return block.error();
  Ready out{std::move(*block), {}};
  if (out.block) out.bound = out.block->bind(binders_.front());
  return out;
}

Result<BlockQueue::Ready> BlockQueue::next(BlockSource& source, bool fetch) {
  if (wanted_ <= 1) return fetch ? next_alone(source) : Ready{};
  if (threads_.empty()) start();
  while (fetch && !fetched_all_ && !failed_ && under_way_.size() < threads_.size() + 2)
    if (auto s = fetch_ahead(source); !s) failed_ = s.error();
  if (under_way_.empty()) {
    if (failed_) return *failed_;
    fetched_all_ = false;
    return Ready{};
  }
  const std::unique_ptr<Work> first = std::move(under_way_.front());
  under_way_.pop_front();
  Ready out{nullptr, first->bound.get()};
  out.block = std::move(first->block);
  return out;
}

std::set<std::string> BlockQueue::unknown_names() {
  std::set<std::string> all;
  for (const auto& b : binders_) all.insert(b.unknown_names().begin(), b.unknown_names().end());
  return all;
}

}  // namespace zs::readers

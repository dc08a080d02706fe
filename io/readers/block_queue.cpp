#include "io/readers/block_queue.h"

#include <algorithm>

namespace zs::readers {

BlockQueue::BlockQueue(const model::Models& models, int model, unsigned threads) : columns_(models) {
  for (unsigned t = 0; t < std::max(1u, threads); ++t) binders_.emplace_back(columns_, model);
  if (threads > 1) ahead_.emplace(threads, [this](Ready& job, size_t thread) { job.bound = job.block->bind(binders_[thread]); });
}

Status BlockQueue::fetch_ahead(BlockSource& source) {
  auto block = source.fetch();
  if (!block) return block.error();
  if (*block) ahead_->give(std::make_unique<Ready>(Ready{std::move(*block), {}}));
  else fetched_all_ = true;
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
  if (!ahead_) return fetch ? next_alone(source) : Ready{};
  while (fetch && !fetched_all_ && !failed_ && ahead_->size() < ahead_->threads() + 2)
    if (auto s = fetch_ahead(source); !s) failed_ = s.error();
  if (ahead_->size() > 0) return std::move(*ahead_->take());
  if (failed_) return *failed_;
  fetched_all_ = false;
  return Ready{};
}

std::set<std::string> BlockQueue::unknown_names() {
  std::set<std::string> all;
  for (const auto& b : binders_) all.insert(b.unknown_names().begin(), b.unknown_names().end());
  return all;
}

}  // namespace zs::readers

#include "cli/judging.h"

#include <algorithm>
#include <chrono>

namespace zs::cli {

Judging::Judging(const Evaluator& evaluator, unsigned threads, OnReport on_report) : evaluator_(evaluator), on_report_(std::move(on_report)) {
  const unsigned wanted = threads == 0 ? std::max(1u, std::thread::hardware_concurrency()) : threads;
  for (unsigned t = 0; wanted > 1 && t < wanted; ++t) threads_.emplace_back([this] { work(); });
}

Judging::~Judging() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    waiting_.clear();
  }
  changed_.notify_all();
  for (auto& t : threads_) t.join();
}

void Judging::work() {
  for (;;) {
    Work* next = nullptr;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
      if (closing_) return;
      next = waiting_.front();
      waiting_.pop_front();
    }
    next->task();
  }
}

Status Judging::tell_first() {
  const std::unique_ptr<Work> first = std::move(under_way_.front());
  under_way_.pop_front();
  return on_report_(first->table, first->report.get());
}

Status Judging::add(columns::Table table) {
  if (threads_.empty()) return on_report_(table, evaluator_.evaluate(table));
  auto work = std::make_unique<Work>();
  work->table = std::move(table);
  work->task = std::packaged_task<findings::Report()>([this, w = work.get()] { return evaluator_.evaluate(w->table); });
  work->report = work->task.get_future();
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(work.get());
  }
  changed_.notify_one();
  under_way_.push_back(std::move(work));
  const auto done = [&] { return under_way_.front()->report.wait_for(std::chrono::seconds(0)) == std::future_status::ready; };
  while (under_way_.size() > threads_.size() + 1 || (!under_way_.empty() && done()))
    if (auto s = tell_first(); !s) return s;
  return {};
}

Status Judging::finish() {
  while (!under_way_.empty())
    if (auto s = tell_first(); !s) return s;
  return {};
}

}  // namespace zs::cli

#pragma once
// Jobs done by several threads and taken back in the order in which they were given.
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace zs {

/// Given and taken by one thread.
template <class Job>
class InOrder {
 public:
  /// `work` is called with a job and the number of the thread that does it, from 0.
  using Work = std::function<void(Job&, size_t thread)>;
  /// With fewer threads where the system gives no more; std::system_error where it gives none.
  InOrder(size_t threads, Work work) : work_(std::move(work)) {
    for (size_t t = 0; t < threads; ++t) {
      try {
        threads_.emplace_back([this, t] { run(t); });
      } catch (const std::system_error&) {
        if (threads_.empty()) throw;
        return;
      }
    }
  }
  /// Jobs that are not begun are dropped, the others waited for.
  ~InOrder() {
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
    }
    changed_.notify_all();
    for (auto& t : threads_) t.join();
  }
  InOrder(const InOrder&) = delete;
  InOrder& operator=(const InOrder&) = delete;

  size_t threads() const noexcept { return threads_.size(); }
  /// Given and not yet taken.
  size_t size() const noexcept { return held_.size(); }

  void give(std::unique_ptr<Job> job) {
    held_.push_back(std::make_unique<Held>(std::move(job)));
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(held_.back().get());
    }
    changed_.notify_all();
  }
  /// Is the first one done?
  bool ready() {
    const std::lock_guard lock(mutex_);
    return !held_.empty() && held_.front()->done;
  }
  /// The first one, waited for; what it threw is thrown again.
  std::unique_ptr<Job> take() {
    const std::unique_ptr<Held> first = std::move(held_.front());
    held_.pop_front();
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return first->done; });
    lock.unlock();
    if (first->failed) std::rethrow_exception(first->failed);
    return std::move(first->job);
  }

 private:
  struct Held {
    explicit Held(std::unique_ptr<Job> j) : job(std::move(j)) {}
    std::unique_ptr<Job> job;
    bool done = false;   // guarded
    std::exception_ptr failed;
  };

  void run(size_t thread) {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
      if (closing_) return;
      Held* const held = waiting_.front();
      waiting_.pop_front();
      lock.unlock();
      try {
        work_(*held->job, thread);
      } catch (...) {
        held->failed = std::current_exception();
      }
      lock.lock();
      held->done = true;   // from here on it may be gone
      changed_.notify_all();
    }
  }

  Work work_;
  std::deque<std::unique_ptr<Held>> held_;   // of whoever gives and takes
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Held*> waiting_;                // guarded, as is closing_
  bool closing_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace zs

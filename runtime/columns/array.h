#pragma once
// One buffer of a column: its own, or borrowed from whoever owns it (an Arrow batch). Reading is the same for both.
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <utility>
#include <vector>

namespace zs::columns {

/// Reads like a constant vector; whoever fills a column uses the writing half. A borrowed buffer is never written to: the
/// first write copies it. Copies of a borrowed buffer share it, copies of an own one are deep.
template <class T>
class Array {
 public:
  using value_type = T;
  using size_type = size_t;
  using difference_type = std::ptrdiff_t;
  using reference = T&;
  using const_reference = const T&;
  using iterator = const T*;
  using const_iterator = const T*;

  Array() = default;
  Array(std::vector<T> v) : own_(std::move(v)) { see_own(); }  // NOLINT: a vector is a column's buffer
  Array(std::initializer_list<T> v) : own_(v) { see_own(); }
  /// `owner` keeps data[0, size) alive and unchanged. Aligned as T wants it.
  static Array borrowed(const T* data, size_t size, std::shared_ptr<const void> owner) {
    Array a;
    a.data_ = data, a.size_ = size, a.owner_ = std::move(owner);
    return a;
  }
  Array(const Array& o) : own_(o.own_), owner_(o.owner_) { o.owner_ ? see(o) : see_own(); }
  Array(Array&& o) noexcept : own_(std::move(o.own_)), owner_(std::move(o.owner_)) {
    owner_ ? see(o) : see_own();
    o.forget();
  }
  Array& operator=(Array o) noexcept {
    own_.swap(o.own_), owner_.swap(o.owner_);
    std::swap(data_, o.data_), std::swap(size_, o.size_);
    return *this;
  }
  ~Array() = default;

  bool is_borrowed() const noexcept { return owner_ != nullptr; }
  size_t size() const noexcept { return size_; }
  bool empty() const noexcept { return size_ == 0; }
  const T* data() const noexcept { return data_; }
  const T* begin() const noexcept { return data_; }
  const T* end() const noexcept { return data_ + size_; }
  const T& operator[](size_t i) const noexcept { return data_[i]; }
  const T& back() const noexcept { return data_[size_ - 1]; }
  operator std::vector<T>() const { return {begin(), end()}; }  // NOLINT: for whoever keeps a copy

  T& operator[](size_t i) { return writable()[i]; }
  T& back() { return writable().back(); }
  void push_back(T v) { writable().push_back(v), see_own(); }
  void resize(size_t n) { writable().resize(n), see_own(); }
  void resize(size_t n, T v) { writable().resize(n, v), see_own(); }
  void reserve(size_t n) { writable().reserve(n), see_own(); }
  void assign(size_t n, T v) { clear(), own_.assign(n, v), see_own(); }
  void clear() { owner_.reset(), own_.clear(), see_own(); }
  void pop_back() { writable().pop_back(), see_own(); }
  template <class It>
  void append(It first, It last) { writable().insert(own_.end(), first, last), see_own(); }

  friend bool operator==(const Array& a, const Array& b) {
    if (a.size_ != b.size_) return false;
    for (size_t i = 0; i < a.size_; ++i)
      if (!(a.data_[i] == b.data_[i])) return false;
    return true;
  }

 private:
  std::vector<T>& writable() {
    if (owner_) {
      own_.assign(begin(), end());
      owner_.reset();
      see_own();
    }
    return own_;
  }
  void see_own() noexcept { data_ = own_.data(), size_ = own_.size(); }
  void see(const Array& o) noexcept { data_ = o.data_, size_ = o.size_; }
  void forget() noexcept { own_.clear(), owner_.reset(), see_own(); }

  std::vector<T> own_;
  const T* data_ = nullptr;
  size_t size_ = 0;
  std::shared_ptr<const void> owner_;
};

}  // namespace zs::columns

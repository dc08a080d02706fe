#pragma once
// Aligned scratch memory that only grows; contents are not kept when it does.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <type_traits>

namespace zs::vm {

template <class T>
class Buffer {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  /// Room for at least n elements.
  T* reserve(size_t n) {
    if (n > capacity_) {
      capacity_ = n + n / 2 + 16;
      data_.reset(static_cast<T*>(::operator new(capacity_ * sizeof(T), std::align_val_t{64})));
    }
    return data_.get();
  }
  T* data() const noexcept { return data_.get(); }

 private:
  struct Free {
    void operator()(T* p) const noexcept { ::operator delete(p, std::align_val_t{64}); }
  };
  std::unique_ptr<T, Free> data_;
  size_t capacity_ = 0;
};

}  // namespace zs::vm

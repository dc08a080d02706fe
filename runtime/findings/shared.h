#pragma once
// A value that many findings have in common (a clause, the actions of a card): copied by reference, never written to.
#include <concepts>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace zs::findings {

/// Reads like a constant T; without a value, like T{}.
template <class T>
class Shared {
 public:
  Shared() = default;
  template <class U>
    requires(!std::same_as<std::remove_cvref_t<U>, Shared> && std::convertible_to<U, T>)
  Shared(U&& v) : v_(std::make_shared<const T>(std::forward<U>(v))) {}  // NOLINT: whoever has a T has one to share
  Shared(std::initializer_list<typename T::value_type> v) : v_(std::make_shared<const T>(v)) {}

  const T& get() const noexcept {
    static const T none{};
    return v_ ? *v_ : none;
  }
  operator const T&() const noexcept { return get(); }  // NOLINT
  auto begin() const noexcept { return get().begin(); }
  auto end() const noexcept { return get().end(); }
  auto size() const noexcept { return get().size(); }
  bool empty() const noexcept { return get().empty(); }

  friend bool operator==(const Shared& x, const Shared& y) { return x.v_ == y.v_ || x.get() == y.get(); }
  template <class U>
    requires(!std::same_as<U, Shared>)
  friend bool operator==(const Shared& x, const U& y) { return x.get() == y; }

 private:
  std::shared_ptr<const T> v_;
};

}  // namespace zs::findings

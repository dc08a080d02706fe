#pragma once
// SHA-256 (FIPS 180-4), for the hash that names a pack.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace zs::bytecode {

std::array<uint8_t, 32> sha256(std::string_view data) noexcept;
std::string hex(const std::array<uint8_t, 32>& bytes);

}  // namespace zs::bytecode

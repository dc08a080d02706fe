// The shipped rules as packs, damaged by accident and by a forger who makes the hash fit again: refused, or safe to run.
// codec_test.cpp does the same to every byte of a small pack; a shipped one has fifty thousand, so that only every
// ZS_FORGE_STEP-th is forged (1: all of them, which takes minutes).
#include "compiler/compile.h"
#include "compiler/ir/lower.h"
#include "runtime/bytecode/codec.h"
#include "tests/fuzz/untrusted.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace zs::bytecode {
namespace {

struct ShippedPack : ::testing::TestWithParam<const char*> {
  std::string bytes;

  void SetUp() override {
    const Compilation compiled = compile(std::string(ZS_SOURCE_DIR "/rules/") + GetParam());
    ASSERT_TRUE(compiled.program);
    const auto program = ir::lower(*compiled.program);
    ASSERT_TRUE(program) << program.error().error.en;
    bytes = encode(*program);
    ASSERT_GT(bytes.size(), 10'000u);
  }
  /// How many bytes to go on: a prime, so that no field of a row is always passed over.
  static size_t step() {
    const char* given = std::getenv("ZS_FORGE_STEP");
    return given != nullptr ? std::max<size_t>(1, std::strtoul(given, nullptr, 10)) : 41;
  }
};

TEST_P(ShippedPack, IsSafeAsItIs) {
  auto decoded = decode(bytes);
  ASSERT_TRUE(decoded) << decoded.error().en;
  EXPECT_EQ(fuzz::sealed(bytes), bytes);
  fuzz::run(std::make_shared<const Program>(std::move(decoded->program)));
}

TEST_P(ShippedPack, IsRefusedWhenCutOrFlipped) {
  for (size_t n = 0; n < bytes.size(); ++n) ASSERT_FALSE(decode(std::string_view(bytes).substr(0, n))) << n;
  for (size_t i = 0; i < bytes.size(); i += i < fuzz::kHeader ? 1 : step()) {
    std::string bad = bytes;
    bad[i] = static_cast<char>(bad[i] ^ (i % 2 == 0 ? 0x01 : 0xFF));
    ASSERT_FALSE(decode(bad)) << i;
  }
}

TEST_P(ShippedPack, IsRefusedWhenCutAndSealedAgain) {
  for (size_t n = 0; n < bytes.size(); n += n < fuzz::kHeader ? 1 : step()) ASSERT_FALSE(decode(fuzz::sealed(bytes.substr(0, n)))) << n;
}

TEST_P(ShippedPack, IsRefusedOrSafeWhenForged) {
  size_t refused = 0, ran = 0;
  for (size_t i = fuzz::kHeader; i < bytes.size(); i += step()) {
    for (const int change : {0x01, 0xFF}) {
      std::string forged = bytes;
      forged[i] = static_cast<char>(forged[i] ^ change);
      auto decoded = decode(fuzz::sealed(std::move(forged)));
      ++(decoded ? ran : refused);
      if (decoded) fuzz::run(std::make_shared<const Program>(std::move(decoded->program)));
    }
  }
  EXPECT_GT(refused, 100u);
  EXPECT_GT(ran, 100u);
}

INSTANTIATE_TEST_SUITE_P(Regions, ShippedPack, ::testing::Values("henan/2019", "neimenggu/2024"), [](const auto& info) {
  const std::string path = info.param;
  return path.substr(0, path.find('/'));
});

}  // namespace
}  // namespace zs::bytecode

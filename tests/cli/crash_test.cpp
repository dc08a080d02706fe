// Processes that are killed, disks that are full, syncs that fail: the old file or the new one, never half of one.
#include "tests/cli/cli_test.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zs::test {
namespace {

using testing::HasSubstr;
using testing::Not;

class CrashTest : public CliTest {
 protected:
  void SetUp() override {
    CliTest::SetUp();
    file("tiny.zs", kTinyRules);
    std::string many;
    for (int i = 0; i < 20'000; ++i) many += "{\"编号\":\"N" + std::to_string(i) + "\",\"受理时间\":\"2024-09-10 15:00:00\"}\n";
    file("many.ndjson", many);
  }
  std::string call(const std::string& out) const { return "\"$ZS\" run tiny.zs --cases many.ndjson --as-of 2024-12-01 --out " + out; }
};

/// ZS_KILLS=200 for the long form.
int kills() {
  const char* asked = std::getenv("ZS_KILLS");
  return asked ? std::max(3, std::atoi(asked)) : 21;
}

TEST_F(CrashTest, KilledAtAnyMomentTheOldFileOrTheNewOne) {
  std::mt19937 random(7);
  int old = 0, fresh = 0;
  for (const std::string name : {"f.csv", "f.ndjson", "f.parquet"}) {
    const auto begun = std::chrono::steady_clock::now();
    ASSERT_EQ(shell(call("whole-" + name)).exit, 0);
    const double whole_run = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const std::string whole = text("whole-" + name);
    for (int i = 0; i < kills() / 3; ++i) {
      file(name, "old");
      const double delay = std::uniform_real_distribution<double>(0, 1.5 * whole_run)(random);   // some come too late
      shell(call(name) + " 2>/dev/null & p=$!; sleep " + std::to_string(delay) + "; kill -9 $p 2>/dev/null; wait $p");
      const std::string now = text(name);
      ASSERT_TRUE(now == "old" || now == whole) << name << " after " << delay << " s: " << now.size() << " bytes, whole: " << whole.size();
      ++(now == "old" ? old : fresh);
    }
    // The next run removes what they left, and says so.
    const auto before = names();
    const bool leftovers = std::any_of(before.begin(), before.end(), [&](const auto& n) { return n.rfind("." + name + ".zs-", 0) == 0; });
    const auto ran = shell(call(name));
    EXPECT_EQ(ran.exit, 0);
    EXPECT_EQ(text(name), whole);
    for (const auto& n : names()) EXPECT_THAT(n, Not(HasSubstr(".zs-")));
    if (leftovers) EXPECT_THAT(ran.err, HasSubstr("此前被强行终止的一次运行留下的未完成文件"));
  }
  EXPECT_GT(old, 0) << "nobody was killed in time";
  EXPECT_GT(fresh, 0) << "nobody was killed late enough to have given the file its name";
}

TEST_F(CrashTest, ADiskThatIsFull) {
  for (const std::string name : {"f.csv", "f.ndjson", "f.parquet"}) {
    file(name, "old");
    const auto zh = shell("ulimit -f 8; " + call(name)), en = shell("ulimit -f 8; " + call(name) + " --lang en");
    EXPECT_EQ(zh.exit, 5) << name << zh.err;
    EXPECT_THAT(zh.err, HasSubstr("写不了 " + name + "：超过允许的文件大小"));
    EXPECT_THAT(en.err, HasSubstr("cannot write " + name + ": the file would be larger than is allowed"));
    EXPECT_EQ(text(name), "old");
    for (const auto& n : names()) EXPECT_THAT(n, Not(HasSubstr(".zs-")));
  }
}

TEST_F(CrashTest, ASyncThatFails) {
  file("fail.c", "#include <errno.h>\nint fsync(int fd) { (void)fd; errno = EIO; return -1; }\nint fdatasync(int fd) { return fsync(fd); }\n");
  const auto built = shell("cc -shared -fPIC -o fail.so fail.c");
  ASSERT_EQ(built.exit, 0) << built.err;
  for (const std::string name : {"f.csv", "f.parquet"}) {
    file(name, "old");
    const auto zh = shell("LD_PRELOAD=./fail.so " + call(name)), en = shell("LD_PRELOAD=./fail.so " + call(name) + " --lang en");
    EXPECT_EQ(zh.exit, 5) << name;
    EXPECT_THAT(zh.err, HasSubstr("写不了 "));
    EXPECT_THAT(zh.err, HasSubstr("设备读写出错"));
    EXPECT_THAT(en.err, HasSubstr("the device failed"));
    EXPECT_EQ(text(name), "old");
  }
}

TEST_F(CrashTest, FewKeysNeedNoDisk) {
  file("f.csv", "old");
  Call nowhere;
  nowhere.environment = {{"TMPDIR", "/proc/none"}};
  const auto ran = zs_with({"run", "tiny.zs", "--cases", "many.ndjson", "--as-of", "2024-12-01", "--out", "f.parquet", "--schedule", "/dev/null"}, nowhere);
  EXPECT_EQ(ran.exit, 0) << "few keys stay in memory: " << ran.err;
}

}  // namespace
}  // namespace zs::test

#include "tests/cli/cli_test.h"

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <unicode/ucnv.h>

namespace zs::test {

namespace fs = std::filesystem;

const std::string kTinyRules = R"(规则集 t.tiny 版本 1 {
  名称 「小」
  施行 2020-01-01
  牌 预警 < 红牌
  日历 甲历
}
日历 甲历 {
  工作 周一、周二、周三、周四、周五
  办公 09:00-17:00
  覆盖 2024 至 2024
  休 2024-10-01 至 2024-10-07 国庆节
  班 2024-09-29 国庆节
}
枚举 结果类型 { 准予 = 1；不予 = 2 }
记录 办件 case {
  键 编号 no 文本
  受理时间 accepted 时刻 事件 ?
  办结时间 done 时刻 事件 ?
  结果 result 枚举 结果类型 ?
  费用 fee 小数 ?
  环节 steps 列表 { 名称 name 文本 ? 开始 begun 时刻 事件 ? } ?
  治理 受理时间
}
指标 T-1 超时 对 办件 {
  当 受理时间 后 3个工作日内 办结时间 未发生，发 预警
  当 预警 持续 超过 3个工作日，发 红牌
  理由 「{受理时间}受理」
}
指标 T-2 不予而收费 对 办件 {
  当 结果 = 不予 且 费用 > 0，发 预警
}
指标 T-3 缺环节 对 办件 {
  当 没有 环节 其（名称 = "审查"），发 预警
}
测试 "国庆假期不算" {
  给定 办件 { 编号 "X"  受理时间 2024-09-27 15:00  环节 [{ 名称 "审查"  开始 2024-09-27 15:00 }] }
  // 9月29日（调休）、30日、10月8日；再9日当日不计，10日、11日、14日
  期望 T-1: 预警 自 2024-10-09 00:00 至 2024-10-15 00:00
  期望 T-1: 红牌 自 2024-10-15 00:00 在案
}
)";

const std::string kTinyRecords =
    R"({"编号":"A1","受理时间":"2024-09-27 15:00:00","结果":"准予","费用":0}
{"no":"A2","accepted":"2024-09-27T15:00:00+08:00","done":"2024-09-28 15:00","result":"2","fee":12.5,"steps":[{"name":"审查","begun":"2024-09-27 16:00:00"},{"name":"制证","begun":null}]}
{"编号":"A3","受理时间":"2024/9/27 15:00","办结时间":"20240928150000","结果":"不予"}
{"编号":"A4","受理时间":"2024-11-28 10:00:00","结果":"准予","费用":3,"环节":[{"名称":"审查","开始":"2024-11-28 10:00:00"}]}
)";

void CliTest::SetUp() {
  std::string name = testing::TempDir() + "zs-cli-XXXXXX";
  ASSERT_NE(::mkdtemp(name.data()), nullptr);
  folder_ = name;
  fs::permissions(folder_, fs::perms(0755));
}

void CliTest::TearDown() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string CliTest::file(const std::string& name, const std::string& bytes) const {
  fs::create_directories(fs::path(at(name)).parent_path());
  write_file(at(name), bytes);
  return name;
}

bool CliTest::exists(const std::string& name) const { return fs::exists(at(name)); }

std::vector<std::string> CliTest::names() const {
  std::vector<std::string> out;
  for (const auto& e : fs::directory_iterator(folder_))
    if (e.path().filename() != ".stdout" && e.path().filename() != ".stderr") out.push_back(e.path().filename());
  std::sort(out.begin(), out.end());
  return out;
}

Ran CliTest::zs_with(std::vector<std::string> arguments, Call call) const {
  arguments.insert(arguments.begin(), kZs);
  call.arguments = std::move(arguments);
  return run_process(folder_, call);
}

Ran CliTest::shell(const std::string& line) const {
  Call call;
  call.arguments = {"/bin/bash", "-c", line};
  call.environment = {{"ZS", kZs}};
  return run_process(folder_, call);
}

Ran CliTest::on_small_disk(size_t kilobytes, const std::string& line) const {
  constexpr int kNoMount = 97;
  file("small.sh", fmt::format("mkdir -p small && mount -t tmpfs -o size={}k small small || exit {}\n{}\n", kilobytes, kNoMount, line));
  // Who is not root is it in a name space of its own, where those are allowed.
  const auto ran = shell("export ZS; if unshare -rm true 2>/dev/null; then exec unshare -rm bash small.sh; else exec unshare -m bash small.sh; fi");
  EXPECT_NE(ran.exit, kNoMount) << "no file system can be mounted here; run as root or allow user name spaces: " << ran.err;
  std::error_code ignored;
  fs::remove(at("small.sh"), ignored), fs::remove(at("small"), ignored);
  return ran;
}

Ran CliTest::judge(std::vector<std::string> arguments, Call call) const {
  file("tiny.zs", kTinyRules);
  arguments.insert(arguments.begin(), {"run", "tiny.zs"});
  arguments.insert(arguments.end(), {"--as-of", "2024-12-01"});
  return zs_with(std::move(arguments), std::move(call));
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

std::string with(const std::string& text, const std::string& from, const std::string& to) {
  const size_t found = text.find(from);
  EXPECT_NE(found, std::string::npos) << from;
  std::string out = text;
  return found == std::string::npos ? out : out.replace(found, from.size(), to);
}

std::string gb18030(const std::string& text) {
  UErrorCode e = U_ZERO_ERROR;
  std::string out(text.size() * 4, '\0');
  const int32_t n = ucnv_convert("gb18030", "utf-8", out.data(), static_cast<int32_t>(out.size()), text.data(), static_cast<int32_t>(text.size()), &e);
  EXPECT_TRUE(U_SUCCESS(e));
  out.resize(static_cast<size_t>(n));
  return out;
}

}  // namespace zs::test

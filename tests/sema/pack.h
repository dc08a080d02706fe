#pragma once
// A small pack around one piece of rule text, and what came of it.
#include "compiler/compile.h"
#include "compiler/diagnostics/render.h"
#include "compiler/typed/dump.h"

#include <string>

namespace zs::test {

inline const std::string kPrelude = R"(
规则集 test.rules 版本 1 { 牌 预警 < 异常 < 红牌  日历 甲历 }
日历 甲历 { 工作 周一、周二、周三、周四、周五  办公 09:00-17:00  覆盖 2024 至 2026 }
枚举 种类 { 听证；公示；其他 }
枚举 深度 有序 { 浅 < 中 < 深 }
记录 事项 item 常态 {
  键 实施编码 task_code 文本
  承诺时限 promise 期限 单位 承诺单位 promise_unit ?
  流程环节 flow 列表 文本 ?
  必要环节 needed 列表 文本 ? 缺省 {受理、办结}
  允许 allowed 列表 枚举 种类 ?
  结果 result 枚举 种类 ?
  办理深度 depth 枚举 深度 ?
  涉及中介 agent 布尔 ?
}
记录 办件 case {
  键 编号 no 文本
  实施编码 task_code 文本 引用 事项 ?
  名称 name 文本 ?
  结果 result 枚举 种类 ? 缺省 事项的结果
  意见 opinion 枚举 {同意；不同意} ?
  次数 visits 整数 ?
  金额 fee 小数 ?
  应收 due 小数 ?
  完整 complete 布尔 ? 缺省 否
  已核 checked 布尔 ?
  到期日 ends 日期 ?
  收件 received 时刻 事件 ?
  受理时间 accepted 时刻 事件 ?
  办结时间 done 时刻 事件 ?
  登记 registered 时刻 ?
  承诺时限 promise 期限 单位 承诺单位 promise_unit ?
  问题 problems 列表 文本 ?
  环节 steps 列表 { 环节名称 step 文本 ? 开始时间 begun 时刻 事件 ? 接收时间 got 时刻 事件 ? } ?
  补正 fixes 列表 { 告知时间 told 时刻 事件 ? 确认时间 ok 时刻 事件 ? 材料 papers 列表 文本 ? 类 kind 枚举 种类 ? } ?
  治理 受理时间
}
记录 评价 review { 键 评价编号 rno 文本  评价时间 at 时刻 事件 ? }
时限 办理时限 对 办件 { 自 受理时间 至 办结时间 限 承诺时限 缺省 事项的承诺时限 日历 甲历 暂停 逐 补正 自 告知时间 至 确认时间 }
时限 日限 对 办件 { 自 受理时间 至 办结时间 限 10工作日 }
时限 时限三 对 办件 { 自 受理时间 至 办结时间 限 8小时 }
时限 无限 对 办件 { 自 受理时间 至 办结时间 }
参数 及时 = 5个工作日
参数 比例 = 50%
口径 读法 = 甲读 可选 乙读
词表 模糊词 = {「其他」、「有关」}
句式 厅名 = 「××[盟|市]大厅」
条件 迟收（多久） 对 办件 = 有 环节 其（自 开始时间 至 接收时间 超过 多久）
条件 已结 对 办件 = 办结时间 已发生
)";

inline Compilation pack(const std::string& text, const CompileOptions& options = {}) {
  return compile_text("t.zs", kPrelude + text, options);
}

/// The first 当 of an indicator over 办件, as text; the diagnostics where it does not compile.
inline std::string condition(const std::string& text, const CompileOptions& options = {}) {
  const Compilation c = pack("指标 A-1 试 对 办件 { 当 " + text + "，发 红牌 }", options);
  if (!c.program) return diag::render_human(c.sources, c.diagnostics);
  const auto& situations = c.program->indicators.at(0).situations;
  return situations.empty() ? "never" : typed::dump(*c.program, situations[0].cards.at(0).when);
}

/// The ids of all errors, in order of place: "E0210 E0317".
inline std::string errors(const Compilation& c) {
  std::string out;
  for (const auto& d : c.diagnostics.all()) out += (out.empty() ? "" : " ") + std::string(diag::row(d.code).id);
  return out;
}

/// What the first diagnostic says, in Chinese, and its suggestion.
inline std::string first_message(const Compilation& c) {
  if (c.diagnostics.all().empty()) return "";
  const auto& d = c.diagnostics.all().front();
  std::string out = diag::fill(diag::row(d.code).zh, d.args);
  if (d.fix) out += " → " + d.fix->replacement;
  return out;
}

}  // namespace zs::test

#pragma once
// A small rule set, compiled in memory.
#include "compiler/compile.h"
#include "testing/case.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace zs::testing {

/// Two record kinds and a reference table; T-1 counts working days, T-2 compares a number and asks a reference.
inline const std::string kRules = R"(规则集 t.small 版本 1 {
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
记录 事项 item {
  键 编码 code 文本
  免费 free 布尔 ?
}
记录 办件 case {
  键 编号 no 文本
  编码 item 文本 引用 事项 ?
  受理时间 accepted 时刻 事件 ?
  办结时间 done 时刻 事件 ?
  承诺时限 promise 期限 单位 承诺时限单位 promise_unit ?
  费用 fee 小数 ?
  环节 steps 列表 { 名称 name 文本 ? 开始 begun 时刻 事件 ? } ?
  治理 受理时间
}
记录 评价 review {
  键 评价编号 no 文本
  评价时间 at 时刻 事件
  星级 stars 整数 ?
}
指标 T-1 超时 对 办件 {
  当 受理时间 后 3个工作日内 办结时间 未发生，发 预警
  当 预警 持续 超过 3个工作日，发 红牌
}
指标 T-2 乱收费 对 办件 {
  适用 受理时间 已发生
  当 事项的免费 = 是 且 费用 > 100，发 预警
}
指标 T-3 差评 对 评价 {
  当 星级 < 3，发 预警，处置 回访
}
)";

struct Small {
  Compilation c;
  explicit Small(const std::string& more = "", std::string rules = kRules) : c(compile_text("small.zs", rules + more)) {
    for (const auto& d : c.diagnostics.all()) ADD_FAILURE() << diag::row(d.code).name;
  }
  const typed::Program& program() const { return *c.program; }
  /// The tests of the text.
  std::vector<Case> cases() const {
    std::vector<Case> out;
    for (const auto& t : program().tests) out.push_back(case_of(program(), t, "small.zs", c.sources.position(t.src.file, t.src.begin).line));
    return out;
  }
};

}  // namespace zs::testing

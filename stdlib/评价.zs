// 评价：申请人对一件办件的评价（好差评）。
//
// 没有填的选项按默认：没有不满意，没有多收材料和费用，没有强制中介，没有超时，态度和环境好。
// 跑动次数、理由适当、认定异常没有默认。
导入 「标准库/代码.zs」
导入 「标准库/事项.zs」

记录 评价 review {
  键 评价编号 assess_no 文本
  办件编号 project_no 文本
  实施编码 task_code 文本 引用 事项
  评价时间 assess_time 时刻 事件
  满意度 satisfaction 枚举 满意度 ? 缺省 满意
  评价详情 eval_detail 列表 枚举 评价选项 ?
  〔理由〕 reason 文本 ?
  理由适当 reason_valid 布尔 ?  // 由人认定
  多收材料 over_material 布尔 ? 缺省 否
  多收费 over_fee 布尔 ? 缺省 否
  强制中介 forced_agent 布尔 ? 缺省 否
  时限评价 timeliness 枚举 时限评价 ? 缺省 未超时
  跑动次数 visits 整数 ?
  服务态度 attitude 枚举 服务态度 ? 缺省 态度好
  办事环境 environment 枚举 办事环境 ? 缺省 环境好
  其他问题 other_problem 文本 ?
  认定异常 found_abnormal 布尔 ?  // 由人认定
  回访核实时间 revisit_time 时刻 事件 ?
  整改完成时间 done_time 时刻 事件 ?
  诉求合理 claim_valid 布尔 ? 缺省 是  // 由人认定；没有认定不合理的，按合理对待
  解释说明时间 explained_time 时刻 事件 ?
  反馈时间 feedback_time 时刻 事件 ?  // 把处理结果告诉评价人
}

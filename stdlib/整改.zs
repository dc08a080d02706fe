// 整改：对一个监督出的问题的整改，从发牌到报送结果。
导入 「标准库/代码.zs」

记录 整改 rectification {
  键 整改编号 rectify_no 文本
  指标编号 indicator 文本 ?
  整改单位 org_name 文本 ?
  发牌时间 issued_time 时刻 事件
  方案时间 plan_time 时刻 事件 ?  // 报出整改方案
  整改内容 plan_content 文本 ?
  整改措施 plan_measures 文本 ?
  完成时限 plan_deadline 日期 ?  // 方案里写的那一天
  责任人 plan_person 文本 ?
  进度反馈 progress 列表 {
    反馈时间 feedback_time 时刻 事件
    进度 state 文本 ?
  } ?
  整改完成时间 done_time 时刻 事件 ?
  结果报送时间 report_time 时刻 事件 ?
}

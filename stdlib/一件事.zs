// 一件事：多个事项联办，各子事项自有受理、办结和时限。
//
// 子事项的编号只供查找，可以缺；子事项没有写时限的，用它的事项的时限。
导入 「标准库/代码.zs」
导入 「标准库/事项.zs」

记录 一件事 bundle {
  键 一件事编号 chain_no 文本
  子事项 parts 列表 {
    办件编号 project_no 文本 ?
    实施编码 task_code 文本 引用 事项 ?
    受理时间 accept_date 时刻 事件 ?
    办结时间 result_date 时刻 事件 ?
    承诺时限 promise_day 期限 单位 承诺时限单位 promise_type ? 缺省 事项的承诺时限
    结果 outcome 枚举 子事项结果 ?
    结果时间 outcome_time 时刻 事件 ?
  } ?
}

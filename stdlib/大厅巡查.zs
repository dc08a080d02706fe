// 大厅巡查：政务服务大厅的一次检查及其发现的问题。
导入 「标准库/代码.zs」
导入 「标准库/事项.zs」

记录 大厅巡查 inspection {
  键 检查编号 insp_no 文本
  政务服务中心 center_name 文本
  实施编码 task_code 文本 引用 事项 ?
  检查时间 insp_time 时刻 事件
  问题 problems 列表 枚举 巡查问题 ?  // 没有问题时可以不写
  整改完成时间 done_time 时刻 事件 ?
}

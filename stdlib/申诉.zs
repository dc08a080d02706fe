// 申诉：工作人员对异常办件的申诉，及申请人的二次评价。
导入 「标准库/代码.zs」

记录 申诉 appeal {
  键 申诉编号 appeal_no 文本
  办件编号 project_no 文本
  判定异常时间 judged_time 时刻 事件
  申诉时间 appeal_time 时刻 事件 ?
  二次评价时间 second_assess_time 时刻 事件 ?
  二次评价结果 second_assess 枚举 二次评价结果 ?
  调查核实时间 investigated_time 时刻 事件 ?
}

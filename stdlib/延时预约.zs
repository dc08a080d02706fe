// 延时预约：一次在正常开放时间以外办事的预约。
导入 「标准库/代码.zs」

枚举 预约答复 { 接受；拒绝 }

记录 延时预约 off_hours_booking {
  键 预约编号 booking_no 文本
  政务服务中心 center_name 文本 ?
  提出时间 asked_time 时刻 事件
  预约时间 booked_time 时刻 事件  // 想来办事的时刻；到了那一刻，才说得上有没有办
  开放时间 open_time 时刻 事件 ?  // 那一天正常开放的起止
  结束时间 close_time 时刻 事件 ?
  法定工作日 is_workday 布尔 ?  // 那一天是不是法定工作日
  另有规定 exempt 布尔 ? 缺省 否  // 国家主管部门另有规定
  预约答复 reply 枚举 预约答复 ?
}

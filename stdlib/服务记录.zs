// 服务记录：一次现场服务，或网上办成的一件事，及它邀请评价的次数。
导入 「标准库/代码.zs」

记录 服务记录 service {
  键 服务编号 service_no 文本
  办件编号 project_no 文本 ?
  服务渠道 apply_type 枚举 申报来源 ?
  服务时间 service_time 时刻 事件
  评价邀请次数 assess_invited 整数 ?
}

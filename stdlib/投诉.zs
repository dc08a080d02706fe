// 投诉：企业和群众的一件投诉或举报，从提出到反馈。
导入 「标准库/代码.zs」

枚举 投诉渠道 { 网上；热线；其他 }  // 网上：集约化管理平台；热线：12345

记录 投诉 complaint {
  键 投诉编号 complaint_no 文本
  投诉渠道 channel 枚举 投诉渠道 ?
  承办部门 org_name 文本 ?
  投诉时间 complaint_time 时刻 事件
  受理时间 accept_date 时刻 事件 ?
  转办时间 forward_time 时刻 事件 ?
  办结时间 result_date 时刻 事件 ?
  反馈时间 feedback_time 时刻 事件 ?
}

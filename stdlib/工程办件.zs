// 工程办件：工程建设项目审批中的一件。
//
// 没有实施编码，承诺时限缺了就是不知道（无法判定），不退回。
导入 「标准库/代码.zs」

记录 工程办件 construction {
  键 办件编号 project_no 文本
  办理时间 handle_time 时刻 事件
  上传时间 gg_upload_time 时刻 事件 ?  // 上传自治区工改系统
  受理时间 accept_date 时刻 事件 ?
  办结时间 result_date 时刻 事件 ?
  承诺时限 promise_day 期限 单位 承诺时限单位 promise_type ?
  状态共享时间 gg_status_time 时刻 事件 ?
  申报材料共享时间 application_shared_time 时刻 事件 ?
  批复材料共享时间 approval_shared_time 时刻 事件 ?
  应有环节 expected_steps 列表 文本 ?
  环节 process 列表 {
    序号 sn 整数 ?
    环节名称 process_name 文本
    开始时间 event_start_time 时刻 事件 ?
    结束时间 event_end_time 时刻 事件 ?
    开始数据接收时间 start_received_time 时刻 事件 ?
    结束数据接收时间 end_received_time 时刻 事件 ?
    处理人 handle_user_name 文本 ?
  } ?

  治理 受理时间
}

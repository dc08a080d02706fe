// 流水式的办件交换表：同一行数据每次变动都追加一行，cd_time 是同步时间，cd_operation 是同步类型。
// 取每件（每个 row_guid）最后的一行；最后的一行是删除（D）的不要。
// cd_operation 用 D 表示删除是我们的假定：建表语句只写了“同步类型”。
导入 「标准库/办件.zs」

绑定 全国交换库流水 对 办件 {
  视图 受理 自 up_pro_accept 「SELECT * FROM up_pro_accept
    QUALIFY row_number() OVER (PARTITION BY project_no ORDER BY cd_time DESC) = 1 AND upper(cd_operation) <> 'D'」
  视图 结果 自 up_pro_result 「SELECT * FROM up_pro_result
    QUALIFY row_number() OVER (PARTITION BY project_no ORDER BY cd_time DESC) = 1 AND upper(cd_operation) <> 'D'」
  视图 过程 自 up_pro_process 「SELECT * FROM up_pro_process
    QUALIFY row_number() OVER (PARTITION BY row_guid ORDER BY cd_time DESC) = 1 AND upper(cd_operation) <> 'D'」
  主表 受理
  连表 结果 按 project_no

  字段 办件编号、实施编码、受理部门、办件类型、申报来源、申请人名称、申请人联系方式
  字段 收件时间、受理时间
  字段 办结时间 自 结果的result_date
  字段 办结结果 自 结果的result_type

  子表 环节 自 过程 按 project_no 排序 event_start_time {
    字段 环节名称、开始时间、结束时间、处理人
  }
}

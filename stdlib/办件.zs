// 办件：一件申请从收件到办结。
//
// 可缺：除办件编号外，办件自己的各项都可以缺；列表缺了就是空。
// 列表的一行则须说得清它是什么、何时发生：环节要有名称，补正要有告知时间，特别程序要有种类和开始时间，
// 收费要有项目和金额，材料要有名称，缺了整件退回。环节的序号只供排列，判定不用它，可以缺。
导入 「标准库/代码.zs」
导入 「标准库/事项.zs」

记录 办件 case {
  键 办件编号 project_no 文本
  实施编码 task_code 文本 引用 事项 ?
  行政区划 region_code 文本 格式 「[0-9]{6,}」 ?
  受理部门 org_name 文本 ?
  办件类型 project_type 枚举 办件类型 ? 缺省 事项的办件类型
  申报来源 apply_type 枚举 申报来源 ?
  申请人名称 applyer_name 文本 ?
  申请人联系方式 contact_mobile 文本 ?

  // 收件、受理、办结
  收件时间 apply_date 时刻 事件 ?
  受理意见时间 accept_opinion_time 时刻 事件 ?
  受理意见 accept_opinion 枚举 受理意见 ?
  不受理原因 notaccept_reason 文本 ?
  受理时间 accept_date 时刻 事件 ?
  办结时间 result_date 时刻 事件 ?
  办结结果 result_type 枚举 办结结果 ? 缺省 正常办结
  非正常办结原因 abnormal_reason 文本 ?

  // 时限：数与单位两列；两列都缺时用事项的，只缺一列则不知道
  承诺时限 promise_day 期限 单位 承诺时限单位 promise_type ? 缺省 事项的承诺时限
  法定时限 anticipate_day 期限 单位 法定时限单位 anticipate_type ? 缺省 事项的法定时限

  // 结果与证照
  结果类型 result_kind 枚举 结果类型 ? 缺省 事项的结果类型
  证照上传时间 lic_upload_time 时刻 事件 ?
  证照信息部委确定 lic_by_ministry 布尔 ? 缺省 否
  部委信息确定时间 ministry_confirm_time 时刻 事件 ?
  证照信息完整 lic_complete 布尔 ?
  证照信息补全时间 lic_completed_time 时刻 事件 ?

  // 监察系统收到数据的时间，接口规范检查出的问题
  受理数据接收时间 accept_received_time 时刻 事件 ?
  办结数据接收时间 result_received_time 时刻 事件 ?
  数据问题 data_problems 列表 文本 ?

  // 发现与改正
  需补正时间 correction_needed_time 时刻 事件 ?  // 发现材料不齐的时间
  环节补齐时间 steps_fixed_time 时刻 事件 ?
  信息补齐时间 info_fixed_time 时刻 事件 ?
  材料重传时间 materials_fixed_time 时刻 事件 ?

  环节 process 列表 {
    序号 sn 整数 ?
    环节名称 process_name 文本
    开始时间 event_start_time 时刻 事件 ?
    结束时间 event_end_time 时刻 事件 ?
    开始数据接收时间 start_received_time 时刻 事件 ?
    结束数据接收时间 end_received_time 时刻 事件 ?
    处理人 handle_user_name 文本 ?
  } ?
  补正 correction 列表 {
    告知时间 notice_time 时刻 事件
    补正材料 notice_materials 列表 文本 ?
    补齐确认时间 confirmed_time 时刻 事件 ?
  } ?
  特别程序 special_procedure 列表 {
    种类 special_name 枚举 特别程序种类
    开始时间 special_time 时刻 事件
    结束时间 end_time 时刻 事件 ?
    〔时限〕 special_limit 期限 单位 时限单位 special_limit_unit ?
    公示到期日 publicity_end 日期 ?  // 公示时就已知道
  } ?
  收费 charge 列表 {
    收费项目 fee_name 文本
    收费金额 amount 小数
    应收金额 fee_due 小数 ?
    收费依据 fee_basis 文本 ?
    减免金额 reduce_amount 小数 ?
    减免依据 reduce_basis 文本 ?
    收费时间 charge_time 时刻 事件 ?
  } ?
  材料 material 列表 {
    材料名称 material_name 文本
    收取时间 take_time 时刻 事件 ?
  } ?

  治理 受理时间
}

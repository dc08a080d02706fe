// 办事指南：一个事项（拆分了业务办理项的，一个业务办理项）的办事指南，连同申请材料、办理流程和发布渠道。
//
// 字段依国家库表 up_task_general_basic、_extend、_material，指南有没有写、写的是什么，照录。
// 可缺：除指南编号外，各项都可以缺，缺了就是指南没有写；列表缺了就是空。发布渠道的一行须有渠道，缺了整件退回。
// 材料、环节、渠道都没有事件：一行材料从来就在，不从它备案、上传的那一刻才算有。
导入 「标准库/代码.zs」
导入 「标准库/事项.zs」
导入 「标准库/基本目录.zs」

记录 办事指南 guide 常态 {
  键 指南编号 guide_no 文本

  // 基本信息
  实施编码 task_code 文本 引用 事项 ?
  基本编码 catalog_code 文本 引用 基本目录 ?
  业务办理项编码 task_handle_item 文本 ?
  事项名称 task_name 文本 ?
  事项类型 task_type 枚举 事项类型 ?
  设定依据 by_law 文本 ?
  行使层级 use_level 枚举 行使层级 ?
  实施主体 dept_name 文本 ?
  主管部门 parent_dept 文本 ? 缺省 实施主体  // 所属单位填它的主管部门；部门自己的指南不用填
  服务对象 server_type 列表 枚举 服务对象 ?
  受理条件 accept_condition 文本 ?
  审查标准 review_standard 文本 ?
  法定时限 anticipate_day 期限 单位 法定时限单位 anticipate_type ?
  法定时限说明 anticipate_explain 文本 ?
  承诺时限 promise_day 期限 单位 承诺时限单位 promise_type ?
  承诺时限说明 promise_explain 文本 ?
  到办事现场次数 limit_scene_num 整数 ?

  // 办理方式
  办理形式 handle_type 列表 枚举 申报来源 ?  // 与申报来源同一套代码（GB/T 39046 A.5）
  办理地点 transact_addr 文本 ?
  办理时间 transact_time 文本 ?
  咨询方式 link_way 文本 ?
  监督投诉方式 supervise_way 文本 ?
  通办范围 handle_area 文本 ?
  容缺受理 allow_lack 布尔 ?
  预约办理 is_schedule 布尔 ?
  网上支付 is_pay_online 布尔 ?
  物流快递 is_express 布尔 ?

  // 收费，结果
  是否收费 is_fee 布尔 ?
  收费标准 fee_stand 文本 ?
  收费依据 fee_basis 文本 ?
  结果名称 result_name 文本 ?
  结果样本 result_guid 文本 ?
  结果含不宜公开信息 result_sensitive 布尔 ?
  结果样本已隐藏 result_masked 布尔 ?
  结果样本通用格式 result_open_format 布尔 ?

  // 中介服务和特别程序：有没有、是什么、设定依据
  涉及中介 intermediary 布尔 ?
  中介服务 service_type 文本 ?
  中介服务依据 service_basis 文本 ?
  中介依据种类 service_basis_kind 枚举 设定依据种类 ?
  特别程序 special_procedure 列表 枚举 特别程序种类 ?
  特别程序依据 special_basis 文本 ?

  // 发布和调整
  发布时间 publish_time 时刻 事件 ?  // 在全区一体化政务服务平台（内蒙古政务服务网）上发布
  依据变更时间 basis_changed_time 时刻 事件 ?  // 法律、法规、规章制定、修改、废止
  更新时间 update_time 时刻 事件 ?
  发布渠道 channel 列表 {
    渠道 channel_name 枚举 发布渠道
    内容版本 content_version 文本 ?  // 版本号或者内容的摘要，各渠道相同即同源
  } ?

  办理流程 handle_flow 列表 {
    环节名称 process_name 文本 ?  // 有环节而没有写名称，正是要查的
    办理时限 step_limit 期限 单位 办理时限单位 step_limit_unit ?
    审查标准 accept_stand 文本 ?
    办理结果 step_result 文本 ?
  } ?
  流程图 flow_chart 文本 ?

  分情形展示材料 material_by_case 布尔 ?  // 根据提交情形分类展示申报材料
  示范文本 model_text 文本 ?
  无需材料 no_material 布尔 ? 缺省 否  // 不要任何申请材料的事项
  申请材料 material 列表 {
    材料名称 material_name 文本 ?  // 有材料而没有写名称，正是要查的
    材料必要性 is_need 枚举 材料必要性 ?
    材料类型 material_type 枚举 材料类型 ?
    材料形式 material_format 枚举 材料形式 ?
    需电子材料 need_electronic 布尔 ?
    份数 page_num 整数 ?
    规格 page_format 文本 ?
    来源渠道 source_type 枚举 来源渠道 ?
    来源渠道说明 source_explain 文本 ?
    出具单位 issuer 文本 ?
    要求依据 by_law 文本 ?  // 要求提供这份材料的依据
    需申请人填写 is_form 布尔 ?  // 表格类材料
    空白表格 form_guid 文本 ?
    示例样表 example_guid 文本 ?
    材料样本 sample_guid 文本 ?
    证明类 is_proof 布尔 ?
    在保留目录内 in_retained_list 布尔 ?  // 本级保留证明事项目录
    中介产生 by_agent 布尔 ?
    中介类别资质 agent_qualification 文本 ?
    可共享获取 shareable 布尔 ?
    要求申请人提供 applicant_provides 布尔 ?
    电子表单 e_form 文本 ?  // 网上填写的表单
    依据种类 by_law_kind 枚举 设定依据种类 ?
  } ?
}

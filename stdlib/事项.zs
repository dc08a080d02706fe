// 事项：政务服务事项目录的一行，办件、评价等依“实施编码”引用。
//
// 可缺：除实施编码外，各项都可以缺。一行事项缺了某一项就整行退回，会使它的每一件办件都失去时限、
// 环节和材料的依据；缺的那一项按“不知道”对待（无法判定），列表缺了也是“不知道”，而不是空。
导入 「标准库/代码.zs」

记录 事项 item 常态 {
  键 实施编码 task_code 文本
  事项名称 task_name 文本 ?
  办件类型 project_type 枚举 办件类型 ?
  承诺时限 promise_day 期限 单位 承诺时限单位 promise_type ?
  法定时限 anticipate_day 期限 单位 法定时限单位 anticipate_type ?
  结果类型 result_kind 枚举 结果类型 ?
  允许特别程序 special_procedure 列表 枚举 特别程序种类 ?
  流程环节 handle_flow 列表 文本 ?  // 依先后次序
  必要环节 required_steps 列表 文本 ? 缺省 {「受理」、「办结」}  // 事项没有写明时，受理、办结必须有
  必要材料 required_materials 列表 文本 ?
  全部材料 materials 列表 文本 ?
  收费项目 fee_items 列表 文本 ?
  到办事现场次数 limit_scene_num 整数 ?
  涉及中介 intermediary 布尔 ?
  行使层级 use_level 枚举 行使层级 ?
  实施主体 dept_name 文本 ?
  进驻政务大厅 is_entry_center 布尔 ?
  未进驻豁免原因 entry_exempt_reason 枚举 未进驻豁免原因 ?
  网上办理深度 online_handle_depth 枚举 网上办理深度 ?
  事项类型 task_type 枚举 事项类型 ?
  指南发布日期 guide_publish_date 日期 ?  // 不是事件：没有发布指南的事项，从来也是一个事项
}

// 基本目录：全区统一的政务服务事项目录的一行（国家库表 up_task_directory），各级办事指南依“基本编码”引用。
//
// 可缺：除基本编码外，各项都可以缺；缺了的那一项按“不知道”对待。后五项国家目录没有，本级目录有就填。
导入 「标准库/代码.zs」

记录 基本目录 task_directory 常态 {
  键 基本编码 catalog_code 文本
  事项名称 task_name 文本 ?
  事项类型 task_type 枚举 事项类型 ?
  设定依据 by_law 文本 ?
  行使层级 use_level 列表 枚举 行使层级 ?  // 一个事项可以由几级行使
  法定时限 anticipate_day 期限 单位 法定时限单位 anticipate_type ?
  受理条件 accept_condition 文本 ?
  服务对象 server_type 列表 枚举 服务对象 ?
  办理流程 handle_flow 列表 文本 ?  // 环节名称，依先后次序
  申请材料 materials 列表 文本 ?  // 材料名称
  收费依据 fee_basis 文本 ?
  结果名称 result_name 文本 ?
}

// 业务系统：政务服务机构建设或使用的一个系统、网站栏目、应用。
导入 「标准库/代码.zs」

枚举 系统种类 {
  政务服务事项系统；政务服务门户；身份认证系统；电子证照系统；电子印章系统；好差评系统；
  业务办理系统；网站办事栏目；特色应用；其他
}

枚举 印章能力 { 传输；审验；显示；打印 }

记录 业务系统 system 常态 {
  键 系统编号 system_no 文本
  系统名称 system_name 文本 ?
  建设单位 dept_name 文本 ?
  系统种类 system_kind 枚举 系统种类 ?
  自行建设 self_built 布尔 ?  // 否：用的是一体化平台的
  对接一体化平台 linked_platform 布尔 ?
  对接共享平台 linked_sharing 布尔 ?  // 政务信息资源共享平台
  数据同源 same_data 布尔 ?
  服务同源 same_service 布尔 ?
  符合接入指南 meets_guide 布尔 ?
  统一审核发布 reviewed 布尔 ?
  印章能力 seal_functions 列表 枚举 印章能力 ?
}

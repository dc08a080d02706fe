// 证照类型：电子证照目录的一行。
导入 「标准库/代码.zs」

记录 证照类型 licence_type 常态 {
  键 证照类型代码 certificate_type_code 文本
  证照类型 certificate_type 文本
  国家清单 on_national_list 布尔
  本区适用 applicable 布尔
  已纳入证照库 in_repository 布尔
  标准发布时间 publish_date 时刻 事件 ?
  标准化配置时间 config_done_date 时刻 事件 ?
}

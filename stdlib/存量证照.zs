// 存量证照：已有的一本证照，及它是否合于现行标准。
导入 「标准库/证照类型.zs」

记录 存量证照 licence 常态 {
  键 证照编号 certificate_number 文本
  证照类型代码 certificate_type_code 文本 引用 证照类型
  符合标准 std_check 布尔 ?
  已归集上报 collected 布尔 ?  // 归集到全区统一电子证照库并上报
}

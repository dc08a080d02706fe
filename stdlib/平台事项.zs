// 平台事项：一个政务服务事项在目录和一体化平台上的状态。事项自己的内容（时限、材料、环节）在“事项”里。
导入 「标准库/代码.zs」
导入 「标准库/事项.zs」

枚举 重点领域 { 不动产登记；市场准入；企业投资；建设工程；民生事务；其他 }

枚举 不纳入原因 { 法律法规另有规定；国家秘密 }

枚举 网上服务 { 咨询；受理；查询；支付；评价 }

枚举 评价对象 { 机构；平台；人员 }

记录 平台事项 platform_item 常态 {
  键 平台事项编号 platform_item_no 文本  // 通常就是实施编码
  实施编码 task_code 文本 引用 事项 ?
  统一目录内 in_catalog 布尔 ?
  目录已公开 catalog_published 布尔 ?
  重点领域 key_field 枚举 重点领域 ?  // 不属于重点领域的不写
  有工作规程 has_procedure 布尔 ?
  纳入平台 on_platform 布尔 ?
  全程办理 handled_on_platform 布尔 ?
  不纳入原因 off_platform_reason 枚举 不纳入原因 ?
  办理形式 handle_type 列表 枚举 申报来源 ?
  接入移动端 on_mobile 布尔 ?
  网上服务 online_services 列表 枚举 网上服务 ?
  可评价 assessable 布尔 ?
  可评价对象 assess_objects 列表 枚举 评价对象 ?
  可评价渠道 assess_forms 列表 枚举 申报来源 ?  // 办理形式里哪些可以评价
}

// 许可：一份环境许可申请的受理阶段。字段的代码就是 cases.csv、steps.csv 的列名，原样读入。

记录 许可 permit {
  键 案号 case_id 文本
  渠道 channel 枚举 {网上 = 「Internet」；柜台 = 「Desk」；邮寄 = 「Post」；电邮 = 「e-mail」；内部 = 「Intern」} ?
  部门 department 文本 ?
  小组 group 文本 ?
  负责人 responsible 文本 ?
  登记时间 startdate 时刻 事件
  计划完成时间 enddate_planned 时刻 ?  // 登记时就已定下，不是事件
  完成时间 enddate 时刻 事件 ?
  步骤 steps 列表 {
    序号 seq 整数 ?
    步骤名称 〔concept:name〕 文本
    发生时间 〔time:timestamp〕 时刻 事件
    小组 〔org:group〕 文本 ?
    经办人 〔org:resource〕 文本 ?
  } ?

  治理 登记时间
}
